"""What each term of an offer does to a number, on the logarithm, with its uncertainty.

The logarithm of the number is a sum of effects: one per value of each term, neighbours drawn towards one another, and
one per stretch of time. Offers that promise the same still differ by luck; how far is told by how much further numbers
scatter than chance alone lets them. The numbers come as the score of their likelihood and the information in it, which
makes counts and groups that were cut off when full one and the same problem (penalised quasi-likelihood, Breslow and
Clayton 1993). What is shared by the offers of one product is told by pairs of them.

Breslow, N. E.; Clayton, D. G. (1993): Approximate inference in generalized linear mixed models. JASA 88, 9-25.
"""

from collections.abc import Callable

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes
from analytics.group_buy.whatif.past import Floats

_ROUNDS = 30
_MOST_LUCK = 1.0
"""Variances of luck beyond this are not believed."""
_FAR = 1.645
"""How many standard errors above what was found products may differ where one is told of that was never tried."""
_LOOSE = 1e-2
"""The precision with which a level is known beforehand: as good as none."""

Score = Callable[[Floats], tuple[Floats, Floats]]


class Effects(Struct, frozen=True, eq=False):
    """Means and covariance of the effects of the columns of a design."""

    mean: Floats
    covariance: Floats
    luck: float
    """The variance of the factor, 1 on average, by which rows differ that have the same effects."""
    miss: Floats
    """Per row: by which part it missed what was expected."""
    weight: Floats
    """Per row: the precision of ``miss``, luck included."""

    def drawn(self, chance: np.random.Generator, many: int) -> Floats:
        """Draws of all effects, a column each."""
        noise = chance.standard_normal((len(self.mean), many))
        draws: Floats = self.mean[:, None] + np.linalg.cholesky(self.covariance) @ noise
        return draws


def effects(design: Floats, precision: Floats, score: Score, start: float) -> Effects:
    """The effects of the columns of a design (rows x columns); the first column is 1 everywhere.

    ``precision`` is that of the effects beforehand, ``score`` yields score and information of each row at some
    logarithms, ``start`` is the logarithm to begin with.
    """
    mean, luck = np.append(start, np.zeros(design.shape[1] - 1)), 0.05
    inverse: Floats = np.eye(len(mean))
    for _ in range(_ROUNDS):
        at = design @ mean
        told, information = score(at)
        step = np.clip(told / information, -2, 2)
        weight = information / (1 + information * luck)
        inverse = np.asarray(np.linalg.inv(design.T @ (weight[:, None] * design) + precision), dtype=np.float64)
        new: Floats = inverse @ (design.T @ (weight * (at + step)))
        done = np.abs(new - mean).max() < 1e-6
        mean, luck = new, _luck(told, information, design, inverse, weight)
        if done:
            break
    at = design @ mean
    told, information = score(at)
    weight = information / (1 + information * luck)
    return Effects(mean, (inverse + inverse.T) / 2, luck, told / information, weight)


def neighbours(counts: list[tuple[int, float]]) -> Floats:
    """The precision of effects: per term its number of values, and how far two neighbours may differ.

    The first column stands for the level. Within a term the values add up to nothing much beforehand.
    """
    size = 1 + sum(many for many, _ in counts)
    found = np.zeros((size, size))
    found[0, 0] = _LOOSE
    start = 1
    for many, spread in counts:
        steps = np.diff(np.eye(many), axis=0)
        here = slice(start, start + many)
        found[here, here] = steps.T @ steps / spread**2 + np.eye(many) / (many * spread**2)
        start += many
    return found


def shared(found: Effects, product: Codes, of: int) -> tuple[float, float, float]:
    """What the rows of one product have in common, and what luck is left beside it.

    The first two are mean and variance of the logarithm of the product's factor, the third is the variance of the
    logarithm of the rest. How far products differ is told by pairs of rows that share one and miss to the same side.
    A product without a row may differ as far as the rows allow.
    """
    known = product >= 0
    if not known.any():
        return 0.0, 0.0, float(np.log1p(found.luck))
    code, pull, weight = product[known], (found.weight * found.miss)[known], found.weight[known]
    total, alone = np.bincount(code, pull), np.bincount(code, pull**2)
    every, own_weight = np.bincount(code, weight), np.bincount(code, weight**2)
    pairs = float((every**2 - own_weight).sum())
    between = float((total**2 - alone).sum()) / pairs if pairs > 0 else 0.0
    between = min(max(between, 0.0), found.luck)
    if not (0 <= of < len(every)) or every[of] <= 0:
        products = int((every > 0).sum())
        return _stranger(_at_most(between, pairs, products), found.luck - between)
    if between <= 1e-4:
        return 0.0, 0.0, float(np.log1p(found.luck))
    precision = 1 / between + float(every[of])
    factor = max(1 + float(total[of]) / precision, 0.1)
    variance = float(np.log1p(1 / precision / factor**2))
    return float(np.log(factor)) - variance / 2, variance, float(np.log1p(found.luck - between))


def _at_most(between: float, pairs: float, products: int) -> float:
    """How far products may differ: one found so far apart, with the error of few pairs and of few products."""
    if pairs <= 0 or products < 2:
        return _MOST_LUCK
    chance, few = np.sqrt(2 / pairs), between * np.sqrt(2 / (products - 1))
    return min(between + _FAR * float(np.hypot(chance, few)), _MOST_LUCK)


def _stranger(between: float, rest: float) -> tuple[float, float, float]:
    """A product like any other, its factor 1 on average."""
    variance = float(np.log1p(between))
    return -variance / 2, variance, float(np.log1p(rest))


def _luck(told: Floats, information: Floats, design: Floats, inverse: Floats, weight: Floats) -> float:
    """By how much squared scores exceed what chance makes of them; what the effects took up is given back."""
    taken = weight * np.einsum("ij,jk,ik->i", design, inverse, design)
    free = np.clip(1 - taken, 0.05, 1)
    excess = float((told**2 / free - information).sum() / (information**2).sum())
    return min(max(excess, 0.0), _MOST_LUCK)
