"""How much say the item model, taste by category and plain popularity have, by how much a customer has bought.

It is chosen by what would have hit most in the days after earlier moments; nothing later has a say.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.recommend.fitted import Chosen
from analytics.recommend.shop.hits import Hits
from analytics.recommend.shop.ranking import Scores

HISTORY = (0, 1, 2, 5)
"""Least numbers of different products that a customer had: nothing, one, two to four, five and more."""
_ENOUGH = 40
"""Hits of a group from which on it has a mix of its own."""


class Mix(Struct, frozen=True):
    """Weights of scores."""

    taste: float
    items: float


POPULAR = Mix(0.0, 0.0)
MIXES = (Mix(1.0, 0.8), Mix(1.0, 0.2), Mix(1.0, 3.0), Mix(0.0, 1.0), POPULAR)
"""Those that are tried; of equals the first. Without taste and items, what sells most."""


class Parts(Struct, frozen=True, eq=False):
    """What is mixed."""

    taste: Scores
    """Logarithms of chances."""
    items: Scores
    """Deviations over the products of a customer."""
    popular: Scores
    chosen: Chosen
    """What the item model chose, so that later moments need not choose again."""

    def held(self, users: Codes) -> "Parts":
        """The same for these customers, ascending, worked out once: many mixes of them are asked for."""
        taste, items = self.taste(users), self.items(users)
        return Parts(
            lambda some: taste[np.searchsorted(users, some)],
            lambda some: items[np.searchsorted(users, some)],
            self.popular,
            self.chosen,
        )

    def mixed(self, mix: Mix) -> Scores:
        """One mix for everybody."""

        def scores(users: Codes) -> NDArray[np.float32]:
            if mix == POPULAR:
                return self.popular(users)
            parts = ((mix.taste, self.taste), (mix.items, self.items))
            found = [_weighted(of(users), weight) for weight, of in parts if weight]
            if len(found) > 1:
                found[0] += found[1]
            return found[0]

        return scores

    def by_history(self, chosen: Ints, many: Ints) -> Scores:
        """Each customer by the mix of their group; ``many`` is how many products each customer has."""

        def scores(users: Codes) -> NDArray[np.float32]:
            mix, found = chosen[group_of(many[users])], np.zeros((0, 0), np.float32)
            if len(mix) and (mix == mix[0]).all():
                return self.mixed(MIXES[mix[0]])(users)
            for number in np.unique(mix).tolist():
                rows = mix == number
                some = self.mixed(MIXES[number])(users[rows])
                found = np.zeros((len(users), some.shape[1]), np.float32) if not len(found) else found
                found[rows] = some
            return found

        return scores


def _weighted(scores: NDArray[np.float32], weight: float) -> NDArray[np.float32]:
    """In place."""
    scores *= np.float32(weight)
    return scores


class Tally(Struct, frozen=True, eq=False):
    """Hits so far, [groups, mixes]."""

    hits: Ints

    def chosen(self) -> Ints:
        """Per group the number of the mix; of groups with few hits that of all together."""
        every = int(np.argmax(self.hits.sum(axis=0)))
        return np.where(self.hits.max(axis=1) >= _ENOUGH, np.argmax(self.hits, axis=1), every)

    def plus(self, many: Ints, tried: list[Hits]) -> "Tally":
        """With the hits of all mixes for customers who had so many products."""
        group = group_of(many)
        more = [np.bincount(group, hits.many, len(HISTORY)) for hits in tried]
        return Tally(self.hits + np.stack(more, axis=1).astype(np.int64))


NOTHING_YET = Tally(np.zeros((len(HISTORY), len(MIXES)), np.int64))


def group_of(many: Ints) -> Ints:
    """The place in ``HISTORY``."""
    return np.searchsorted(HISTORY, many, "right") - 1
