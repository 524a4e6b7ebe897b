"""Windows that a panel looks through beside the period asked about: the last year, or all there is."""

from datetime import timedelta

from analytics.asked import Asked
from analytics.coverage import coverage
from analytics.period import Period
from analytics.slice import Slice
from storage.words import Words

_NOT_BY_KIND = Words(
    "这张表看的不只是本期，不能按新老买家筛选；去掉这个筛选就能看到。",
    "This looks beyond the period and cannot be filtered by new or returning buyers; take that filter off.",
)


def back_from_end(asked: Asked, days: int) -> Slice | Words:
    """The shop under the question's filters in so many days up to the period's last; else why there is none."""
    known = coverage(asked.facts)
    if asked.unknown is not None or known is None:
        return asked.unknown or Words("没有数据。", "There is no data.")
    last = min(asked.question.period.last, known.until_day)
    return _seen_through(asked, Period(last - timedelta(days=days - 1), last))


def from_the_beginning(asked: Asked) -> Slice | Words:
    """The shop under the question's filters from its first day to the period's last; else why there is none."""
    known = coverage(asked.facts)
    if asked.unknown is not None or known is None:
        return asked.unknown or Words("没有数据。", "There is no data.")
    return _seen_through(asked, Period(known.first, min(asked.question.period.last, known.until_day)))


def all_of_the_data(asked: Asked) -> Slice | Words:
    """The shop under the question's filters in all there is, whatever the period; else why there is none.

    For what is asked of now: now is where the data ends, also when an earlier period is looked at.
    """
    known = coverage(asked.facts)
    if known is None:
        return asked.unknown or Words("没有数据。", "There is no data.")
    return _seen_through(asked, Period(known.first, known.until_day))


def shorter_than_asked(asked: Asked, window: Period) -> Words | None:
    """A note where the data begins within a window; None where it covers it."""
    known = coverage(asked.facts)
    if known is None or known.first <= window.first:
        return None
    return Words(f"数据从 {known.first} 才开始。", f"The data begins on {known.first} only.")


def _seen_through(asked: Asked, period: Period) -> Slice | Words:
    if asked.question.filters.buyers != "all":
        return _NOT_BY_KIND
    filters = asked.question.filters
    return asked.now.once(("window", period), lambda: Slice(asked.facts, period, filters))
