"""Days that are over in the data: what averages per day and rates rest on."""

from collections import Counter
from datetime import date, timedelta

from analytics.coverage import coverage
from analytics.period import Period
from storage.facts import Facts


def finished_days(facts: Facts, period: Period) -> Period | None:
    """The days of a period that lie in the data and are over; None if there are none."""
    known = coverage(facts)
    if known is None:
        return None
    first, last = max(period.first, known.first), min(period.last, known.last_over)
    return Period(first, last) if first <= last else None


def last_finished(facts: Facts, days: int) -> Period | None:
    """The last so many days that are over; None where the data is shorter."""
    known = coverage(facts)
    if known is None:
        return None
    last = known.last_over
    first = last - timedelta(days=days - 1)
    return Period(first, last) if first >= known.first else None


def weekday_counts(period: Period) -> tuple[int, ...]:
    """How many Mondays to Sundays a period has."""
    weeks, rest = divmod(len(period), 7)
    more = Counter((period.first + timedelta(days=day)).weekday() for day in range(rest))
    return tuple(weeks + more[day] for day in range(7))


def history(facts: Facts, last: date) -> Period | None:
    """Everything from the first day of the data to ``last``; None if the data begins later."""
    known = coverage(facts)
    if known is None or known.first > last:
        return None
    return Period(known.first, min(last, known.until_day))
