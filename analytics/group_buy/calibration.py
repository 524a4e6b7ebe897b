"""Setting probabilities right: what happened as often as 40% of the time is called 40%.

Log-odds are stretched and shifted, both depending on how much of the time has passed (a logistic regression, Platt
1999). Thin data change nothing: the regression begins at "as it is", as if it had been right so far.

Platt, J. C. (1999): Probabilistic outputs for support vector machines. Advances in large margin classifiers, 61-74.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Mask

Floats = NDArray[np.float64]

_FAITH = 5.0
"""The precision with which "as it is" is believed beforehand."""
_STEPS = 25
_EDGE = 1e-6


class Calibration(Struct, frozen=True):
    """Log-odds are ``shift + late x share + (stretch + later x share) x log-odds`` as they should be."""

    shift: float
    late: float
    stretch: float
    later: float

    def right(self, chances: Floats, share: Floats) -> Floats:
        """The probabilities set right, at shares of the time."""
        weights = np.array([self.shift, self.late, self.stretch, self.later])
        right: Floats = 1 / (1 + np.exp(-_columns(chances, share) @ weights))
        return right


AS_IT_IS = Calibration(0.0, 0.0, 1.0, 0.0)


def calibration(chances: Floats, share: Floats, happened: Mask) -> Calibration:
    """By what happened where these chances were told, with Newton's method."""
    columns, start = _columns(chances, share), np.array([0.0, 0.0, 1.0, 0.0])
    weights = start
    for _ in range(_STEPS):
        told = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (happened - told) - _FAITH * (weights - start)
        bend = (columns * (told * (1 - told))[:, None]).T @ columns + _FAITH * np.eye(4)
        weights = weights + np.clip(np.linalg.solve(bend, slope), -1, 1)
    shift, late, stretch, later = weights.tolist()
    return Calibration(shift, late, stretch, later)


def _columns(chances: Floats, share: Floats) -> Floats:
    inside = np.clip(chances, _EDGE, 1 - _EDGE)
    odds = np.log(inside / (1 - inside))
    return np.stack([np.ones(len(odds)), share, odds, share * odds], axis=1)
