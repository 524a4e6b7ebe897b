"""The fans of the simulated shop: who they are, who brought whom, how often they buy and when they tire.

Referrals form a forest. Each fan has a weight with which it brings others, most of them almost none, a few key
people very much; whoever is brought picks the parent among those already there. Taste and purse run in the line.
"""

import numpy as np
from msgspec import Struct

from sync.sandbox.channels import BRINGS, QUALITY, SHARED, SHARED_WEIGHTS
from sync.sandbox.columns import Bools, Floats, Ints
from sync.sandbox.draws import pick
from sync.sandbox.places import Places
from sync.sandbox.plan import DAY, Plan
from sync.sandbox.seasons import Seasons

REFERRED = 0.55
"""Share of the fans who are brought by another fan."""
RATE_SHAPE, DROPOUT_A, DROPOUT_B = 0.55, 0.75, 3.0
"""Purchase rates are gamma, the chance to leave after an order is beta."""
REFERRED_BUY_MORE = 1.16
SPREAD_SHAPE = 0.2
KEY_SHARE, KEY_BOOST = 0.004, 55.0


class People(Struct, frozen=True):
    """One value per fan, in the order in which they joined."""

    joined: Ints
    parent: Ints
    """Row of the fan who brought this one, -1 for those the shop brought."""
    depth: Ints
    """0 for those the shop brought, 1 for those they brought ..."""
    city: Ints
    source: Ints
    """Channel of the first contact."""
    taste: Ints
    """Favourite category."""
    purse: Floats
    """Spending level, 1 on average."""
    rate: Floats
    """Relative purchase rate; the scale is set by the number of orders wanted."""
    dropout: Floats
    spread: Floats
    key: Ints
    """Rows of the key people."""
    is_promoter: Bools
    salt: Ints
    """A number from which name and phone are made up."""

    def __len__(self) -> int:
        return len(self.joined)


def people_of(plan: Plan, seasons: Seasons, places: Places, categories: int) -> People:
    """All fans of a plan."""
    rng = plan.rng("people")
    count = plan.fans
    joined = _joined(plan, seasons, rng)
    spread, key = _spread(rng, count)
    parent = _parents(rng, joined, spread)
    depth = _depths(parent)
    taste, purse, city = _inherited(rng, parent, depth, places, categories)
    referred = parent >= 0
    source = np.where(referred, np.array(SHARED)[pick(rng, SHARED_WEIGHTS, count)], pick(rng, BRINGS, count))
    return People(
        joined=joined,
        parent=parent,
        depth=depth,
        city=city,
        source=source,
        taste=taste,
        purse=purse,
        rate=rng.gamma(RATE_SHAPE, 1.0, count) * np.where(referred, REFERRED_BUY_MORE, 1.0) * QUALITY[source],
        dropout=rng.beta(DROPOUT_A, DROPOUT_B, count),
        spread=spread,
        key=key,
        is_promoter=(rng.random(count) < 0.25) | np.isin(np.arange(count), key) | _is_parent(parent),
        salt=rng.integers(0, 2**32, count),
    )


def _joined(plan: Plan, seasons: Seasons, rng: np.random.Generator) -> Ints:
    """Some fans come with the opening, the others with the seasons, ever more of them."""
    end = float(seasons.operational_of(np.array([plan.until]))[0])
    share = rng.random(plan.fans)
    opening = share < 0.08
    when = np.where(opening, share * 25, np.maximum(0.0, end * rng.random(plan.fans) ** 0.85))
    return np.sort(seasons.wall_of(np.minimum(when, end * 0.9995)))


def _spread(rng: np.random.Generator, count: int) -> tuple[Floats, Ints]:
    spread = rng.gamma(SPREAD_SHAPE, 1.0 / SPREAD_SHAPE, count)
    key = np.sort(rng.choice(count * 3 // 4, size=max(1, round(count * KEY_SHARE)), replace=False))
    spread[key] = KEY_BOOST * rng.lognormal(0.0, 0.4, len(key))
    return spread, key


def _parents(rng: np.random.Generator, joined: Ints, spread: Floats) -> Ints:
    """For each fan the row of an earlier fan, or -1. Half of the ties go to recent fans, whose circles are fresh."""
    count = len(joined)
    weight_before = np.concatenate([[0.0], np.cumsum(spread)])[:count]
    recent_from = np.searchsorted(joined, joined - 120 * DAY)
    low = np.where(rng.random(count) < 0.5, weight_before[recent_from], 0.0)
    spot = low + (weight_before - low) * rng.random(count)
    found = np.searchsorted(weight_before, spot, "right") - 1
    referred = (rng.random(count) < REFERRED) & (weight_before > low) & (joined[found] < joined)
    return np.where(referred, found, -1)


def _depths(parent: Ints) -> Ints:
    depth = np.zeros(len(parent), dtype=np.int64)
    above = parent.copy()
    while (above >= 0).any():
        depth += above >= 0
        above = np.where(above >= 0, parent[above], -1)
    return depth


def _inherited(
    rng: np.random.Generator, parent: Ints, depth: Ints, places: Places, categories: int
) -> tuple[Ints, Floats, Ints]:
    """Taste, purse and city, layer by layer: a friend's friend is often alike."""
    count = len(parent)
    popularity = 1.0 / np.arange(2, categories + 2)
    taste, city = pick(rng, popularity, count), pick(rng, places.weight, count)
    purse = rng.lognormal(-0.125, 0.5, count)
    like_taste, like_city = rng.random(count) < 0.45, rng.random(count) < 0.6
    for layer in range(1, int(depth.max(initial=0)) + 1):
        rows = np.flatnonzero(depth == layer)
        above = parent[rows]
        taste[rows] = np.where(like_taste[rows], taste[above], taste[rows])
        city[rows] = np.where(like_city[rows], city[above], city[rows])
        purse[rows] = purse[rows] ** 0.8 * purse[above] ** 0.45
    return taste, purse, city


def _is_parent(parent: Ints) -> Bools:
    found = np.zeros(len(parent), dtype=np.bool_)
    found[parent[parent >= 0]] = True
    return found
