"""Which columns rows of a kind show at first, and in which order; the others wait in the column chooser."""

from msgspec import Struct, structs

from analytics.result import Shown
from storage.fields import Unit
from storage.rows import RowColumn, columns_to_show
from storage.words import Words
from ui.widgets.fieldnames import field_name

_FIRST: dict[str, tuple[str, ...]] = {
    "orders": (
        "id", "buyer_name", "paid_at", "payment_amount", "item_count", "status", "channel", "province",
        "discount_amount", "shipping_amount",
    ),
    "order_lines": ("title", "spec", "quantity", "amount", "list_amount", "order_id", "created_at", "is_gift"),
    "customers": ("name", "level", "province", "city", "source", "joined_at", "is_member", "phone", "id"),
    "products": ("title", "category", "brand", "price", "cost", "stock", "status", "listed_at", "id"),
    "refunds": (
        "id", "buyer_name", "refunded_at", "amount", "product_name", "quantity", "type", "reason", "order_id", "status",
    ),
    "visits": (
        "created_at", "customer_name", "channel", "page", "product_name", "seconds", "added_to_cart", "province",
    ),
}  # fmt: skip
_BRIEF: dict[str, tuple[str, ...]] = {
    "orders": ("created_at", "status", "payment_amount"),
    "order_lines": ("title", "quantity", "amount"),
    "refunds": ("created_at", "reason", "amount"),
    "skus": ("spec", "price", "stock"),
}
_SHOWN = {
    Unit.ID: Shown.ID,
    Unit.MONEY: Shown.MONEY,
    Unit.TIME: Shown.TIME,
    Unit.DAY: Shown.DAY,
    Unit.COUNT: Shown.COUNT,
    Unit.RATIO: Shown.RATIO,
}


class ShownColumn(Struct, frozen=True):
    """A column of the rows table."""

    of: RowColumn
    name: Words
    shown: Shown
    place: int
    """Where its cell stands in a fetched row."""
    at_first: bool
    """Shown without being chosen."""


def shown_columns(kind: str) -> tuple[ShownColumn, ...]:
    """The columns of a kind, those shown at first in front."""
    columns = columns_to_show(kind)
    first = _FIRST.get(kind) or tuple(column.name for column in columns)
    made = [
        ShownColumn(column, field_name(kind, column), _SHOWN.get(column.unit, Shown.TEXT), place, column.name in first)
        for place, column in enumerate(columns)
    ]
    ranks = {name: rank for rank, name in enumerate(first)}
    return tuple(sorted(made, key=lambda column: ranks.get(column.of.name, len(ranks))))


def brief_columns(kind: str) -> tuple[ShownColumn, ...]:
    """The few columns that a list in the drawer has room for."""
    by_name = {column.of.name: column for column in shown_columns(kind)}
    return tuple(structs.replace(by_name[name], at_first=True) for name in _BRIEF[kind])
