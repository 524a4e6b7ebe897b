"""The holidays that act on the days of a trend, as the buckets they stand over."""

from datetime import timedelta

from msgspec import Struct

from analytics.holidays import acting
from analytics.period import Period
from analytics.result import Trend
from storage.shop import Shop
from storage.words import Words
from ui.widgets.format import Writing


class Marked(Struct, frozen=True):
    """A holiday over the buckets ``first`` to ``last``; its own bucket, if that is one of them."""

    name: Words
    first: int
    last: int
    day: int | None


def marked(trend: Trend, writing: Writing) -> list[Marked]:
    """Those of a trend of days, for a shop that sells by the Chinese calendar; earlier ones first."""
    if trend.grain != "day" or not trend.starts:
        return []
    start, end = trend.starts[0], trend.starts[-1]
    shop = Shop(id="", name="", currency=writing.currency)  # the calendar asks for the currency alone
    found = []
    for holiday in acting(shop, Period(start, end)):
        on = holiday.stretch
        first, last = max(on.first, start) - start, min(on.last, end) - start
        own = holiday.day - start
        within = timedelta(0) <= own <= end - start
        found.append(Marked(holiday.kind.name, first.days, last.days, own.days if within else None))
    return found
