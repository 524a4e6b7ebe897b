"""The kinds of table that a person can tell of."""

from collections.abc import Callable

from msgspec import Struct

from storage.mapping import State, TableForm, TableKind, TableMapping
from storage.words import Words
from sync.files.mapping import customers, order_records, orders, products, rules
from sync.files.mapping.targets import meanings, targets_of
from sync.files.preset import Earliest, Read, Rule, one_by_one
from sync.files.presets._rules import MASKED_BUYER, REFUND_DAY


class Kind(Struct, frozen=True):
    """One kind of table: what can be told, and how it is read then."""

    form: TableForm
    row: type[Struct]
    reader: Callable[[TableMapping], Read]
    rules: tuple[Rule, ...]
    key: str = ""
    """The target whose equal values make several lines one thing, where it is told."""
    earliest: tuple[Earliest, ...] = ()

    @property
    def telling(self) -> tuple[str, ...]:
        """Targets without any of which a line is no thing."""
        return tuple(target for target, each in meanings(self.row).items() if each.telling)


def _form(
    kind: TableKind,
    words: Words,
    row: type[Struct],
    needs: tuple[tuple[str, ...], ...],
    states: tuple[State, ...] = (),
) -> TableForm:
    return TableForm(kind, words, targets_of(row), needs, "status" if states else "", states)


KINDS: dict[TableKind, Kind] = {
    "orders": Kind(
        _form("orders", Words("订单", "Orders"), orders.OrderRow, orders.NEEDS, orders.STATES),
        orders.OrderRow,
        lambda told: order_records.reader(order_records.Told(frozenset(told.columns), told.states)),  # type: ignore[arg-type]
        (
            rules.NO_THING,
            rules.MADE_UP_NUMBER,
            rules.PAID_WHEN_PLACED,
            rules.STATE_NOT_TOLD,
            rules.TIMES,
            rules.SHARED_OUT,
            rules.ADDED_UP,
            rules.NEGATIVE,
            REFUND_DAY,
            rules.BY_NAME,
            MASKED_BUYER,
        ),
        key="number",
        earliest=(Earliest("customers", "joined_at"),),
    ),
    "customers": Kind(
        _form("customers", Words("客户", "Customers"), customers.CustomerRow, customers.NEEDS),
        customers.CustomerRow,
        lambda _told: one_by_one(customers.read),
        (rules.NO_THING, rules.BY_NAME),
    ),
    "products": Kind(
        _form("products", Words("商品", "Products"), products.ProductRow, products.NEEDS, products.STATES),
        products.ProductRow,
        lambda told: products.reader(told.states),  # type: ignore[arg-type]
        (rules.NO_THING, rules.STATE_OF_PRODUCT),
    ),
}
