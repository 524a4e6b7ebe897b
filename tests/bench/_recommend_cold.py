"""Beginners of Last.fm: 400 users of whom 0, 1, 3 or 10 artists are known.

Artists with two listeners or more. A fifth of each beginner's artists is to be told, ``n`` of the rest are known, all
others of that beginner are hidden. A beginner comes to friends who are there already, so 100 at a time are set back and
the others are as they are; but models and weights are chosen once, with all that any of the 400 took hidden, and kept
for all updates. Two draws of beginners. Friendships are known.
"""

import numpy as np

from analytics.recommend.fit import fit
from analytics.recommend.fitted import Chosen
from analytics.recommend.matrix import known
from analytics.recommend.popularity import popularity
from analytics.recommend.ranking import Ranked, best, ranked, times
from tests.bench._recommend_lastfm import Listening, listening, rows
from tests.bench._result import Result, say

BEGINNERS, AT_ONCE, KNOWN, DRAWS, GOAL = 400, 100, (0, 1, 3, 10), 2, 2.0
Judged = tuple[Ranked, Ranked]


def cold(quick: bool) -> list[Result]:
    """Ours against the most popular, for each number of known artists."""
    data = listening()
    heard = np.bincount(data.log.item, minlength=data.log.items)
    data = Listening(rows(data.log, heard[data.log.item] >= 2), data.ties)
    draws = [_draw(data, seed) for seed in range(1 if quick else DRAWS)]
    return [_result(n, [one for draw in draws for one in draw[n]]) for n in KNOWN]


def _draw(data: Listening, seed: int) -> dict[int, list[Judged]]:
    log, rng = data.log, np.random.default_rng(100 + seed)
    many = np.bincount(log.user, minlength=log.users)
    beginners = rng.permutation(rng.choice(np.flatnonzero(many >= 15), BEGINNERS, replace=False))
    order = np.lexsort((rng.random(len(log)), log.user))
    place = np.empty(len(log), np.int64)
    place[order] = np.arange(len(log)) - np.repeat(np.cumsum(many) - many, many)
    told = place >= np.ceil(many * 0.8)[log.user]
    chosen = fit(rows(log, ~np.isin(log.user, beginners)), data.ties, seed=seed).chosen
    say(f"Last.fm beginners, draw {seed}: {chosen.names} {[bucket.weights for bucket in chosen.buckets]}")
    groups = [np.sort(beginners[start : start + AT_ONCE]) for start in range(0, BEGINNERS, AT_ONCE)]
    return {n: [_judged(data, group, place < n, told, chosen) for group in groups] for n in KNOWN}


def _judged(data: Listening, group: np.ndarray, shown: np.ndarray, told: np.ndarray, chosen: Chosen) -> Judged:
    mine = np.isin(data.log.user, group)
    learnt = rows(data.log, ~mine | shown)
    taken, wanted = (known(one, None).taken[group] for one in (learnt, rows(data.log, mine & told)))
    models = (fit(learnt, data.ties, kept=chosen), popularity(learnt, None))
    ours, popular = (ranked(best(model.scores(group), taken), wanted) for model in models)
    return ours, popular


def _result(n: int, parts: list[Judged]) -> Result:
    mine, popular = (np.concatenate([part[place].ndcg for part in parts]) for place in range(2))
    ratio = times(mine, popular)
    assert ratio is not None
    what = f"Last.fm, {BEGINNERS} beginners with {n} known artists, {len(parts) * AT_ONCE // BEGINNERS} draws: NDCG@10"
    return Result(
        case=f"{what}, times most popular, 95% {ratio.low:.2f} to {ratio.high:.2f} by user",
        ours=float(mine.mean()),
        peer=float(popular.mean()),
        peer_name="most popular",
        unit="share",
        ratio=ratio.value,
        goal=GOAL,
        better="higher",
        met=ratio.value >= GOAL,
    )
