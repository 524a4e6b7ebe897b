"""Where everybody stands in the picture: a radial tree around a centre, every subtree in a sector of its own.

All who hang on the same person share that person's sector, one band further out. In the inner part of the band, the
pool, stand those who brought nobody, evenly strewn; beyond it, on the limb, stand those who brought somebody, each in
the middle of a part of the sector as wide as everybody below them is many. So limbs that are siblings never overlap in
angle, nor do people in a pool, and all people of a limb or a pool can be searched by angle. The unit of length is the
distance of neighbours in a full pool; angles run clockwise from the top, as on a clock, in radians.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.network.forest import Floats, Forest, children, sizes

TURN = 2 * np.pi
WINDOW = 4  # neighbours by whom crowding is judged
CENTRE = 2.5  # radius around the middle that nobody enters
GOLDEN = (5**0.5 - 1) / 2
SEAM = 0.06  # of a sector stays free, so that neighbours are seen as two
NEARLY = 0.9  # of the people of a ring have as much room as they need; the others stand closer
ROOM = 0.35  # of the radius that a plain disc of as many would have is left between levels, all together


class Layout(Struct, frozen=True, eq=False):
    """One value per node of the forest unless said otherwise."""

    forest: Forest
    size: Ints
    """How many stand below each."""
    angle: Floats
    """Of the place itself: the middle of the sector for a limb."""
    radius: Floats
    start: Floats
    """Where the sector begins that holds the node and everybody below; it may begin before 0."""
    span: Floats
    """How wide the sector is; of a pool's people the part that is theirs alone."""
    ring: Codes
    """2 x depth in a pool, 2 x depth + 1 on a limb."""
    order: Codes
    """All nodes ring by ring, within a ring by angle: what lies in a sector of a ring is one slice."""
    key: Floats
    """Of ``order``: the ring plus the angle in turns; ascending."""
    line: Codes
    """All nodes such that everybody below a node follows it at once."""
    place: Codes
    """Where a node stands in ``line``: those below it are at ``place + 1`` to ``place + size``."""
    near: Floats
    """Per ring how close to the centre its people come."""
    far: Floats
    """Per ring how far out they stand."""

    @property
    def reach(self) -> float:
        """The radius of the whole picture."""
        return float(self.radius.max(initial=CENTRE))

    def below(self, node: int) -> Codes:
        """Everybody below a node."""
        first = int(self.place[node]) + 1
        return self.line[first : first + int(self.size[node])]

    def above(self, node: int) -> list[int]:
        """The chain from a node up to the root of its tree, beginning with itself."""
        chain = [node]
        while self.forest.parent[chain[-1]] >= 0:
            chain.append(int(self.forest.parent[chain[-1]]))
        return chain


def radial(forest: Forest) -> Layout:
    """The places of a forest whose roots hang on the centre; the same forest always gives the same places."""
    count, depths = len(forest), len(forest.levels) - 1
    drawn = _Drawing(forest)
    for depth in range(depths):
        drawn.put(depth)
    ring = (2 * forest.depth + drawn.limb).astype(np.int32)
    turns = (drawn.angle % TURN) / TURN
    key: Floats = ring.astype(np.float64) + np.minimum(turns, np.nextafter(1.0, 0.0))
    order = np.argsort(key, kind="stable").astype(np.int32)
    line = np.empty(count, np.int32)
    line[drawn.place] = np.arange(count, dtype=np.int32)
    return Layout(
        forest, drawn.size, drawn.angle, drawn.radius, drawn.start, drawn.span, ring, order, key[order], line,
        drawn.place, drawn.near, drawn.far,
    )  # fmt: skip


