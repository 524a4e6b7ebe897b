"""How many new buyers are enough: more are wanted only while one costs no more margin than it is worth.

With a price on a new buyer, the offer that serves best has the largest sum of margin and new buyers at that price. The
price is what new buyers bought afterwards; where that is not known, the slope from the offer with the most margin to
the one with the most new buyers: the sum is then largest at the knee of the front, farthest from that line.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Mask
from analytics.group_buy.whatif.outcomes import DRAWS, Outcomes
from analytics.group_buy.whatif.past import Floats
from analytics.group_buy.whatif.worth import Worth

_SEED_APART = 7
"""Draws of what a new buyer is worth are apart from those of the offers."""


class Price(Struct, frozen=True):
    """What a new buyer may cost in margin, minor units."""

    mean: float
    learnt: Worth | None
    """What it was learnt from; None where it is the slope to the knee."""


def price_of(known: Worth | None, brought: Outcomes, allowed: Mask) -> Price | None:
    """None where new buyers or margin are not known."""
    if brought.newcomers is None or brought.margin is None:
        return None
    if known is not None:
        return Price(known.mean, known)
    return Price(_slope(brought.newcomers.mean(axis=1)[allowed], brought.margin.mean(axis=1)[allowed]), None)


def worth_of(price: Price, newcomers: Floats, margin: Floats, seed: int) -> Floats:
    """Margin, and new buyers at their price."""
    each: Floats = np.full(DRAWS, price.mean)
    if price.learnt is not None:
        noise = np.random.default_rng((seed, _SEED_APART)).standard_normal(DRAWS)
        each = np.maximum(each + price.learnt.error * noise, 0.0)
    found: Floats = margin + each * newcomers
    return found


def _slope(newcomers: Floats, margin: Floats) -> float:
    """Margin given up per new buyer, all the way from the most margin to the most new buyers."""
    rich, many = int(margin.argmax()), int(newcomers.argmax())
    gained = float(newcomers[many] - newcomers[rich])
    return float(margin[rich] - margin[many]) / gained if gained > 0 else 0.0
