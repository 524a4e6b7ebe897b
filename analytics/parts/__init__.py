"""The parts there are: what stands behind the numbers of the subjects."""

from analytics.named import named
from analytics.part import Part
from analytics.parts import goods, group_buy, income, refunds, sales, settled, traffic

PARTS: dict[str, Part] = named(Part, sales, goods, refunds, traffic, income, settled, group_buy)
"""Every part by its id, as selections name them."""
