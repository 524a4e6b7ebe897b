"""ABC classes: A is what makes the first 80% of the money, B the next 15%, C the long rest.

A product is A as long as those that brought more than it do not make 80% together. So products with the same money are
always in the same class, and the product that crosses the line belongs to the class it completes.
"""

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.cut import Cut
from storage.columns import MISSING
from storage.words import Words

CLASSES = {
    "A": Words("A 类(前 80% 的金额)", "A (first 80% of the money)"),
    "B": Words("B 类(80–95%)", "B (80 to 95%)"),
    "C": Words("C 类(最后 5%)", "C (the last 5%)"),
}
_ENDS = (0.80, 0.95)


def amount_per_product(cut: Cut) -> Ints:
    """What the lines of a cut come to per product, minor units; products by their codes."""
    products, amounts = cut.codes(("product_id",)), cut.column("amount")
    known = np.where(amounts == MISSING, 0, amounts)
    sums = np.bincount(products + 1, weights=known, minlength=len(cut.facts.position("products")) + 1)
    return np.rint(sums[1:]).astype(np.int64)


def classes(amounts: Ints) -> NDArray[np.int8]:
    """0, 1 or 2 for A, B or C per amount; what brought nothing is C."""
    values, which = np.unique(-np.maximum(amounts, 0), return_inverse=True)
    sums = -values * np.bincount(which, minlength=len(values))
    before = np.cumsum(sums) - sums  # what those with more came to
    total = max(int(sums.sum()), 1)
    found: NDArray[np.int8] = np.searchsorted(_ENDS, before / total, side="right").astype(np.int8)[which]
    found[amounts <= 0] = len(_ENDS)
    return found


def abc(cut: Cut) -> Codes:
    """The class of each line's product within the cut, -1 where the product is not known."""
    of_product = np.append(classes(amount_per_product(cut)), np.int8(-1))
    found: Codes = of_product[cut.codes(("product_id",))]
    return found
