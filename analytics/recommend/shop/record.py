"""The record of our lists: replayed moments in numbers small enough to keep, and which list is used for that."""

from typing import Literal

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.recommend.shop.hits import Hits, Score, ratio, score
from analytics.recommend.shop.mixing import HISTORY
from analytics.recommend.shop.replay import UNRECORDED, Judged
from analytics.result import Estimate

Force = Literal["ours", "popular"]


class Compared(Struct, frozen=True):
    """Our lists beside others, over the same customers."""

    customers: int
    """Different ones."""
    lists: int
    """A customer counts once per moment."""
    bought: int
    """Products they bought then."""
    ways: dict[str, Score]
    ratios: dict[str, Estimate | None]
    """Our hits over theirs, by way; None where theirs are too few."""


class Record(Struct, frozen=True):
    """Everything that replays told."""

    moments: tuple[int, ...]
    """The earliest first, UTC milliseconds."""
    new: Compared
    again: Compared
    pushed: Compared | None
    """New products where it can be told what the shop pushed, lists as long as that; None where it cannot."""
    pushed_known: bool
    """Whether the data tells what the shop pushes at all."""
    by_history: tuple[Compared, ...]
    """New products, by ``HISTORY``."""
    drawn: int | None
    """Customers drawn by lot at each moment, of whom alone it tells; None where it tells of all."""

    @property
    def force(self) -> Force:
        """Ours where all of the interval lies above what sells most, else that."""
        ahead = self.new.ratios["popular"]
        return "ours" if ahead is not None and ahead.low > 1 else "popular"


def record_of(new: list[Judged], again: list[Judged], drawn: int | None, seed: int) -> Record:
    """Of all moments; there is at least one."""
    fresh = _joined(new)
    some = fresh.pushed > 0
    bounds = zip(HISTORY, (*HISTORY[1:], np.iinfo(np.int64).max), strict=True)
    return Record(
        tuple(np.unique(fresh.moment).tolist()),
        _compared(fresh, fresh.ways, seed),
        _compared(_joined(again), _joined(again).ways, seed),
        _compared(_only(fresh, some), _of_pushed(fresh, some), seed) if some.any() else None,
        bool((fresh.pushed != UNRECORDED).any()),
        tuple(_of_history(fresh, low, high, seed) for low, high in bounds),
        drawn,
    )


def _of_history(judged: Judged, low: int, high: int, seed: int) -> Compared:
    rows = (judged.history >= low) & (judged.history < high)
    return _compared(_only(judged, rows), _only(judged, rows).ways, seed)


def _of_pushed(judged: Judged, rows: Mask) -> dict[str, Hits]:
    return {"ours": judged.ours_cut.only(rows), "pushed": judged.ways["pushed"].only(rows)}


def _compared(judged: Judged, ways: dict[str, Hits], seed: int) -> Compared:
    return Compared(
        len(np.unique(judged.customer)),
        len(judged.customer),
        int(judged.wanted.sum()),
        {way: score(hits, judged.wanted) for way, hits in ways.items()},
        {way: ratio(ways["ours"], hits, judged.customer, seed) for way, hits in ways.items() if way != "ours"},
    )


def _joined(every: list[Judged]) -> Judged:
    def column(name: str) -> Ints:
        found: Ints = np.concatenate([getattr(one, name) for one in every])
        return found

    return Judged(
        column("customer"), column("moment"), column("history"), column("wanted"),
        {way: _hits([one.ways[way] for one in every]) for way in every[0].ways},
        column("pushed"), _hits([one.ours_cut for one in every]),
    )  # fmt: skip


def _hits(every: list[Hits]) -> Hits:
    return Hits(np.concatenate([one.met for one in every]))


def _only(judged: Judged, rows: Mask) -> Judged:
    return Judged(
        judged.customer[rows], judged.moment[rows], judged.history[rows], judged.wanted[rows],
        {way: hits.only(rows) for way, hits in judged.ways.items()}, judged.pushed[rows], judged.ours_cut.only(rows),
    )  # fmt: skip
