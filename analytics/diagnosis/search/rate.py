"""The expectation of a ratio: a leaf's own earlier rate, drawn towards its parents' where it is thin."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes
from analytics.diagnosis.search.leaves import Floats

PRIOR = 20.0
"""A leaf with this much denominator earlier counts as much as its parents do."""


class Earlier(Struct, frozen=True):
    """The rows before: codes per dimension, with numerator and denominator; any number of rows per leaf."""

    codes: Sequence[Codes]
    top: Floats
    bottom: Floats


def expected_of_rate(
    earlier: Earlier, codes: Sequence[Codes], bottom: Floats, sizes: Sequence[int], prior: float = PRIOR
) -> Floats:
    """What the numerator of each present leaf would be: earlier rate x present denominator.

    The rate of a leaf is shrunk to the mean rate of its values, one dimension at a time, and those to the rate of all.
    """
    whole = float(earlier.top.sum()) / max(float(earlier.bottom.sum()), np.finfo(np.float64).tiny)
    overall = np.full(len(bottom), whole)
    by_value = [_shrunk(earlier, before, now, overall, prior) for before, now in zip(earlier.codes, codes, strict=True)]
    toward = np.mean(by_value, axis=0) if by_value else overall
    before, now = _joined(earlier.codes, codes, sizes)
    result: Floats = _shrunk(earlier, before, now, toward, prior) * bottom
    return result


def _shrunk(earlier: Earlier, before: Codes, now: Codes, toward: Floats, prior: float) -> Floats:
    """Per present leaf the earlier rate of its cell, drawn to ``toward``."""
    size = int(max(before.max(initial=-1), now.max(initial=-1))) + 2
    top = np.bincount(before + 1, earlier.top, minlength=size)[now + 1]
    bottom = np.bincount(before + 1, earlier.bottom, minlength=size)[now + 1]
    result: Floats = (top + prior * toward) / (bottom + prior)
    return result


def _joined(earlier: Sequence[Codes], present: Sequence[Codes], sizes: Sequence[int]) -> tuple[Codes, Codes]:
    """One code per combination of all dimensions, small, the same for earlier and present rows."""
    split = len(earlier[0]) if earlier else 0
    joined = np.zeros(split + (len(present[0]) if present else 0), dtype=np.int64)
    for before, now, size in zip(earlier, present, sizes, strict=True):
        # Renumbered after each dimension: the product of all sizes may not fit in 64 bits.
        joined = joined * (size + 1) + np.concatenate((before, now)) + 1
        joined = np.unique(joined, return_inverse=True)[1].astype(np.int64)
    return joined[:split], joined[split:]
