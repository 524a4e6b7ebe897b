"""Last.fm (HetRec 2011) as RecBole-GNN has it: a tenth of each user's artists to validate, a tenth to test, at random.

``fit`` sees the train part only; train and validation artists are left out of the lists; all other artists are ranked.
The validation part is given to nobody: ``fit`` holds back a part of train to choose by. Five splits, mean and spread.
"""

import gzip
import os
from pathlib import Path

import numpy as np
from msgspec import Struct

from analytics.recommend.data import Interactions, Ties
from analytics.recommend.fit import fit
from analytics.recommend.linear import EASE, linear
from analytics.recommend.matrix import Known, known
from analytics.recommend.pool import Model
from analytics.recommend.popularity import popularity
from analytics.recommend.ranking import Mean, best, ranked
from tests.bench._result import Result, say

DATA = Path(os.environ.get("ZHANGGUI_DATA", Path(__file__).parents[3] / "shared" / "data")) / "lastfm"
SEEDS = 5
GOALS = {"recall": 0.222, "ndcg": 0.215}
PUBLISHED = {
    "BPR": (0.1761, 0.1674),
    "DiffNet": (0.1757, 0.1694),
    "LightGCN": (0.2064, 0.1972),
    "MHCN": (0.2123, 0.2068),
    "SEPT": (0.2127, 0.2057),
}
"""Recall@10 and NDCG@10 of RecBole-GNN on the same files and protocol."""
PROTOCOL = "Last.fm, per user 8:1:1 at random, learnt from train only, train and validation masked, full ranking"


class Listening(Struct, frozen=True, eq=False):
    """Who listens to whom, and who is whose friend, numbered from 0."""

    log: Interactions
    ties: Ties


def listening() -> Listening:
    """The whole data."""
    with gzip.open(DATA / "lastfm.inter.gz", "rt", encoding="utf-8") as lines:
        pairs = np.array([line.split("\t") for line in lines][1:], dtype=np.int64)
    friends = np.loadtxt(DATA / "lastfm.net", dtype=np.int64, skiprows=1)
    users, user = np.unique(pairs[:, 0], return_inverse=True)
    items, item = np.unique(pairs[:, 1], return_inverse=True)
    friends = np.searchsorted(users, friends[np.isin(friends, users).all(axis=1)]).astype(np.int32)
    log = Interactions(len(users), len(items), user.astype(np.int32), item.astype(np.int32))
    return Listening(log, Ties(friends[:, 0], friends[:, 1]))


def parts(log: Interactions, seed: int) -> np.ndarray:
    """0 train, 1 validation, 2 test per row; rounded down as RecBole does, at least one each; of two one is test."""
    rng = np.random.default_rng(seed)
    order = np.lexsort((rng.random(len(log)), log.user))
    many = np.bincount(log.user, minlength=log.users)
    tested = np.where(many >= 2, np.maximum(many // 10, 1), 0)
    validated = np.where(many >= 3, tested, 0)
    from_end = np.repeat(np.cumsum(many), many) - 1 - np.arange(len(log))
    share, both = (np.repeat(some, many) for some in (tested, tested + validated))
    part = np.empty(len(log), np.int64)
    part[order] = np.where(from_end < share, 2, np.where(from_end < both, 1, 0))
    return part


def rows(log: Interactions, kept: np.ndarray) -> Interactions:
    """Some of the rows."""
    return Interactions(log.users, log.items, log.user[kept], log.item[kept])


def warm(quick: bool) -> list[Result]:
    """Everybody has a history."""
    data = listening()
    figures: dict[str, list[Mean]] = {}
    for seed in range(1 if quick else SEEDS):
        for name, mean in _judged(data, seed).items():
            figures.setdefault(name, []).append(mean)
    return [result for metric in GOALS for result in _results(metric, figures)]


def _judged(data: Listening, seed: int) -> dict[str, Mean]:
    part = parts(data.log, seed)
    train, test = rows(data.log, part == 0), known(rows(data.log, part == 2), None).taken
    masked = known(rows(data.log, part < 2), None)
    learnt = known(train, None)
    fitted = fit(train, data.ties)
    models: dict[str, Model] = {
        "ours": fitted,
        "plain EASE": linear(learnt, EASE),
        "most popular": popularity(train, None),
    }
    found = {name: _mean(model, masked, test) for name, model in models.items()}
    say(f"{PROTOCOL}; seed {seed}: {fitted.chosen.shape}, weights {fitted.names} {fitted.buckets[-1].weights}")
    for name, mean in found.items():
        say(f"  {name}: Recall@10 {mean.recall:.4f}, NDCG@10 {mean.ndcg:.4f}")
    return found


def _mean(model: Model, masked: Known, test: object) -> Mean:
    scores = model.scores(np.arange(masked.log.users))
    return ranked(best(scores, masked.taken), test).mean


def _results(metric: str, figures: dict[str, list[Mean]]) -> list[Result]:
    mine = np.array([getattr(mean, metric) for mean in figures["ours"]])
    name = "Recall@10" if metric == "recall" else "NDCG@10"
    ours = float(mine.mean())
    peers = {f"{one} (published)": pair[list(GOALS).index(metric)] for one, pair in PUBLISHED.items()}
    for one in ("plain EASE", "most popular"):
        peers[one] = float(np.mean([getattr(mean, metric) for mean in figures[one]]))
    spread = float(mine.std(ddof=1)) if len(mine) > 1 else 0.0
    goal = GOALS[metric]
    return [
        Result(
            case=f"{PROTOCOL}: {name}, mean of {len(mine)} splits, deviation {spread:.4f}",
            ours=ours,
            unit="share",
            goal=goal,
            better="higher",
            met=ours > goal,
        ),
        *(
            Result(
                case=f"Last.fm: {name}",
                ours=ours,
                peer=peer,
                peer_name=one,
                unit="share",
                ratio=ours / peer,
                better="higher",
            )
            for one, peer in peers.items()
        ),
    ]
