"""What stands behind numbers of the whole network: rows of all days of the data, whatever the question's period."""

from datetime import date

from analytics.coverage import coverage
from analytics.network.fans import fans_forest
from analytics.period import Period, local_day
from analytics.question import Filters
from analytics.result import Selection
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

TO_DATE = Words(
    "看的是到数据截止为止的所有粉丝，不随上面选的日期和筛选变。",
    "Of all fans up to the end of the data, whatever days and filters are chosen above.",
)


def ever(facts: Facts) -> Period:
    """All days of which the data tells anything of people."""
    return facts.derived("days of the network", _ever)


def behind(facts: Facts, kind: str, part: str, *slices: tuple[str, str]) -> Selection:
    """The rows of a part on all days."""
    return Selection(kind, part, ever(facts), Filters(), slices)


def _ever(facts: Facts) -> Period:
    known, since = coverage(facts), fans_forest(facts).since
    since = since[since != MISSING]
    zone = facts.shop.zone
    firsts = [local_day(int(since.min()), zone)] if len(since) else []
    lasts = [local_day(int(since.max()), zone)] if len(since) else []
    if known is not None:
        firsts, lasts = [*firsts, known.first], [*lasts, known.until_day]
    return Period(min(firsts), max(lasts)) if firsts else Period(date(1970, 1, 1), date(1970, 1, 1))
