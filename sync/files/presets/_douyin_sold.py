"""What all rows of an order of Douyin say together: when it was paid, how far it is, where the buyer came from."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import UNSET, Struct, UnsetType

from storage.records import OrderStatus
from storage.words import Words
from sync.files.preset import Reading, Rule
from sync.files.presets._douyin_rows import Line, paid
from sync.files.presets._douyin_words import is_refunded, of_all, state
from sync.files.presets._rules import NOT_REFUNDED, UNKNOWN_STATUS
from sync.files.said import number, text

T = TypeVar("T")

BUYER_PAID = Rule(
    Words(
        "支付金额按「订单应付金额」算；平台和达人出的优惠不是买家付的",
        "what was paid is 订单应付金额; what the platform and the promoter gave was not paid by the buyer",
    ),
    skips=False,
)
PAID_WHEN_PLACED = Rule(
    Words("没写支付时间的，按提交时间算", "an order without a time of payment was paid when it was placed"),
    skips=False,
)
PROMOTER = Rule(
    Words("有达人的订单，渠道记成这位达人；其余记流量渠道", "the channel of an order is its promoter, else 流量渠道"),
    skips=False,
)

_NOBODY = ("", "0")


class Sold(Struct, frozen=True):
    """An order; ``paid_at`` is None where nothing proves that anybody paid it."""

    id: str
    rows: Sequence[Line]
    created_at: int
    paid_at: int | None
    status: OrderStatus | UnsetType


def sold_of(id: str, rows: Sequence[Line], reading: Reading) -> Sold:
    """The order that these rows make, and which rules it falls under."""
    created_at = min(line.created_at for line in rows)
    # A gift of 0.00 says nothing of how far the goods have come.
    goods = [line for line in rows if paid(line)] or rows
    status = of_all(state(text(line.status)) for line in goods)
    sold = Sold(id, rows, created_at, _paid_at(rows, created_at, reading), status)
    _count(sold, reading)
    return sold


def first(values: Iterable[T | UnsetType]) -> T | UnsetType:
    """The first that is said."""
    return next((value for value in values if not isinstance(value, UnsetType)), UNSET)


def earliest(moments: Iterable[int | UnsetType | None]) -> int | UnsetType:
    """The earliest moment that is said."""
    return min((at for at in moments if isinstance(at, int)), default=UNSET)


def channel(rows: Sequence[Line]) -> str | UnsetType | None:
    """Where the buyer came from: the promoter, else what the platform calls it."""
    promoter = next(filter(None, map(_promoter, rows)), None)
    if promoter is not None:
        return f"达人：{promoter}"
    return first(each for line in rows for each in (line.channel, line.medium, line.source))


def _promoter(line: Line) -> str:
    found = (each for each in (text(line.promoter), text(line.promoter_id)) if each not in _NOBODY)
    return next(found, "")


def _paid_at(rows: Sequence[Line], created_at: int, reading: Reading) -> int | None:
    told = earliest(line.paid_at for line in rows)
    if not isinstance(told, UnsetType):
        return told
    if not any(map(_proves_payment, rows)):
        return None
    reading.tally.applied[PAID_WHEN_PLACED] += 1
    return created_at


def _proves_payment(line: Line) -> bool:
    went_on = state(text(line.status)) in ("paid", "shipped", "finished")
    return went_on or line.shipped_at is not UNSET or is_refunded(text(line.after_sale))


def _count(sold: Sold, reading: Reading) -> None:
    applied = reading.tally.applied
    applied[PROMOTER] += any(map(_promoter, sold.rows))
    given = any(number(line.by_platform) or number(line.by_promoter) for line in sold.rows)
    applied[BUYER_PAID] += given and sold.paid_at is not None
    for line in sold.rows:
        applied[UNKNOWN_STATUS] += line.status is not UNSET and state(text(line.status)) is UNSET
        applied[NOT_REFUNDED] += line.after_sale is not UNSET and not is_refunded(text(line.after_sale))
