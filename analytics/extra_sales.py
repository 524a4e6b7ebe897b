"""What campaigns brought beyond what would have been sold anyway.

Coupons that the shop handed out are judged by people: those who got one against those who did not and had bought alike
before. Coupons that buyers claim for themselves are not judged: whoever claims means to buy, and no likeness in the
past makes up for that. Other campaigns of up to ``LONGEST`` days are judged by days: against earlier spans of the same
weekdays in which no campaign of that type ran.
"""

import math
from datetime import timedelta

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.coverage import coverage
from analytics.dimensions.campaigns import CAMPAIGN
from analytics.local_time import DAY
from analytics.paths import along
from analytics.period import Period, local_day
from analytics.result import Estimate
from analytics.uplift import beyond, matched, totals_by_person
from storage.columns import MISSING
from storage.derive import Paid, paid
from storage.facts import Facts
from storage.words import Words

LONGEST = 31
_SPANS = 12
_RECENT = np.array([30, 90, 180, 365]) * DAY
_OFTEN = 3
STRATA = (len(_RECENT) + 1) * (_OFTEN + 1)

BY_PEOPLE = Words("和买得相近、没拿到券的人比", "against people alike without a coupon")
BY_DAYS = Words("和没有这类活动的同样星期比", "against the same weekdays without such a campaign")
ALWAYS = Words("这类活动一直在跑，没有可比的日子", "such a campaign always runs: no days to compare")
TOO_LONG = Words(f"超过 {LONGEST} 天，没有可比的日子", f"longer than {LONGEST} days: none to compare")
TOO_FEW = Words("可比的人太少", "too few people to compare")
CLAIMED = Words(
    "券是买家自己领的，想买的人才领，分不出券的作用", "claimed by who meant to buy: the coupon cannot be told apart"
)
HANDED_OUT = 0.8
"""Share of the coupons that must come into people's hands within a day: the shop sent them."""


class Extra(Struct, frozen=True):
    """What one campaign brought, up to the last finished day of the data."""

    campaign: int
    """Code of the campaign."""
    days: Period
    credited: int
    """Orders credited to it."""
    how: Words
    """What it was compared with, or why it cannot be told."""
    amount: Estimate | None = None
    """Extra money, minor units."""
    orders: Estimate | None = None
    """Extra orders."""

    @property
    def anyway(self) -> Estimate | None:
        """Of the credited orders, those that would have been placed anyway: between none and all of them."""
        if self.orders is None or not self.credited:
            return None
        bounds = (self.orders.value, self.orders.high, self.orders.low)
        return Estimate(*(min(max(self.credited - extra, 0.0), float(self.credited)) for extra in bounds))


def extra_sales(facts: Facts, period: Period) -> tuple[Extra, ...]:
    """The campaigns that ran in the period for at least one finished day, in the order in which they began."""
    known = coverage(facts)
    if known is None:
        return ()
    last = known.last_over
    ran = [(code, days) for code, days in _campaigns(facts) if days.first <= min(period.last, last)]
    ran = [(code, Period(days.first, min(days.last, last))) for code, days in ran if days.last >= period.first]
    return tuple(_judged(facts, code, days) for code, days in ran if days.first > known.first)


def _campaigns(facts: Facts) -> list[tuple[int, Period]]:
    """Code and days of every campaign whose days are known, oldest first."""
    table = facts["campaigns"]
    zone = facts.shop.zone
    found = []
    for code, starts, ends in zip(table["id"], table["starts_at"], table["ends_at"], strict=True):
        if starts != MISSING and ends != MISSING and ends > starts:
            found.append((int(code), Period(local_day(int(starts), zone), local_day(int(ends) - 1, zone))))
    return sorted(found, key=lambda one: (one[1], one[0]))


def _judged(facts: Facts, code: int, days: Period) -> Extra:
    orders = paid(facts)
    start, stop = orders.between(*days.bounds(facts.shop.zone))
    many = int((_credited(facts)[start:stop] == code).sum())
    claimed_at = _claimed_at(facts, code)
    if len(claimed_at):
        if not _handed_out(claimed_at):
            return Extra(code, days, many, CLAIMED)
        return _by_people(facts, code, days, many)
    if len(days) > LONGEST:
        return Extra(code, days, many, TOO_LONG)
    return _by_days(facts, code, days, many)


def _credited(facts: Facts) -> Codes:
    """The campaign of each paid order, in the order of payment."""
    paths = CAMPAIGN.paths["orders"]
    return facts.derived("campaign of paid", lambda facts: along(facts, "orders", paths)[paid(facts).position])


