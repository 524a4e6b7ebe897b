"""Small graphs looked at whole: every way their coins can fall, every choice of people. Slow, and without any drawing.

Nothing of the program is used but the graph it is handed.
"""

from itertools import product
from random import Random
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.seeding.graph import Graph, graph_of

Floats = NDArray[np.float64]


class Case(Struct, frozen=True, eq=False, kw_only=True):
    """A small graph, what people are worth and cost, and what may be spent."""

    graph: Graph
    edges: list[tuple[int, int, float]]
    values: Floats
    costs: Floats
    budget: float

    @property
    def people(self) -> int:
        return len(self.values)


def case_of(seed: int, unequal: bool) -> Case:
    """A random case; with unequal costs often one in which greedy walks into a trap."""
    random = Random(seed)
    people = random.randint(2, 8)
    pairs = [(a, b) for a, b in product(range(people), repeat=2) if a != b]
    shown = random.sample(pairs, min(len(pairs), random.choice((0, 3, 8, 10))))
    chance = random.choice((lambda: 1.0, lambda: round(random.random(), 2), lambda: random.choice((0.1, 0.5, 1.0))))
    edges = [(a, b, chance()) for a, b in shown]
    values = [random.choice((1.0, 1.0, 0.0, 5.0, random.random() * 50)) for _ in range(people)]
    values[0] += 1.0  # somebody is worth something
    costs = [1.0] * people
    budget = float(random.randint(1, people))
    if unequal:
        dear = random.choice((lambda at: values[at] + random.random(), lambda at: random.randint(1, 60)))
        costs = [float(dear(at)) + 0.5 for at in range(people)]
        budget = max(min(costs), sum(costs) * random.choice((0.2, 0.4, 0.5, 0.7)))
    graph = graph_of(people, _columns(edges), [p for _, _, p in edges])
    return Case(graph=graph, edges=edges, values=np.array(values), costs=np.array(costs), budget=budget)


def spreads(people: int, edges: list[tuple[int, int, float]], values: Floats) -> Floats:
    """What every choice is worth, by its bits: over all ways in which the coins of the edges can fall."""
    worth = np.array([sum(values[at] for at in range(people) if mask >> at & 1) for mask in range(1 << people)])
    chances, reach = _worlds(people, edges)
    together = np.zeros((len(chances), 1 << people), np.int64)
    for mask in range(1, 1 << people):
        lowest = (mask & -mask).bit_length() - 1
        together[:, mask] = together[:, mask & (mask - 1)] | reach[:, lowest]
    return np.array(chances @ worth[together])


def best(case: Case, of_choice: Floats) -> float:
    """The most that any choice within the budget is worth."""
    masks = range(1 << case.people)
    affordable = [mask for mask in masks if cost(case.costs, mask) <= case.budget * (1 + 1e-12)]
    return float(of_choice[affordable].max())


def cost(costs: Floats, mask: int) -> float:
    return float(sum(costs[at] for at in range(len(costs)) if mask >> at & 1))


def bits(nodes: Any) -> int:
    return sum(1 << int(node) for node in nodes)


def _worlds(people: int, edges: list[tuple[int, int, float]]) -> tuple[Floats, NDArray[np.int64]]:
    """How likely each way is, and whom each person reaches in it, as bits."""
    ways = np.arange(1 << len(edges))
    chances = np.ones(len(ways))
    reach = np.tile(1 << np.arange(people), (len(ways), 1))
    for at, (_, _, p) in enumerate(edges):
        chances *= np.where(ways >> at & 1, p, 1 - p)
    for _ in range(people):
        for at, (a, b, _) in enumerate(edges):
            reach[:, a] |= np.where(ways >> at & 1, reach[:, b], 0)
    return chances, reach


def _columns(edges: list[tuple[int, int, float]]) -> tuple[list[int], list[int]]:
    return [a for a, _, _ in edges], [b for _, b, _ in edges]
