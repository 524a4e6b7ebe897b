"""The dimensions there are: where each kind of record has its channel, province, product and so on."""

from analytics.dimension import Dimension
from analytics.dimensions import goods, group_buy, income, order, people, place, time
from analytics.named import named

DIMENSIONS: dict[str, Dimension] = named(Dimension, place, goods, people, order, time, income, group_buy)
"""Every dimension by its id, as selections name them."""
