"""Group-buys of BeiBei: friends are pairs who shared a filled group; what somebody had not taken before is to be told.

A tenth of the filled groups is held back whole: neither that its members took the item nor that they know each other is
learnt, so no tie exists only because of what is to be told; each tie names the item it came of, so that ``fit`` forgets
it likewise when it holds back. Failed groups are learnt from, as interest of who opened
them. The log has no times, so the split is by chance. 5,000 people are judged; what they took already is left out.
"""

import gzip

import numpy as np
from msgspec import Struct

from analytics.recommend.data import Interactions, Ties
from analytics.recommend.fit import fit
from analytics.recommend.friends import friends
from analytics.recommend.matrix import known
from analytics.recommend.pool import Model, blocks
from analytics.recommend.popularity import popularity
from analytics.recommend.ranking import Ranked, best, ranked, times
from tests.bench._beibei import DATA
from tests.bench._result import Result, say

HELD, JUDGED = 0.1, 5000


class Groups(Struct, frozen=True, eq=False):
    """One value per person in a group."""

    users: int
    items: int
    group: np.ndarray
    """Groups by number; who opened it stands first."""
    user: np.ndarray
    item: np.ndarray
    filled: np.ndarray


def beibei() -> list[Result]:
    """Ours, and friends alone, against the most popular."""
    groups = _groups()
    rng = np.random.default_rng(1)
    held = (rng.random(groups.group.max() + 1) < HELD)[groups.group] & groups.filled
    log = Interactions(
        groups.users, groups.items, *(part[~held].astype(np.int32) for part in (groups.user, groups.item))
    )
    ties = _ties(groups, groups.filled & ~held)
    learnt = known(log, ties)
    wanted = known(Interactions(log.users, log.items, groups.user[held], groups.item[held]), None).taken
    wanted = wanted - wanted.multiply(learnt.taken)
    wanted.eliminate_zeros()
    judged = np.sort(rng.permutation(np.flatnonzero(np.diff(wanted.indptr)))[:JUDGED])
    wanted, depth = wanted[judged].tocsr(), learnt.depth[judged]
    tied = np.diff(learnt.friends[judged].indptr) > 0
    fitted = fit(log, ties)
    for bucket in fitted.buckets:
        say(f"  from {bucket.least} known: {dict(zip(fitted.names, bucket.weights, strict=True))}")
    models: dict[str, Model] = {"ours": fitted, "friends alone": friends(learnt), "popular": popularity(log, None)}
    found = {name: _ranked(model, judged, learnt.taken[judged], wanted) for name, model in models.items()}
    say(f"BeiBei: {len(judged)} judged, {tied.mean():.0%} with a friend, {(depth == 0).mean():.0%} with nothing known")
    everybody = np.ones(len(judged), bool)
    cases = {
        "everybody": everybody,
        "those with a friend": tied,
        "those of whom no item is known": depth == 0,
    }
    return [
        _result(f"{name}, {who} ({rows.sum()})", metric, found[name], found["popular"], rows)
        for metric in ("recall", "ndcg")
        for name, who, rows in [("ours", who, rows) for who, rows in cases.items()]
        + [("friends alone", "those with a friend", tied)]
    ]


def _groups() -> Groups:
    lines = []
    for name, filled in (("invalid", False), ("tune", True)):
        with gzip.open(DATA / f"{name}.txt.gz", "rt", encoding="utf-8") as text:
            lines += [(line.split(), filled) for line in text]
    members = [[int(cell) for cell in (cells[0], *cells[2:])] for cells, _ in lines]
    size = np.array([len(people) for people in members])
    _, user = np.unique(np.concatenate(members), return_inverse=True)
    _, item = np.unique([int(cells[1]) for cells, _ in lines], return_inverse=True)
    group = np.repeat(np.arange(len(lines)), size)
    filled = np.repeat([filled for _, filled in lines], size)
    return Groups(int(user.max()) + 1, int(item.max()) + 1, group, user, np.repeat(item, size), filled)


def _ties(groups: Groups, rows: np.ndarray) -> Ties:
    """Who opened a group, with each who joined it."""
    group, user, item = groups.group[rows], groups.user[rows], groups.item[rows]
    first = np.append(True, group[1:] != group[:-1])
    opened = user[np.flatnonzero(first)][np.cumsum(first) - 1]
    return Ties(*(part[~first].astype(np.int32) for part in (opened, user)), item=item[~first].astype(np.int32))


def _ranked(model: Model, users: np.ndarray, taken: object, wanted: object) -> Ranked:
    places = np.arange(len(users))
    lists = [best(model.scores(users[some]), taken[some]) for some in blocks(places, wanted.shape[1])]
    return ranked(np.concatenate(lists), wanted)


def _result(who: str, metric: str, ours: Ranked, popular: Ranked, rows: np.ndarray) -> Result:
    mine, theirs = getattr(ours, metric)[rows], getattr(popular, metric)[rows]
    ratio = times(mine, theirs)
    told = "popular met nothing" if ratio is None else f"95% {ratio.low:.2f} to {ratio.high:.2f} by user"
    return Result(
        case=f"BeiBei, groups held back whole, new items only, {who}: {metric}@10, {told}",
        ours=float(mine.mean()),
        peer=float(theirs.mean()),
        peer_name="most popular",
        unit="share",
        ratio=None if ratio is None else ratio.value,
        better="higher",
    )
