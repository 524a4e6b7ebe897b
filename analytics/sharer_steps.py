"""How far the sharing of each sharer of a period led: shared, brought a visit, brought a paid order."""

import numpy as np

from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.log import Log
from analytics.paths import Paths
from analytics.sharing_logs import LED_HERE, SHARER_OF_ORDER, SOLD_BY_SHARING
from storage.words import Words

SHARER_STEPS = {
    "shared": Words("分享了，没人来", "Shared, nobody came"),
    "visited": Words("有人来，没成交", "People came, nothing sold"),
    "sold": Words("带来成交", "Led to sales"),
}
"""The farthest step of a sharer, by key."""


def sharer_step(cut: Cut) -> Codes:
    """The farthest step within the period of the sharer of each share; -1 where the sharer is not known.

    Who is credited with an order although no visit is recorded got there all the same.
    """
    sharer = cut.codes(("customer_id",))
    step = np.zeros(len(cut.facts.position("customers")) + 1, np.int8)
    step[_credited(cut, LED_HERE, ("share_id.customer_id",))] = 1
    step[_credited(cut, SOLD_BY_SHARING, SHARER_OF_ORDER)] = 2
    step[-1] = -1
    return step[sharer]


def _credited(cut: Cut, log: Log, paths: Paths) -> Codes:
    bounds = cut.period.bounds(cut.facts.shop.zone)
    return log.codes(cut.facts, paths)[slice(*np.searchsorted(log.ordered(cut.facts).at, bounds))]
