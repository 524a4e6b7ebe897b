"""What became of lists in the past: counts by which chances are told, from customers drawn by lot at each moment."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Mask
from analytics.local_time import DAY
from analytics.recommend.shop.due import CHANCES, due
from analytics.recommend.shop.due import step_of as step_of_due
from analytics.recommend.shop.kept import kept
from analytics.recommend.shop.moment import Moment
from analytics.recommend.shop.odds import PLACES, STEPS, Odds, counted, step_of_place, together
from analytics.recommend.shop.owned import Owned, owned
from analytics.recommend.shop.plain import AHEAD
from analytics.recommend.shop.ranking import Scores, best, same_for_all
from storage.progress import StopAsked

Floats = NDArray[np.float64]
_DRAWN = 3000
_PARTS = (0.4, 0.7, 0.87, 0.96)
"""Of all products shown, those below each bound of strength: the last step has the most outstanding."""
DUE_STEPS = len(CHANCES) + 1


class Shown(Struct, frozen=True, eq=False):
    """Products of our own lists, one value each."""

    band: Codes
    strength: Floats
    """How far the product stands out among all of that customer."""
    came: Mask
    """Whether the customer bought it within the days after."""


class Trial(Struct, frozen=True, eq=False):
    """One moment."""

    ours: Shown
    popular: Odds
    due: Odds


class Trials(Struct, frozen=True, eq=False):
    """Counts over all moments: lists of our own, of what sells most, and of what is due again."""

    ours: Odds
    bounds: Floats
    """Of the strength of a product, ascending: the steps of ``ours``."""
    popular: Odds
    """By the place in the list."""
    due: Odds


def trial(then: Moment, scores: Scores, seed: int, stop: StopAsked) -> Trial:
    """Of one moment."""
    users = then.drawn
    if len(users) > _DRAWN:
        users = np.sort(np.random.default_rng([seed, then.at // DAY]).choice(users, _DRAWN, replace=False))
    after = owned(kept(then.facts, then.at + AHEAD * DAY, then.at), then.users, then.items)
    return Trial(_ours(then, scores, users, after, stop), _popular(then, users, after, stop), _due(then, users, after))


def all_trials(every: list[Trial]) -> Trials:
    """Of several moments, or of none."""
    nothing = Shown(np.zeros(0, np.int8), np.zeros(0), np.zeros(0, bool))
    shown = [one.ours for one in every] or [nothing]
    band, strength, came = (np.concatenate([getattr(one, name) for one in shown]) for name in Shown.__struct_fields__)
    bounds = np.quantile(strength, _PARTS) if len(strength) else np.zeros(len(_PARTS))
    return Trials(
        counted(band, step_of_strength(bounds, strength), came, STEPS),
        bounds,
        together([one.popular for one in every], STEPS),
        together([one.due for one in every], DUE_STEPS),
    )


def step_of_strength(bounds: Floats, strength: Floats) -> Codes:
    """The step of how far something stands out, the least first."""
    found: Codes = np.searchsorted(bounds, strength, "right").astype(np.int8)
    return found


def _ours(then: Moment, scores: Scores, users: Codes, after: Owned, stop: StopAsked) -> Shown:
    lists = best(scores, users, then.there, then.had, PLACES, stop)
    row, place = np.nonzero(lists.items >= 0)
    who = users[row]
    strength = lists.strength[row, place].astype(np.float64)
    return Shown(then.band(who), strength, after.has(who, lists.items[row, place]))


def _popular(then: Moment, users: Codes, after: Owned, stop: StopAsked) -> Odds:
    lists = best(same_for_all(then.popular), users, then.there, then.had, PLACES, stop).items
    row, place = np.nonzero(lists >= 0)
    who = users[row]
    return counted(then.band(who), step_of_place(place), after.has(who, lists[row, place]), STEPS)


def _due(then: Moment, users: Codes, after: Owned) -> Odds:
    found = due(then, then.again, users, then.there)
    row, place = np.nonzero(found.items >= 0)
    who = users[row]
    step = step_of_due(found.chance[row, place])
    return counted(then.band(who), step, after.has(who, found.items[row, place]), DUE_STEPS)
