"""Does somebody join: groups of BeiBei, split by initiator, beside the smoothed success rate of the item alone.

Goal: an AUC of .86. It is not reached, and the figures say why.

- "every item's rate known" is the AUC of somebody who knew the true rate of each item: hardly above the goal.
- "the best from the item alone" is what the perfect use of the groups learnt from comes to in twins of the log in which
  nothing but the item counts (``_beibei_optimum.py``); in them the model comes to the same, and so it does in the log.
  So what it lacks is more groups per item (see the learning curve), not a better use of these.
- Neighbours of items (opened by the same people, nearest in an embedding, EASE) add nothing that matters; those opened
  by the same people are held against neighbours dealt at random. The numbers of items and initiators say nothing: they
  are dealt at random, so that time or category cannot be read off them.
- "initiator's row count" is the leak that is left out. How often initiators joined groups of others is left out too: it
  goes with the row count (who opened one group joined fewest, and that one filled in 88% of cases), and brings .001.
"""

from collections.abc import Callable

import numpy as np
from sklearn.metrics import roc_auc_score

from tests.bench._beibei import FOLDS, Floats, Ints, Log, folds, log
from tests.bench._beibei_alike import alike_in_number, by_ease, dealt, nearest
from tests.bench._beibei_models import (
    Features,
    blended,
    boosted,
    counts,
    interval,
    neighbours,
    optimal,
    score,
    smoothed,
)
from tests.bench._beibei_optimum import all_known, rates_of, twin
from tests.bench._result import Result, say

GOAL = 0.86
SMOOTHING = (1, 2, 5, 10, 20)
TWINS, SHUFFLES = 5, 10


def run(quick: bool) -> list[Result]:
    """All figures; quick: one fold instead of five, and fewer shuffles."""
    rows = log()
    fold, tested = folds(rows), range(1 if quick else FOLDS)
    alone = [score(rows, fold, tested, smoothed(rows, fold, tested, a)) for a in SMOOTHING]
    best = max(alone, key=lambda score: score.auc)
    say(f"item rate alone: AUC {min(one.auc for one in alone):.4f} to {best.auc:.4f} by smoothing")
    told = {
        "item's counts": boosted(rows, fold, tested, counts),
        "and items opened by the same people": boosted(rows, fold, tested, neighbours),
        "and their 32 singular vectors": boosted(rows, fold, tested, neighbours, vectors=True),
        "posterior mean of the item's rate": optimal(rows, fold, tested, lambda known: rates_of(known).told(known)),
    }
    told["people's items and posterior mean"] = blended(
        told["and items opened by the same people"], told["posterior mean of the item's rate"]
    )
    models = {name: score(rows, fold, tested, one) for name, one in told.items()}
    name, ours = max(models.items(), key=lambda one: one[1].auc)
    low, high = interval(rows, fold, tested, told[name])
    results = [_result(f"AUC, {case}", one.auc, best.auc) for case, one in models.items()]
    results += [_result(f"log-loss, {case}", one.loss, best.loss, higher=False) for case, one in models.items()]
    results += [_result(f"AUC, {end} end of 95% over initiators", at) for end, at in (("low", low), ("high", high))]
    results.append(_result("AUC, the best of these", ours.auc, best.auc, GOAL))
    return results + _what_there_is(rows, fold, tested) + _what_else_was_tried(rows, fold, quick)


def _what_there_is(rows: Log, fold: Ints, tested: range) -> list[Result]:
    """What can be had at all from the item."""
    rates = rates_of(rows)
    twins = [twin(rows, rates, seed) for seed in range(TWINS)]
    best = [score(one, fold, tested, optimal(one, fold, tested, rates.told)).auc for one in twins]
    same = score(twins[0], fold, tested, boosted(twins[0], fold, tested, counts))
    curve = [_part_known(rows, fold, part) for part in (0.25, 0.5, 1.0)]
    leak = float(roc_auc_score(rows.filled, -np.bincount(rows.initiator)[rows.initiator]))
    parts = zip(("a quarter", "half", "all"), curve, strict=True)
    return [
        _result("AUC, every item's rate known", all_known(rows, rates)),
        _result(f"AUC, the best from the item alone, mean of {TWINS} twins", float(np.mean(best))),
        _result("AUC, the best from the item alone, lowest twin", min(best)),
        _result("AUC, the best from the item alone, highest twin", max(best)),
        _result("AUC, our model in the first twin", same.auc, best[0], name="the best possible there"),
        *(_result(f"AUC, {name} of the groups learnt from", auc) for name, auc in parts),
        _result("AUC, initiator's row count (a leak)", leak),
    ]


def _what_else_was_tried(rows: Log, fold: Ints, quick: bool) -> list[Result]:
    """On the first fold: kinds of neighbours beside the item's counts alone, and neighbours dealt at random."""
    one = range(1)
    base = score(rows, fold, one, boosted(rows, fold, one, counts))

    def beside(features: Features) -> float:
        return score(rows, fold, one, boosted(rows, fold, one, features)).auc

    tried = {
        "opened by the same people": beside(neighbours),
        "nearest in an embedding": beside(_with(nearest)),
        "nearest by failed groups": beside(_with(lambda known, items: nearest(known, items, failed_only=True))),
        "weighted by EASE": beside(_with(by_ease)),
    }
    seeds = range(2 if quick else SHUFFLES)
    shuffled = [beside(lambda known, items, scale, seed=seed: dealt(known, items, scale, seed)) for seed in seeds]
    real = tried["opened by the same people"]
    numbers = {"item": rows.item, "initiator": rows.initiator}
    chance = f"neighbours dealt at random, {len(shuffled)} times"
    return [
        *(
            _result(f"AUC, one fold, neighbours {name}", auc, base.auc, name="counts alone")
            for name, auc in tried.items()
        ),
        _result("AUC gained by neighbours opened by the same people", real - base.auc),
        _result(f"AUC gained by {chance}, mean", float(np.mean(shuffled)) - base.auc),
        _result(f"AUC gained by {chance}, highest", max(shuffled) - base.auc),
        *(_result(f"AUC, number of the {name}", float(roc_auc_score(rows.filled, at))) for name, at in numbers.items()),
        _result("correlation of rates of items next by number", alike_in_number(rows, rows.items), unit="correlation"),
    ]


def _with(alike: Callable[[Log, int], Floats]) -> Features:
    """The item's counts and what is said by others."""
    return lambda known, items, scale: np.concatenate([counts(known, items, scale), alike(known, items)], axis=1)


def _part_known(rows: Log, fold: Ints, part: float) -> float:
    """The AUC on the first fold when only some initiators of the others are learnt from."""
    chance = np.random.default_rng(3).random(int(rows.initiator.max()) + 1)[rows.initiator]
    kept = (fold == 0) | (chance < part)
    some, kept_fold = rows.only(kept), fold[kept]
    told = boosted(some, kept_fold, range(1), counts)
    return float(roc_auc_score(some.filled[kept_fold == 0], told[kept_fold == 0]))


def _result(
    case: str, ours: float, peer: float | None = None, goal: float | None = None, higher: bool = True, unit: str = "",
    name: str = "item rate alone, best smoothing",
) -> Result:  # fmt: skip
    return Result(
        case=case, ours=ours, peer=peer, peer_name=None if peer is None else name,
        unit=unit or ("AUC" if case.startswith("AUC") else "nats"), ratio=ours / peer if peer else None, goal=goal,
        better="higher" if higher else "lower", met=None if goal is None else ours >= goal,
    )  # fmt: skip
