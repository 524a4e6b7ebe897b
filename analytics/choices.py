"""What can be filtered by: the channels, provinces and categories that paid orders have."""

import numpy as np
from msgspec import Struct

from analytics.counting import by_each, count_by, rows_by
from analytics.cut import Cut
from analytics.dimension import Dimension
from analytics.dimensions.goods import CATEGORY
from analytics.dimensions.place import CHANNEL, PROVINCE
from analytics.part import Part
from analytics.parts.goods import SOLD_ORDERS
from analytics.parts.sales import PAID_ORDERS
from analytics.presets import default_period
from storage.facts import Facts


class Choice(Struct, frozen=True):
    """A value to filter by; "" is "not known"."""

    value: str
    orders: int
    """Paid orders in all the data."""


class Choices(Struct, frozen=True):
    """The values to filter by, the ones with most orders first."""

    channels: tuple[Choice, ...]
    provinces: tuple[Choice, ...]
    categories: tuple[Choice, ...]


def filter_choices(facts: Facts) -> Choices:
    """What the filters of a shop offer. Nothing is offered for what no order has."""
    return Choices(
        _choices(facts, CHANNEL, PAID_ORDERS),
        _choices(facts, PROVINCE, PAID_ORDERS),
        _choices(facts, CATEGORY, SOLD_ORDERS),
    )


def _choices(facts: Facts, dimension: Dimension, part: Part) -> tuple[Choice, ...]:
    every = Cut(facts, part.log, default_period(facts), 0, len(part.log.ordered(facts).at))
    codes, size = dimension.codes(every), dimension.size(facts)
    orders = rows_by(codes, size) if part.each is None else count_by(every, part, codes, size, by_each(every, part))
    if not orders[1:].any():
        return ()
    ranked = np.argsort(-orders, kind="stable")
    return tuple(
        Choice(dimension.key_of(facts, int(place) - 1), int(orders[place])) for place in ranked if orders[place]
    )
