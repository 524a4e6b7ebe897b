"""The parts there are: what stands behind the numbers of the subjects."""

from analytics.named import named
from analytics.part import Part
from analytics.parts import (
    advice,
    basket,
    campaigns,
    content_fans,
    daily,
    fans,
    fulfilment,
    goods,
    group_buy,
    income,
    loyalty,
    network,
    refunds,
    regions,
    sales,
    settled,
    sharing,
    shelf,
    traffic,
)

PARTS: dict[str, Part] = named(
    Part,
    advice,
    basket,
    sales,
    goods,
    refunds,
    traffic,
    income,
    settled,
    group_buy,
    fans,
    sharing,
    daily,
    loyalty,
    shelf,
    fulfilment,
    regions,
    campaigns,
    content_fans,
    network,
)
"""Every part by its id, as selections name them."""
