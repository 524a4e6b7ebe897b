"""Sets turned round: for each node the sets it stands in, and how many of them nobody chosen stands in yet."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints, Mask
from analytics.seeding.reverse import Collection
from analytics.seeding.stretches import stretches
from storage.chains import order_by_code


class Cover(Struct, frozen=True, eq=False):
    """Which sets are hit by whom. ``cover_of`` makes it."""

    count: int
    """How many nodes there are."""
    drawn: Collection
    sets: NDArray[np.int32]
    node_starts: Ints
    """The sets of node v are ``sets[node_starts[v]:node_starts[v + 1]]``, ascending."""
    given: Mask
    """Per set: whether somebody who has it already stands in it, so that it is no more to be won."""

    def of(self, node: int) -> NDArray[np.int32]:
        """The sets in which a node stands."""
        return self.sets[self.node_starts[node] : self.node_starts[node + 1]]

    def hit(self, nodes: Sequence[int] | Ints) -> Mask:
        """The sets that these hit, or those who have it already."""
        covered = self.given.copy()
        places, _ = stretches(self.node_starts, np.asarray(nodes, np.int64))
        covered[self.sets[places]] = True
        return covered

    def won(self, nodes: Sequence[int] | Ints) -> int:
        """How many sets these hit beyond those who have it already."""
        return int(np.count_nonzero(self.hit(nodes)) - np.count_nonzero(self.given))

    def gains(self, covered: Mask) -> Ints:
        """How many sets each node would hit that are not covered."""
        open_ones = np.repeat(~covered, np.diff(self.drawn.starts))
        return np.bincount(self.drawn.members[open_ones], minlength=self.count).astype(np.int64)


def cover_of(drawn: Collection, count: int, already: Ints) -> Cover:
    """The sets of a collection by node; what those who have it ``already`` hit is given."""
    order = order_by_code(drawn.members)
    lengths = np.diff(drawn.starts)
    sets = np.repeat(np.arange(len(drawn), dtype=np.int32), lengths)[order]
    starts = np.concatenate([[0], np.cumsum(np.bincount(drawn.members, minlength=count))]).astype(np.int64)
    empty = Cover(count, drawn, sets, starts, np.zeros(len(drawn), np.bool_))
    return Cover(count, drawn, sets, starts, empty.hit(already))
