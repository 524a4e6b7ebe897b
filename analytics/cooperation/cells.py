"""The rule of ten: a number of people is told only where nobody can be picked out by it or by a difference."""

import numpy as np

from analytics.arrays import Ints, Mask

LEAST = 10
"""The smallest number of people that is told."""


def four_full(both: Ints, one: Ints, other: Ints, every: int) -> Mask:
    """Where each of the four cells has ``LEAST`` people: in both, in one only, in the other only, in neither."""
    smallest = np.minimum.reduce([both, one - both, other - both, every - one - other + both])
    enough: Mask = smallest >= LEAST
    return enough


def shown_parts(parts: Ints, allowed: Mask, whole: int) -> Mask:
    """Which parts may be told beside their whole, of those allowed: what is left over is nobody or ``LEAST`` people.

    Where it is fewer the smallest part is hidden too (complementary suppression; Cox 1980, JASA 75, 377-385).
    """
    shown = allowed.copy()
    for place in np.argsort(parts, kind="stable"):
        left = whole - int(parts[shown].sum())
        if left == 0 or left >= LEAST:
            break
        shown[place] = False
    return shown


def folded(counts: Ints, least: int) -> Ints:
    """Where each group goes so that none has fewer than ``least``: to itself, or to the last one, "the others".

    The last one takes the smallest of the large ones in where it would be too small itself.
    """
    goes = np.arange(len(counts))
    others = int(counts[-1])
    for place in np.argsort(counts[:-1], kind="stable"):
        if counts[place] >= least and (others == 0 or others >= least):
            break
        goes[place] = len(counts) - 1
        others += int(counts[place])
    return goes
