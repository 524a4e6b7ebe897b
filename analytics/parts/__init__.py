"""The parts there are: what stands behind the numbers of the subjects."""

from analytics.named import named
from analytics.part import Part
from analytics.parts import (
    advice,
    basket,
    campaigns,
    daily,
    fans,
    fulfilment,
    goods,
    group_buy,
    income,
    loyalty,
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
)
"""Every part by its id, as selections name them."""
