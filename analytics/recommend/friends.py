"""What friends took, and theirs, plainly or through the item model: all that is known of who took nothing yet.

A friend who has many friends says less of each: friends are weighted by one over the root of how many they have.
"""

from typing import Any

import numpy as np

from analytics.recommend.matrix import Known, Sparse, scaled
from analytics.recommend.product import Product


def friends(known: Known) -> Product:
    """Items by the mean of the friends' choices; nothing for those without friends."""
    return Product(average(known), known.taken, np.ones(known.log.items))


def circle(known: Known) -> Product:
    """Items by the choices of friends and, as much again, of the friends' friends."""
    return Product(average(known), _and_theirs(known, known.taken), np.ones(known.log.items))


def through(known: Known, items: Product) -> Product:
    """The item model's answer to the choices of the circle."""
    return Product(average(known) @ _and_theirs(known, items.left), items.right, items.factor)


def average(known: Known) -> Sparse:
    """[users, users] times any rows is the weighted mean over friends, 0 for those without."""
    many = np.maximum(np.diff(known.friends.indptr), 1)
    weighted = scaled(known.friends, columns=many**-0.5)
    every = np.asarray(weighted.sum(axis=1), np.float64).ravel()
    return scaled(weighted, rows=1 / np.where(every > 0, every, 1))


def _and_theirs(known: Known, rows: Any) -> Any:
    """Of every user the row, and the mean of the friends' rows; what comes back to who asks is known already."""
    return rows + average(known) @ rows
