"""All that takes long: the model fitted, replays of the past, and the best products of every customer. It is kept.

Of each customer only ``PLACES`` products are kept, so that answers need no model: they filter the list anew.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.coverage import present
from analytics.learning import Lesson
from analytics.learning import learnt as learnt_or_kept
from analytics.recommend.fit import fit
from analytics.recommend.shop.again import Again
from analytics.recommend.shop.audience import audience
from analytics.recommend.shop.moment import Moment
from analytics.recommend.shop.odds import PLACES, Odds
from analytics.recommend.shop.offered import offered
from analytics.recommend.shop.past import interactions, texts, ties
from analytics.recommend.shop.ranking import Best, best
from analytics.recommend.shop.record import Record, record_of
from analytics.recommend.shop.replay import repeaters, replayed
from analytics.recommend.shop.together import Neighbours, neighbours
from analytics.recommend.shop.trials import Trials, all_trials, trials
from storage.facts import Facts
from storage.progress import Progress, Report, StopAsked, ignore, never
from storage.words import Words

_SEED = 1
_LISTING = Words("正在给每位客户挑商品", "Choosing products for every customer")


class Learnt(Struct, frozen=True, eq=False):
    """Customers and products by code."""

    at: int
    """When the data ended, UTC milliseconds."""
    repeaters: int
    """Customers with two orders or more."""
    record: Record | None
    """None where the past is too short or too thin to be replayed."""
    lists: NDArray[np.int32]
    """[customers, PLACES] new products, best first, -1 where there are no more; of no rows where ours is not used."""
    strength: NDArray[np.float32]
    """The same places: how far each stands out among all products of that customer."""
    popular: NDArray[np.float32]
    """[products] what sold most lately."""
    again: Again
    neighbours: Neighbours
    trials: Trials

    @property
    def odds(self) -> Odds:
        """How often what is named for the first time is bought, by the lists in use."""
        return self.trials.ours if self.ours else self.trials.popular

    @property
    def ours(self) -> bool:
        """Whether lists of their own are in use, not what sells most."""
        return self.record is not None and self.record.force == "ours"


def learn(facts: Facts, _kept: Learnt | None, report: Report, stop: StopAsked) -> Learnt:
    """Everything; raises Cancelled when asked to stop."""
    now = Moment(facts, present(facts) + 1)
    new, again, tried = [], [], []
    for past in replayed(facts, _SEED, report, stop):
        new.append(past.new)
        again.append(past.again)
        tried.append(trials(past.moment, past.scores, _SEED, stop))
    record = record_of(new, again, _SEED) if new else None
    force = record.force if record is not None else "popular"
    lists = _lists(now, report, stop) if force == "ours" else _NO_LISTS
    return Learnt(
        at=now.at,
        repeaters=repeaters(now.taken.user, now.taken.order),
        record=record,
        lists=lists.items,
        strength=lists.strength,
        popular=now.popular.astype(np.float32),
        again=now.again,
        neighbours=neighbours(now.taken, now.items),
        trials=all_trials(tried),
    )


def learnt(facts: Facts, report: Report = ignore, stop: StopAsked = never) -> Learnt:
    """What is learnt of a shop, once per state of its data."""
    return learnt_or_kept(facts, LESSON, report, stop)


LESSON = Lesson("recommend", 1, Learnt, learn)
_NO_LISTS = Best(np.zeros(0, np.int32), np.zeros((0, PLACES), np.int32), np.zeros((0, PLACES), np.float32))


def _lists(now: Moment, report: Report, stop: StopAsked) -> Best:
    """Of every customer who may be told anything; the rows of all others are empty."""
    facts = now.facts
    fitted = fit(
        interactions(facts, now.at), ties(facts, now.at), texts=texts(facts), seed=_SEED, report=report, stop=stop
    )
    report(Progress(_LISTING, 0))
    users = np.flatnonzero(audience(facts))
    found = best(fitted.scores, users, offered(facts).mask & now.there, now.owned, PLACES, stop)
    items, strength = np.full((now.users, PLACES), -1, np.int32), np.zeros((now.users, PLACES), np.float32)
    items[users], strength[users] = found.items, found.strength
    return Best(np.arange(now.users), items, strength)
