"""One recommender of any interactions and ties: it chooses its models on what it holds back, then learns from all."""

from collections.abc import Mapping, Sequence

import numpy as np

from analytics.recommend.blend import weighed
from analytics.recommend.content import content
from analytics.recommend.data import Interactions, Ties
from analytics.recommend.fitted import Chosen, Fitted
from analytics.recommend.friends import friends, through
from analytics.recommend.holdout import HeldOut, held_out
from analytics.recommend.linear import Shape, invertible, linear
from analytics.recommend.lowpass import lowpass
from analytics.recommend.matrix import Known, known
from analytics.recommend.neighbours import item_knn, rp3beta
from analytics.recommend.pool import Model, pooled
from analytics.recommend.popularity import half_life, popularity
from analytics.recommend.product import Product
from analytics.recommend.shape import shaped
from storage.progress import Cancelled, Progress, Report, StopAsked, ignore, never
from storage.words import Words

JUDGED = 3000
"""Users at most by whom models are chosen."""
POPULAR = "popular"
_STEPS = 4
_HOLDING = Words("正在留出一部分数据做检验", "Holding data back to test on")
_CHOOSING = Words("正在用留出的数据挑选算法", "Choosing the method on what was held back")
_WEIGHING = Words("正在按历史长短分配权重", "Weighing methods by length of history")
_LEARNING = Words("正在学习谁会喜欢什么", "Learning who likes what")


def fit(
    interactions: Interactions,
    ties: Ties | None = None,
    *,
    texts: Sequence[str] | None = None,
    seed: int = 0,
    report: Report = ignore,
    stop: StopAsked = never,
    kept: Chosen | None = None,
) -> Fitted:
    """Learn from all interactions, with models and weights chosen on a part that is held back first.

    ``ties`` must be no newer than what is to be told by them. ``texts`` has a title per item. ``kept`` is the
    ``chosen`` of an earlier fit: then nothing is chosen anew, and scores are those of a whole fit that chooses the
    same. The same arguments give the same scores. Raises Cancelled when asked to stop.
    """
    whole = known(interactions, ties)
    chosen = kept if kept is not None else _chosen(whole, texts, seed, report, stop)
    _step(report, stop, _LEARNING, 3)
    models = _models(whole, chosen.shape, chosen.half_life, texts, stop)
    _step(report, stop, _LEARNING, _STEPS)
    return Fitted(interactions.users, interactions.items, whole.depth, models, chosen)


def _step(report: Report, stop: StopAsked, doing: Words, done: int) -> None:
    if stop():
        raise Cancelled
    report(Progress(doing, done, _STEPS))


def _chosen(whole: Known, texts: Sequence[str] | None, seed: int, report: Report, stop: StopAsked) -> Chosen:
    _step(report, stop, _HOLDING, 0)
    past = _some(held_out(whole, seed), seed)
    _step(report, stop, _CHOOSING, 1)
    shape = shaped(past, stop) if invertible(past.known.taken) else Shape()
    life = half_life(past)
    _step(report, stop, _WEIGHING, 2)
    models = _models(past.known, shape, life, texts, stop)
    pool = pooled(models, past.users, past.known.taken[past.users], past.wanted)
    names = tuple(models)
    return Chosen(shape, life, names, weighed(pool, past.known.depth[past.users], names.index(POPULAR)))


def _some(past: HeldOut, seed: int) -> HeldOut:
    """Few enough users that judging by them takes seconds."""
    drawn = np.random.default_rng(seed).permutation(len(past.users))[:JUDGED]
    return past.only(np.sort(drawn))


def _models(
    past: Known, shape: Shape, life: float | None, texts: Sequence[str] | None, stop: StopAsked
) -> Mapping[str, Model]:
    """In the order of the weights. Which there are depends on sizes and on what is known, never on the figures."""
    items = _item_models(past, shape, stop)
    main = next(iter(items.values()))
    found: dict[str, Model | None] = {
        POPULAR: popularity(past.log, life),
        **items,
        "tastes": lowpass(past, shape),
        "friends": friends(past) if past.friends.nnz else None,
        "friends_items": through(past, main) if past.friends.nnz else None,
        "content": content(past, texts) if texts is not None else None,
    }
    return {name: model for name, model in found.items() if model is not None}


def _item_models(past: Known, shape: Shape, stop: StopAsked) -> dict[str, Product]:
    if invertible(past.taken):
        return {"items": linear(past, shape)}
    return {"knn": item_knn(past, stop), "rp3beta": rp3beta(past, stop)}
