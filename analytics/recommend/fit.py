"""One recommender of any interactions and ties: it chooses its models on what it holds back, then learns from all."""

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.recommend.blend import untested, weighed
from analytics.recommend.content import content
from analytics.recommend.data import Interactions, Ties, refuse
from analytics.recommend.factors import factors
from analytics.recommend.fitted import Chosen, Fitted
from analytics.recommend.friends import circle, friends, through
from analytics.recommend.holdout import HeldOut, held_out, set_back
from analytics.recommend.linear import Shape, invertible, linear
from analytics.recommend.lowpass import lowpass
from analytics.recommend.matrix import Known, known
from analytics.recommend.neighbours import item_knn, rp3beta
from analytics.recommend.pool import Model, joined, pooled
from analytics.recommend.popularity import half_life, popularity
from analytics.recommend.product import Product
from analytics.recommend.shape import USUAL, shaped
from storage.progress import Cancelled, Progress, Report, StopAsked, ignore, never
from storage.words import Words

JUDGED = 3000
"""Users at most by whom models are chosen."""
_DIVISIONS = 2
POPULAR = "popular"
_OTHERS = (POPULAR, "tastes", "factors", "friends", "circle", "friends_items", "content")
"""The models beside those of items."""
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

    Where nothing can be held back there is only the most popular, the same for everybody.
    ``ties`` must be no newer than what is to be told by them. ``texts`` has a title per item. ``kept`` is the
    ``chosen`` of an earlier fit: then nothing is chosen anew, unless the shop has outgrown those models, and scores are
    those of a whole fit that chooses the same. The same arguments give the same scores. Times that are all the same
    count as none. Raises Cancelled when asked to stop, ValueError for users or items that there are not.
    """
    refuse(interactions, ties)
    interactions = interactions if interactions.dated else replace(interactions, at=None)
    whole = known(interactions, ties)
    given = _Given(texts, ties is not None, stop)
    still = kept is not None and _main(whole) in kept.names
    chosen = kept if kept is not None and still else _chosen(whole, given, seed, report)
    _step(report, stop, _LEARNING, 3)
    untold = chosen.names == (POPULAR,)
    common: dict[str, Model] = {POPULAR: popularity(interactions, chosen.half_life)}
    models = common if untold else _models(whole, chosen.shape, chosen.half_life, given, _heard(chosen))
    _step(report, stop, _LEARNING, _STEPS)
    return Fitted(interactions.users, interactions.items, whole.depth, models, chosen)


def _heard(chosen: Chosen) -> list[str]:
    """The models with any say: others need not be learnt."""
    return [
        name for number, name in enumerate(chosen.names) if any(bucket.weights[number] for bucket in chosen.buckets)
    ]


class _Given(Struct, frozen=True, eq=False):
    texts: Sequence[str] | None
    tied: bool
    stop: StopAsked


def _step(report: Report, stop: StopAsked, doing: Words, done: int) -> None:
    if stop():
        raise Cancelled
    report(Progress(doing, done, _STEPS))


def _chosen(whole: Known, given: _Given, seed: int, report: Report) -> Chosen:
    _step(report, given.stop, _HOLDING, 0)
    pasts = _pasts(whole, seed)
    if not len(pasts[0].users):
        return Chosen(USUAL, None, (POPULAR,), untested())
    _step(report, given.stop, _CHOOSING, 1)
    shape = shaped(pasts, given.stop) if invertible(whole.taken) else USUAL
    if whole.log.at is None:
        pasts = _judgeable([*pasts, _some(set_back(whole, seed), seed)])
    life = half_life(pasts[0])
    _step(report, given.stop, _WEIGHING, 2)
    names: tuple[str, ...] = ()
    pools = []
    for past in pasts:
        models = _models(past.known, shape, life, given)
        names = tuple(models)
        pools.append(pooled(models, past.users, past.known.taken[past.users], past.wanted))
    users = np.concatenate([past.users for past in pasts])
    depth = np.concatenate([past.known.depth[past.users] for past in pasts])
    return Chosen(shape, life, names, weighed(joined(pools), users, depth, names.index(POPULAR)))


def _pasts(whole: Known, seed: int) -> list[HeldOut]:
    """Few enough users that judging by them takes seconds; where they are few and chance divides, several divisions."""
    first = _some(held_out(whole, seed), seed)
    if whole.log.at is not None or not len(first.users):
        return [first]
    more = range(1, min(_DIVISIONS, -(-JUDGED // len(first.users))))
    return _judgeable([first, *(_some(held_out(whole, seed + number), seed) for number in more)])


def _judgeable(pasts: Sequence[HeldOut]) -> list[HeldOut]:
    return [past for past in pasts if len(past.users)]


def _some(past: HeldOut, seed: int) -> HeldOut:
    drawn = np.random.default_rng(seed).permutation(len(past.users))[:JUDGED]
    return past.only(np.sort(drawn))


def _models(
    past: Known, shape: Shape, life: float | None, given: _Given, names: Collection[str] = _OTHERS
) -> Mapping[str, Model]:
    """In the order of the weights, the item models first. Which there are depends on sizes and what is given only."""
    items = _item_models(past, shape, given.stop)
    texts, main = given.texts, items[_main(past)]
    others: dict[str, Callable[[], Model | None]] = {POPULAR: lambda: popularity(past.log, life)}
    others |= {"tastes": lambda: lowpass(past, shape), "factors": lambda: factors(past, shape, given.stop)}
    if given.tied:
        others |= {"friends": lambda: friends(past), "circle": lambda: circle(past)}
        others["friends_items"] = lambda: through(past, main)
    if texts is not None:
        others["content"] = lambda: content(past, texts)
    found: dict[str, Model] = dict(items)
    for name, make in others.items():
        if given.stop():
            raise Cancelled
        model = make() if name in names else None
        if model is not None:
            found[name] = model
    return found


def _main(past: Known) -> str:
    """The item model that friends' choices are put through."""
    return "items" if invertible(past.taken) else "knn"


def _item_models(past: Known, shape: Shape, stop: StopAsked) -> dict[str, Product]:
    if invertible(past.taken):
        return {"items": linear(past, shape)}
    return {"knn": item_knn(past, stop), "rp3beta": rp3beta(past, stop)}
