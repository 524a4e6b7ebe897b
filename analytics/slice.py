"""A slice: the part of the shop that a question is about, as the rows it leaves of every log.

Filters make the slice; what a metric counts and how a table splits it is read within. So "buyers with two orders"
under a channel filter means two orders through that channel.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar, cast

import numpy as np

from analytics.arrays import Codes, Mask
from analytics.contains import CONTAINS, containing
from analytics.cut import Cut, ever, whole
from analytics.dimension import Dimension
from analytics.dimensions import DIMENSIONS
from analytics.dimensions.goods import CATEGORY
from analytics.dimensions.people import BUYER_KIND
from analytics.dimensions.place import CHANNEL, PROVINCE
from analytics.log import Log
from analytics.part import DAYS, WHOLE, Narrow, Part
from analytics.period import Period, midnight
from analytics.question import Filters
from storage.facts import Facts
from storage.words import Words

T = TypeVar("T")


class Slice:
    """The facts of a period under filters. What has been worked out once is kept while the slice is."""

    def __init__(self, facts: Facts, period: Period, filters: Filters) -> None:
        self.facts = facts
        self.period = period
        self.filters = filters
        self._kept: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` yields, made once."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast(T, self._kept[key])

    def cut(self, log: Log) -> Cut:
        """The rows of a log under the filters."""
        return self.once(("cut", log.id), lambda: self._filtered(log))

    def codes(self, log: Log, dimension: Dimension) -> Codes:
        """A code of the dimension for every row of ``cut(log)``."""
        return self.once(("codes", log.id, dimension.id), lambda: dimension.codes(self.cut(log)))

    def mask(self, part: Part, narrow: Narrow = WHOLE) -> Mask | None:
        """Which rows of ``cut(part.log)`` belong to the part and are left by ``narrow``; None for all."""
        of_part = self.once(("part", part.id), lambda: self._part_mask(part))
        masks = [] if of_part is None else [of_part]
        return _all(masks + self._masks(part.log, narrow))

    def rows(self, part: Part, narrow: Narrow = WHOLE) -> Cut:
        """The rows of a part."""
        if narrow != WHOLE:
            return self.cut(part.log).where(self.mask(part, narrow))
        return self.once(("rows", part.id), lambda: self.cut(part.log).where(self.mask(part)))

    def lacks(self, log: Log, others: Iterable[Dimension] = ()) -> Words | None:
        """Why the log cannot be filtered and split like this, None if it can."""
        dimensions = [dimension for dimension, _ in _filtered_by(self.filters)] + list(others)
        return next((why for dimension in dimensions if (why := _lacks(self.facts, log, dimension))), None)

    def ever(self, log: Log) -> Cut:
        """The rows of a log of what stands for a time, those that ended included, under the filters."""
        return self.once(("ever", log.id), lambda: self._under_filters(ever(self.facts, log, self.period)))

    def _filtered(self, log: Log) -> Cut:
        return self._under_filters(whole(self.facts, log, self.period))

    def _under_filters(self, cut: Cut) -> Cut:
        by = _filtered_by(self.filters)
        return cut.where(_all([dimension.among(cut.facts, dimension.codes(cut), keys) for dimension, keys in by]))

    def _part_mask(self, part: Part) -> Mask | None:
        own = [] if part.where is None else [part.where(self.cut(part.log))]
        return _all(own + self._masks(part.log, part.narrow))

    def _masks(self, log: Log, narrow: Narrow) -> list[Mask]:
        kept = [self._among(log, name, (key,)) for name, key in narrow.slices]
        if narrow.without:  # the rest of a ranking leaves out hundreds of values
            kept.append(self.once(("without", log.id, narrow.without), lambda: self._left_by(log, narrow.without)))
        return kept

    def _left_by(self, log: Log, without: Sequence[tuple[str, str]]) -> Mask:
        names = dict.fromkeys(name for name, _ in without)
        out = [self._among(log, name, [key for of, key in without if of == name]) for name in names]
        left: Mask = ~np.logical_or.reduce(out)
        return left

    def _among(self, log: Log, name: str, keys: Sequence[str]) -> Mask:
        if name == DAYS:
            within: Mask = np.logical_or.reduce([_within(self.cut(log), days) for days in keys])
            return within
        if name == CONTAINS:
            return containing(self.cut(log), keys[0])
        dimension = DIMENSIONS[name]
        return dimension.among(self.facts, self.codes(log, dimension), keys)


def absent(facts: Facts, filters: Filters) -> tuple[str, ...]:
    """The values filtered by that the data does not have at all: mistyped, or long gone."""
    return tuple(key for dimension, keys in _filtered_by(filters) for key in keys if not dimension.knows(facts, key))


def _filtered_by(filters: Filters) -> list[tuple[Dimension, tuple[str, ...]]]:
    buyers = () if filters.buyers == "all" else (filters.buyers,)
    every = (
        (CHANNEL, filters.channels),
        (PROVINCE, filters.provinces),
        (CATEGORY, filters.categories),
        (BUYER_KIND, buyers),
    )
    return [(dimension, keys) for dimension, keys in every if keys]


def _lacks(facts: Facts, log: Log, dimension: Dimension) -> Words | None:
    if log.kind not in dimension.kinds:
        return Words(
            f"{log.name.zh}不按{dimension.name.zh}区分。", f"{log.name.en} cannot be told apart by {dimension.name.en}."
        )
    if not dimension.supplied(facts, log):
        return Words(
            f"数据来源没有标出{log.name.zh}的{dimension.name.zh}。",
            f"The source does not say the {dimension.name.en} of {log.name.en}.",
        )
    return None


def _within(cut: Cut, days: str) -> Mask:
    first, _, last = days.partition("/")
    zone = cut.facts.shop.zone
    start = midnight(date.fromisoformat(first), zone)
    end = midnight(date.fromisoformat(last or first) + timedelta(days=1), zone)
    at = cut.at
    return (at >= start) & (at < end)


def _all(masks: Sequence[Mask]) -> Mask | None:
    return np.logical_and.reduce(masks) if masks else None
