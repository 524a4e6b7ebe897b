"""Records that lie ahead of the data: dated later than anybody can have known of them, by more than clocks go wrong.

One order dated 2062 by mistake is not to move the present there. A file's such rows are set aside when it is read
(``sync/files/dates.py``); whatever comes by another door is told by when the data was known (``Facts.as_of``).
"""

from datetime import date

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.local_time import DAY
from analytics.period import local_day
from analytics.say import counted
from storage.columns import MISSING
from storage.derive import done_refunds
from storage.facts import Facts
from storage.words import Words

SKEW = DAY
"""So far clocks may be wrong: the grace with which dates in files are read as well."""
_ENDLESS = np.iinfo(np.int64).max
_LAST_YEAR = 253_370_764_800_000  # 9999-01-01: calendars end soon after


class Ahead(Struct, frozen=True):
    """Orders, refunds and visits that are dated too late."""

    records: int
    furthest: date


def event_times(facts: Facts) -> tuple[Ints, ...]:
    """When orders were placed and paid (row by row), refunds done, and visits begun; ``MISSING`` where not known."""
    orders = facts["orders"]
    return orders["created_at"], orders["paid_at"], done_refunds(facts).at, facts["visits"]["created_at"]


def latest(facts: Facts) -> int:
    """The latest moment at which anything can have happened, UTC milliseconds.

    Where all of the data lies later than it was known, it is that moment which is wrong, and none of it is too late.
    """
    if facts.as_of is None:
        return _ENDLESS
    limit = facts.as_of + SKEW
    return limit if any(((at != MISSING) & (at <= limit)).any() for at in event_times(facts)) else _ENDLESS


def ahead(facts: Facts) -> Ahead | None:
    """The records that are dated too late; None where none is."""
    return facts.derived("records ahead of the data", _ahead)


def said_ahead(facts: Facts) -> Words | None:
    """That there are some, for whoever can mend them; None where there are none."""
    found = ahead(facts)
    if found is None:
        return None
    are = "is" if found.records == 1 else "are"
    return Words(
        f"有 {found.records:,} 条记录的日期比取到数据的时间还晚(最远 {found.furthest})，多半写错了；"
        "“数据到哪天”不看它们，请到平台上核对。",
        f"{counted(found.records, 'record').en} {are} dated later than the data was known (up to {found.furthest}), "
        "most likely by mistake; where the data ends is not told by them. Check them at the source.",
    )


def _ahead(facts: Facts) -> Ahead | None:
    limit, times = latest(facts), event_times(facts)
    placed, paid_at, refunded, visited = (at > limit for at in times)
    records = int((placed | paid_at).sum() + refunded.sum() + visited.sum())
    if not records:
        return None
    furthest = max(int(at.max()) for at in times if len(at))
    return Ahead(records, local_day(min(furthest, _LAST_YEAR), facts.shop.zone))
