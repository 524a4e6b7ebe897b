"""A model in two matrices: what is known of users, and what that says about items."""

from typing import Any

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.recommend.matrix import Floats, Scores


class Product(Struct, frozen=True, eq=False):
    """``left`` [users, k] times ``right`` [k, items] times ``factor``; at least one of the two is sparse."""

    left: Any
    right: Any
    factor: Floats
    """[items]"""

    def scores(self, users: Ints) -> Scores:
        """[len(users), items]"""
        found = _times(self.left[users], self.right)
        found *= self.factor.astype(np.float32)
        return found


def _times(left: Any, right: Any) -> Scores:
    # what is sparse must stand first for scipy
    product = (right.T @ left.T).T if isinstance(left, np.ndarray) else left @ right
    dense = product if isinstance(product, np.ndarray) else product.toarray()
    return np.ascontiguousarray(dense, dtype=np.float32)
