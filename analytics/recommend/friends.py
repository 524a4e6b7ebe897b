"""What friends took, plainly or through the item model: all that is known of somebody who took nothing yet."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.recommend.linear import Linear
from analytics.recommend.matrix import Known, Scores, Sparse, scaled


class Friends(Struct, frozen=True, eq=False):
    """Items by the mean of the friends' choices."""

    average: Sparse
    """[users, users] each row sums to 1, or to 0 for those without friends."""
    taken: Sparse

    def scores(self, users: Ints) -> Scores:
        """[len(users), items]"""
        found: Scores = (self.average[users] @ self.taken).toarray()
        return found


def friends(known: Known) -> Friends:
    """Every friend counts alike."""
    many = np.diff(known.friends.indptr)
    return Friends(scaled(known.friends, 1 / np.maximum(many, 1)), known.taken)


def through(friends: Friends, items: Linear) -> Linear:
    """The item model's answer to the mean of the friends' choices."""
    return Linear(friends.average @ items.left, items.right, items.factor)