def _claimed_at(facts: Facts, code: int) -> Ints:
    """When each coupon of the campaign came into somebody's hands, in order."""
    claims = facts["coupon_claims"]
    at = claims["created_at"][claims["campaign_id"] == code]
    return np.sort(at[at != MISSING])


def _handed_out(at: Ints) -> bool:
    """Whether most coupons came within one day, as when the shop sends them."""
    within = np.searchsorted(at, at + DAY) - np.arange(len(at))
    return bool(within.max() >= HANDED_OUT * len(at))


def _claimers(facts: Facts, code: int) -> Mask:
    """Which people claimed a coupon of the campaign."""
    claims = facts["coupon_claims"]
    people = claims["customer_id"][claims["campaign_id"] == code]
    mask = np.zeros(len(facts.position("customers")), dtype=bool)
    mask[people[people >= 0]] = True
    return mask


def _by_people(facts: Facts, code: int, days: Period, many: int) -> Extra:
    orders, bounds = paid(facts), days.bounds(facts.shop.zone)
    reached = _claimers(facts, code)
    stratum = _bought_before(orders, bounds[0], len(reached))
    there = reached | _known_before(facts, bounds[0])
    start, stop = orders.between(*bounds)
    buyer, amount = orders.buyer[start:stop], orders.amount[start:stop]
    told = [
        matched(reached[there], stratum[there], STRATA, outcome[there])
        for outcome in (totals_by_person(buyer, len(reached), amount), totals_by_person(buyer, len(reached)))
    ]
    if told[0] is None:
        return Extra(code, days, many, TOO_FEW)
    return Extra(code, days, many, BY_PEOPLE, *told)


def _known_before(facts: Facts, start: int) -> Mask:
    """People whom the shop knew before a moment: joined, or bought."""
    known = np.zeros(len(facts.position("customers")), dtype=bool)
    customers = facts["customers"]
    joined = customers["joined_at"]
    known[customers["id"][(joined != MISSING) & (joined < start)]] = True
    orders = paid(facts)
    buyers = orders.buyer[: orders.at.searchsorted(start)]
    known[buyers[buyers >= 0]] = True
    return known


def _bought_before(orders: Paid, start: int, people: int) -> Codes:
    """A stratum per person: how long ago they last bought, and how often in the year before."""
    first, stop = orders.between(start - int(_RECENT[-1]), start)
    buyer, at = orders.buyer[first:stop], orders.at[first:stop]
    last = np.full(people + 1, np.iinfo(np.int64).min // 2, dtype=np.int64)
    last[buyer] = at  # sorted by time: the latest stays
    recency: NDArray[np.int64] = np.searchsorted(_RECENT, start - last[:-1], side="left")
    often = np.minimum(totals_by_person(buyer, people), _OFTEN).astype(np.int64)
    return recency * (_OFTEN + 1) + often


def _by_days(facts: Facts, code: int, days: Period, many: int) -> Extra:
    spans = _earlier(facts, code, days)
    sums = [_sold(facts, span) for span in spans]
    amount, orders = _sold(facts, days)
    return Extra(
        code, days, many,
        BY_DAYS if len(spans) >= 5 else ALWAYS,
        beyond(amount, [one[0] for one in sums]),
        beyond(orders, [one[1] for one in sums]),
    )  # fmt: skip


def _sold(facts: Facts, days: Period) -> tuple[int, int]:
    orders = paid(facts)
    start, stop = orders.between(*days.bounds(facts.shop.zone))
    return int(orders.amount_to[stop] - orders.amount_to[start]), stop - start


def _earlier(facts: Facts, code: int, days: Period) -> list[Period]:
    """Earlier spans of as many days on the same weekdays without a campaign of the type."""
    known = coverage(facts)
    assert known is not None, "a campaign that ran lies in the data"
    kinds = {int(of): kind for of, kind in zip(facts["campaigns"]["id"], facts["campaigns"]["type"], strict=True)}
    alike = [span for other, span in _campaigns(facts) if kinds[other] == kinds[code]]
    step = timedelta(days=math.ceil(len(days) / 7) * 7)
    spans = [Period(days.first - step * back, days.last - step * back) for back in range(1, 3 * _SPANS)]
    free = [span for span in spans if span.first > known.first and not any(_overlap(span, other) for other in alike)]
    return free[:_SPANS]


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last
