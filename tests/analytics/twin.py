"""The metrics computed a second time, in plain Python from the records, one condition after the other.

Nothing here is shared with the engine but the declared order-value bounds. A value is None where nothing is known.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from msgspec import UNSET

from analytics.period import Period
from analytics.question import Filters
from storage.fields import Record
from storage.records import Group, Order, OrderLine, Product, Refund, Visit
from storage.shop import Shop

Slices = tuple[tuple[str, str], ...]
YEAR = 365 * 86_400_000
LINE_DIMENSIONS = {"category", "product"}
SUPPLIED = {"channel", "province", "city", "type", "category", "product", "buyer", "order", "buyer_kind"}


class Unknown(Exception):
    """Nothing is known of a number."""


def text(value: Any) -> str:
    return "" if value in (None, UNSET) else str(value)


class Twin:
    """One shop, one period, one set of filters."""

    def __init__(
        self, shop: Shop, records: Sequence[Record], period: Period, filters: Filters, bounds: Sequence[int] = ()
    ) -> None:
        self.shop, self.period, self.filters, self.bounds = shop, period, filters, bounds
        self.orders = {r.id: r for r in records if isinstance(r, Order)}
        self.lines = {r.id: r for r in records if isinstance(r, OrderLine)}
        self.products = {r.id: r for r in records if isinstance(r, Product)}
        self.refunds = [
            r for r in records if isinstance(r, Refund) and r.refunded_at and r.status not in ("open", "refused")
        ]
        self.failed = {r.id for r in records if isinstance(r, Group) and r.status == "failed"}
        self.visits = [r for r in records if isinstance(r, Visit)]
        self.paid = [o for o in self.orders.values() if o.paid_at]
        self.sold = [line for line in self.lines.values() if self.order_of(line) and self.order_of(line).paid_at]
        self.as_of = max((r.updated_at for r in records), default=0)

    # days and moments

    def day(self, moment: int) -> date:
        return datetime.fromtimestamp(moment / 1000, self.shop.zone).date()

    def start(self) -> int:
        first = self.period.first
        return int(datetime(first.year, first.month, first.day, tzinfo=self.shop.zone).timestamp() * 1000)

    def inside(self, moment: int, slices: Slices) -> bool:
        day = self.day(moment)
        spans = [key.split("/") for name, key in slices if name == "days"]
        return self.period.first <= day <= self.period.last and all(a <= str(day) <= b for a, b in spans)

    def events(self) -> list[int]:
        orders = [o.created_at for o in self.orders.values()] + [o.paid_at for o in self.paid]
        return orders + [r.refunded_at for r in self.refunds] + [v.created_at for v in self.visits]

    def covered(self) -> bool:
        events = self.events()
        if not events:
            return False
        return self.period.last >= self.day(min(events)) and self.period.first <= self.day(max([*events, self.as_of]))

    # what a record is

    def order_of(self, record: OrderLine | Refund) -> Order | None:
        return self.orders.get(text(record.order_id))

    def kind_of_buyer(self, buyer: str) -> str:
        if not buyer:
            return ""
        times = [o.paid_at for o in self.paid if text(o.buyer_id) == buyer]
        return "returning" if any(self.start() - YEAR <= at < self.start() for at in times) else "new"

    def product_of(self, record: OrderLine | Refund | Visit) -> str:
        line = self.lines.get(text(record.line_id)) if isinstance(record, Refund) else None
        return text(record.product_id) or (text(line.product_id) if line else "")

    def category_of(self, record: OrderLine | Refund | Visit) -> str:
        line = self.lines.get(text(record.line_id)) if isinstance(record, Refund) else None
        ways = [text(record.product_id), text(line.product_id) if line else ""]
        known = [text(self.products[way].category) for way in ways if way in self.products]
        return next((category for category in known if category), "")

    def buyer_of(self, record: Record) -> str:
        if isinstance(record, Order):
            return text(record.buyer_id)
        order = self.order_of(record)
        own = text(record.buyer_id) if isinstance(record, Refund) else ""
        return own or (text(order.buyer_id) if order else "")

    def value_of(self, record: Any, dimension: str, at: int, base: Callable[[], Iterable[Record]]) -> str:
        """The key of a record in a dimension."""
        if dimension in ("weekday", "hour"):
            local = datetime.fromtimestamp(at / 1000, self.shop.zone)
            return str(local.isoweekday() if dimension == "weekday" else local.hour)
        if dimension == "orders_of_buyer":
            return self.often(self.buyer_of(record), base())
        return {
            "channel": lambda: self.own_or_of_order(record, "channel"),
            "province": lambda: self.own_or_of_order(record, "province"),
            "city": lambda: self.of_order(record, "city"),
            "type": lambda: self.of_order(record, "type"),
            "category": lambda: self.category_of(record),
            "product": lambda: self.product_of(record),
            "buyer": lambda: self.buyer_of(record),
            "order": lambda: text(record.id if isinstance(record, Order) else record.order_id),
            "buyer_kind": lambda: self.kind_of_buyer(self.buyer_of(record)),
            "order_value": lambda: self.band_of(record),
        }[dimension]()

    def own_or_of_order(self, record: Any, field: str) -> str:
        own = "" if isinstance(record, OrderLine) else text(getattr(record, field))
        return own or self.of_order(record, field)

    def of_order(self, record: Any, field: str) -> str:
        order = record if isinstance(record, Order) else None if isinstance(record, Visit) else self.order_of(record)
        return text(getattr(order, field)) if order else ""

    def band_of(self, record: Any) -> str:
        amount = self.of_order(record, "payment_amount")
        return str(sum(bound <= int(amount) for bound in self.bounds)) if amount else ""

    def often(self, buyer: str, base: Iterable[Record]) -> str:
        if not buyer:
            return ""
        orders = {self.order_of(r).id if isinstance(r, OrderLine) else r.id for r in base if self.buyer_of(r) == buyer}
        return str(min(len(orders), 5))

    # which records are left

    def wanted(self) -> list[tuple[str, tuple[str, ...]]]:
        of = self.filters
        buyers = () if of.buyers == "all" else (of.buyers,)
        pairs = [("channel", of.channels), ("province", of.provinces), ("category", of.categories)]
        return [(name, keys) for name, keys in [*pairs, ("buyer_kind", buyers)] if keys]

    def left(self, log: Sequence[Any], at: Callable[[Any], int], slices: Slices, without: Slices = ()) -> list[Any]:
        def base() -> list[Any]:
            inside = [r for r in log if self.inside(at(r), ())]
            return [r for r in inside if all(self.value_of(r, d, at(r), list) in keys for d, keys in self.wanted())]

        named = [pair for pair in slices if pair[0] != "days"]
        self.must_be_supplied(log, [name for name, _ in [*self.wanted(), *named, *without]])
        return [
            r
            for r in base()
            if self.inside(at(r), slices)
            and all(self.value_of(r, d, at(r), base) == key for d, key in named)
            and not any(self.value_of(r, d, at(r), base) == key for d, key in without)
        ]

    def must_be_supplied(self, log: Sequence[Any], dimensions: Iterable[str]) -> None:
        if not log or not isinstance(log[0], Refund | Visit):
            return
        for name in dimensions:
            if isinstance(log[0], Visit) and name in ("buyer_kind", "buyer", "type", "city", "order"):
                raise Unknown
            sales: list[Any] = self.sold if name in LINE_DIMENSIONS else self.paid
            known_of = "buyer" if name == "buyer_kind" else name
            if name in SUPPLIED and self.none_has(log, known_of) and not self.none_has(sales, known_of):
                raise Unknown

    def must_have_orders(self) -> None:
        """A source without a single order keeps none: nothing sold is then not known to be 0."""
        if not self.orders:
            raise Unknown

    def none_has(self, log: Sequence[Any], dimension: str) -> bool:
        return not any(self.value_of(record, dimension, 0, list) for record in log)

    def by_line(self, slices: Slices, without: Slices) -> bool:
        return bool(self.filters.categories) or any(name in LINE_DIMENSIONS for name, _ in (*slices, *without))

    # the numbers

    def number(self, metric: str, slices: Slices = (), without: Slices = ()) -> int | float | None:
        """The value of a metric, None where unknown."""
        if not self.covered():
            return None
        try:
            return getattr(self, metric)(slices, without)
        except Unknown:
            return None

    def sales(self, slices: Slices, without: Slices) -> tuple[list[Order], list[OrderLine] | None]:
        """The paid orders, and their lines where only lines can tell."""
        self.must_have_orders()
        if not self.by_line(slices, without):
            return self.left(self.paid, lambda o: o.paid_at, slices, without), None
        lines = self.sold_lines(slices, without)
        return list({self.order_of(line).id: self.order_of(line) for line in lines}.values()), lines

    def sold_lines(self, slices: Slices, without: Slices) -> list[OrderLine]:
        self.must_have_orders()
        return self.left(self.sold, lambda line: self.order_of(line).paid_at, slices, without)

    def payment_amount(self, slices: Slices, without: Slices) -> int:
        orders, lines = self.sales(slices, without)
        return total(o.payment_amount for o in orders) if lines is None else total(line.amount for line in lines)

    def paid_orders(self, slices: Slices, without: Slices) -> int:
        return len(self.sales(slices, without)[0])

    def amount_per_order(self, slices: Slices, without: Slices) -> int:
        return money(self.payment_amount(slices, without), self.paid_orders(slices, without))

    def items_per_order(self, slices: Slices, without: Slices) -> float:
        orders, lines = self.sales(slices, without)
        if lines is None:
            counts = [o.item_count for o in orders if o.item_count is not None]
            return ratio(sum(counts), len(counts))
        return ratio(total(line.quantity for line in lines), len(orders))

    def discount_share(self, slices: Slices, without: Slices) -> float:
        orders, lines = self.sales(slices, without)
        if lines is not None:
            raise Unknown
        both = [o for o in orders if o.discount_amount is not None and o.list_amount is not None]
        return ratio(sum(o.discount_amount for o in both), sum(o.list_amount for o in both))

    def placed(self, slices: Slices, without: Slices, also_paid: bool) -> int:
        self.must_have_orders()
        if self.by_line(slices, without):
            ordered = [line for line in self.lines.values() if self.order_of(line)]
            lines = self.left(ordered, lambda line: self.order_of(line).created_at, slices, without)
            ids = {text(line.order_id) for line in lines}
            return len([i for i in ids if self.orders[i].paid_at or not also_paid])
        orders = self.left(list(self.orders.values()), lambda o: o.created_at, slices, without)
        return len([o for o in orders if o.paid_at or not also_paid])

    def placed_orders(self, slices: Slices, without: Slices) -> int:
        return self.placed(slices, without, also_paid=False)

    def payment_rate(self, slices: Slices, without: Slices) -> float:
        return ratio(self.placed(slices, without, also_paid=True), self.placed(slices, without, also_paid=False))

    def people(self, slices: Slices, without: Slices) -> set[str]:
        log: list[Any] = self.sold if self.by_line(slices, without) else self.paid
        if log and not any(self.buyer_of(record) for record in log):
            raise Unknown  # the source does not say who bought
        return {text(o.buyer_id) for o in self.sales(slices, without)[0]} - {""}

    def buyers(self, slices: Slices, without: Slices) -> int:
        return len(self.people(slices, without))

    def new_buyers(self, slices: Slices, without: Slices) -> int:
        return len([buyer for buyer in self.people(slices, without) if self.kind_of_buyer(buyer) == "new"])

    def returning_buyers(self, slices: Slices, without: Slices) -> int:
        return self.buyers(slices, without) - self.new_buyers(slices, without)

    def aov(self, slices: Slices, without: Slices) -> int:
        return money(self.payment_amount(slices, without), self.buyers(slices, without))

    def orders_per_buyer(self, slices: Slices, without: Slices) -> float:
        known = [o for o in self.sales(slices, without)[0] if text(o.buyer_id)]
        return ratio(len(known), self.buyers(slices, without))

    def repeat_share(self, slices: Slices, without: Slices) -> float:
        often = Counter(text(o.buyer_id) for o in self.sales((), ())[0])  # within the filters
        return ratio(len([b for b in self.people(slices, without) if often[b] > 1]), self.buyers(slices, without))

    def guest_orders(self, slices: Slices, without: Slices) -> int:
        return len([o for o in self.sales(slices, without)[0] if not text(o.buyer_id)])

    def refund_amount(self, slices: Slices, without: Slices) -> int:
        return total(r.amount for r in self.left(self.refunds, lambda r: r.refunded_at, slices, without))

    def refund_rate(self, slices: Slices, without: Slices) -> float:
        return ratio(self.refund_amount(slices, without), self.payment_amount(slices, without))

    def goods_amount(self, slices: Slices, without: Slices) -> int:
        return total(line.amount for line in self.sold_lines(slices, without))

    def goods_refund_rate(self, slices: Slices, without: Slices) -> float:
        return ratio(self.refund_amount(slices, without), self.goods_amount(slices, without))

    def of_failed_group(self, record: Any) -> bool:
        order = self.order_of(record)
        return bool(order) and text(order.group_id) in self.failed

    def kept_refund_amount(self, slices: Slices, without: Slices) -> int:
        refunds = self.left(self.refunds, lambda r: r.refunded_at, slices, without)
        return total(r.amount for r in refunds if not self.of_failed_group(r))

    def kept_refund_rate(self, slices: Slices, without: Slices) -> float:
        kept = [line for line in self.sold_lines(slices, without) if not self.of_failed_group(line)]
        return ratio(self.kept_refund_amount(slices, without), total(line.amount for line in kept))

    def pieces(self, slices: Slices, without: Slices) -> int:
        return total(line.quantity for line in self.sold_lines(slices, without))

    def amount_per_piece(self, slices: Slices, without: Slices) -> int:
        return money(self.goods_amount(slices, without), self.pieces(slices, without))

    def products_sold(self, slices: Slices, without: Slices) -> int:
        return len({text(line.product_id) for line in self.sold_lines(slices, without)} - {""})

    def orders_with(self, slices: Slices, without: Slices) -> int:
        return len({text(line.order_id) for line in self.sold_lines(slices, without)})

    def line_buyers(self, slices: Slices, without: Slices) -> int:
        if self.sold and not any(self.buyer_of(line) for line in self.sold):
            raise Unknown
        return len({self.buyer_of(line) for line in self.sold_lines(slices, without)} - {""})

    def visitors(self, slices: Slices, without: Slices) -> int:
        if not self.visits:
            raise Unknown
        begins = self.day(min(v.created_at for v in self.visits))
        if begins > max(self.period.first, self.day(min(self.events()))):
            raise Unknown
        left = self.left(self.visits, lambda v: v.created_at, slices, without)
        return len({text(v.visitor_id) for v in left} - {""})

    def conversion(self, slices: Slices, without: Slices) -> float:
        return ratio(self.buyers(slices, without), self.visitors(slices, without))


def total(amounts: Iterable[Any]) -> int:
    """The sum of what is known; unknown if nothing of something is."""
    given = list(amounts)
    known = [amount for amount in given if amount is not None]
    if given and not known:
        raise Unknown
    return sum(known)


def ratio(top: int, bottom: int) -> float:
    if not bottom:
        raise Unknown
    return top / bottom


def money(top: int, bottom: int) -> int:
    if not bottom:
        raise Unknown
    return int((Decimal(top) / Decimal(bottom)).quantize(Decimal(1), ROUND_HALF_UP))
