"""Whom to give something for a budget: the choice, what it is expected to reach, and what other ways would."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Ints
from analytics.result import Estimate
from analytics.seeding.certain import by_downstream, certain_forest
from analytics.seeding.choice import Purse, Rule
from analytics.seeding.field import still_to_win
from analytics.seeding.graph import Graph
from analytics.seeding.greedy import ROOM, picked
from analytics.seeding.reverse import Limits
from analytics.seeding.rivals import best_known, by_lot, from_the_top, pagerank
from analytics.seeding.sampling import sampled
from analytics.seeding.spread import Spread, compare
from analytics.seeding.worlds import Seeds
from storage.words import Words

Floats = NDArray[np.float64]
RIVALS = {
    "best_known": Words("认识人最多的", "The best-known"),
    "pagerank": Words("PageRank 最高的", "The highest PageRank"),
    "buyers": Words("买得最多的", "The biggest buyers"),
    "by_lot": Words("随机抽取", "Drawn by lot"),
}
NOBODY = Words("还没有人可选：没有任何人。", "There is nobody to choose from.")
NO_CANDIDATES = Words("没有人可选：都被排除或已经给过。", "Nobody is left: all are excluded or have it already.")
NO_BUDGET = Words("预算是 0，选不了人。", "The budget is 0: nobody can be chosen.")
TOO_DEAR = Words(
    "预算 {budget:g} 不够给任何人：最便宜的一位要 {cheapest:g}。",
    "The budget of {budget:g} is not enough for anybody: the cheapest costs {cheapest:g}.",
)
NO_VALUE = Words("这些人的价值都是 0，选谁都一样。", "All are worth 0: it makes no difference who is chosen.")
NOTHING_ADDED = Words(
    "预算内给谁都不会再增加什么：他们影响不到还有价值的人。",
    "Nobody within the budget adds anything: they reach no one of worth who is not reached already.",
)
ON_CERTAIN_FOREST = Words(
    "这是每条关系都必定传到的推荐树，同价时下游合计最大的就是最优，不需要别的算法。",
    "In trees whose ties all pass it on, at one price, the largest sums of everybody below are the best choice there "
    "is; it needs no other method.",
)


class Question(Struct, frozen=True, eq=False, kw_only=True):
    """What is to be given away, and to whom it may go."""

    budget: float
    costs: Floats | None = None
    """Per node what giving costs; None: 1 each, so that the budget is a number of samples."""
    values: Floats | None = None
    """Per node what reaching it is worth; None: 1 each."""
    excluded: Sequence[int] = ()
    """Who is not to be given anything."""
    already: Sequence[int] = ()
    """Who has it already: what they reach is not counted again."""
    bought: Floats | None = None
    """Per node how much it bought, for the comparison with the biggest buyers."""
    seed: int = 1
    limits: Limits = Limits()


class Rival(Struct, frozen=True, eq=False):
    """Another way to spend the same."""

    id: str
    name: Words
    nodes: tuple[int, ...]
    """Nobody in particular where they are drawn by lot."""
    cost: float | None
    spread: Spread


class Plan(Struct, frozen=True, eq=False):
    """Whom to give it."""

    nodes: tuple[int, ...]
    """The most important first."""
    adds: tuple[float, ...]
    """What each one adds to the value of those before, in sets that knew nothing of the choice."""
    cost: float
    budget: float
    rule: Rule
    reach: Estimate
    value: Estimate
    rivals: tuple[Rival, ...]
    certificate: float
    """The choice reaches at least so much of the best there is (with 99% probability)."""
    sets: int
    """Reverse-reachable sets it was chosen by; 0 where none were needed."""
    limited: bool
    """Whether memory or work ran out before the sets were enough: then the certificate says how sure it is."""
    note: Words | None = None


class _Chosen(Struct, frozen=True):
    nodes: tuple[int, ...]
    adds: tuple[float, ...]
    rule: Rule
    certificate: float
    sets: int = 0
    limited: bool = False
    note: Words | None = None


def whom_to_give(graph: Graph, question: Question) -> Plan | Words:
    """The plan, or why there is none; ValueError where costs, values or people do not fit the graph."""
    count = len(graph)
    values = _per_node(question.values, count, "values")
    costs = _per_node(question.costs, count, "costs")
    already, excluded = _nodes(question.already, count), _nodes(question.excluded, count)
    if (costs <= 0).any():
        raise ValueError("a cost is above 0")
    able = np.setdiff1d(np.arange(count), np.union1d(already, excluded))
    refused = _refused(count, able, costs, values, question.budget)
    if refused:
        return refused
    purse = Purse(costs, question.budget, able[costs[able] <= question.budget * (1 + ROOM)])
    to_win = still_to_win(graph, values, purse.candidates, already)
    if not to_win.any():
        return NOTHING_ADDED
    simple = _simple(graph, purse, question)
    chosen = _certain(graph, to_win, purse, already) or _by_sets(graph, to_win, purse, already, simple, question)
    return _compared(graph, values, purse, already, question, chosen, simple) if chosen.nodes else NOTHING_ADDED


def _refused(count: int, able: Ints, costs: Floats, values: Floats, budget: float) -> Words | None:
    if not budget >= 0 or not np.isfinite(budget):
        raise ValueError("a budget is a number from 0 up")
    if not count:
        return NOBODY
    if not len(able):
        return NO_CANDIDATES
    if budget == 0:
        return NO_BUDGET
    cheapest = float(costs[able].min())
    if cheapest > budget * (1 + ROOM):
        return TOO_DEAR.fill(budget=budget, cheapest=cheapest)
    return None if values.any() else NO_VALUE


def _certain(graph: Graph, values: Floats, purse: Purse, already: Ints) -> _Chosen | None:
    forest = certain_forest(graph) if purse.one_price and graph.edges() else None
    if forest is None:
        return None
    nodes, sums = by_downstream(forest, values, purse, already)
    return _Chosen(tuple(nodes.tolist()), tuple(sums.tolist()), "downstream", 1.0, note=ON_CERTAIN_FOREST)


def _simple(graph: Graph, purse: Purse, question: Question) -> dict[Rule, Ints]:
    """The choices by simple scores."""
    scores: dict[Rule, Floats] = {"best_known": best_known(graph), "pagerank": pagerank(graph)}
    if question.bought is not None:
        scores["buyers"] = _per_node(question.bought, len(graph), "amounts bought")
    return {name: from_the_top(score, purse) for name, score in scores.items()}


def _by_sets(
    graph: Graph, values: Floats, purse: Purse, already: Ints, simple: Mapping[Rule, Ints], question: Question
) -> _Chosen:
    found = sampled(graph, values, purse, already, simple, question.seed, question.limits)
    nodes = found.choice.picked.nodes
    worth = float(values.sum()) / max(1, len(found.judges.drawn))
    adds = tuple(added * worth for added in picked(found.judges, nodes).adds)
    return _Chosen(nodes, adds, found.choice.rule, found.certificate, found.sets, found.limited)


def _compared(
    graph: Graph,
    values: Floats,
    purse: Purse,
    already: Ints,
    question: Question,
    chosen: _Chosen,
    simple: Mapping[Rule, Ints],
) -> Plan:
    ours = np.array(chosen.nodes, np.int64)
    ways: dict[str, Seeds] = {"ours": _always(ours)} | {name: _always(nodes) for name, nodes in simple.items()}
    spreads = compare(graph, values, ways | {"by_lot": by_lot(purse, question.seed)}, already, question.seed)
    return Plan(
        nodes=chosen.nodes,
        adds=chosen.adds,
        cost=float(purse.costs[ours].sum()),
        budget=question.budget,
        rule=chosen.rule,
        reach=spreads["ours"].reach,
        value=spreads["ours"].value,
        rivals=tuple(_rival(name, spread, simple, purse) for name, spread in spreads.items() if name != "ours"),
        certificate=chosen.certificate,
        sets=chosen.sets,
        limited=chosen.limited,
        note=chosen.note,
    )


def _rival(name: str, spread: Spread, given: Mapping[Any, Ints], purse: Purse) -> Rival:
    nodes = given.get(name)
    cost = None if nodes is None else float(purse.costs[nodes].sum())
    return Rival(name, RIVALS[name], () if nodes is None else tuple(nodes.tolist()), cost, spread)


def _always(nodes: Ints) -> Seeds:
    return lambda _: nodes


def _per_node(given: Floats | None, count: int, what: str) -> Floats:
    found = np.ones(count) if given is None else np.asarray(given, np.float64)
    if found.shape != (count,) or not np.isfinite(found).all() or (found < 0).any():
        raise ValueError(f"{what} are one number from 0 up for each of {count} nodes")
    return found


def _nodes(given: Sequence[int], count: int) -> Ints:
    found = np.unique(np.asarray(given, np.int64))
    if len(found) and (found[0] < 0 or found[-1] >= count):
        raise ValueError(f"somebody is not among 0..{count - 1}")
    return found
