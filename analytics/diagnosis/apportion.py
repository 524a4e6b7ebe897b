"""Whole numbers that add up: amounts with fractions made whole so that their sum is the given total.

Every amount is rounded; what is then missing from the total, or too much, is shared out by the largest remainders
(Hamilton, Hare-Niemeyer). Halves go away from zero, and of equal remainders the earlier gives way: negating all amounts
and the total negates every result.
"""

import math
from collections.abc import Sequence


def apportion(amounts: Sequence[float], total: int) -> list[int]:
    """The amounts as whole numbers with the sum ``total``; ValueError if there is nobody to give it to."""
    if not amounts:
        if total:
            raise ValueError(f"nothing to give {total} to")
        return []
    whole = [_rounded(amount) for amount in amounts]
    missing = total - sum(whole)
    step = 1 if missing > 0 else -1
    rest = [(amount - cut) * step for amount, cut in zip(amounts, whole, strict=True)]
    first = sorted(range(len(amounts)), key=lambda place: (-rest[place], place))
    everyone, some = divmod(abs(missing), len(amounts))
    for rank, place in enumerate(first):
        whole[place] += step * (everyone + (rank < some))
    return whole


def _rounded(amount: float) -> int:
    return int(math.copysign(math.floor(abs(amount) + 0.5), amount))
