"""Models of who joins by what is known of the item, and how they are scored: split by initiator, fold by fold."""

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import log_loss, roc_auc_score

from tests.bench._beibei import FOLDS, Floats, Ints, Log, embedded, of_items
from tests.bench._result import say

RESAMPLES = 200
Features = Callable[[Log, int, float], Floats]
"""What is known of every item from some groups; counts are brought to the size of all by a scale."""


class Score(Struct, frozen=True):
    """How well one method tells groups apart, over all folds."""

    auc: float
    loss: float


def counts(known: Log, items: int, scale: float) -> Floats:
    return of_items(known, items, scale, neighbours=False)


def neighbours(known: Log, items: int, scale: float) -> Floats:
    return of_items(known, items, scale, neighbours=True)


def smoothed(rows: Log, fold: Ints, tested: range, weight: float) -> Floats:
    def rate(known: Log) -> Floats:
        some, every = np.bincount(known.item, known.filled, rows.items), np.bincount(known.item, minlength=rows.items)
        return (some + weight * known.filled.mean()) / (every + weight)

    return optimal(rows, fold, tested, rate)


def optimal(rows: Log, fold: Ints, tested: range, rate: Callable[[Log], Floats]) -> Floats:
    """What is told of groups by a rate per item, learnt from the other folds."""
    told = np.zeros(len(rows.item))
    for at in tested:
        told[fold == at] = rate(rows.only(fold != at))[rows.item[fold == at]]
    return told


def boosted(rows: Log, fold: Ints, tested: range, features: Features, vectors: bool = False) -> Floats:
    """Gradient boosting over what is known of the item; the groups it learns from are described by others' groups."""
    told = np.zeros(len(rows.item))
    for at in tested:
        learnt, asked = fold != at, fold == at
        told_of = features(rows.only(learnt), rows.items, 1.0)
        table = np.zeros((len(rows.item), told_of.shape[1]))
        table[asked] = told_of[rows.item[asked]]
        for inner in (one for one in range(FOLDS) if one != at):
            known, described = learnt & (fold != inner), fold == inner
            scale = learnt.sum() / known.sum()
            table[described] = features(rows.only(known), rows.items, scale)[rows.item[described]]
        if vectors:
            table = np.concatenate([table, embedded(rows.only(learnt), rows.items)[rows.item]], axis=1)
        told[asked] = _fit(table[learnt], rows.filled[learnt]).predict_proba(table[asked])[:, 1]
        say(f"fold {at}: AUC {roc_auc_score(rows.filled[asked], told[asked]):.4f}, {table.shape[1]} columns")
    return told


def blended(one: Floats, other: Floats) -> Floats:
    """Two forecasts as one: the mean of their log-odds."""
    known = [np.clip(each, 1e-6, 1 - 1e-6) for each in (one, other)]
    logit = sum(np.log(each / (1 - each)) for each in known)
    found: Floats = 1 / (1 + np.exp(-logit / 2))
    return found


def _fit(table: Floats, filled: Ints) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=200, random_state=0
    )
    return model.fit(table, filled)


def score(rows: Log, fold: Ints, tested: range, told: Floats) -> Score:
    """The mean over folds."""
    each = [(rows.filled[fold == at], told[fold == at]) for at in tested]
    aucs, losses = [roc_auc_score(*one) for one in each], [log_loss(*one) for one in each]
    return Score(float(np.mean(aucs)), float(np.mean(losses)))


def interval(rows: Log, fold: Ints, tested: range, told: Floats) -> tuple[float, float]:
    """How far the AUC moves when other initiators had been tested: a Poisson bootstrap, all rows of one together."""
    chance, found = np.random.default_rng(11), np.zeros((RESAMPLES, len(tested)))
    for place, at in enumerate(tested):
        asked = fold == at
        order = np.argsort(told[asked], kind="stable")
        filled, who, score = rows.filled[asked][order], rows.initiator[asked][order], told[asked][order]
        group = np.concatenate([[0], np.cumsum(score[1:] != score[:-1])])
        for turn in range(RESAMPLES):
            weight = chance.poisson(1, int(rows.initiator.max()) + 1)[who].astype(np.float64)
            found[turn, place] = _weighted_auc(group, filled, weight)
    low, high = np.quantile(found.mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


def _weighted_auc(group: Ints, filled: Ints, weight: Floats) -> float:
    """The AUC of rows in the order of their score, ``group`` numbering equal scores; ties count half."""
    full, empty = np.bincount(group, weight * filled), np.bincount(group, weight * (1 - filled))
    return float((full * (np.cumsum(empty) - empty / 2)).sum() / full.sum() / empty.sum())
