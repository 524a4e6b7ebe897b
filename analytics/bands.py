"""Order-value bands: round bounds (1, 2, 5 ...) that suit all of the shop's orders, the same in every period."""

import numpy as np

from analytics.arrays import Codes, Ints
from analytics.say import plain_money
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts
from storage.shop import Shop
from storage.words import Words

_MOST = 6  # bounds


def bounds_of(facts: Facts) -> tuple[int, ...]:
    """The lower bounds, in minor units, of every band but the lowest."""
    return facts.derived("order value bands", lambda facts: _round_bounds(paid(facts).amount))


def band(amounts: Ints, bounds: tuple[int, ...]) -> Codes:
    """The band of each amount; -1 where the amount is not known."""
    bands = np.searchsorted(np.array(bounds, dtype=np.int64), amounts, side="right")
    return np.where(amounts == MISSING, -1, bands).astype(np.int32)


def label(shop: Shop, bounds: tuple[int, ...], code: int) -> Words:
    """What people read: "under ¥50", "¥50 to 100", "¥500 and more"."""
    if not bounds:
        return Words("全部", "all")
    if code == 0:
        upper = plain_money(shop, bounds[0])
        return Words(f"{upper} 以下", f"under {upper}")
    lower = plain_money(shop, bounds[code - 1])
    if code == len(bounds):
        return Words(f"{lower} 及以上", f"{lower} and more")
    upper = plain_money(shop, bounds[code])
    return Words(f"{lower} – {upper}", f"{lower} – {upper}")


def _round_bounds(amounts: Ints) -> tuple[int, ...]:
    positive = amounts[amounts > 0]
    if not len(positive):
        return ()
    low, high = np.quantile(positive, (0.1, 0.95))
    series = [step * 10**power for power in range(16) for step in (1, 2, 5)]
    bounds = [bound for bound in series if low <= bound <= high]
    while len(bounds) > _MOST:
        bounds = bounds[::2]
    return tuple(bounds)
