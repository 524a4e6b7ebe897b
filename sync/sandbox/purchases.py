"""When people buy on their own: gamma rates on the operational clock, and a chance to leave after each order."""

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import MISSING, Floats, Ints
from sync.sandbox.people import People
from sync.sandbox.plan import MINUTE, Plan
from sync.sandbox.seasons import Seasons


class Purchases(Struct, frozen=True):
    """Orders people place on their own, and what is left of the people afterwards."""

    fan: Ints
    at: Ints
    rate: Floats
    """Orders per operational day of each fan while alive."""
    dropout: Floats
    """Chance of each fan to leave after an order."""
    lapsed_at: Ints
    """When each fan left for good, MISSING while alive."""

    def thinned(self, rng: np.random.Generator, count: int) -> "Purchases":
        """Only ``count`` of the orders, at random.

        Fewer orders are seen but people leave as they did, so the chance to leave after a seen order is greater.
        """
        kept = np.sort(rng.choice(len(self.fan), count, replace=False))
        share = count / max(1, len(self.fan))
        return Purchases(
            fan=self.fan[kept],
            at=self.at[kept],
            rate=self.rate * share,
            dropout=np.minimum(self.dropout / share, 1.0),
            lapsed_at=self.lapsed_at,
        )


def purchases_of(plan: Plan, seasons: Seasons, people: People, wanted: int) -> Purchases:
    """At least ``wanted`` orders."""
    rng = plan.rng("purchases")
    begin = seasons.operational_of(people.joined + 5 * MINUTE)
    span = np.maximum(0.0, float(seasons.operational_of(np.array([plan.until]))[0]) - begin)
    margin = 1.02 + 4 / np.sqrt(wanted)
    dropout = people.dropout
    while True:
        dropout = _patient(dropout, span, wanted * margin)
        rate = people.rate * _scale(people.rate * span, dropout, wanted * margin)
        fan, when, last = _history(rng, begin, span, rate, dropout)
        if len(fan) >= wanted:
            break
        margin *= 1.1
    lapsed_at = np.where(np.isnan(last), MISSING, seasons.wall_of(np.nan_to_num(last)))
    return Purchases(fan, seasons.wall_of(when), rate, dropout, lapsed_at)


def _patient(dropout: Floats, span: Floats, wanted: float) -> Floats:
    """The chances to leave, lowered where a handful of people would all be gone before they have bought enough."""
    most = float((1 / dropout[span >= span.max() / 10]).sum())
    return dropout * min(1.0, most / (4 * wanted))


def _scale(exposure: Floats, dropout: Floats, wanted: float) -> float:
    """The factor on all rates with which ``wanted`` orders are to be expected."""
    low, high = 0.0, 1.0
    while _expected(exposure * high, dropout) < wanted and high < 1e9:
        high *= 4
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _expected(exposure * middle, dropout) < wanted else (low, middle)
    return high


def _expected(exposure: Floats, dropout: Floats) -> float:
    """Orders to be expected of people who would place ``exposure`` orders if they never left."""
    return float((-np.expm1(-exposure * dropout) / dropout).sum())


def _history(
    rng: np.random.Generator, begin: Floats, span: Floats, rate: Floats, dropout: Floats
) -> tuple[Ints, Floats, Floats]:
    """Fan and operational moment of each order, and for each fan the moment of the order it left after (or nan)."""
    counts = rng.poisson(rate * span)
    fan = np.repeat(np.arange(len(begin)), counts)
    when = begin[fan] + span[fan] * rng.random(len(fan))
    order = np.lexsort((when, fan))
    when = when[order]
    rank = np.arange(len(fan)) - np.repeat(np.cumsum(counts) - counts, counts)
    stays = rng.geometric(np.maximum(dropout, 1e-6))
    last = np.full(len(begin), np.nan)
    leaving = rank == stays[fan] - 1
    last[fan[leaving]] = when[leaving]
    kept = rank < stays[fan]
    return fan[kept], when[kept], last
