"""Drawing people who are there at a moment: joined, not yet gone."""

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import MISSING, Bools, Floats, Ints

_TRIES = 12


class Living(Struct, frozen=True):
    """Who can be drawn, with the weight of each."""

    joined: Ints
    gone: Ints
    weight_before: Floats

    def at(self, fan: Ints, moments: Ints) -> Bools:
        """Whether each fan is there at the moment beside it."""
        return (fan >= 0) & (self.joined[fan] < moments) & (moments < self.gone[fan])

    def draw(self, rng: np.random.Generator, moments: Ints) -> Ints:
        """One fan per moment, -1 where nobody was found."""
        reach = self.weight_before[np.searchsorted(self.joined, moments)]
        found = np.full(len(moments), -1)
        open_ = np.flatnonzero(reach > 0)
        for _ in range(_TRIES):
            if not len(open_):
                break
            tried = np.searchsorted(self.weight_before, rng.random(len(open_)) * reach[open_], "right") - 1
            fits = self.at(tried, moments[open_])
            found[open_[fits]] = tried[fits]
            open_ = open_[~fits]
        return found


def living(joined: Ints, lapsed_at: Ints, weight: Floats) -> Living:
    """People in the order they joined; ``lapsed_at`` is MISSING while they stay."""
    gone = np.where(lapsed_at == MISSING, np.iinfo(np.int64).max, lapsed_at)
    return Living(joined, gone, np.concatenate([[0.0], np.cumsum(weight)]))
