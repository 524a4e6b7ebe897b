"""The days a diagnosis looks at: days that are not over in the data are never held against days that are.

Of a period that is not over, the finished days are compared with as many days of the comparison, counted from its
beginning: the first ten days of this month with the first ten of the last, Monday to Wednesday with the same three days
of the week before.
"""

from datetime import timedelta

from msgspec.structs import replace

from analytics.coverage import coverage
from analytics.period import Period
from analytics.question import Question
from analytics.say import days
from storage.facts import Facts
from storage.words import Words


def finished(facts: Facts, question: Question) -> Question:
    """The question about the finished days only; as it is where all are over, or none."""
    known = coverage(facts)
    period = question.period
    if known is None or not period.first < known.until_day <= period.last:
        return question
    over = Period(period.first, known.until_day - timedelta(days=1))
    return replace(question, period=over, against=_as_many(question.comparison, len(over)))


def _as_many(comparison: Period | None, count: int) -> Period | None:
    """The first ``count`` days of the comparison; where it is shorter, as many days up to its end."""
    if comparison is None:
        return None
    if count > len(comparison):
        return Period(comparison.last - timedelta(days=count - 1), comparison.last)
    return Period(comparison.first, comparison.first + timedelta(days=count - 1))


def shortened(asked: Question, looked_at: Question) -> Words | None:
    """What was left out, in words; None where nothing was."""
    if asked.period == looked_at.period:
        return None
    over = days(looked_at.period)
    zh, en = f"只看已经过完的 {over}", f"Only the finished days {over} are looked at"
    if looked_at.comparison is None:
        return Words(f"{zh}。", f"{en}.")
    against = days(looked_at.comparison)
    return Words(f"{zh}，和 {against} 同样多的天数比。", f"{en}, against as many days: {against}.")
