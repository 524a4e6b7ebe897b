"""Whom the sales of the last ninety days rest on: new and returning buyers, a few of them, one product, one order."""

from datetime import date, timedelta

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints
from analytics.intervals import gap, share
from analytics.keyfigures import key_figures
from analytics.period import Period
from analytics.result import Estimate
from storage.derive import paid, sold_lines
from storage.facts import Facts

LENGTH = 90
FEW = 5
LEAST = 30
"""Buyers on both sides from which on their shares are compared."""


class Quarter(Struct, frozen=True):
    """Parts of the payment amount of the ninety days, as they are; None where the data does not tell."""

    days: Period
    returning: Estimate | None
    """Of the buyers, those who had paid within the year before."""
    more_returning: Estimate | None
    """How far that lies above the share of the ninety days before; None where either has too few."""
    few_buyers: float | None
    """What the largest buyers paid."""
    one_product: float | None
    """What the best product brought, of all lines."""
    one_order: float | None
    """The largest order."""


def quarter_to(facts: Facts, day: date) -> Quarter:
    """The ninety days that end with a day."""
    days = Period(day - timedelta(days=LENGTH - 1), day)
    log = paid(facts)
    start, stop = log.between(*days.bounds(facts.shop.zone))
    amount = log.amount[start:stop]
    total = int(amount.sum())
    now, before = _returning(facts, days), _returning(facts, _before(days))
    compared = min(now[1], before[1]) >= LEAST
    shares = [share(*counts) for counts in (now, before)]
    return Quarter(
        days=days,
        returning=shares[0],
        more_returning=gap(shares[0], shares[1]) if compared and shares[0] and shares[1] else None,
        few_buyers=_largest(log.buyer[start:stop], amount, FEW, total),
        one_product=_product(facts, start, stop),
        one_order=int(amount.max()) / total if total > 0 else None,
    )


def _before(days: Period) -> Period:
    return Period(days.first - timedelta(days=LENGTH), days.first - timedelta(days=1))


def _returning(facts: Facts, days: Period) -> tuple[int, int]:
    figures = key_figures(paid(facts), *days.bounds(facts.shop.zone))
    return figures.returning_buyers, figures.buyers


def _product(facts: Facts, start: int, stop: int) -> float | None:
    lines = sold_lines(facts)
    amount = lines.amount[lines.starts[start] : lines.starts[stop]]
    return _largest(lines.product[lines.starts[start] : lines.starts[stop]], amount, 1, int(amount.sum()))


def _largest(codes: Codes, amount: Ints, many: int, total: int) -> float | None:
    """The part of the total that the largest ones have; None where nobody is known."""
    known = codes >= 0
    if total <= 0 or not known.any():
        return None
    sums = np.sort(np.bincount(codes[known], amount[known]))
    return float(sums[-many:].sum()) / total
