"""How many of just such people bought by themselves in as many days of the shop's own past.

People on a list were often picked because they have not bought for a while, so their own last weeks say nothing. Those
count who, some windows ago, had bought as often and as long ago as they have now, and what these did in the window that
followed.
"""

import math
from collections.abc import Sequence

import numpy as np

from analytics.arrays import Codes, Ints
from analytics.coverage import coverage
from analytics.dimension import id_codes
from analytics.fan_history import by_code, joined_at
from analytics.intervals import Z95, Floats
from analytics.local_time import DAY
from analytics.result import Estimate
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

_RECENCY = (7, 14, 30, 60, 90, 180, 365)  # days since the last order, upper bounds
_OFTEN = (1, 2, 3, 5, 10)  # orders so far
_STRATA = (len(_RECENCY) + 1) * (len(_OFTEN) + 1) + 1  # the last one: never bought
_WINDOWS = 4
_BORROWED = 20
"""People of the average that a stratum is drawn towards."""


def own_rate(facts: Facts, ids: Sequence[str], days: int) -> Estimate | Words:
    """The share of such people who buy within ``days``, as of the end of the data; or why it is not known.

    ``ids`` are those of customers in the data; others, and who never bought and came nobody knows when, are left out.
    """
    known, codes = coverage(facts), id_codes(facts, "customers")
    until = known.until if known is not None else 0
    moments = [until - (number + 1) * days * DAY for number in range(_WINDOWS)]
    begun = int(paid(facts).at[0]) if len(paid(facts)) else until
    moments = [moment for moment in moments if moment - begun >= days * DAY]
    now = _strata(facts, until)[[codes[one] for one in ids if one in codes]]
    now = now[now >= 0]
    if not moments:
        return Words(
            f"过去的数据不到 {2 * days} 天，不知道这些人平时有多少会自己买。",
            f"The data has less than {2 * days} days: how many of them buy by themselves is not known.",
        )
    if not len(now):
        return Words(
            "这些人没买过，也不知道什么时候来的，平时有多少会自己买说不出。",
            "They never bought, and when they came is not known: so is how many of them buy by themselves.",
        )
    mix = np.bincount(now, minlength=_STRATA) / len(now)
    return _mixed(mix, [_followed(facts, moment, days) for moment in moments])


def _followed(facts: Facts, moment: int, days: int) -> tuple[Ints, Ints]:
    """Per stratum how many people there were at a moment, and how many of them bought in the days after."""
    orders, strata = paid(facts), _strata(facts, moment)
    there = strata >= 0
    lo, hi = orders.between(moment, moment + days * DAY)
    again = np.zeros(len(strata) + 1, dtype=bool)
    again[orders.buyer[lo:hi]] = True
    people = np.bincount(strata[there], minlength=_STRATA)
    return people, np.bincount(strata[there & again[:-1]], minlength=_STRATA)


def _strata(facts: Facts, moment: int) -> Codes:
    """Per code of a customer, by orders before a moment; -1 for who was not there yet."""
    orders = paid(facts)
    upto = int(np.searchsorted(orders.at, moment))
    buyers, count = orders.buyer[:upto], len(facts.position("customers"))
    often = np.bincount(buyers[buyers >= 0], minlength=count)
    last = np.zeros(count + 1, np.int64)
    last[buyers] = orders.at[:upto]  # the later one stays
    since = np.searchsorted(_RECENCY, (moment - last[:-1]) / DAY)
    joined = by_code(facts, joined_at(facts), MISSING)[:-1]
    there = (joined != MISSING) & (joined < moment)
    bought = since * (len(_OFTEN) + 1) + np.searchsorted(_OFTEN, often)
    return np.where(often > 0, bought, np.where(there, _STRATA - 1, -1)).astype(np.int32)


def _mixed(mix: Floats, windows: Sequence[tuple[Ints, Ints]]) -> Estimate:
    """The strata's rates in the mix of the list; the interval is that of one more window."""
    people, bought = (np.sum(each, axis=0) for each in zip(*windows, strict=True))
    average = (float(bought.sum()) + 0.5) / (float(people.sum()) + 1)
    rates = _rates(people, bought, average)
    apart = [float(mix @ _rates(*window, average)) for window in windows]
    between = float(np.var(apart, ddof=1)) * (1 + 1 / len(apart)) if len(apart) > 1 else 0.0
    within = float((mix * mix * rates * (1 - rates) / (people + _BORROWED)).sum())
    rate, reach = float(mix @ rates), Z95 * math.sqrt(between + within)
    return Estimate(rate, max(rate - reach, 0.0), min(rate + reach, 1.0))


def _rates(people: Ints, bought: Ints, average: float) -> Floats:
    """Small strata drawn towards all."""
    rates: Floats = (bought + _BORROWED * average) / (people + _BORROWED)
    return rates
