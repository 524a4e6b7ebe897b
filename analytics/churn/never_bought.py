"""Fans who never bought: how many of such fans buy for the first time within 60 days, told by those of 60 days ago.

Fans are told apart by when they were last seen looking, or by when they came where the shop sees no visits, or has
seen them for too short a time to say how fans stood sixty days ago. Those who stopped following are left out.
"""

from datetime import timedelta

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.churn.following import following
from analytics.churn.shop_log import as_date, today
from analytics.coverage import coverage
from analytics.fan_history import first_purchase, joined_at
from analytics.last_seen import BANDS, band_by_code
from analytics.local_time import DAY
from analytics.period import midnight
from storage.columns import MISSING
from storage.facts import Facts

DAYS = 60
"""How far is looked ahead."""


class NeverBought(Struct, frozen=True, eq=False):
    """One value of each array per band, the freshest band first."""

    by_visits: bool
    """Bands of days since last seen; else of days since they came."""
    now: Ints
    """Fans in the band now."""
    then: Ints
    """Fans who were in it sixty days ago."""
    bought: Ints
    """Of those, how many bought since."""


def never_bought(facts: Facts) -> NeverBought:
    """Fans who have not bought, now and sixty days ago."""
    day = today(facts)
    visits = _seen_long(facts, day - DAYS)
    now, _ = _stood(facts, day, visits)
    then, waiting = _stood(facts, day - DAYS, visits)
    end = midnight(as_date(day + 1), facts.shop.zone)
    first = first_purchase(facts)[waiting]
    bought = then[(first != MISSING) & (first < end)]
    return NeverBought(visits, *(np.bincount(bands, minlength=len(BANDS) + 1) for bands in (now, then, bought)))


def _seen_long(facts: Facts, day: int) -> bool:
    """Whether visits tell how fans stood on an evening: known for the widest band before it, or since the beginning."""
    known, at = coverage(facts), facts["visits"]["created_at"]
    if known is None or not len(at):
        return False
    opened = midnight(known.first + timedelta(days=BANDS[0]), facts.shop.zone)
    wide = midnight(as_date(day + 1 - BANDS[-1]), facts.shop.zone)
    return int(at.min()) < max(opened, wide)


def _stood(facts: Facts, day: int, visits: bool) -> tuple[Codes, Mask]:
    """On the evening of a day: the band of each fan who had not bought, and which customers (by position) these are."""
    moment = midnight(as_date(day + 1), facts.shop.zone)
    codes, joined, first = facts["customers"]["id"], joined_at(facts), first_purchase(facts)
    waiting: Mask = (joined != MISSING) & (joined < moment) & ((first == MISSING) | (first >= moment))
    waiting &= following(facts, moment)[codes]
    waiting &= facts.persons()[codes] == codes  # an account merged into another is no fan of its own
    if visits:
        return band_by_code(facts, moment)[codes[waiting]], waiting
    bounds = np.array(BANDS, dtype=np.int64) * DAY
    return np.searchsorted(bounds, moment - joined[waiting]).astype(np.int8), waiting
