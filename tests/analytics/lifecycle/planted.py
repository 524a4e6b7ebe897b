"""Shops whose course is planted: orders of each day drawn around a curve, with the calendar of a Chinese year."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from analytics.period import midnight
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import Order
from storage.shop import Shop
from sync.sandbox.holidays import weight
from tests.analytics.making import CHINA

Floats = NDArray[np.float64]
Curve = Callable[[Floats], Floats]
"""Months since the first day -> the part of the usual pace."""

FIRST = date(2024, 1, 1)
MONTH = 365.25 / 12
_HOUR = 3_600_000


def level(months: Floats) -> Floats:
    return np.ones_like(months)


def moving(by: float, since: float) -> Curve:
    """As ever until ``since``, then so much more (or, below 0, less) every month."""
    return lambda months: (1 + by) ** np.maximum(months - since, 0.0)


def seasonal(depth: float, peak: float, course: Curve = level) -> Curve:
    """A course with a season: so much more in the month ``peak`` of each year, so much less half a year later."""
    return lambda months: course(months) * (1 + depth * np.cos(2 * np.pi * (months - peak) / 12))


def silent(since: float, until: float = 1e9) -> Curve:
    """Nothing at all for a time."""
    return lambda months: np.where((months >= since) & (months < until), 0.0, 1.0)


def gifts(months: Floats) -> Floats:
    """Twice as much every November, for a shop that began in a January."""
    return np.where(np.floor(months) % 12 == 10, 2.0, 1.0)


def planted(
    curve: Curve = level,
    per_month: float = 150,
    months: float = 24,
    seed: int = 1,
    first: date = FIRST,
    wander: float = 0.1,
    shop: Shop = CHINA,
) -> list[Record]:
    """The orders; beside the curve the pace wanders, week by week, by the deviation ``wander``."""
    rng = np.random.default_rng(seed)
    days = np.arange(round(months * MONTH))
    calendar = np.array([weight(first + timedelta(days=int(day))) for day in days])
    pace = per_month / MONTH * curve(days / MONTH) * calendar * _wandering(rng, len(days), wander)
    counts = rng.poisson(pace)
    day = np.repeat(days, counts)
    amounts = np.round(rng.lognormal(9.0, 0.7, len(day))).astype(np.int64)
    buyers = _buyers(rng, len(day))
    starts = [midnight(first + timedelta(days=int(each)), shop.zone) for each in days]
    return [
        Order(id=f"o{n}", updated_at=at, created_at=at, paid_at=at, buyer_id=f"b{buyer}", payment_amount=amount)
        for n, (at, buyer, amount) in enumerate(
            zip((starts[each] + 9 * _HOUR for each in day), buyers.tolist(), amounts.tolist(), strict=True)
        )
    ]


def end_of(months: float, first: date = FIRST) -> int:
    """The moment after the last day of so many months, UTC milliseconds."""
    return midnight(first + timedelta(days=round(months * MONTH)), CHINA.zone)


def shop_of(curve: Curve = level, months: float = 24, first: date = FIRST, **more: float | int) -> Facts:
    """Facts of a planted shop whose data reaches to the end of its months."""
    records = planted(curve, months=months, first=first, **more)  # type: ignore[arg-type]
    return facts_of(CHINA, records, as_of=end_of(months, first))


def _wandering(rng: np.random.Generator, days: int, deviation: float) -> Floats:
    """A pace that hangs together: each week four fifths like the one before."""
    weeks = np.zeros(days // 7 + 1)
    for week in range(1, len(weeks)):
        weeks[week] = 0.8 * weeks[week - 1] + rng.normal(0, 0.6 * deviation)
    result: Floats = np.exp(weeks[np.arange(days) // 7])
    return result


def _buyers(rng: np.random.Generator, orders: int) -> NDArray[np.int64]:
    """Half of all orders are of somebody new, half of somebody known."""
    known = rng.random(orders) < 0.5
    newest = np.cumsum(~known)
    return np.where(known, (newest * rng.random(orders)).astype(np.int64), newest)
