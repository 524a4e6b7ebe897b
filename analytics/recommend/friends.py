"""What friends took, plainly or through the item model: all that is known of somebody who took nothing yet."""

import numpy as np

from analytics.recommend.matrix import Known, Sparse, scaled
from analytics.recommend.product import Product


def friends(known: Known) -> Product:
    """Items by the mean of the friends' choices, every friend counting alike; nothing for those without friends."""
    return Product(average(known), known.taken, np.ones(known.log.items))


def through(known: Known, items: Product) -> Product:
    """The item model's answer to the mean of the friends' choices."""
    return Product(average(known) @ items.left, items.right, items.factor)


def average(known: Known) -> Sparse:
    """[users, users] times any rows is the mean over friends, 0 for those without."""
    many = np.diff(known.friends.indptr)
    return scaled(known.friends, 1 / np.maximum(many, 1))
