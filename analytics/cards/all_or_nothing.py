"""What comes in of amounts of which each comes whole or not at all.

The range is that of the sum itself, not of its mean: of six orders two may come or none.
"""

import numpy as np
from numpy.typing import NDArray

from analytics.result import Estimate

Amounts = NDArray[np.float64]

LOW, HIGH = 0.025, 0.975
CELLS = 1024
"""Cells of the money axis from the least to the most that is to be reckoned with."""
FAR = 6.0
"""Standard deviations, and as many of the largest amount, around the mean that are reckoned with."""


def comes_in(amounts: Amounts, chance: Estimate) -> Estimate:
    """The mean of the sum; between its 2.5% point at the low chance and its 97.5% point at the high one."""
    value = chance.value * float(amounts.sum())
    low, high = _point(amounts, chance.low, LOW), _point(amounts, chance.high, HIGH)
    return Estimate(value, min(low, value), max(high, value))


def spread_like(values: Amounts, many: int) -> Amounts:
    """So many amounts, spread like these and with their mean; none of none."""
    if not len(values) or not many:
        return np.zeros(0)
    at: Amounts = np.quantile(values, (np.arange(many) + 0.5) / many)
    return at * (float(values.mean()) / (float(at.mean()) or 1.0))


def _point(amounts: Amounts, chance: float, at: float) -> float:
    """A quantile of the sum: the law of each amount on the axis, folded by the transform of Fourier."""
    amounts = amounts[amounts > 0]
    if not len(amounts) or chance <= 0:
        return 0.0
    mean, every = float(chance * amounts.sum()), float(amounts.sum())
    reach = FAR * float(np.sqrt(chance * (1 - chance) * (amounts**2).sum()) + amounts.max())
    least, most = max(0.0, mean - reach), min(every, mean + reach)
    step = (most - least) / CELLS
    first = round(least / step)
    places, of, many = np.unique(np.floor(amounts / step), return_inverse=True, return_counts=True)
    beyond = np.bincount(of, amounts / step) / many - places  # so that their mean is not rounded to a cell
    turn = -2j * np.pi * np.arange(CELLS + 1) / (2 * CELLS)  # twice the axis, so that nothing comes round
    whole = np.ones(CELLS + 1, dtype=complex)
    for place, part, number in zip(places.tolist(), beyond.tolist(), many.tolist(), strict=True):
        whole *= (1 - chance + chance * np.exp(turn * place) * (1 - part + part * np.exp(turn))) ** number
    law = np.roll(np.fft.irfft(whole, 2 * CELLS), -first)
    return float((first + np.searchsorted(law.cumsum(), at)) * step)
