"""What stretch of time the data covers: before it and after it numbers are unknown, not 0.

It ends when the data was known, or with the latest record that can be true (``ahead.py``), whichever is later.
"""

from datetime import date, timedelta

from msgspec import Struct

from analytics.ahead import event_times, latest
from analytics.log import Log
from analytics.paths import Paths
from analytics.period import Period, local_day
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

_ORDERS = ("orders", "order_lines")


class Coverage(Struct, frozen=True):
    """The days of the data."""

    first: date
    """Local day of the first event."""
    last: date
    """Local day of the last event that can be true."""
    until: int
    """Up to when the data is known, UTC milliseconds."""
    until_day: date
    """The local day of ``until``; it is not over in the data."""

    @property
    def last_over(self) -> date:
        """The last local day that is over in the data."""
        return self.until_day - timedelta(days=1)


def coverage(facts: Facts) -> Coverage | None:
    """The days of the data; None for a shop without any."""
    return facts.derived("coverage", _coverage)


def present(facts: Facts) -> int:
    """The present as far as the data tells: up to when it is known, UTC milliseconds; 0 without any."""
    known = coverage(facts)
    return known.until if known else 0


def _coverage(facts: Facts) -> Coverage | None:
    limit = latest(facts)
    known = [at for at in (column[(column != MISSING) & (column <= limit)] for column in event_times(facts)) if len(at)]
    if not known:
        return None
    first, last = min(int(at.min()) for at in known), max(int(at.max()) for at in known)
    zone = facts.shop.zone
    until = max(last, facts.as_of or last)
    return Coverage(local_day(first, zone), local_day(last, zone), until, local_day(until, zone))


def outside(facts: Facts, period: Period) -> Words | None:
    """Why nothing is known of a period; None if the data reaches into it."""
    known = coverage(facts)
    if known is None:
        return Words("店铺还没有订单数据。", "The shop has no orders yet.")
    if period.last < known.first:
        return Words(f"数据从 {known.first} 开始。", f"The data begins on {known.first}.")
    if period.first > known.until_day:
        return Words(f"数据到 {known.until_day} 为止。", f"The data ends on {known.until_day}.")
    return None


def nobody_named(facts: Facts, log: Log, each: Paths) -> Words | None:
    """Why people cannot be counted: not one row of the log, in all the data, says who it was; None if some do."""

    def no_one(facts: Facts) -> bool:
        codes = log.codes(facts, each)
        return len(codes) > 0 and not bool((codes >= 0).any())

    if not facts.derived(f"nobody named in {log.id} {each}", no_one):
        return None
    return Words(
        "数据来源没有标出买家，数不出有多少人。", "The source does not say who bought: people cannot be counted."
    )


def not_recorded(facts: Facts, log: Log, period: Period) -> Words | None:
    """Why the rows of a log say nothing about a period although other records do; None if they do."""
    if log.kind in _ORDERS and not len(facts["orders"]):
        return Words("数据里没有订单。", "The data has no orders.")
    if not log.may_begin_late:
        return None
    at = log.ordered(facts).at
    if not len(at):
        return Words(f"数据来源没有{log.name.zh}记录。", f"The source keeps no {log.name.en}.")
    known = coverage(facts)
    if known is None:
        return None
    if log.begins_with is not None and not log.begins_with.may_begin_late:
        return None  # orders are known from the first day of the data on, and so is which of them sharing led to
    first = log.begins_with.ordered(facts).at if log.begins_with else at
    if not len(first):
        return None  # nothing tells since when it is kept
    begins = local_day(int(first[0]), facts.shop.zone)
    needed = period.last if log.taken_up else max(period.first, known.first)
    if needed < begins:
        return Words(f"{log.name.zh}记录从 {begins} 才开始。", f"The record of {log.name.en} begins on {begins} only.")
    return None
