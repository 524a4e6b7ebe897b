"""Lazy greedy: whoever adds most, or most for the money, one after the other while the budget lasts.

What a node adds only shrinks as others are chosen (Minoux 1978; CELF, Leskovec et al. 2007). So nodes wait in the order
of what they would add alone, and one is counted again only when it might be next.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.seeding.cover import Cover

Floats = NDArray[np.float64]
ROOM = 1e-9
"""Sums of costs are off by rounding; so small a part of the budget more is not over it."""


class Waiting(Struct, frozen=True, eq=False):
    """Candidates by what they add alone per ``price``, most first; of equal ones the lower number."""

    nodes: Ints
    keys: Floats
    price: Floats
    """Per node: its cost, or 1 where what it adds is to count whatever it costs."""


class Picked(Struct, frozen=True):
    """Who was chosen, in that order."""

    nodes: tuple[int, ...]
    adds: tuple[int, ...]
    """How many sets each one added."""
    counted: int
    """How many sets were looked at: the work."""

    @property
    def won(self) -> int:
        """How many sets they hit together."""
        return sum(self.adds)


def waiting(alone: Ints, candidates: Ints, price: Floats) -> Waiting:
    """The candidates who add anything."""
    useful = candidates[alone[candidates] > 0]
    keys = alone[useful] / price[useful]
    order = np.lexsort((useful, -keys))
    return Waiting(useful[order], keys[order], price)


def picked(cover: Cover, nodes: Sequence[int]) -> Picked:
    """These nodes, in this order."""
    covered, adds = cover.given.copy(), list[int]()
    for node in nodes:
        adds.append(int(np.count_nonzero(~covered[cover.of(node)])))
        covered[cover.of(node)] = True
    return Picked(tuple(nodes), tuple(adds), 0)


def grow(cover: Cover, line: Waiting, costs: Floats, budget: float, first: Sequence[int] = ()) -> Picked:
    """From ``first``, which must be within the budget, on: the next of the line that can still be paid, until none can.

    Who cannot be paid any more is passed over: those after them may be cheaper.
    """
    covered, nodes, adds = cover.given.copy(), list[int](), list[int]()
    heap: list[tuple[float, int, int]] = []
    left, counted, come = budget * (1 + ROOM), 0, 0

    def take(node: int) -> None:
        nonlocal left
        adds.append(int(np.count_nonzero(~covered[cover.of(node)])))
        covered[cover.of(node)] = True
        nodes.append(node)
        left -= float(costs[node])

    for node in first:
        take(node)
    cheapest = float(costs[line.nodes].min()) if len(line.nodes) else np.inf
    while left >= cheapest:
        come = _let_in(heap, line, come)
        if not heap:
            break
        _, node, as_of = heappop(heap)
        if costs[node] > left or node in first:
            continue
        if as_of == len(nodes):  # nobody was chosen since it was counted: it is the best
            take(node)
            continue
        mine = cover.of(node)
        counted += len(mine)
        if gain := int(np.count_nonzero(~covered[mine])):
            heappush(heap, (-gain / float(line.price[node]), node, len(nodes)))
    return Picked(tuple(nodes), tuple(adds), counted)


def _let_in(heap: list[tuple[float, int, int]], line: Waiting, come: int) -> int:
    """Let in from the line whoever might be best; how many have come now."""
    while come < len(line.nodes):
        entry = (-float(line.keys[come]), int(line.nodes[come]), -1)
        if heap and heap[0] < entry:
            break
        heappush(heap, entry)
        come += 1
    return come
