"""How the groups of earlier evenings did: what was said of them, what came, and how that sets right the present."""

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.arrays import Codes, Ints
from analytics.churn.groups import GROUPS, groups
from analytics.churn.standing import FAR, SOON, Standing, set_right, standing
from analytics.lifetime.backtest import evenings
from analytics.lifetime.log import Floats
from analytics.lifetime.past import Past
from analytics.lifetime.record import Record, Stood, levels, record
from analytics.lifetime.summary import Bought
from storage.facts import Facts


class Then(Struct, frozen=True, eq=False):
    """What the groups of 90 days ago came to: one value of each array per place in ``GROUPS``."""

    day: int
    people: Ints
    said: tuple[float, ...]
    """Money expected of the 90 days by the model alone, minor units."""
    usual: tuple[float, ...]
    came: Ints
    """How many bought."""
    spent: tuple[float, ...]


class _Look(Struct, frozen=True, eq=False):
    """An earlier evening, and what came in so many days after it."""

    standing: Standing
    days: int
    came: Bought

    def stood(self, group: Codes) -> Stood:
        now = self.standing
        return Stood(now.who, group, now.ahead[self.days].spend, self.came.amount, now.mean_spend)


def look_back(facts: Facts, past: Past, last: int, model: str) -> tuple[Record, Then | None]:
    """The record up to the evening of ``last``, and the newest list in it; None in a shop too young for that list."""
    looks = _looks(past, last, model)
    named = [groups(facts, look.standing) for look in looks]
    found = levels([look.stood(group) for look, group in zip(looks, named, strict=True)], len(GROUPS))
    righted = [
        replace(look, standing=set_right(look.standing, found.of(group)))
        for look, group in zip(looks, named, strict=True)
    ]
    stood = [look.stood(groups(facts, look.standing)) for look in righted]
    return record(stood, len(GROUPS), found), _then(looks[0], named[0]) if looks[0].days == FAR else None


def _looks(past: Past, last: int, model: str) -> list[_Look]:
    """Lists are looked at for 90 days; in a shop that is too young for it, for the 60 days of the back-test."""
    days = FAR if evenings(past, last, FAR) else SOON
    return [
        _Look(standing(past, day, model, (SOON, FAR)), days, past.bought(day, days))
        for day in evenings(past, last, days)
    ]


def _then(look: _Look, group: Codes) -> Then:
    size = len(GROUPS)

    def sums(values: Floats) -> tuple[float, ...]:
        return tuple(np.bincount(group, weights=values, minlength=size).tolist())

    return Then(
        day=look.standing.day,
        people=np.bincount(group, minlength=size),
        said=sums(look.standing.spend),
        usual=sums(look.standing.usual),
        came=np.bincount(group[look.came.times > 0], minlength=size),
        spent=sums(look.came.amount),
    )
