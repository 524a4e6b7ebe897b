"""Asking for what promoters earned: youzan.salesman.trades.export, backwards from the newest order."""

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync import beijing
from sync.cursors import backward
from sync.forgiving import forgiving
from sync.unfit import Unfit
from sync.youzan.bodies import PromotedTrade
from sync.youzan.calls import Calls
from sync.youzan.items import PromotedItem
from sync.youzan.owed import Debt, Lacking
from sync.youzan.promoters import Listed, Promoters, names
from sync.youzan.resources import PROMOTERS

METHOD = "youzan.salesman.trades.export/1.0.0"
_SECOND = 1000
_DAY = 24 * 3600 * _SECOND
_SIZE = 50

TERMS = backward.Terms(overlap=45 * _DAY, period=90 * _DAY)
"""A commission is settled when its order is finished, some weeks after it was placed."""


class _Exported(Struct, frozen=True):
    trades: list[Raw] | None = None
    page_min_created_at: beijing.Long | None = None
    """Seconds: below it the next page begins."""
    page_min_id: beijing.Long | None = None
    has_next_page: bool | None = None


_exported = msgspec.json.Decoder(_Exported).decode
_promoted = forgiving(PromotedTrade)


def ask(
    calls: Calls, promoters: Promoters, lacking: Lacking, below: backward.Place | None, stop: StopAsked
) -> backward.Answer:
    """A page of promoted orders below a place; see ``backward``. Their promoters are owed where they are not told."""
    place = {} if below is None else {"end_time": below.moment // _SECOND, "id": int(below.id)}
    exported, seen_at = calls.told(METHOD, {"page_size": _SIZE, **place}, _exported, stop)
    rows = exported.trades or []
    bodies = [_body(row) for row in rows]
    listed = Listed()
    if any(body and (body.seller or names(body.phone) or names(body.from_buyer_phone)) for body in bodies):
        listed = lacking.told_or(PROMOTERS, lambda: promoters.listed(stop), listed, Debt())
    items = [_item(row, body, listed, seen_at) for row, body in zip(rows, bodies, strict=True)]
    moments = [at for row in rows if (at := _moment(row)) is not None]
    answer = msgspec.json.encode(items)
    return backward.Answer(answer, max(moments, default=None), _lowest(exported), bool(exported.has_next_page))


def _body(row: Raw) -> PromotedTrade | None:
    try:
        return _promoted(row)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _item(row: Raw, body: PromotedTrade | None, listed: Listed, seen_at: int) -> PromotedItem:
    if body is None:
        return PromotedItem(row, seen_at)
    promoter = listed.with_seller(body.seller) or listed.with_mobile(body.phone)
    return PromotedItem(row, seen_at, promoter, listed.with_mobile(body.from_buyer_phone))


def _moment(row: Raw) -> int | None:
    try:
        return beijing.local(_promoted(row).created_at)
    except (msgspec.DecodeError, UnicodeDecodeError, Unfit):
        return None


def _lowest(exported: _Exported) -> backward.Place | None:
    moment, number = exported.page_min_created_at, exported.page_min_id
    if moment is None or number is None:
        return None
    return backward.Place(int(moment) * _SECOND, str(number))
