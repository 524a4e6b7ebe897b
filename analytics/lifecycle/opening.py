"""Whether the data has seen the shop open, or only begins in the middle of its life as an exported month does.

A shop that opens sells little first and much more soon; a shop of which one month was imported sells as ever from its
first day on. What is known of the time before (fans, visits) speaks against an opening; goods may have been listed
elsewhere before.
"""

from analytics.arrays import Ints
from analytics.intervals import share
from analytics.lifecycle.days import Days
from analytics.local_time import DAY
from analytics.period import midnight
from storage.columns import MISSING
from storage.facts import Facts

FIRST = 14
LATER = (28, 84)
"""Days from the first order on: the first ones are held against those after the first weeks."""
PREPARED = 60
"""So many days may a shop gather fans before its first order."""
PART = 0.6
"""The first days are surely below this part of the later pace; ordinary ups and downs are not as deep."""


def opened_before(facts: Facts, days: Days) -> bool:
    """Whether anything is known of the shop from long before its first order."""
    begun = midnight(days.first, facts.shop.zone) - PREPARED * DAY
    known = (facts["customers"]["joined_at"], facts["visits"]["created_at"])
    return any(_any_before(moments, begun) for moments in known)


def opening_seen(days: Days, place: int) -> bool:
    """Whether orders began with little and soon were many more, by what was known at the end of a day."""
    first, later = _orders(days, 0, FIRST), _orders(days, LATER[0], min(place + 1, LATER[1]))
    return place + 1 >= LATER[0] + FIRST and _surely_below(first, later)


def _orders(days: Days, start: int, stop: int) -> tuple[int, int]:
    """Orders of ordinary days, and how many days these are."""
    counted = days.ordinary[start:stop]
    return int(days.orders[start:stop][counted].sum()), int(counted.sum())


def _surely_below(first: tuple[int, int], later: tuple[int, int]) -> bool:
    """Whether the pace of the first is below that part of the later: two Poisson rates, 97.5% sure."""
    if not first[1] or not later[1]:
        return False
    of_first = share(first[0], first[0] + later[0])
    return of_first is not None and of_first.high < PART * first[1] / (PART * first[1] + later[1])


def _any_before(moments: Ints, begun: int) -> bool:
    known = moments[moments != MISSING]
    return bool(len(known)) and bool(known.min() < begun)
