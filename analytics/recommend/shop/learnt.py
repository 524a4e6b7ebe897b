"""All that takes long: the model fitted, replays of the past, and the best products of every customer. It is kept.

Of each customer only ``PLACES`` products are kept, so that answers need no model: they filter the list anew.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.coverage import present
from analytics.learning import Lesson, known
from analytics.learning import learnt as learnt_or_kept
from analytics.local_time import DAY
from analytics.one_core import one_core
from analytics.recommend.shop.again import Again
from analytics.recommend.shop.audience import audience
from analytics.recommend.shop.kept import kept as kept_lines
from analytics.recommend.shop.moment import MOST, Moment
from analytics.recommend.shop.moments import Missing, buyers_after, missing, repeaters
from analytics.recommend.shop.odds import PLACES, Odds
from analytics.recommend.shop.offered import offered
from analytics.recommend.shop.past import bought
from analytics.recommend.shop.plain import AHEAD
from analytics.recommend.shop.ranking import Best, best
from analytics.recommend.shop.record import Record, record_of
from analytics.recommend.shop.replay import Choice, Replayed, parts_of, replayed
from analytics.recommend.shop.together import Neighbours, neighbours
from analytics.recommend.shop.trials import Trials, all_trials
from storage.facts import Facts
from storage.progress import Progress, Report, StopAsked, ignore, never
from storage.words import Words

AGAIN = 7
"""Days for which replays stand; lists and what is bought again are learnt anew with every state of the data."""
_OTHER = 0.01
"""Where so large a part of the past was added or taken away, it is replayed again at once."""
_SEED = 1
_AT_ONCE = 30_000
"""Customers of whom lists are made before it is told how far it is."""
_LISTING = Words("正在给每位客户挑商品", "Choosing products for every customer")


class Learnt(Struct, frozen=True, eq=False):
    """Customers and products by code."""

    at: int
    """When the data ended, UTC milliseconds."""
    repeaters: int
    """Customers with two orders or more."""
    lately: int
    """Customers who bought in the last ``AHEAD`` days."""
    record: Record | None
    """None where the past is too short or too thin to be replayed."""
    missing: Missing | None
    """What it lacks for that."""
    choice: Choice | None
    """What the item model chose, for the next time."""
    mix: tuple[int, ...]
    """Per group of ``mixing.HISTORY`` the place in ``mixing.MIXES``."""
    lists: NDArray[np.int32]
    """[customers, PLACES] new products, best first, -1 where there are no more; of no rows where ours is not used."""
    strength: NDArray[np.float32]
    """The same places: how far each stands out among all products of that customer."""
    popular: NDArray[np.float32]
    """[products] what sold most lately."""
    again: Again
    neighbours: Neighbours
    trials: Trials
    judged_at: int
    """When the data ended that record, choice, mix and trials were told by."""
    judged: int
    """Lines bought by then."""

    @property
    def odds(self) -> Odds:
        """How often what is named for the first time is bought, by the lists in use."""
        return self.trials.ours if self.ours else self.trials.popular

    @property
    def ours(self) -> bool:
        """Whether lists of their own are in use, not what sells most."""
        return self.record is not None and self.record.force == "ours"


def learn(facts: Facts, kept: Learnt | None, report: Report, stop: StopAsked) -> Learnt:
    """Everything; of what was learnt before the replays are used again for some days, and the choice for longer.

    Raises Cancelled when asked to stop.
    """
    with one_core():
        return _learn(facts, kept, report, stop)


def _learn(facts: Facts, kept: Learnt | None, report: Report, stop: StopAsked) -> Learnt:
    now = Moment(facts, present(facts) + 1)
    past = _kept(kept, now) or _judged(now, None if kept is None else kept.choice, report, stop)
    ours = past.record is not None and past.record.force == "ours"
    lists = _lists(now, past, report, stop) if ours else _NO_LISTS
    return Learnt(
        at=now.at,
        repeaters=repeaters(now.taken.user, now.taken.order),
        lately=buyers_after(facts, now.at - AHEAD * DAY),
        record=past.record,
        missing=None if past.record is not None else missing(facts),
        choice=past.choice,
        mix=past.mix,
        lists=lists.items,
        strength=lists.strength,
        popular=now.popular.astype(np.float32),
        again=now.again,
        neighbours=neighbours(now.taken, now.items),
        trials=past.trials,
        judged_at=past.at,
        judged=past.lines,
    )


class _Judged(Struct, frozen=True, eq=False):
    """What the past tells, replayed at a moment when so many lines were known."""

    at: int
    lines: int
    record: Record | None
    choice: Choice | None
    mix: tuple[int, ...]
    trials: Trials


def _kept(kept: Learnt | None, now: Moment) -> _Judged | None:
    """What was told a few days ago of the same past stands; None where it is too old, or the past is another."""
    if kept is None or kept.record is None or not 0 <= now.at - kept.judged_at < AGAIN * DAY:
        return None
    lines = len(kept_lines(now.facts, kept.judged_at))
    if abs(lines - kept.judged) > _OTHER * kept.judged:
        return None
    return _Judged(kept.judged_at, kept.judged, kept.record, kept.choice, kept.mix, kept.trials)


def _judged(now: Moment, choice: Choice | None, report: Report, stop: StopAsked) -> _Judged:
    past = replayed(now.facts, choice, _SEED, report, stop)
    mix, trials = tuple(past.tally.chosen().tolist()), all_trials([one.trial for one in past.every])
    return _Judged(now.at, len(now.taken), _record(past), past.choice, mix, trials)


def learnt(facts: Facts, report: Report = ignore, stop: StopAsked = never) -> Learnt:
    """What is learnt of a shop, once per state of its data."""
    return learnt_or_kept(facts, LESSON, report, stop)


def told(facts: Facts) -> bool:
    """Whether ``learnt`` answers at once."""
    return not len(bought(facts)) or known(facts, LESSON) is not None


LESSON = Lesson("recommend", 8, Learnt, learn)
_NO_LISTS = Best(np.zeros(0, np.int32), np.zeros((0, PLACES), np.int32), np.zeros((0, PLACES), np.float32))


def _record(past: Replayed) -> Record | None:
    if not past.every:
        return None
    new, again = [one.new for one in past.every], [one.again for one in past.every]
    return record_of(new, again, MOST if past.drawn else None, _SEED)


def _lists(now: Moment, past: _Judged, report: Report, stop: StopAsked) -> Best:
    """Of every customer who may be told anything; the rows of all others are empty."""
    many, may = now.owned.many(), offered(now.facts).mask & now.there
    parts = parts_of(now, np.flatnonzero(now.known), _SEED, past.choice, report, stop)
    ours = parts.by_history(np.array(past.mix), many)
    users = np.flatnonzero(audience(now.facts))
    users = users[np.lexsort((now.alike[users], many[users]))]  # those of whom the same is known in one go
    items, strength = np.full((now.users, PLACES), -1, np.int32), np.zeros((now.users, PLACES), np.float32)
    for start in range(0, len(users), _AT_ONCE):
        report(Progress(_LISTING, start, len(users)))
        some = users[start : start + _AT_ONCE]
        found = best(ours, some, may, now.had, PLACES, stop)
        items[some], strength[some] = found.items, found.strength
    return Best(np.arange(now.users), items, strength)
