"""How often groups fill, per cell, drawn towards what is usual for groups of their size: empirical Bayes.

A cell is a region, a size, a product, or any of these together. The chance of a cell is beta distributed around what
its own mix of sizes lets expect, moved by a common shift on the log-odds scale, with a strength: as if so many groups
had been seen before. Cells that are told apart by size are pooled within each size: ten people are not two. A part of
the cells is unlike the others; of these next to nothing is known beforehand. Without them one eager region would be
drawn towards a crowd that it does not belong to.

Shift, strength and the part of unlike cells are not known. Taking their likeliest values for true, the common empirical
Bayes, makes intervals too short, above all where few cells tell little about how much cells differ; so ``shrunk``
averages over all that are plausible. The prior of the strength is uniform for the part by which a typical cell is
shrunk (Christiansen and Morris 1997). The interval is that of the beta distribution with the mean and variance found.

Efron, B.; Morris, C. (1975): Data analysis using Stein's estimator and its generalizations. JASA 70, 311-319.
Christiansen, C. L.; Morris, C. N. (1997): Hierarchical Poisson regression modeling. JASA 92, 618-632.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.rates import Rates

Floats = NDArray[np.float64]

_TAIL = 0.025
_STRENGTHS = np.geomspace(0.5, 20_000, 14)
_UNLIKE = (0.0, 0.05, 0.15, 0.3)
"""Parts of the cells that may be unlike the others, each as plausible."""
_WEAK = 3.0
"""The strength of the prior of unlike cells."""
_REACH = np.linspace(-2.5, 2.5, 5)
"""Standard errors by which the common shift may lie beside its best value."""
_EDGE = 1e-6


class Cells(Struct, frozen=True, eq=False):
    """Groups with an outcome, one value per cell; each cell has at least one."""

    filled: Ints
    known: Ints
    stratum: Ints
    """Cells of one stratum are alike beforehand: those of one size."""
    expected: Floats
    """The chance that its mix of sizes lets expect, where cells are not told apart by size; else the same for all."""


class _Plausible(Struct, frozen=True, eq=False):
    """The priors that may have made the cells: by part of unlike ones (u), strength (s), shift (r), and cell (c)."""

    odds: Floats
    """(s, r, c): what is expected of each cell."""
    unlike: Floats
    """(u, s, r, c): how likely each cell is one of the unlike."""
    evidence: Floats
    """(u, s, r): the logarithm of how well the prior explains all cells."""


def cells(filled: Ints, known: Ints, stratum: Ints | None = None) -> Cells:
    """Cells of which nothing is expected but what is common to all of their stratum."""
    stratum = np.zeros(len(known), dtype=np.int64) if stratum is None else stratum
    return Cells(filled, known, stratum, np.full(len(known), 0.5))


def shrunk(every: Cells) -> Rates:
    """The posterior mean of each cell with its 95% interval."""
    found = np.zeros((3, len(every.known)))
    for stratum in np.unique(every.stratum):
        inside = every.stratum == stratum
        odds = log_odds(np.round(every.expected[inside], 2))
        found[:, inside] = _stratum(every.filled[inside], every.known[inside], odds)
    return Rates(*found)


def evidence(filled: Ints, known: Ints, odds: Floats, strength: Floats | float) -> Floats:
    """The logarithm of each cell's beta-binomial likelihood, without what does not depend on the prior."""
    from scipy.special import betaln

    a = strength / (1 + np.exp(-odds))
    b = strength - a
    told: Floats = betaln(a + filled, b + known - filled) - betaln(a, b)
    return told


def log_odds(part: Floats) -> Floats:
    """Of chances; those of 0 and 1 are taken to be next to it."""
    inside = np.clip(part, _EDGE, 1 - _EDGE)
    odds: Floats = np.log(inside / (1 - inside))
    return odds


def _stratum(filled: Ints, known: Ints, odds: Floats) -> Floats:
    """Mean and interval of each cell of a stratum; cells that are the same are worked out once."""
    from scipy.special import betaincinv  # scipy takes its time to import

    expected = np.unique(odds, return_inverse=True)[1].reshape(-1)
    key = (expected * (known.max() + 1) + known) * (known.max() + 1) + filled
    _, first, which, many = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    mean, variance = _moments(filled[first], known[first], odds[first], many)
    alike = np.maximum(mean * (1 - mean) / variance - 1, _EDGE)
    a, b = mean * alike, (1 - mean) * alike
    found: Floats = np.stack([mean, betaincinv(a, b, _TAIL), betaincinv(a, b, 1 - _TAIL)])[:, which]
    return found


def _moments(filled: Ints, known: Ints, odds: Floats, many: Ints) -> tuple[Floats, Floats]:
    """Mean and variance of each kind of cell, of which there are so many, over all plausible priors."""
    seen = _plausible(filled, known, odds, many)
    weights = np.exp(seen.evidence - seen.evidence.max())
    weights[weights < _EDGE] = 0
    weights /= weights.sum()
    parts = np.stack(
        [np.einsum("usr,usrc->src", weights, 1 - seen.unlike), np.einsum("usr,usrc->src", weights, seen.unlike)]
    )
    mean, square = np.zeros(len(known)), np.zeros(len(known))
    for strength, part in zip((_STRENGTHS[:, None, None], np.array(_WEAK)), parts, strict=True):
        value, of_square = _beta_moments(filled, known, seen.odds, strength)
        mean += (part * value).sum(axis=(0, 1))
        square += (part * of_square).sum(axis=(0, 1))
    return mean, np.maximum(square - mean * mean, _EDGE**2)


def _beta_moments(filled: Ints, known: Ints, odds: Floats, strength: Floats | float) -> tuple[Floats, Floats]:
    """The mean of the posterior, and that of its square."""
    total = strength + known
    mean = (strength / (1 + np.exp(-odds)) + filled) / total
    return mean, mean * (1 - mean) / (total + 1) + mean * mean


def _plausible(filled: Ints, known: Ints, odds: Floats, many: Ints) -> _Plausible:
    typical = float((known * many).sum() / many.sum())
    best, error = _best_shift(filled, known, odds, many)
    prior = np.log(_STRENGTHS * typical / (_STRENGTHS + typical) ** 2 * error)
    shifted = odds + (best[:, None] + _REACH * error[:, None])[:, :, None]
    alike = evidence(filled, known, shifted, _STRENGTHS[:, None, None])
    weak = evidence(filled, known, shifted, _WEAK)
    part = np.array(_UNLIKE)[:, None, None, None]
    both = np.logaddexp(np.log1p(-part) + alike, np.log(np.maximum(part, 1e-300)) + weak)
    told = prior[:, None] + (many * both).sum(axis=-1)
    return _Plausible(shifted, part * np.exp(weak - both), told)


def _best_shift(filled: Ints, known: Ints, odds: Floats, many: Ints) -> tuple[Floats, Floats]:
    """Per strength the shift under which rates and expectations agree, and its standard error, as log-odds."""
    strength = _STRENGTHS[:, None]
    weight = many * known * strength / (known + strength)
    shift = np.zeros(len(_STRENGTHS))
    for _ in range(6):
        mean = 1 / (1 + np.exp(-odds - shift[:, None]))
        slope = (weight * mean * (1 - mean)).sum(axis=1) + 0.25
        shift = shift + np.clip((weight * (filled / known - mean)).sum(axis=1) / slope, -1, 1)
    return shift, 1 / np.sqrt(slope)
