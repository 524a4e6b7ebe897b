"""The lines of an order, of which a person told what they mean, as records."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import UNSET, Struct, UnsetType

from storage.fields import Record
from storage.parts import made_up
from storage.records import Order, OrderLine, OrderStatus, Refund
from storage.words import Words
from sync.files.mapping.order_buyers import buyer_of, first
from sync.files.mapping.order_money import Amounts, amounts_of, given_back, is_negative, listed
from sync.files.mapping.orders import OrderRow
from sync.files.mapping.row_numbers import numbered
from sync.files.mapping.rules import MADE_UP_NUMBER, NEGATIVE, PAID_WHEN_PLACED, STATE_NOT_TOLD
from sync.files.preset import Group, Read, Reading, one_by_one
from sync.files.presets._goods import Goods, first_of, variant
from sync.files.presets._goods import listed as products_of
from sync.files.presets._rules import REFUND_DAY
from sync.files.said import number, said, text
from sync.files.values import Unreadable, whole_identity
from sync.places import city as city_of
from sync.places import parts_of
from sync.places import province as province_of

_NO_TIME = Words("没写日期", "there is no date")
_PAID: frozenset[OrderStatus] = frozenset(("paid", "shipped", "finished"))


class Told(Struct, frozen=True):
    """What a person told beside the columns."""

    targets: frozenset[str]
    """That stand in a column."""
    states: Mapping[str, OrderStatus]
    """Words of the column of states."""


class _Deal(Struct, frozen=True):
    """An order before its amounts are known."""

    id: str
    lines: Sequence[OrderRow]
    placed_at: int
    province: str | None
    city: str | None
    district: str | None
    buyer_id: str | UnsetType


def reader(told: Told) -> Read:
    """Reads lists of orders; where they have no numbers, under numbers made from their lines."""
    read = one_by_one(lambda group, reading: _records(group, told, reading))
    if "number" in told.targets:
        return read

    def read_unnumbered(groups: Iterable[Group], reading: Reading) -> Iterator[Record]:
        return read(_noting(numbered(groups), reading), reading)

    return read_unnumbered


def _noting(groups: Iterable[Group], reading: Reading) -> Iterator[Group]:
    for group in groups:
        reading.tally.applied[MADE_UP_NUMBER] += 1
        yield group


def _records(group: Group, told: Told, reading: Reading) -> Iterator[Record]:
    lines: list[OrderRow] = group.lines
    sold = [line for line in lines if not is_negative(line)]
    back = [line for line in lines if is_negative(line)]
    placed_at = _moment(sold or back)
    province, city, district = _where(lines)
    buyer = buyer_of(lines, province, city, placed_at, reading.tally)
    if buyer is not None:
        yield buyer
    deal = _Deal(group.key, sold, placed_at, province, city, district, UNSET if buyer is None else buyer.id)
    if sold:
        yield from _sale(deal, told, reading)
    if back:
        reading.tally.applied[NEGATIVE] += len(back)
        yield _refund(deal, _moment(back), given_back(back), bool(sold), reading)


def _sale(deal: _Deal, told: Told, reading: Reading) -> Iterator[Record]:
    amounts = amounts_of(deal.lines, reading.tally)
    status = _status(deal.lines, told, reading)
    paid_at = _paid_at(deal, status, told, reading)
    yield _order(deal, amounts, status, paid_at, reading)
    if {"title", "code"} & told.targets:
        for place, (line, amount) in enumerate(zip(deal.lines, amounts.lines, strict=True), start=1):
            yield from _line(deal, place, line, amount if paid_at is not UNSET else UNSET, reading)
    refunded = _refunded(deal.lines)
    if refunded > 0:
        reading.tally.applied[REFUND_DAY] += 1
        yield _refund(deal, paid_at if isinstance(paid_at, int) else deal.placed_at, refunded, True, reading)


def _order(
    deal: _Deal, amounts: Amounts, status: OrderStatus | UnsetType, paid_at: int | UnsetType, reading: Reading
) -> Order:
    lists = [listed(line) for line in deal.lines]
    pieces = [line.quantity for line in deal.lines]
    return Order(
        id=deal.id,
        updated_at=reading.as_of,
        created_at=deal.placed_at,
        buyer_id=deal.buyer_id,
        paid_at=paid_at,
        shipped_at=_time(deal.lines, "shipped_at"),
        finished_at=_time(deal.lines, "finished_at"),
        status=status,
        channel=first(deal.lines, "channel"),
        province=said(deal.province),
        city=said(deal.city),
        district=said(deal.district),
        list_amount=UNSET if None in lists else sum(map(number, lists)),
        discount_amount=amounts.discount,
        shipping_amount=amounts.freight,
        payment_amount=UNSET if paid_at is UNSET else amounts.paid,
        item_count=sum(map(number, pieces)) if all(isinstance(each, int) for each in pieces) else UNSET,
        receiver_name=first(deal.lines, "buyer_name"),
        receiver_phone=first(deal.lines, "phone"),
        buyer_note=first(deal.lines, "note"),
    )


def _line(deal: _Deal, place: int, line: OrderRow, amount: int | UnsetType, reading: Reading) -> Iterator[Record]:
    code = whole_identity(text(line.code), "商品编号") or None
    product = first_of(said(code), line.title)
    sku = None
    if product is not None:
        sku = variant(product, line.spec, UNSET)
        yield from products_of(Goods(product, sku, line.title, line.spec), deal.placed_at)
    yield OrderLine(
        id=made_up(str(place), deal.id),
        updated_at=reading.as_of,
        created_at=deal.placed_at,
        order_id=deal.id,
        product_id=said(product),
        sku_id=said(sku),
        title=line.title,
        spec=line.spec,
        quantity=line.quantity,
        list_amount=said(listed(line)),
        amount=amount,
    )


def _refund(deal: _Deal, at: int, amount: int, of_order: bool, reading: Reading) -> Refund:
    return Refund(
        id=made_up("", deal.id),
        updated_at=reading.as_of,
        created_at=at,
        refunded_at=at,
        order_id=deal.id if of_order else UNSET,
        buyer_id=deal.buyer_id,
        status="done",
        province=said(deal.province),
        amount=amount,
    )


def _moment(lines: Sequence[OrderRow]) -> int:
    for field in ("placed_at", "paid_at"):
        if isinstance(found := _time(lines, field), int):
            return found
    raise Unreadable(_NO_TIME)


def _time(lines: Sequence[OrderRow], field: str) -> int | UnsetType:
    return next((found for line in lines if isinstance(found := getattr(line, field), int)), UNSET)


def _where(lines: Sequence[OrderRow]) -> tuple[str | None, str | None, str | None]:
    """Province, city and district: of columns of their own, else of the address."""
    province, city, district = parts_of(text(first(lines, "address")))
    own: Callable[[str], str] = lambda field: text(first(lines, field))  # noqa: E731
    return province_of(own("province")) or province, city_of(own("city")) or city, district


def _status(lines: Sequence[OrderRow], told: Told, reading: Reading) -> OrderStatus | UnsetType:
    if "status" not in told.targets:
        return UNSET
    found = told.states.get(text(first(lines, "status")), UNSET)
    if found is UNSET:
        reading.tally.applied[STATE_NOT_TOLD] += 1
    return found


def _paid_at(deal: _Deal, status: OrderStatus | UnsetType, told: Told, reading: Reading) -> int | UnsetType:
    """When the order was paid. A list that speaks neither of payment nor of states lists what was paid."""
    written = _time(deal.lines, "paid_at")
    silent = told.targets.isdisjoint(("paid_at", "status"))
    if written is not UNSET or not (silent or status in _PAID):
        return written
    reading.tally.applied[PAID_WHEN_PLACED] += 1
    return deal.placed_at


def _refunded(lines: Sequence[OrderRow]) -> int:
    """Of the whole order where the amounts are, on each of its lines; else of every line its own."""
    told = [number(line.refunded) for line in lines]
    by_line = all(line.paid is UNSET for line in lines) or len(set(filter(None, told))) > 1
    return sum(told) if by_line else max(told)
