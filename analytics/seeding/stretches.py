"""Many stretches of one array at once, as the edges of these nodes; and what is different among many numbers."""

import numpy as np

from analytics.arrays import Ints


def stretches(starts: Ints, which: Ints) -> tuple[Ints, Ints]:
    """All places ``starts[w]:starts[w + 1]`` for w in ``which``, one stretch after the other; and how long each is."""
    begin = starts[which]
    lengths = starts[which + 1] - begin
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(begin - ends + lengths, lengths), lengths


def distinct(keys: Ints) -> Ints:
    """Each number once, ascending. ``np.unique`` counts by hashing, which takes several times as long."""
    found = np.sort(keys)
    once = np.ones(len(found), np.bool_)
    once[1:] = found[1:] != found[:-1]
    result: Ints = found[once]
    return result
