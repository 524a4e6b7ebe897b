"""A recommender ready for use: scores for anybody, and which model has how much say, and why."""

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.recommend.blend import Bucket, bucket_of
from analytics.recommend.linear import Shape
from analytics.recommend.matrix import Scores
from analytics.recommend.pool import Model, blocks, even


class Chosen(Struct, frozen=True):
    """What was chosen on the part held back, and the figures behind it. It can be written as msgpack and read again."""

    shape: Shape
    half_life: float | None
    """Of popularity, in days; None: all rows alike."""
    names: tuple[str, ...]
    """The models, in the order of the weights."""
    buckets: tuple[Bucket, ...]


class Fitted(Struct, frozen=True, eq=False):
    """What ``fit`` learnt; ``chosen`` is what an update may keep."""

    users: int
    items: int
    depth: Ints
    """[users] how many different items each took."""
    models: Mapping[str, Model]
    chosen: Chosen

    @property
    def names(self) -> tuple[str, ...]:
        """The models, in the order of the weights."""
        return self.chosen.names

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """Users by how much is known of them, with the weights in force for them and what these were chosen by."""
        return self.chosen.buckets

    def scores(self, users: Ints) -> Scores:
        """[len(users), items] more is better; made in blocks, the same each time. What was taken is scored too."""
        found = np.empty((len(users), self.items), np.float32)
        start = 0
        for some in blocks(users, self.items):
            found[start : start + len(some)] = self._block(some)
            start += len(some)
        return found

    def _block(self, users: Ints) -> Scores:
        weights = np.array([bucket.weights for bucket in self.buckets], np.float32)[bucket_of(self.depth[users])]
        found = np.zeros((len(users), self.items), np.float32)
        for number, name in enumerate(self.names):
            some = np.flatnonzero(weights[:, number])
            if len(some) and name in self.models:
                found[some] += weights[some, number, None] * even(self.models[name].scores(users[some]))
        return found
