"""How likely a friend buys who is reached, per person: from those watched in full, drawn towards what is usual."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.seeding.history import Reached
from analytics.shares import Prior, prior_of

Floats = NDArray[np.float64]


class Rates(Struct, frozen=True, eq=False):
    """How likely friends buy, per person: posterior beta distributions."""

    yes: Floats
    no: Floats
    prior: Prior

    @property
    def means(self) -> Floats:
        """The expected share of friends who buy."""
        return self.yes / (self.yes + self.no)


def rates_of(pairs: Reached, people: int) -> Rates:
    """What the pairs watched in full tell of each person."""
    who = pairs.who[pairs.watched]
    every = np.bincount(who, minlength=people).astype(np.int64)
    some = np.bincount(who[pairs.bought[pairs.watched]], minlength=people).astype(np.int64)
    prior = prior_of(some, every)
    return Rates(some.astype(np.float64) + prior.yes, (every - some).astype(np.float64) + prior.no, prior)
