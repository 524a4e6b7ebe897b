"""The array types that analyses pass around."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
"""Money in minor units, moments in UTC milliseconds, counts."""
Codes = NDArray[np.signedinteger]
"""One small number per row naming a value of a dimension; -1 is "not known"."""
Mask = NDArray[np.bool_]
