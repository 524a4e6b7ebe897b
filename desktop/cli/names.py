"""Names typed after --channel, --province and --category: those that the data does not have are refused.

Nothing is sold under a name that is misspelt, and ¥0 would be told as if it had been counted.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from analytics.choices import Choice, filter_choices
from analytics.dimension import Dimension
from analytics.dimensions.goods import CATEGORY
from analytics.dimensions.place import CHANNEL, PROVINCE
from analytics.question import Filters
from desktop.cli.usage import UsageError
from storage.facts import Facts
from storage.words import Words

_SHOWN = 5


def known_filters(filters: Filters, facts: Facts) -> Filters:
    """The same filters; raises UsageError for the first name that nothing in the data has."""
    offered = filter_choices(facts)
    for dimension, typed, choices in (
        (CHANNEL, filters.channels, offered.channels),
        (PROVINCE, filters.provinces, offered.provinces),
        (CATEGORY, filters.categories, offered.categories),
    ):
        for name in typed:
            if not dimension.knows(facts, name):
                raise _unknown(dimension, name, choices)
    return filters


def nearest(name: str, names: Sequence[str]) -> list[str]:
    """The few names most like this one, letter by letter; those equally like it in their own order."""
    ranked = sorted(names, key=lambda each: -SequenceMatcher(None, name.casefold(), each.casefold()).ratio())
    return ranked[:_SHOWN]


def _unknown(dimension: Dimension, name: str, choices: Sequence[Choice]) -> UsageError:
    near = nearest(name, [choice.value for choice in choices if choice.value])
    of = {"zh": dimension.name.zh, "en": dimension.name.en.lower()}
    what = Words(f"数据里没有{of['zh']}「{name}」。", f"The data has no {of['en']} {name}.")
    if not near:
        none = Words(f"这份数据没有标出{of['zh']}，不能按它筛选。", f"It tells no {of['en']} at all.")
        return UsageError(what, none)
    return UsageError(what, Words(f"最接近的有：{'、'.join(near)}。", f"The nearest are: {', '.join(near)}."))
