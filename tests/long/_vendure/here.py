"""What the local copy holds, through SQL, and where it differs from the shop."""

from typing import Any

from storage.store import Store
from tests.long._vendure.there import Rows

_COLUMNS = {
    "products": "title, price, status",
    "skus": "product_id, merchant_code, price, stock",
    "customers": "name, phone",
    "orders": "buyer_id, status, payment_amount, item_count, province, created_at, shipped_at, finished_at, closed_at",
    "order_lines": "order_id, product_id, sku_id, quantity, amount",
    "refunds": "order_id, amount, status, quantity",
}


def rows_here(store: Store, shop_id: str) -> Rows:
    """By kind and id, the records that are not deleted."""
    rows: Rows = {}
    with store.reader() as reader:
        for kind, columns in _COLUMNS.items():
            sql = f"SELECT id, {columns} FROM {kind} WHERE shop_id = ? AND NOT deleted"
            rows[kind] = {row[0]: tuple(row[1:]) for row in reader.execute(sql, (shop_id,))}
    return rows


def differences(here: Rows, there: Rows) -> list[tuple[str, str, Any, Any]]:
    """(kind, id, here, there) of every record that is not the same on both sides, and of orders that do not add up."""
    return [
        (kind, each, here[kind].get(each), there[kind].get(each))
        for kind in there
        for each in sorted(here[kind].keys() | there[kind].keys())
        if not _same(kind, here[kind].get(each), there[kind].get(each))
    ]


def _same(kind: str, here: tuple[Any, ...] | None, there: tuple[Any, ...] | None) -> bool:
    if kind == "order_lines" and here is not None and there is not None:
        return here[:-1] == there[:-1] and abs(here[-1] - there[-1]) < 1
    return here == there


def unbalanced(store: Store, shop_id: str) -> list[str]:
    """Orders whose lines and freight are not what was paid, to the last unit."""
    with store.reader() as reader:
        found = reader.execute(
            "SELECT o.id FROM orders o LEFT JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.id "
            "AND NOT l.deleted WHERE o.shop_id = ? AND NOT o.deleted "
            "GROUP BY o.id HAVING sum(l.amount) + o.shipping_amount <> o.payment_amount",
            (shop_id,),
        ).fetchall()
    return [record_id for (record_id,) in found]
