"""Shops that sell at random around a level, written down order by order."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from analytics.asked import Asked
from analytics.period import Period
from analytics.question import Question
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import Order, OrderLine, Visit
from storage.shop import Shop

CHINA = Shop(id="s", name="茶舍")
BRITAIN = Shop(id="s", name="Tea", currency="GBP", timezone="Europe/London")
LAST = date(2026, 8, 31)
"""A Monday; the days before it know no holiday since 618."""

END = LAST - timedelta(days=1)
"""The last finished day."""

Level = Callable[[date], float]


def steady(orders: float) -> Level:
    """The same number of orders to be expected every day."""
    return lambda _day: orders


class Living:
    """A shop of so many buyers; ``level`` says how many orders to expect on a day."""

    def __init__(self, seed: int, buyers: int = 400, shop: Shop = CHINA) -> None:
        self.random, self.buyers, self.shop = np.random.default_rng(seed), buyers, shop
        self.records: list[Record] = []

    def sell(self, first: date, last: date, level: Level, **fields: str) -> "Living":
        """Orders of heavy-tailed amounts from random buyers, with one line each."""
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            for _ in range(self.random.poisson(level(day))):
                self.order(day, int(np.exp(self.random.normal(9.0, 0.8))), **fields)
        return self

    def order(self, day: date, amount: int, **fields: str) -> "Living":
        """One order with one line; ``product`` is the line's, the other fields are the order's."""
        key, product = f"o{len(self.records)}", fields.pop("product", "p")
        fields.setdefault("buyer_id", f"b{self.random.integers(self.buyers)}")
        moment = self._moment(day)
        order = Order(id=key, updated_at=1, created_at=moment, paid_at=moment, payment_amount=amount, **fields)
        line = OrderLine(
            id=f"{key}-1", updated_at=1, created_at=moment, order_id=key, product_id=product, amount=amount, quantity=1
        )
        self.records += [order, line]
        return self

    def visits(self, day: date, count: int) -> "Living":
        """Visits of different people."""
        for _ in range(count):
            key = f"v{len(self.records)}"
            self.records.append(Visit(id=key, updated_at=1, created_at=self._moment(day), visitor_id=key))
        return self

    def facts(self, as_of: date = LAST) -> Facts:
        """Known up to noon of a day, so that the day before is the last finished one."""
        noon = datetime(as_of.year, as_of.month, as_of.day, 12, tzinfo=ZoneInfo(self.shop.timezone))
        return facts_of(self.shop, self.records, as_of=int(noon.timestamp() * 1000))

    def _moment(self, day: date) -> int:
        morning = datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo(self.shop.timezone))
        return int(morning.timestamp() * 1000) + int(self.random.integers(3_600_000 * 2))


def asked(facts: Facts, days: int, last: date = END) -> Asked:
    """So many days up to ``last`` against those before."""
    return Asked(facts, Question(Period(last - timedelta(days=days - 1), last)))
