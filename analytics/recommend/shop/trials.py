"""What became of lists in the past: counts by which chances are told, from customers drawn by lot at each moment."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes
from analytics.local_time import DAY
from analytics.recommend.shop.due import CHANCES, due
from analytics.recommend.shop.due import step_of as step_of_due
from analytics.recommend.shop.moment import Moment
from analytics.recommend.shop.odds import PLACES, STEPS, Odds, counted, step_of_place, together
from analytics.recommend.shop.owned import Owned, owned
from analytics.recommend.shop.past import bought
from analytics.recommend.shop.plain import AHEAD
from analytics.recommend.shop.ranking import Scores, best, same_for_all
from storage.progress import StopAsked

_DRAWN = 3000
DUE_STEPS = len(CHANCES) + 1


class Trials(Struct, frozen=True, eq=False):
    """Counts by way: lists of our own, of what sells most, and of what is due again."""

    ours: Odds
    popular: Odds
    due: Odds


def trials(then: Moment, scores: Scores, seed: int, stop: StopAsked) -> Trials:
    """Of one moment."""
    users = np.flatnonzero(then.known)
    if len(users) > _DRAWN:
        users = np.sort(np.random.default_rng([seed, then.at // DAY]).choice(users, _DRAWN, replace=False))
    after = owned(bought(then.facts).within(then.at, then.at + AHEAD * DAY), then.users, then.items)
    return Trials(
        _of_lists(then, scores, users, after, stop),
        _of_lists(then, same_for_all(then.popular), users, after, stop),
        _of_due(then, users, after),
    )


def all_trials(every: list[Trials]) -> Trials:
    """Of several moments, or of none."""
    return Trials(
        together([one.ours for one in every], STEPS),
        together([one.popular for one in every], STEPS),
        together([one.due for one in every], DUE_STEPS),
    )


def _of_lists(then: Moment, scores: Scores, users: Codes, after: Owned, stop: StopAsked) -> Odds:
    lists = best(scores, users, then.there, then.owned, PLACES, stop).items
    row, place = np.nonzero(lists >= 0)
    who = users[row]
    return counted(then.band(who), step_of_place(place), after.has(who, lists[row, place]), STEPS)


def _of_due(then: Moment, users: Codes, after: Owned) -> Odds:
    found = due(then, then.again, users, then.there)
    row, place = np.nonzero(found.items >= 0)
    who = users[row]
    step = step_of_due(found.chance[row, place])
    return counted(then.band(who), step, after.has(who, found.items[row, place]), DUE_STEPS)
