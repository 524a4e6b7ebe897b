"""One recommender of any interactions and ties: it chooses its models on what it holds back, then learns from all."""

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from analytics.recommend.blend import Bucket, weighed
from analytics.recommend.data import Interactions, Ties
from analytics.recommend.fitted import Fitted
from analytics.recommend.friends import friends, through
from analytics.recommend.holdout import HeldOut, held_out
from analytics.recommend.linear import Shape, linear
from analytics.recommend.shape import shaped
from analytics.recommend.matrix import Known, known
from analytics.recommend.pool import Model, pooled
from analytics.recommend.popularity import popularity
from storage.progress import Cancelled, Progress, Report, StopAsked, ignore, never
from storage.words import Words

JUDGED = 3000
"""Users at most by whom models are chosen."""
_CHOOSING = Words("正在用过去的数据挑选算法", "Choosing the method on past data")
_LEARNING = Words("正在学习谁会喜欢什么", "Learning who likes what")


class Kept(Struct, frozen=True, eq=False):
    """What an update need not find again."""

    shape: Shape
    buckets: tuple[Bucket, ...]


def fit(
    interactions: Interactions,
    ties: Ties | None = None,
    *,
    texts: Sequence[str] | None = None,
    seed: int = 0,
    report: Report = ignore,
    stop: StopAsked = never,
    kept: Kept | None = None,
) -> Fitted:
    """Learn. ``texts`` has a title per item; raises Cancelled when asked to stop."""
    whole = known(interactions, ties)
    _step(report, stop, _CHOOSING, 0)
    shape, buckets = (kept.shape, kept.buckets) if kept is not None else _chosen(held_out(whole, seed), seed, stop)
    _step(report, stop, _LEARNING, 1)
    models = _models(whole, shape)
    return Fitted(interactions.users, interactions.items, whole.depth, models, shape, buckets)


def _step(report: Report, stop: StopAsked, doing: Words, done: int) -> None:
    if stop():
        raise Cancelled
    report(Progress(doing, done, 2))


def _chosen(past: HeldOut, seed: int, stop: StopAsked) -> tuple[Shape, tuple[Bucket, ...]]:
    chance = np.random.default_rng(seed)
    past = past.only(np.sort(chance.permutation(len(past.users))[:JUDGED]))
    shape = shaped(past, stop)
    models = _models(past.known, shape)
    pool = pooled(models, past.users, past.known.taken[past.users], past.wanted)
    return shape, weighed(pool, past.known.depth[past.users], list(models).index("popular"))


def _models(past: Known, shape: Shape) -> Mapping[str, Model]:
    items, near = linear(past, shape), friends(past)
    return {
        "popular": popularity(past.log, 60.0),
        "items": items,
        "friends": near,
        "friends_items": through(near, items),
    }
