"""The products of an order: what has left lies in parcels, what has not beside them, and a line may be in both."""

from msgspec import Struct

from sync.beijing import fen, name_of
from sync.renrendian.bodies import Line, LineDiscount, Parcel, Trade, rows


class Bought(Struct, frozen=True):
    """One line of an order, put together again. Money in minor units."""

    line: Line
    pieces: int | None
    """None for goods by the metre."""
    listed: int
    """All pieces at the price of one."""
    paid: int
    """The same after what was taken off this line, before what was taken off the order."""


def bought(trade: Trade) -> list[Bought]:
    """The lines of an order in the order of their ids. Raises Unfit for what is no number."""
    parts: dict[str, list[Line]] = {}
    for line in _parts(trade):
        parts.setdefault(str(line.id), []).append(line)
    off = {(name_of(each.goods_id), name_of(each.product_id)): each for each in rows(trade.son_order_ump, LineDiscount)}
    return [_joined(parts[key], off) for key in sorted(parts)]


def _parts(trade: Trade) -> list[Line]:
    in_parcels = [line for parcel in rows(trade.package, Parcel) for line in rows(parcel.order, Line)]
    return in_parcels + rows(trade.order_goods, Line)


def _joined(parts: list[Line], off: dict[tuple[str | None, str | None], LineDiscount]) -> Bought:
    """A line from its parts, each of which has its own number of pieces."""
    line = parts[0]
    pieces = sum(float(part.quantity) for part in parts)
    listed = round((fen(line.price) or 0) * pieces)
    paid = _told_paid(parts)
    if paid is None:
        discount = off.get((name_of(line.goods_id), name_of(line.product_id)))
        paid = max(listed - abs(fen(discount.amount) or 0), 0) if discount else listed
    return Bought(line, int(pieces) if pieces == int(pieces) else None, listed, paid)


def _told_paid(parts: list[Line]) -> int | None:
    """What ``pay_price`` says was paid for a line. Of one in several parts nobody has seen whether each tells what was
    paid for itself or for them all: the same amount for other pieces, or more than they cost, is for all."""
    told = [fen(part.pay_price) for part in parts]
    known = [each for each in told if each is not None]
    if len(known) < len(told):
        return None
    costs = [(fen(part.price) or 0) * float(part.quantity) for part in parts]
    is_for_all = len({*known}) == 1 and (len({*costs}) > 1 or known[0] > costs[0])
    return known[0] if len(parts) == 1 or is_for_all else sum(known)
