"""A recommender ready for use: scores for anybody, and which model has how much say, and why."""

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.recommend.blend import Bucket, bucket_of
from analytics.recommend.linear import Shape
from analytics.recommend.matrix import Scores
from analytics.recommend.pool import Model, blocks, even


class Fitted(Struct, frozen=True, eq=False):
    """What ``fit`` learnt. ``buckets`` tell which model is in force for whom."""

    users: int
    items: int
    depth: Ints
    """[users] how many different items each took."""
    models: Mapping[str, Model]
    shape: Shape
    buckets: tuple[Bucket, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The models, in the order of the weights."""
        return tuple(self.models)

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
        for number, model in enumerate(self.models.values()):
            some = np.flatnonzero(weights[:, number])
            if len(some):
                found[some] += weights[some, number, None] * even(model.scores(users[some]))
        return found
