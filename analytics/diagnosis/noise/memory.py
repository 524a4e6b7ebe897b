"""Whether the data reaches far enough back to tell new buyers from returning ones."""

from analytics.coverage import coverage
from analytics.dimensions.people import BUYER_KIND
from analytics.metric import Metric
from analytics.slice import Slice

MEMORY = 90
"""Days before the comparison without which new and returning buyers are not told apart alike in both periods."""


def remembers(now: Slice, before: Slice) -> bool:
    """Whether the data begins early enough before both sides: just after its beginning everyone is new."""
    known, first = coverage(now.facts), min(now.period.first, before.period.first)
    return known is not None and (first - known.first).days >= MEMORY


def tells_new_from_old(metric: Metric) -> bool:
    """Whether a metric depends on who paid before the period began."""
    named = (*metric.top.part.narrow.slices, *metric.top.part.narrow.without)
    return any(name == BUYER_KIND.id and key for name, key in named)
