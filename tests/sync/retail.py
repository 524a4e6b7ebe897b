"""Builds byte-exact Online Retail files for the tests, clean and dirty."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage.store import Store, open_store

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
LANTERN = "536365,71053,WHITE METAL LANTERN,6.0,2010-12-01 08:26:00,3.39,17850.0,United Kingdom"
HEART = "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6.0,2010-12-01 08:26:00,2.55,17850.0,United Kingdom"
CLOCK = "536370,22728,ALARM CLOCK BAKELIKE PINK,24.0,2010-12-01 08:45:00,3.75,12583.0,France"


def line(
    invoice: str = "536365",
    code: str = "71053",
    title: str = "WHITE METAL LANTERN",
    quantity: str = "6.0",
    date: str = "2010-12-01 08:26:00",
    price: str = "3.39",
    customer: str = "17850.0",
    country: str = "United Kingdom",
) -> str:
    """One line of the file, as the original writes it."""
    return ",".join((invoice, code, title, quantity, date, price, customer, country))


def retail_file(folder: Path, *lines: str, name: str = "orders.csv") -> Path:
    """A file of the header and these lines."""
    return write(folder, "\n".join((HEADER, *lines)) + "\n", name=name)


def write(folder: Path, content: str | bytes, name: str = "orders.csv") -> Path:
    """A file of exactly this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@contextmanager
def new_store(folder: Path) -> Iterator[Store]:
    """An empty store in a folder of its own."""
    with open_store(folder / "profile") as store:
        yield store


def rows(store: Store, kind: str, *columns: str) -> list[tuple[Any, ...]]:
    """What the store shows of a kind, by id."""
    with store.reader() as reader:
        return reader.execute(f"SELECT {', '.join(columns)} FROM {kind} WHERE NOT deleted ORDER BY id").fetchall()


def content(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that can be seen in the kinds that this file fills, without who wrote it."""
    return {
        "products": rows(store, "products", "id", "title", "category"),
        "customers": rows(store, "customers", "id", "name", "province", "joined_at"),
        "orders": rows(
            store,
            "orders",
            "id",
            "created_at",
            "paid_at",
            "buyer_id",
            "status",
            "province",
            "payment_amount",
            "item_count",
        ),
        "order_lines": rows(
            store, "order_lines", "id", "created_at", "order_id", "product_id", "title", "quantity", "amount"
        ),
        "refunds": rows(
            store,
            "refunds",
            "id",
            "created_at",
            "refunded_at",
            "product_id",
            "buyer_id",
            "status",
            "province",
            "quantity",
            "amount",
        ),
    }
