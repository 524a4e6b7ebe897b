"""Whole numbers that add up: amounts with fractions made whole so that their sum is the given total.

The largest remainder method (Hamilton, Hare-Niemeyer), counted from zero outwards: negating all amounts and the total
negates every result. Ties go to the earlier amount.
"""

import math
from collections.abc import Sequence


def apportion(amounts: Sequence[float], total: int) -> list[int]:
    """The amounts as whole numbers with the sum ``total``, each the next one below or above where the sums agree."""
    if not amounts:
        if total:
            raise ValueError(f"nothing to give {total} to")
        return []
    whole = [math.trunc(amount) for amount in amounts]
    missing = total - sum(whole)
    step = 1 if missing > 0 else -1
    rest = [(amount - cut) * step for amount, cut in zip(amounts, whole, strict=True)]
    first = sorted(range(len(amounts)), key=lambda place: (-rest[place], place))
    everyone, some = divmod(abs(missing), len(amounts))
    for rank, place in enumerate(first):
        whole[place] += step * (everyone + (rank < some))
    return whole
