"""Which products are bought again, and after how many days: learnt per product, drawn towards its category.

At a later order the buyer of a product takes it again by taste, or because it is due: with a chance that is highest a
certain number of days after. What that number and that chance may be is a grid; which of its points are likely is
learnt from all products (nonparametric empirical Bayes: the prior is the mixture that makes the data most likely, by
EM, after Laird, N. (1978): Nonparametric maximum likelihood estimation of a mixing distribution, JASA 73, 805-811),
then within the category, drawn towards the shop. So a product with few buyers is judged by its likes.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.recommend.shop.chances import EDGES, MIDDLES, Chances

Floats = NDArray[np.float64]
_HEIGHTS = np.array([0.03, 0.06, 0.12, 0.25, 0.5, 0.85])
_WIDTHS = (0.35, 0.7)
"""Of the peak, in logarithms of days; a third kind has no peak."""
LEAST = 0.1
"""Of buyers who are due at an order, fewer than that take it again: not worth to be reminded."""
_LEVELS = np.geomspace(1e-6, 0.5, 160)
"""Chances by taste alone that are told apart, 9% from one to the next."""
_ROUNDS, _LIKE_SHOP = 30, 4.0
"""A category of so many products has a prior half its own, half the shop's."""
SURE = 0.8
"""Probability from which on a product is said to be bought again."""
LIKELY = 0.5
"""The same where the shop itself says that it is used up."""


class Again(Struct, frozen=True, eq=False):
    """One row per code of a product."""

    chance: Floats
    """[products, days of ``chances``] that an order so long after has it again: the posterior mean."""
    due: Floats
    """[products] how likely it is that it is bought again because it is used up."""
    days: Floats
    """[products] after how many days it usually is, where it is: the median; NaN where it has no rhythm."""
    soonest: Floats
    """Of that number the 2.5% and, ``latest``, the 97.5% point."""
    latest: Floats

    def bought_again(self, consumable: Codes) -> Mask:
        """What is bought again as far as can be said; ``consumable`` is what the shop says itself: 1, 0, -1 unknown."""
        found: Mask = self.due >= np.where(consumable == 1, LIKELY, SURE)
        return found

    def after(self, item: Codes, days: Floats) -> Floats:
        """The chance that an order so many days after a purchase of each item has it again."""
        place = np.clip(np.searchsorted(EDGES, days, "right") - 1, 0, len(MIDDLES) - 1)
        found: Floats = np.where(days < EDGES[0], 0.0, self.chance[item, place])
        return found


class _Grid(Struct, frozen=True, eq=False):
    """What may be so: the first point is "bought by taste alone"."""

    height: Floats
    """[points]"""
    peak: Ints
    """[points] place of the peak among the days; -1 where there is none."""
    shape: Floats
    """[points, days] the chance to be due."""


def again(counted: Chances, kind: Codes) -> Again:
    """What is bought again; products of one ``kind``, 0 and up, are likely to be alike."""
    grid = _grid()
    likely = _likelihoods(counted, grid)
    belief = _posterior(likely, kind)
    due_by = belief @ grid.shape
    low, middle, high = _quantiles(belief, grid)
    return Again(
        (1 - (1 - counted.by_chance[:, None]) * (1 - due_by)).astype(np.float64),
        belief[:, grid.height >= LEAST].sum(axis=1),
        middle,
        low,
        high,
    )


def _grid() -> _Grid:
    peaks = np.arange(len(MIDDLES))
    heights, shapes, places = [0.0], [np.zeros(len(MIDDLES))], [-1]
    for height in _HEIGHTS.tolist():
        heights.append(height)
        shapes.append(np.full(len(MIDDLES), height))
        places.append(-1)
        for width in _WIDTHS:
            away = np.log(MIDDLES[None, :] / MIDDLES[:, None]) / width
            heights += [height] * len(peaks)
            shapes += list(height * np.exp(-0.5 * away**2))
            places += peaks.tolist()
    return _Grid(np.array(heights), np.array(places), np.array(shapes))


def _likelihoods(counted: Chances, grid: _Grid) -> Floats:
    """[products, points] of the counts, each row with 1 as the largest."""
    again_, not_ = counted.again.astype(np.float64), (counted.exposed - counted.again).astype(np.float64)
    level = np.abs(np.log(_LEVELS[None, :] / counted.by_chance[:, None])).argmin(axis=1)
    found = np.zeros((len(level), len(grid.shape)))
    for place in np.unique(level).tolist():
        rows = level == place
        chance = 1 - (1 - _LEVELS[place]) * (1 - grid.shape)
        found[rows] = again_[rows] @ np.log(chance).T + not_[rows] @ np.log1p(-chance).T
    likely: Floats = np.exp(found - found.max(axis=1, keepdims=True, initial=-np.inf))
    return likely


def _posterior(likely: Floats, kind: Codes) -> Floats:
    """[products, points] what is to be believed of each product."""
    points = likely.shape[1]
    everywhere = even = _even(points)
    for _ in range(_ROUNDS):
        everywhere = _mixed(_believed(likely, everywhere).sum(axis=0), even, _LIKE_SHOP)
    belief = np.zeros_like(likely)
    for one in np.unique(kind).tolist():
        mine = likely[kind == one]
        prior = everywhere
        for _ in range(_ROUNDS):
            prior = _mixed(_believed(mine, prior).sum(axis=0), everywhere, _LIKE_SHOP)
        belief[kind == one] = _believed(mine, prior)
    return belief


def _even(points: int) -> Floats:
    """What is believed before anything is seen: as likely as not by taste alone."""
    found = np.full(points, 0.5 / (points - 1))
    found[0] = 0.5
    return found


def _believed(likely: Floats, prior: Floats) -> Floats:
    found = likely * prior
    believed: Floats = found / np.maximum(found.sum(axis=1, keepdims=True), 1e-300)
    return believed


def _mixed(sums: Floats, towards: Floats, weight: float) -> Floats:
    mixed: Floats = (sums + weight * towards) / (sums.sum() + weight)
    return mixed


def _quantiles(belief: Floats, grid: _Grid) -> tuple[Floats, Floats, Floats]:
    """Of the days of the peak, where there is one; else NaN."""
    of_peak = np.zeros((len(belief), len(MIDDLES)))
    with_peak = np.flatnonzero(grid.peak >= 0)
    np.add.at(of_peak.T, grid.peak[with_peak], belief[:, with_peak].T)
    whole = of_peak.sum(axis=1)
    rhythmic = whole > 0.5 * np.maximum(1 - belief[:, 0], 1e-9)
    rising = np.cumsum(of_peak, axis=1) / np.maximum(whole, 1e-300)[:, None]
    low, middle, high = (np.where(rhythmic, _at(rising, part), np.nan) for part in (0.025, 0.5, 0.975))
    half = np.sqrt(EDGES[1] / EDGES[0])  # the grid tells a peak to half a bin on either side
    return low / half, middle, high * half


def _at(rising: Floats, part: float) -> Floats:
    """The day at which a distribution over the days passes a part, between the bounds of its bin."""
    place = np.minimum((rising < part).sum(axis=1), len(MIDDLES) - 1)
    rows = np.arange(len(rising))
    above = rising[rows, place]
    below = np.where(place > 0, rising[rows, np.maximum(place - 1, 0)], 0.0)
    inside = np.clip((part - below) / np.maximum(above - below, 1e-12), 0.0, 1.0)
    found: Floats = EDGES[place] * (EDGES[place + 1] / EDGES[place]) ** inside
    return found
