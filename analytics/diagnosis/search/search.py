"""The slices that explain a deviation: the best one, then the best of what is left, until too little is."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.diagnosis.search.candidates import Candidates, candidates
from analytics.diagnosis.search.leaves import Floats, Leaves, Values, inside, only
from analytics.diagnosis.search.ripple import Ripples
from analytics.diagnosis.search.rules import Rules
from analytics.diagnosis.search.surprise import divergence, evidence, weight

_LOOKED_AT = 40
"""So many of the heaviest slices are judged by their parts; a cause is heavy itself."""
_EQUAL = 1e-9
"""Scores this close (relative) are the same but for the order of additions."""


class Found(Struct, frozen=True):
    """A slice that explains part of the deviation. Sums are of the whole slice, whatever slices came before it."""

    values: Values
    actual: float
    expected: float
    excess: float
    """actual - expected"""
    surprise: float
    """Its part of the Jensen-Shannon divergence (nats) between the actual and the expected distribution."""
    score: float
    """Weight of what it explains beyond the slices before it, less what its parts say against it."""
    leaves: NDArray[np.intp]
    """Which leaves the slice holds."""


class _Best(Struct, frozen=True):
    """The winner of one round, on the leaves that were left."""

    values: Values
    weight: float
    score: float
    evidence: float
    rivals: int


def search(leaves: Leaves, rules: Rules | None = None) -> tuple[Found, ...]:
    """The slices that explain the deviation, first found first; none if all move alike or nothing leaves the noise."""
    rules = rules or Rules()
    found: list[Found] = []
    left = np.ones(len(leaves), dtype=np.bool_)
    first = 0.0
    while len(found) < rules.most and left.any():
        best = _best(only(leaves, left) if found else leaves, rules, rules.enough * first)
        if best is None or not _proven(best, rules):
            break
        first = first or best.weight
        held = inside(leaves.codes, best.values)
        left &= ~held
        found.append(_found(leaves, best, np.flatnonzero(held)))
    return tuple(found)


def _proven(best: _Best, rules: Rules) -> bool:
    """Whether it deviates more than the luckiest of its rivals would by chance (Bonferroni)."""
    return rules.false_alarm >= 1 or best.evidence >= np.log(best.rivals / rules.false_alarm)


def _best(leaves: Leaves, rules: Rules, least: float) -> _Best | None:
    """The slice with the best score among those of this weight; None where there is none."""
    slices = candidates(leaves, rules)
    weights = weight(slices.actual, slices.expected, rules.doubt * leaves.grain, rules.direction)
    heaviest = np.argsort(-weights, kind="stable")[:_LOOKED_AT]
    heaviest = heaviest[(weights[heaviest] > 0) & (weights[heaviest] >= least)]
    if not len(heaviest):
        return None
    ripples = Ripples(leaves, rules)
    scores = _scores(slices, weights, heaviest, ripples, rules)
    if _everyones(leaves, ripples, rules) >= scores.max():
        return None
    near = heaviest[scores >= scores.max() * (1 - _EQUAL)]
    depth = (slices.values[near] >= -1).sum(axis=1)
    at = int(near[np.argmax(depth)])
    proof = evidence(float(slices.actual[at]), float(slices.expected[at]), leaves.grain, leaves.periods)
    return _Best(slices.of(at), float(weights[at]), float(scores.max()), proof, len(slices))


def _everyones(leaves: Leaves, ripples: Ripples, rules: Rules) -> float:
    """The score of all leaves together if nearly all moved: where it is the best, the deviation is no slice's."""
    share = ripples.share(())
    if share < rules.everywhere:
        return 0.0
    sums = leaves.actual.sum(keepdims=True), leaves.expected.sum(keepdims=True)
    return float(weight(*sums, rules.doubt * leaves.grain, rules.direction)[0]) * share


def _scores(slices: Candidates, weights: Floats, looked_at: NDArray[np.intp], ripples: Ripples, rules: Rules) -> Floats:
    """Weight x ripple share, less what each further dimension costs."""
    named = [slices.of(int(at)) for at in looked_at]
    shares = np.array([ripples.share(values) for values in named])
    cost = np.array([(1 - rules.brevity) ** (len(values) - 1) for values in named])
    result: Floats = weights[looked_at] * shares * cost
    return result


def _found(leaves: Leaves, best: _Best, held: NDArray[np.intp]) -> Found:
    """The slice with the sums of all its leaves."""
    actual, expected = float(leaves.actual[held].sum()), float(leaves.expected[held].sum())
    surprise = divergence(actual, expected, float(leaves.actual.sum()), float(leaves.expected.sum()))
    return Found(best.values, actual, expected, actual - expected, surprise, best.score, held)
