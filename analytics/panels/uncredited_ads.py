"""Advertising that no order names: what it sold stands with the channels, not with the campaign."""

import numpy as np

from analytics.arrays import Mask
from analytics.dimensions.campaigns import CAMPAIGN
from analytics.paths import along
from storage.facts import Facts
from storage.words import Words

WHERE_ADS_ARE = Words(
    "订单没有记投放，所以投放的订单和金额写不出来(—)：在「流量」页按渠道看它们带来的买家和每个买家的花费。",
    "Orders name no advertising, so its orders and money cannot be told (—): see the page Traffic, by channel, for the "
    "buyers it brought and what each cost.",
)


def uncredited_ads(facts: Facts) -> Mask:
    """Which campaigns, by code, are advertising whose orders cannot be told: in all data not one is credited to any."""
    return facts.derived("advertising that no order names", _uncredited)


def _uncredited(facts: Facts) -> Mask:
    campaigns = facts["campaigns"]
    ads = np.zeros(len(facts.position("campaigns")) + 1, dtype=bool)
    ads[campaigns["id"][campaigns["type"] == facts.category("type", "ad")]] = True
    credited = along(facts, "orders", CAMPAIGN.paths["orders"])
    return np.zeros(len(ads), dtype=bool) if ads[credited].any() else ads
