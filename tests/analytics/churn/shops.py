"""Shops to look at: one with everything, simulated; and plain ones written down from drawn customers."""

from collections.abc import Iterable
from datetime import date
from functools import cache

import numpy as np

from analytics.churn.outlook import Outlook, outlook
from analytics.lifetime.log import PurchaseLog
from analytics.lifetime.nbd import Nbd
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import Order
from storage.shop import Shop
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated
from tests.analytics.lifetime.drawn import drawn
from tests.simulated import simulated_facts

SHOP = Shop(id="s1", name="茶舍")
DAY, HOUR = 86_400_000, 3_600_000
ZERO = (date(2025, 1, 1) - date(1970, 1, 1)).days * DAY - 8 * HOUR
"""Midnight in China of the day that small shops count from."""
PEOPLE = Nbd(0.6, 60.0, 0.9, 4.0, 1)
LAST = 399
"""The last day of a drawn shop that is over."""


@cache
def made() -> Simulated:
    """A simulated shop with visits, shares, coupons, refunds, group-buys."""
    return simulate(3_000, seed=5)


@cache
def shop() -> Facts:
    """Its facts."""
    return simulated_facts(made())


@cache
def learnt() -> Outlook:
    """Its outlook."""
    return told(shop())


def told(facts: Facts) -> Outlook:
    """The outlook of facts that have enough for one."""
    found = outlook(facts)
    assert isinstance(found, Outlook), found
    return found


def moment(day: int, hour: float = 12) -> int:
    """An hour of a day of a small shop, UTC milliseconds."""
    return ZERO + day * DAY + round(hour * HOUR)


def order(number: int, who: str | None, day: int, amount: int | None = 5_000, hour: float = 12) -> Order:
    """A paid order."""
    at = moment(day, hour)
    return Order(id=f"o{number}", updated_at=at, created_at=at, paid_at=at, buyer_id=who, payment_amount=amount)


def sold(rows: Iterable[tuple[str | None, int, int | None]], more: Iterable[Record] = (), last: int = LAST) -> Facts:
    """Facts of (buyer, day, amount), known up to the evening of the last day; buyers have no records of their own."""
    return facts_of(SHOP, [*(order(number, *row) for number, row in enumerate(rows)), *more], as_of=moment(last + 1, 0))


def rows_of(log: PurchaseLog) -> list[tuple[str | None, int, int | None]]:
    """A log as orders."""
    columns = log.customer.tolist(), log.day.tolist(), log.amount.tolist()
    return [(f"c{who}", day, round(paid)) for who, day, paid in zip(*columns, strict=True)]


@cache
def log(customers: int = 700, seed: int = 1) -> PurchaseLog:
    """Customers of 400 days, who pay differently."""
    found = drawn(PEOPLE, customers, 330, LAST + 1, seed)
    rng = np.random.default_rng(seed)
    level = rng.gamma(3.0, 0.4, customers)
    return found.log(np.round(1_000 * rng.gamma(4.0, 2.5, len(found.at)) / level[found.who] + 1))
