"""Many stretches of one array at once: the edges of these nodes, the members of these sets."""

import numpy as np

from analytics.arrays import Ints


def stretches(starts: Ints, which: Ints) -> tuple[Ints, Ints]:
    """All places ``starts[w]:starts[w + 1]`` for w in ``which``, one stretch after the other; and how long each is."""
    begin = starts[which]
    lengths = starts[which + 1] - begin
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(begin - ends + lengths, lengths), lengths
