"""A question put to a shop: the slice of its period beside the slice of its comparison."""

from analytics.coverage import coverage, outside
from analytics.period import Period
from analytics.question import Question
from analytics.slice import Slice, absent
from storage.facts import Facts
from storage.words import Words


class Asked:
    """What the tables and figures of one view are worked out from."""

    def __init__(self, facts: Facts, question: Question) -> None:
        self.facts = facts
        self.question = question
        self.now = Slice(facts, question.period, question.filters)
        self.absent = absent(facts, question.filters)
        """Values filtered by that the data does not have."""
        self.unknown = outside(facts, question.period)
        """Why nothing is known of the period, if so."""
        self.comparison = question.comparison
        self.before_unknown = outside(facts, self.comparison) if self.comparison else None
        """Why nothing is known of the comparison, if so."""
        self.before = self._slice_before()
        """The slice of the comparison; None if there is none or nothing is known of it."""
        self.incomparable = self._incomparable()
        """Why a change would mislead, if so."""

    def _slice_before(self) -> Slice | None:
        if self.comparison is None or self.before_unknown is not None:
            return None
        return Slice(self.facts, self.comparison, self.question.filters)

    def _incomparable(self) -> Words | None:
        known = coverage(self.facts)
        if self.comparison is None or known is None:
            return None
        if self.before_unknown is not None:
            return Words("对比期没有数据。", "There is no data of the comparison.")
        if self.comparison.first < known.first:
            return Words("对比期只有部分数据。", "Only part of the comparison is in the data.")
        period = self.question.period
        if period.last > known.until_day:
            return Words("本期还没有结束。", "The period is not over in the data.")
        if period.first == known.until_day and len(period) == 1:
            return Words("这一天还没有结束。", "The day is not over in the data.")
        return None


def to_date(asked: Asked) -> Period | None:
    """The part of an unfinished period whose days are in the data; None if the data reaches to its last day."""
    known = coverage(asked.facts)
    period = asked.question.period
    if known is None or asked.unknown is not None or period.last <= known.until_day:
        return None
    return Period(period.first, known.until_day)