class _Drawing:
    """Places as they are found, level by level from the centre outwards."""

    def __init__(self, forest: Forest) -> None:
        count, depths = len(forest), len(forest.levels) - 1
        self.forest, self.size = forest, sizes(forest)
        self.limb: Mask = children(forest) > 0
        self.angle, self.radius, self.start, self.span = np.zeros((4, count))
        self.place = np.zeros(count, np.int32)
        self.near, self.far = np.full((2, 2 * depths), CENTRE)
        self.gaps = _gaps(forest)
        self.edge = CENTRE
        """How far out the levels so far reach."""

    def put(self, depth: int) -> None:
        """Place one level: the pool first, then the limbs beyond it."""
        nodes = self.forest.level(depth)
        parent = self.forest.parent[nodes]
        order = np.lexsort((self._between_siblings(nodes), self.limb[nodes], self._begin(parent), parent >= 0))
        nodes = nodes[order]
        self._line_up(nodes)
        limb = self.limb[nodes]
        self.edge += self.gaps[depth]
        self._pool(nodes[~limb], depth)
        self.edge += self.gaps[depth] / 2
        self._limbs(nodes[limb], depth)

    def _begin(self, parent: Codes) -> Codes:
        """Siblings together, families in the order in which their parents stand."""
        return np.where(parent < 0, 0, self.place[parent])

    def _between_siblings(self, nodes: Codes) -> Ints:
        """Strews large and small evenly over the sector: by golden steps from the largest, which is in the middle."""
        parent, size = self.forest.parent[nodes], self.size[nodes]
        ranked = np.lexsort((nodes, -size, parent))
        rank = np.empty(len(nodes), np.int64)
        rank[ranked] = _number_within(parent[ranked])
        steps: Ints = np.rint(((rank * GOLDEN + 0.5) % 1) * (1 << 40)).astype(np.int64)
        return steps

    def _line_up(self, nodes: Codes) -> None:
        """Those of a family one after another, each followed by as many places as there are people below."""
        if not len(nodes):
            return
        parent = self.forest.parent[nodes]
        taken = np.cumsum(self.size[nodes] + 1) - (self.size[nodes] + 1)
        first = _first_of(parent)
        begin = np.where(parent < 0, 0, self.place[parent] + 1)
        self.place[nodes] = begin + taken - taken[first]

    def _sector(self, nodes: Codes) -> tuple[Floats, Floats]:
        """Of the parents of some: where their sector begins and how wide it is, less the seam."""
        parent = self.forest.parent[nodes]
        start = np.where(parent < 0, 0.0, self.start[parent])
        span = np.where(parent < 0, TURN, self.span[parent])
        return start, span

    def _pool(self, nodes: Codes, depth: int) -> None:
        """Those who brought nobody, strewn evenly over their parent's sector as deep as they need."""
        if len(nodes):
            start, span = self._sector(nodes)
            many = _sum_of(self.forest.parent[nodes], np.ones(len(nodes)))
            self.span[nodes] = span / many
            self.start[nodes] = start + _number_within(self.forest.parent[nodes]) * self.span[nodes]
        self._strew(nodes, 2 * depth)

    def _limbs(self, nodes: Codes, depth: int) -> None:
        """Those who brought somebody, each in the middle of a part of the sector."""
        if len(nodes):
            parent = self.forest.parent[nodes]
            start, span = self._sector(nodes)
            weight = (self.size[nodes] + 1).astype(np.float64)
            before = np.cumsum(weight) - weight
            every = _sum_of(parent, weight)
            part = span * weight / every
            self.start[nodes] = start + span * (before - before[_first_of(parent)]) / every + part * SEAM / 2
            self.span[nodes] = part * (1 - SEAM)
        self._strew(nodes, 2 * depth + 1)

    def _strew(self, nodes: Codes, ring: int) -> None:
        """Each in the middle of its angle; the narrower that is, the deeper the ring they are spread over in depth."""
        inner = self.edge
        if len(nodes):
            self.angle[nodes] = self.start[nodes] + self.span[nodes] / 2
            wide = np.maximum(self.span[nodes], _crowding(self.angle[nodes]))
            needed = np.sqrt(inner**2 + 2 / wide) - inner
            deep = np.minimum(needed, max(float(np.quantile(needed, NEARLY)), 1.0))
            deep *= np.maximum(1 - 1 / needed, 0)  # where neighbours are one apart anyway they stand in a row
            strewn = (np.arange(len(nodes)) * GOLDEN) % 1
            self.radius[nodes] = np.sqrt(inner**2 + strewn * ((inner + deep) ** 2 - inner**2))
            self.edge = float(self.radius[nodes].max())
        self.near[ring], self.far[ring] = inner, self.edge


def _gaps(forest: Forest) -> Floats:
    """Per level the room between it and the one before: more where there are more people, some everywhere."""
    counts = np.diff(forest.levels).astype(np.float64)
    if not len(counts):
        return counts
    share = counts**0.5 / (counts**0.5).sum()
    gaps: Floats = 1.2 + ROOM * np.sqrt(len(forest)) * share
    return gaps


def _crowding(angle: Floats) -> Floats:
    """How far apart people of a ring stand on the side where they stand closer; they come by angle."""
    window = min(WINDOW, len(angle) - 1)
    if window < 1:
        return np.full(len(angle), TURN)
    ahead = (np.roll(angle, -window) - angle) % TURN / window
    return np.minimum(ahead, np.roll(ahead, window))


def _first_of(parent: Codes) -> Ints:
    """Of each the number of the first of its family; families stand together."""
    new = np.append(True, parent[1:] != parent[:-1])
    starts = np.flatnonzero(new)
    found: Ints = starts[np.cumsum(new) - 1]
    return found


def _number_within(parent: Codes) -> Ints:
    """0, 1, 2 ... within each family; families stand together."""
    return np.arange(len(parent)) - _first_of(parent) if len(parent) else np.zeros(0, np.int64)


def _sum_of(parent: Codes, values: Floats) -> Floats:
    """The sum over each one's family; families stand together."""
    family = np.cumsum(np.append(True, parent[1:] != parent[:-1])) - 1
    sums: Floats = np.bincount(family, weights=values)[family]
    return sums
