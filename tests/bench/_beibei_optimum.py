"""The best that can be told of a group from its item alone, at this number of groups per item.

Rates of items opened about as often have a distribution on a grid, found by maximal likelihood without assuming a form
(Laird 1978), with the EM algorithm. From it follow: the AUC of somebody who knew every rate; twins of the log whose
outcomes are drawn from such rates, in which nothing but the item counts by construction; and in a twin the posterior
mean of each rate given the groups learnt from and the very distribution that the rates were drawn from. No other
forecast can be better there (the posterior mean ranks best, Clemencon, Lugosi, Vayatis 2008), so its AUC is what there
is to have.

Laird, N. (1978): Nonparametric maximum likelihood estimation of a mixing distribution. JASA 73, 805-811.
"""

from itertools import pairwise

import numpy as np
from msgspec import Struct

from tests.bench._beibei import Floats, Ints, Log

GRID = np.linspace(0.001, 0.999, 300)
STEPS = 200
POPULAR = (1, 2, 3, 4, 6, 9, 14, 20, 30, 50, 80, 150, 300, 10**9)


class Rates(Struct, frozen=True, eq=False):
    """What is known of the rates of items."""

    kind: Ints
    """Which class of popularity each item is in."""
    prior: Floats
    """How rates of a class are distributed: a row per class over ``GRID``."""
    belief: Floats
    """What the groups of each item say of its own rate: a row per item over ``GRID``."""

    def drawn(self, seed: int) -> Floats:
        """A rate for each item out of what is believed of it.

        Over the items of a class these are distributed as its prior says, and popular items keep about their rates.
        """
        chance = np.random.default_rng(seed).random(len(self.kind))
        place = (self.belief.cumsum(axis=1) < chance[:, None]).sum(axis=1)
        return GRID[np.minimum(place, len(GRID) - 1)]

    def told(self, known: Log) -> Floats:
        """The posterior mean of each item's rate after some groups."""
        every = np.bincount(known.item, minlength=len(self.kind))
        some = np.bincount(known.item, known.filled, minlength=len(self.kind))
        kinds, which = np.unique(np.stack([self.kind, some, every], axis=1), axis=0, return_inverse=True)
        belief = _likelihood(kinds[:, 1], kinds[:, 2]) * self.prior[kinds[:, 0].astype(np.int64)]
        means: Floats = (belief @ GRID / belief.sum(axis=1))[which.reshape(-1)]
        return means


def rates_of(rows: Log) -> Rates:
    """Rates from all groups."""
    every, some = np.bincount(rows.item, minlength=rows.items), np.bincount(rows.item, rows.filled, rows.items)
    kind = np.maximum(np.searchsorted(POPULAR, every, side="right") - 1, 0)
    prior, belief = np.zeros((len(POPULAR) - 1, len(GRID))), np.zeros((rows.items, len(GRID)))
    for place, _ in enumerate(pairwise(POPULAR)):
        inside = np.flatnonzero(kind == place)
        prior[place], belief[inside] = _deconvolved(some[inside], every[inside])
    return Rates(kind, prior, belief)


def all_known(rows: Log, rates: Rates) -> float:
    """The AUC of somebody who knew each item's rate."""
    by_rate = np.bincount(rows.item, minlength=rows.items) @ rates.belief
    full, empty = by_rate * GRID / (by_rate * GRID).sum(), by_rate * (1 - GRID) / (by_rate * (1 - GRID)).sum()
    return float((full * (np.cumsum(empty) - empty / 2)).sum())


def twin(rows: Log, rates: Rates, seed: int) -> Log:
    """The same groups, filled by chance at rates drawn for their items."""
    rate = rates.drawn(seed)[rows.item]
    filled = np.random.default_rng(seed + 1000).random(len(rate)) < rate
    return Log(rows.initiator, rows.item, filled.astype(np.int64))


def _likelihood(some: Floats, every: Floats) -> Floats:
    told = some[:, None] * np.log(GRID) + (every - some)[:, None] * np.log1p(-GRID)
    found: Floats = np.exp(told - told.max(axis=1, keepdims=True))
    return found


def _deconvolved(some: Floats, every: Ints) -> tuple[Floats, Floats]:
    """The distribution of the rates of some items and what is believed of each, over the grid."""
    kinds, which, many = np.unique(np.stack([some, every], axis=1), axis=0, return_inverse=True, return_counts=True)
    told, weight = _likelihood(kinds[:, 0], kinds[:, 1]), np.full(len(GRID), 1 / len(GRID))
    for _ in range(STEPS):
        belief = told * weight
        belief /= belief.sum(axis=1, keepdims=True)
        weight = many @ belief / many.sum()
    return weight, belief[which.reshape(-1)]
