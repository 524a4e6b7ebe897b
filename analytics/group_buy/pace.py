"""How many people would join a group if it took everybody: expected by size, province, offer and leader.

The number is negative binomial, seen as far as the group was watched. The logarithm of the mean is a sum of effects.
That of a size stands for itself; those of provinces, offers and leaders are normal around 0, and so drawn towards it as
far as chance explains them. All come from the score of the likelihood, which is 0 on average although full groups stop
early, in the linear approximation that is usual for random effects (Breslow and Clayton 1993), one kind after the
other, a few times over. How far a kind of effects spreads is told by groups that share one and miss what was expected
to the same side: a group alone says nothing, however far it is off.

Breslow, N. E.; Clayton, D. G. (1993): Approximate inference in generalized linear mixed models. JASA 88, 9-25.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints

Floats = NDArray[np.float64]

_ROUNDS = 2
_CROWDS = 3
"""The first kinds of cells have many groups each; a leader has few, and would explain away how groups differ."""
_NONE = 1e-4
"""A variance of effects below which there are none."""
_WIDE = 1.0
"""The variance of the effects of sizes around that of all groups: as good as free."""
_STEPS = (0.8, 1.0, 1.25)
_LEAST_SPREAD, _MOST_SPREAD = 0.1, 100.0


class Paces(Struct, frozen=True, eq=False):
    """What is expected of groups beforehand."""

    spread: float
    """The shape of the gamma distribution around the expectation: the smaller, the less alike are groups."""
    level: float
    """The logarithm of what is expected of a group of which nothing is known."""
    effects: tuple[Floats, ...]
    """Per kind of cell and code: what is added to it; the last is for "not known"."""

    def expected(self, cells: tuple[Codes, ...]) -> Floats:
        """How many people would join groups in all of their time."""
        return _mean(self.level, self.effects, cells)


def paces(cells: tuple[Codes, ...], joined: Ints, exposed: Floats, start: Paces) -> Paces:
    """Of groups that so many joined while so much of the profile passed; the first kind of cells is the size."""
    level, spread, effects = start.level, start.spread, list(start.effects)
    for _ in range(_ROUNDS):
        for at, codes in enumerate(cells):
            score, told = _score(exposed * _mean(level, effects, cells), spread, joined, cells[0])
            if at == 0:
                step = float(np.clip(score.sum() / told.sum(), -1, 1))
                level, score = level + step, score - told * step
            effects[at] = _effects(codes, score + told * effects[at][codes], told, len(effects[at]) - 1, at == 0)
        crowd = exposed * _mean(level, effects[:_CROWDS], cells[:_CROWDS])
        spread = _nearer(crowd, spread, joined)
    return Paces(spread, level, tuple(effects))


def nothing_known(cells: tuple[Codes, ...], joined: Ints) -> Paces:
    """Where to begin."""
    return Paces(
        2.0, float(np.log(max(joined.mean(), 0.1))), tuple(np.zeros(int(c.max(initial=-1)) + 2) for c in cells)
    )


def _mean(level: float, effects: list[Floats] | tuple[Floats, ...], cells: tuple[Codes, ...]) -> Floats:
    total = np.full(len(cells[0]), level)
    for effect, codes in zip(effects, cells, strict=True):
        known = (codes >= 0) & (codes < len(effect) - 1)
        total += effect[np.where(known, codes, -1)]
    mean: Floats = np.exp(np.clip(total, -5, 7))
    return mean


def _score(mean: Floats, spread: float, joined: Ints, stratum: Codes) -> tuple[Floats, Floats]:
    """How the likelihood of each group grows with the logarithm of its mean, and the information in it."""
    score = spread * (joined - mean) / (spread + mean)
    squares, many = (np.bincount(stratum, one) for one in (score**2, None))
    told: Floats = (squares / np.maximum(many, 1))[stratum]
    return score, np.maximum(told, 1e-9)


def _effects(code: Codes, score: Floats, told: Floats, size: int, free: bool) -> Floats:
    """The effect of each code, from scores as they would be without it."""
    place = np.where(code < 0, size, code)
    total = np.bincount(place, score, minlength=size)[:size].astype(np.float64)
    every = np.bincount(place, told, minlength=size)[:size].astype(np.float64)
    variance = _WIDE if free else _variance(place, score, told, total, every)
    return np.append(total / (every + 1 / variance), 0.0) if variance > _NONE else np.zeros(size + 1)


def _variance(place: Codes, score: Floats, told: Floats, total: Floats, every: Floats) -> float:
    """The variance of effects, from the products of pairs that share one."""
    size = len(total)
    own, own_told = (np.bincount(place, one**2, minlength=size)[:size] for one in (score, told))
    pairs = float((every**2 - own_told).sum())
    return float((total**2 - own).sum()) / pairs if pairs > 0 else 0.0


def _nearer(mean: Floats, spread: float, joined: Ints) -> float:
    """The likeliest of some shapes next to this one."""
    nearby = [min(max(spread * step, _LEAST_SPREAD), _MOST_SPREAD) for step in _STEPS]
    return max(nearby, key=lambda one: _likelihood(mean, one, joined))


def _likelihood(mean: Floats, spread: float, joined: Ints) -> float:
    """The logarithm of the negative binomial one, without what does not depend on the shape."""
    from scipy.special import gammaln  # scipy takes its time to import

    seen = gammaln(spread + joined) - gammaln(spread) - (spread + joined) * np.log1p(mean / spread)
    return float((seen - joined * np.log(spread)).sum())
