"""What a buyer is to the shop over a longer time: when last seen, how loyal, since which month."""

import re

from msgspec.structs import replace

from analytics.cohorts import first_month, month_of, name_of
from analytics.coverage import coverage
from analytics.dimension import Dimension, fixed
from analytics.dimensions.people import GUESTS
from analytics.loyalty import RECENCIES, STANDINGS, recency, standing
from storage.facts import Facts
from storage.words import Words

_KINDS = frozenset({"orders", "order_lines"})
_PEOPLE = frozenset({"customers"})

RECENCY = replace(
    fixed(
        "recency",
        Words("最近一次购买", "Last bought"),
        _KINDS,
        recency,
        {key: label for key, (_, label) in RECENCIES.items()},
    ),
    unknown=GUESTS,
    one_per=_PEOPLE,
)
STANDING = replace(
    fixed("standing", Words("客户分层", "Customer group"), _KINDS, standing, STANDINGS),
    unknown=GUESTS,
    one_per=_PEOPLE,
)


def _months(facts: Facts) -> int:
    known = coverage(facts)
    return 0 if known is None else month_of(known.until_day) + 1


def _month(_facts: Facts, key: str) -> int | None:
    year, month = map(int, key.split("-")) if re.fullmatch(r"\d{4}-\d\d", key) else (0, 0)
    return (year - 1970) * 12 + month - 1 if 1 <= month <= 12 else None


FIRST_MONTH = Dimension(
    "first_month",
    Words("首次购买的月份", "Month of the first purchase"),
    _KINDS,
    first_month,
    _months,
    lambda _facts, code: name_of(code),
    _month,
    lambda _facts, code: name_of(code),
    unknown=GUESTS,
    one_per=_PEOPLE,
)
"""Within what is asked: the first purchase of all only where that reaches back to the beginning."""
