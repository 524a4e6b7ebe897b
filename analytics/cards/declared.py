"""The rules there are. Of two that speak of the same thing the one named first keeps it.

So rules that know a cause (sold out, dearer) stand before those that only know the place (a channel, a region).
"""

from analytics.cards.rule import Rule
from analytics.cards.rules import (
    advertising,
    buyers,
    checkout,
    group_buy,
    holidays,
    prices,
    refunds,
    slices,
    stock,
    traffic,
)
from analytics.named import named

RULES: dict[str, Rule] = named(
    Rule, stock, prices, refunds, slices, holidays, checkout, group_buy, advertising, traffic, buyers
)
"""Every rule by its id, in order of precedence."""
