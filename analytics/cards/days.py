"""A number of the tree day by day, in the whole shop or a part of it."""

from datetime import date, timedelta

from msgspec import Struct

from analytics.coverage import coverage
from analytics.measure import read
from analytics.metric import Metric
from analytics.metrics import people, refunds, sales, traffic
from analytics.named import named
from analytics.part import Narrow
from analytics.period import Period
from analytics.question import Filters
from analytics.slice import Slice
from storage.facts import Facts

METRICS: dict[str, Metric] = named(Metric, sales, people, refunds, traffic)
"""What nodes show, by their id."""

Days = dict[date, float]


class Watched(Struct, frozen=True):
    """A metric in a part of the shop, and what is left of the shop beside it."""

    metric: Metric
    slices: tuple[tuple[str, str], ...]

    def by_day(self, facts: Facts, first: date, last: date) -> Days:
        """The value of each finished day that is known, both ends included."""
        return _by_day(facts, self.metric, Narrow(self.slices), first, last)

    def beside(self, facts: Facts, first: date, last: date) -> Days:
        """The same of the rest of the shop; nothing where there is no rest."""
        if len(self.slices) != 1:
            return {}
        return _by_day(facts, self.metric, Narrow(without=self.slices), first, last)


def _by_day(facts: Facts, metric: Metric, narrow: Narrow, first: date, last: date) -> Days:
    known = coverage(facts)
    if known is None:
        return {}
    first, last = max(first, known.first + timedelta(days=1)), min(last, known.last_over)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    values = {each: read(Slice(facts, Period(each, each), Filters()), metric, narrow).value for each in days}
    return {each: float(value) for each, value in values.items() if value is not None}
