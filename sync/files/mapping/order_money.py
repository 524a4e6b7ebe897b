"""What was paid for an order and for each of its lines, from whichever of the amounts a table has.

The whole order's amount stands on every line or on the first; or every line has its own; or price and pieces make it.
Lines and freight come to the order's payment, to the last minor unit.
"""

from collections.abc import Sequence

from msgspec import UNSET, Struct, UnsetType

from storage.words import Words
from sync.files.mapping.orders import OrderRow
from sync.files.mapping.rules import ADDED_UP, SHARED_OUT, TIMES
from sync.files.preset import Tally
from sync.files.said import number
from sync.files.values import Unreadable
from sync.sharing import shared_out

_NO_AMOUNT = Words("没写金额", "there is no amount")
_DIFFER = Words(
    "同一单的几行里「整单实付」不一样：要是那是每件商品的钱，请把这一列改成「这件商品实付」",
    "the amount of the whole order differs between its lines: if it is that of each product, tell so",
)
_FREIGHT = Words("运费比整单实付还多", "the freight is more than was paid for the order")


class Amounts(Struct, frozen=True):
    """Of one order, minor units."""

    paid: int
    freight: int | UnsetType
    discount: int | UnsetType
    lines: Sequence[int]
    """What was paid for each line."""


def amounts_of(lines: Sequence[OrderRow], tally: Tally) -> Amounts:
    """The amounts of an order, of which no line is negative. Raises Unreadable."""
    freight = _of_order([line.freight for line in lines], tally)
    discount = _of_order([line.discount for line in lines], tally)
    whole = _whole(lines)
    each = [_own(line) for line in lines]
    goods: list[int]
    if whole is not None:
        if whole < number(freight):
            raise Unreadable(_FREIGHT)
        goods = _shared_out(whole - number(freight), each, lines, tally)
    elif all(isinstance(line.amount, int) for line in lines):
        goods = [number(line.amount) for line in lines]
    else:
        goods = _from_prices(each, number(discount), tally)
    return Amounts(sum(goods) + number(freight), freight, discount, goods)


def given_back(lines: Sequence[OrderRow]) -> int:
    """What lines with negative amounts of one order gave back."""
    whole = {line.paid for line in lines if isinstance(line.paid, int)}
    return -(sum(whole) if whole else sum(number(_own(line)) for line in lines))


def is_negative(line: OrderRow) -> bool:
    """Whether the line gives money back."""
    return number(line.paid if isinstance(line.paid, int) else _own(line)) < 0


def listed(line: OrderRow) -> int | None:
    """What the line would cost by its price."""
    if not isinstance(line.price, int):
        return None
    return line.price * (line.quantity if isinstance(line.quantity, int) else 1)


def _own(line: OrderRow) -> int | None:
    return line.amount if isinstance(line.amount, int) else listed(line)


def _of_order(values: Sequence[int | UnsetType | None], tally: Tally) -> int | UnsetType:
    """An amount of the whole order that stands on its first line or on all; where lines differ, of each."""
    told = [value for value in values if isinstance(value, int)]
    different = {value for value in told if value}
    if len(different) > 1:
        tally.applied[ADDED_UP] += 1
        return sum(told)
    return different.pop() if different else 0 if told else UNSET


def _whole(lines: Sequence[OrderRow]) -> int | None:
    told = [line.paid for line in lines if isinstance(line.paid, int)]
    different = {value for value in told if value}
    if len(different) > 1:
        raise Unreadable(_DIFFER)
    return different.pop() if different else 0 if told else None


def _shared_out(amount: int, each: Sequence[int | None], lines: Sequence[OrderRow], tally: Tally) -> list[int]:
    """The amount among the lines, by what they say of themselves."""
    if len(lines) == 1:
        return [amount]
    told = [value for value in each if value is not None]
    if len(told) == len(each) and sum(told) == amount:
        return told
    tally.applied[SHARED_OUT] += len(lines)
    weights = told if len(told) == len(each) else [number(line.quantity) for line in lines]
    return shared_out(amount, [max(weight, 0) for weight in weights])


def _from_prices(each: Sequence[int | None], discount: int, tally: Tally) -> list[int]:
    for place, value in enumerate(each):
        if value is None:
            missing = Unreadable(_NO_AMOUNT)
            missing.place = place
            raise missing
    told = [number(value) for value in each]
    tally.applied[TIMES] += len(told)
    return shared_out(max(sum(told) - discount, 0), told)
