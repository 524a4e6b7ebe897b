"""A seeded order log as a shop has it: growth, weekends and holidays, loyal buyers, guests, unpaid orders."""

import numpy as np
from msgspec import Struct

from storage.columns import MISSING, Array, Int32, Int64, empty
from storage.facts import Facts, Shelf
from storage.shop import Shop

DAY = 86_400_000
FIRST = 1_640_966_400_000  # 2022-01-01 in Shanghai
DAYS = 3 * 365


class OrderLog(Struct, frozen=True):
    """Columns of orders in the order in which they were placed."""

    created_at: Int64
    paid_at: Int64
    """``MISSING`` where not paid."""
    buyer: Int32
    """-1 for a guest."""
    amount: Int64

    def facts(self) -> Facts:
        """The log as Facts of a shop that has nothing else; made anew at every call."""
        count = len(self.buyer)
        columns: dict[tuple[str, str], Array] = {
            ("orders", "row"): np.arange(1, count + 1),
            ("orders", "created_at"): self.created_at.copy(),
            ("orders", "paid_at"): self.paid_at.copy(),
            ("orders", "buyer_id"): self.buyer.copy(),
            ("orders", "payment_amount"): self.amount.copy(),
        }
        shelf = Shelf(
            column=lambda kind, name: columns[kind, name] if (kind, name) in columns else empty(kind, name),
            labels=lambda kind, name: [],
            texts=lambda domain: [],
            size=lambda domain: 0,
        )
        return Facts(Shop(id="bench", name="bench"), 0, None, shelf)


def order_log(orders: int, buyers: int, seed: int) -> OrderLog:
    """Some buyers come once, few come often: the weights have a heavy tail."""
    random = np.random.default_rng(seed)
    created_at = np.sort(FIRST + _days(random, orders) * DAY + _time_of_day(random, orders))
    paid = random.random(orders) < 0.94
    delay = (random.exponential(4 * 60_000, orders)).astype(np.int64)
    weights = random.pareto(1.5, buyers) + 0.2
    buyer = random.choice(buyers, orders, p=weights / weights.sum()).astype(np.int32)
    return OrderLog(
        created_at=created_at,
        paid_at=np.where(paid, created_at + delay, MISSING),
        buyer=np.where(random.random(orders) < 0.03, np.int32(-1), buyer),
        amount=(np.exp(random.normal(4.4, 0.8, orders)) * 100).astype(np.int64),
    )


def _days(random: np.random.Generator, orders: int) -> Int64:
    day = np.arange(DAYS)
    growth = 1 + day / DAYS
    weekend = np.where((day + 5) % 7 >= 5, 1.35, 1.0)
    holidays = 1 + 4 * np.exp(-(((day % 365) - 314) ** 2) / 18) + 2 * np.exp(-(((day % 365) - 168) ** 2) / 18)
    weights = growth * weekend * holidays
    return random.choice(DAYS, orders, p=weights / weights.sum())


def _time_of_day(random: np.random.Generator, orders: int) -> Int64:
    hour = random.normal(16, 4.5, orders) % 24
    return (hour * 3_600_000).astype(np.int64)
