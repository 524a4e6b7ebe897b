"""Asking for orders: youzan.trades.sold.get 4.0.4 over closed windows of their time of change, a hundred at a time.

Never one by one: calls are paid for. Beside a page of orders only group-buys are asked for, in batches, and the list of
promoters where an order names one.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

import msgspec
from msgspec import Raw, Struct, structs

from storage.progress import StopAsked
from sync import beijing
from sync.clocks import Clocks, say_if_apart
from sync.cursors import windows
from sync.cursors.passes import Paging
from sync.forgiving import forgiving
from sync.source import RawPage
from sync.youzan import owed
from sync.youzan.bodies import OrderInfo
from sync.youzan.calls import Calls
from sync.youzan.items import GroupItem, OrderItem
from sync.youzan.listings import fitting
from sync.youzan.owed import Debt, Lacking
from sync.youzan.promoters import Listed, Promoters, names
from sync.youzan.resources import GROUPS, PROMOTERS
from sync.youzan.troubles import FewRows

METHOD = "youzan.trades.sold.get/4.0.4"
GROUP_METHOD = "youzan.ump.groupon.ordergroupdetails.get/1.0.0"
_NAMES = ("full_order_info_list", "total_results")
_SECOND = 1000
_DAY = 24 * 3600 * _SECOND
_SIZE = 100
_BATCH = 20
"""Orders whose groups are asked for at once. How many may be is written nowhere [U]; the example has two."""
_SAMPLE = 3
"""Orders that are asked about, each by itself, to learn whether groups are told now: one of them may never be."""
_SPOILT = "spoilt"
"""The debt of orders that were not told where others of their batch were: they may never be, and what is owed because
nothing was told does not wait for them."""
_GROUP_BUYS = (10, "10")
"""``type`` of an order in a group-buy (拼团)."""

TERMS = windows.Terms(
    step=_SECOND,
    size=_SIZE,
    cap=99 * _SIZE,  # a hundred pages may be turned, but the number of rows is not told beyond that: one page less
    span=88 * _DAY,  # three months, the shortest of which have 89 days
    opened=int(datetime(2019, 12, 31, 16, tzinfo=UTC).timestamp()) * 1000,  # older orders have another method
    lag=60 * _SECOND,  # "batch methods lag; more than 30 seconds are advised"
)


class _Trade(Struct, frozen=True):
    order_info: OrderInfo


class _Row(Struct, frozen=True):
    full_order_info: Raw


class _Numbered(Struct, frozen=True):
    id: beijing.Long


class _Joined(Struct, frozen=True):
    tid: str


class _Place(Struct, frozen=True):
    group: _Numbered
    group_join: _Joined


class _Details(Struct, frozen=True):
    order_group_detail: list[Raw] | None = None


_row = msgspec.json.Decoder(_Row).decode
_trade = forgiving(_Trade)
_details = msgspec.json.Decoder(_Details).decode
_place = forgiving(_Place)


class Trades:
    """Orders with what their meaning depends on; what of that is not told is owed."""

    def __init__(self, calls: Calls, promoters: Promoters, lacking: Lacking, stop: StopAsked) -> None:
        self._calls = calls
        self._promoters = promoters
        self._lacking = lacking
        self._stop = stop

    def ask(self, question: windows.Question) -> windows.Answer:
        """A page of a window; see ``windows``."""
        asked = {
            "start_update": beijing.asked(question.start),
            "end_update": beijing.asked(question.end),
            "page_no": question.page + 1,
            "page_size": question.size,
        }
        page = self._calls.listed(METHOD, asked, _NAMES, self._stop)
        rows = [_opened(row) for row in page.items]
        heads = [_head(row) for row in rows]
        promoters = self._named(heads, question.start)
        places = self._places([head.tid for head in heads if head and head.type in _GROUP_BUYS], question.start)
        items = list(_items(rows, heads, promoters, places, page.seen_at))
        ids = [head.tid if head else bytes(row).decode(errors="replace") for row, head in zip(rows, heads, strict=True)]
        moments = beijing.readable(head.update_time for head in heads if head)
        return windows.Answer(msgspec.json.encode(items), ids, page.total, moments)

    def is_told(self, name: str, debt: Debt) -> bool:
        """Whether what was not told when it was last asked for is told now."""
        if name == PROMOTERS:
            return self._lacking.is_told(PROMOTERS, [partial(self._promoters.listed, self._stop)])
        some = debt.orders[:: max(1, len(debt.orders) // _SAMPLE)][:_SAMPLE]
        return self._lacking.is_told(GROUPS, [partial(self._told_places, [order]) for order in some])

    def _named(self, heads: Sequence[OrderInfo | None], since: int) -> Listed:
        """The promoters, if one of these orders names one."""
        if not any(names(mobile_of(head)) for head in heads):
            return Listed()
        return self._lacking.told_or(PROMOTERS, lambda: self._promoters.listed(self._stop), Listed(), Debt(since))

    def _places(self, orders: Sequence[str], since: int) -> Mapping[str, Raw]:
        """The place of each of these orders in its group-buy; without those the interface knows nothing of."""
        found: dict[str, Raw] = {}
        for start in range(0, len(orders), _BATCH):
            found |= self._batch(tuple(orders[start : start + _BATCH]), since)
        return found

    def _batch(self, orders: tuple[str, ...], since: int) -> Mapping[str, Raw]:
        """The places of some orders; of one half and the other where an order spoils them all."""
        found: dict[str, Raw] = {}
        untold: list[str] = []
        parts = deque([orders])
        while parts:
            part = parts.popleft()
            told = self._lacking.told(GROUPS, partial(self._told_places, part))
            if told is not None:
                found |= told
            elif len(part) > 1 and self._lacking.is_worth_asking(GROUPS):
                parts += (part[: len(part) // 2], part[len(part) // 2 :])
            else:
                untold += part
        if untold:
            self._lacking.owe(GROUPS if len(untold) == len(orders) else _SPOILT, Debt(since, tuple(untold)))
        return found

    def _told_places(self, orders: Sequence[str]) -> Mapping[str, Raw]:
        rows, _ = self._calls.told(GROUP_METHOD, {"tids": orders}, _details, self._stop)
        return {order: row for row in rows.order_group_detail or () if (order := _order_of(row)) is not None}


def pages(
    calls: Calls, promoters: Promoters, lacking: Lacking, state: str | None, clocks: Clocks, stop: StopAsked
) -> Iterator[RawPage]:
    """The pages of a round; see ``owed`` and ``windows``."""
    trades, terms = Trades(calls, promoters, lacking, stop), fitting(TERMS, calls.size(METHOD, TERMS.size))
    yield from owed.pages(
        state, lacking, trades.is_told, back, lambda inner: windows.pages(inner, clocks, terms, trades.ask)
    )
    say_if_apart(clocks)


def newest(calls: Calls, now: int, stop: StopAsked) -> list[str]:
    """Ids of orders that changed within the days that one question may span, by that one question."""
    asked = {"start_update": beijing.asked(now - TERMS.span), "end_update": beijing.asked(now), "page_no": 1}
    try:
        page = calls.listed(METHOD, asked | {"page_size": calls.size(METHOD, _BATCH)}, _NAMES, stop)
    except FewRows:  # the size that it may have is known now
        return newest(calls, now, stop)
    return [head.tid for row in page.items if (head := _head(_opened(row))) is not None]


def unread(state: str) -> windows.Unread | None:
    """The orders that are still to be read; see ``Connector.unread``."""
    walk = msgspec.json.decode(state, type=owed.State).inner
    return None if walk is None else windows.unread(walk, TERMS)


def back(state: str | None, at: int) -> str:
    """The state from which what is new is read, and then what changed at ``at`` (UTC milliseconds) or later."""
    place = windows.State() if state is None else msgspec.json.decode(state, type=windows.State)
    if place.since is not None and at < place.since:
        place = structs.replace(place, left=place.since, at=at if place.left is None else min(at, place.at))
    return msgspec.json.encode(structs.replace(place, until=None, paging=Paging())).decode()


def _items(
    rows: Sequence[Raw],
    heads: Sequence[OrderInfo | None],
    promoters: Listed,
    places: Mapping[str, Raw],
    seen_at: int,
) -> Iterator[OrderItem | GroupItem]:
    for row, head in zip(rows, heads, strict=True):
        if head is None:
            yield OrderItem(row, seen_at)
            continue
        place = places.get(head.tid)
        promoter = promoters.with_mobile(mobile_of(head))
        yield OrderItem(row, seen_at, promoter, None if place is None else _group_of(place))
        if place is not None:
            yield GroupItem(place, row, seen_at)


def mobile_of(order: OrderInfo | None) -> beijing.Long | None:
    """The mobile of the promoter that an order names."""
    extra = order.order_extra if order else None
    return extra.salesman.salesman_mobile if extra and extra.salesman else None


def _opened(row: Raw) -> Raw:
    try:
        return _row(row).full_order_info
    except (msgspec.DecodeError, UnicodeDecodeError):
        return row


def _head(row: Raw) -> OrderInfo | None:
    """What must be known of an order before it is understood; None where that cannot be read."""
    try:
        return _trade(row).order_info
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _order_of(place: Raw) -> str | None:
    try:
        return _place(place).group_join.tid
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _group_of(place: Raw) -> str:
    return str(_place(place).group.id)
