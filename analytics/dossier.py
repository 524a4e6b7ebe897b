"""What is known of one order, customer or product: a few sums, and the rows that belong to it."""

from collections.abc import Callable, Iterable

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.churn.person import outlook_of
from analytics.result import Shown, Value
from storage.columns import MISSING
from storage.derive import done_refunds, paid, sold_lines
from storage.facts import Facts, Table
from storage.fields import columns_of
from storage.records import KINDS
from storage.words import Words

MOST_RELATED = 200  # rows of a kind that are listed


class Known(Struct, frozen=True):
    """One thing that is known, by its name."""

    name: Words
    shown: Shown
    value: Value


class Related(Struct, frozen=True, eq=False):
    """Records that belong to it, the newest first."""

    kind: str
    title: Words
    rows: Ints
    """SQLite row numbers, at most ``MOST_RELATED``."""
    count: int
    """How many there are."""


class Dossier(Struct, frozen=True, eq=False):
    """What is known of the record in SQLite row ``row`` of ``kind``."""

    kind: str
    row: int
    known: tuple[Known, ...]
    related: tuple[Related, ...]
    links: dict[str, tuple[str, int]]
    """Column of a reference -> kind and SQLite row of what it refers to, where there is such a record."""


def dossier(facts: Facts, kind: str, row: int) -> Dossier:
    """Everything about a record. KeyError if the facts have no such row."""
    table = facts[kind]
    position = int(np.searchsorted(table.row, row))
    if position == len(table) or table.row[position] != row:
        raise KeyError(f"there is no row {row} in {kind}")
    tell = _TELL.get(kind)
    known, related = tell(facts, int(table["id"][position])) if tell else ((), ())
    return Dossier(kind, row, known, related, _links(facts, kind, position))


_Told = tuple[tuple[Known, ...], tuple[Related, ...]]


def _of_order(facts: Facts, code: int) -> _Told:
    orders, lines, refunds = facts["orders"], facts["order_lines"], facts["refunds"]
    own = orders["id"] == code
    known = (
        Known(Words("支付金额", "Payment amount"), Shown.MONEY, _one(orders["payment_amount"], own)),
        Known(
            Words("已退款", "Refunded"),
            Shown.MONEY,
            _sum(refunds["amount"], (refunds["order_id"] == code) & _done(facts)),
        ),
        Known(Words("下单", "Ordered"), Shown.TIME, _one(orders["created_at"], own)),
        Known(Words("支付", "Paid"), Shown.TIME, _one(orders["paid_at"], own)),
    )
    related = (
        _related(lines, lines["order_id"] == code, "created_at", Words("商品", "Products")),
        _related(refunds, refunds["order_id"] == code, "created_at", Words("退款", "Refunds")),
    )
    return known, _some(related)


def _of_customer(facts: Facts, code: int) -> _Told:
    orders, refunds, sales = facts["orders"], facts["refunds"], paid(facts)
    own = sales.buyer == code
    count, spent = int(own.sum()), _sum(sales.amount, own)
    known = (
        Known(Words("累计支付", "Paid in all"), Shown.MONEY, spent),
        Known(Words("支付订单", "Paid orders"), Shown.COUNT, count),
        Known(Words("平均每单", "Per order"), Shown.MONEY, spent / count if count else None),
        Known(
            Words("已退款", "Refunded"),
            Shown.MONEY,
            _sum(refunds["amount"], (refunds["buyer_id"] == code) & _done(facts)),
        ),
        Known(Words("第一次购买", "First bought"), Shown.TIME, _end(sales.at, own, 0)),
        Known(Words("最近一次购买", "Last bought"), Shown.TIME, _end(sales.at, own, -1)),
        *(Known(*told) for told in outlook_of(facts, code)),
    )
    related = (
        _related(orders, orders["buyer_id"] == code, "created_at", Words("订单", "Orders")),
        _related(refunds, refunds["buyer_id"] == code, "created_at", Words("退款", "Refunds")),
    )
    return known, _some(related)


def _of_product(facts: Facts, code: int) -> _Told:
    lines, refunds, sold, sales = facts["order_lines"], facts["refunds"], sold_lines(facts), paid(facts)
    own = sold.product == code
    buyers = np.unique(sales.buyer[sold.paid_index[own]])
    known = (
        Known(Words("累计卖出", "Sold in all"), Shown.MONEY, _sum(sold.amount, own)),
        Known(Words("件数", "Pieces"), Shown.COUNT, _sum(sold.quantity, own)),
        Known(Words("买家", "Buyers"), Shown.COUNT, int((buyers >= 0).sum())),
        Known(
            Words("已退款", "Refunded"),
            Shown.MONEY,
            _sum(refunds["amount"], (refunds["product_id"] == code) & _done(facts)),
        ),
        Known(Words("第一次卖出", "First sold"), Shown.TIME, _end(sales.at[sold.paid_index], own, 0)),
        Known(Words("最近一次卖出", "Last sold"), Shown.TIME, _end(sales.at[sold.paid_index], own, -1)),
    )
    related = (
        _related(lines, lines["product_id"] == code, "created_at", Words("卖出明细", "Sales")),
        _related(refunds, refunds["product_id"] == code, "created_at", Words("退款", "Refunds")),
        _related(facts["skus"], facts["skus"]["product_id"] == code, "", Words("规格", "Variants")),
    )
    return known, _some(related)


_TELL: dict[str, Callable[[Facts, int], _Told]] = {
    "orders": _of_order,
    "customers": _of_customer,
    "products": _of_product,
}


def _links(facts: Facts, kind: str, position: int) -> dict[str, tuple[str, int]]:
    links = {}
    for column in columns_of(KINDS[kind]):
        if column.refers_to not in _TELL:
            continue
        code = int(facts[kind][column.name][position])
        place = int(facts.position(column.refers_to)[code]) if code >= 0 else -1
        if place >= 0:
            links[column.name] = (column.refers_to, int(facts[column.refers_to].row[place]))
    return links


def _done(facts: Facts) -> Mask:
    mask = np.zeros(len(facts["refunds"]), np.bool_)
    mask[done_refunds(facts).position] = True
    return mask


def _sum(amounts: Ints, mask: Mask) -> int:
    chosen = amounts[mask]
    return int(chosen[chosen != MISSING].sum())


def _one(values: Ints, mask: Mask) -> int | None:
    value = int(values[mask][0])
    return None if value == MISSING else value


def _end(moments: Ints, mask: Mask, place: int) -> int | None:
    own = moments[mask]
    return int(own[place]) if len(own) else None


def _related(table: Table, mask: Mask, time: str, title: Words) -> Related:
    positions = np.flatnonzero(mask)
    if time:
        positions = positions[np.argsort(-table[time][positions], kind="stable")]
    return Related(table.kind, title, table.row[positions[:MOST_RELATED]], len(positions))


def _some(related: Iterable[Related]) -> tuple[Related, ...]:
    return tuple(each for each in related if each.count)
