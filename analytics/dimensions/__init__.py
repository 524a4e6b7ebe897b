"""The dimensions there are: where each kind of record has its channel, province, product and so on."""

from analytics.dimension import Dimension
from analytics.dimensions import (
    campaigns,
    churn,
    fans,
    first,
    fulfilment,
    goods,
    group_buy,
    income,
    loyalty,
    network,
    order,
    people,
    place,
    sharing,
    shelf,
    time,
    visits,
)
from analytics.named import named

DIMENSIONS: dict[str, Dimension] = named(
    Dimension,
    place,
    first,
    goods,
    people,
    order,
    time,
    income,
    group_buy,
    fans,
    sharing,
    visits,
    loyalty,
    shelf,
    fulfilment,
    campaigns,
    network,
    churn,
)
"""Every dimension by its id, as selections name them."""
