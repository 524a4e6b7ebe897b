"""The logs of sharing: what fans passed on, the visits it led to, and the orders it is credited with."""

import numpy as np

from analytics.log import PAID, VISITED, Log, Ordered, by_time
from storage.facts import Facts
from storage.words import Words

SHARER_OF_ORDER = ("promoter_id", "visit_id.share_id.customer_id")
"""Who gets the credit for an order: the promoter it names, or else whose share led to its visit."""


def _led_here(facts: Facts) -> Ordered:
    visits, share = VISITED.ordered(facts), VISITED.codes(facts, ("share_id",))
    kept = np.flatnonzero(share >= 0)
    return Ordered(visits.position[kept], visits.at[kept])


def _sold_by_sharing(facts: Facts) -> Ordered:
    orders = PAID.ordered(facts)
    promoted = PAID.codes(facts, ("promoter_id",)) >= 0
    kept = np.flatnonzero(promoted | (PAID.codes(facts, ("visit_id.share_id",)) >= 0))
    return Ordered(orders.position[kept], orders.at[kept])


SHARED = Log("shared", "shares", Words("分享", "shares"), by_time("shares", "created_at"), ("customer_id",), True)
LED_HERE = Log(
    "led_here",
    "visits",
    Words("分享带来的访问", "visits from shares"),
    lambda facts: facts.derived("visits from shares", _led_here),
    ("customer_id",),
    True,
    VISITED,
)
SOLD_BY_SHARING = Log(
    "sold_by_sharing",
    "orders",
    Words("分享带来的订单", "orders from shares"),
    lambda facts: facts.derived("orders from shares", _sold_by_sharing),
    ("buyer_id",),
    True,
    PAID,
)
