"""A shop written down order by order, for stories."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from analytics.period import Period
from analytics.question import Filters, Question
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import Customer, Order, OrderLine, Product, Refund, Visit
from storage.shop import Shop

CHINA = Shop(id="s1", name="茶舍")
LONDON = Shop(id="s2", name="Tea", currency="GBP", timezone="Europe/London")


def at(text: str, zone: str = "Asia/Shanghai") -> int:
    """2026-03-01 10:30 on the shop's clock, as UTC milliseconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


class Book:
    """Records with running ids; amounts in minor units, times on the shop's clock."""

    def __init__(self, shop: Shop = CHINA) -> None:
        self.shop = shop
        self.records: list[Record] = []

    def order(self, paid: str | None, amount: int | None, buyer: str | None = None, **more: Any) -> "Book":
        """An order; ``lines`` holds (product, amount) pairs."""
        lines = more.pop("lines", ())
        key = f"o{len(self.records)}"
        placed = self.at(more.pop("placed", paid or "2026-01-01 00:00"))
        order = Order(
            id=key, updated_at=1, created_at=placed, paid_at=self.at(paid) if paid else None, buyer_id=buyer,
            payment_amount=amount, **more,
        )  # fmt: skip
        self.records.append(order)
        for number, (product, part) in enumerate(lines):
            self.records.append(
                OrderLine(
                    id=f"{key}-{number}",
                    updated_at=1,
                    created_at=placed,
                    order_id=key,
                    product_id=product,
                    amount=part,
                    quantity=1,
                )
            )
        return self

    def refund(self, on: str, amount: int, **more: Any) -> "Book":
        when = self.at(on)
        key = f"r{len(self.records)}"
        more = {"status": "done"} | more
        self.records.append(Refund(id=key, updated_at=1, created_at=when, refunded_at=when, amount=amount, **more))
        return self

    def visit(self, on: str, visitor: str, **more: Any) -> "Book":
        key = f"v{len(self.records)}"
        self.records.append(Visit(id=key, updated_at=1, created_at=self.at(on), visitor_id=visitor, **more))
        return self

    def product(self, key: str, title: str, category: str | None = None) -> "Book":
        self.records.append(Product(id=key, updated_at=1, title=title, category=category))
        return self

    def customer(self, key: str, name: str) -> "Book":
        self.records.append(Customer(id=key, updated_at=1, name=name))
        return self

    def facts(self, as_of: str | None = None) -> Facts:
        return facts_of(self.shop, self.records, as_of=self.at(as_of) if as_of else None)

    def at(self, text: str) -> int:
        return at(text, self.shop.timezone)


def asking(first: str, last: str, compare: Any = "previous", **filters: Any) -> Question:
    """A question about days, both included."""
    return Question(Period(date.fromisoformat(first), date.fromisoformat(last)), compare, Filters(**filters))


def daily(book: Book, first: str, days: int, amount: int | None, **more: Any) -> Book:
    """One order at noon of each of some days."""
    for number in range(days):
        day = date.fromisoformat(first) + timedelta(days=number)
        book.order(f"{day} 12:00", amount, **more)
    return book
