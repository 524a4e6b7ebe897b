"""The logs of sharing: what fans passed on, the visits it led to, and the orders it is credited with."""

from analytics.arrays import Mask
from analytics.log import PAID, VISITED, Log, by_time, some_of
from storage.facts import Facts
from storage.words import Words

SHARER_OF_ORDER = ("promoter_id", "visit_id.share_id.customer_id")
"""Who gets the credit for an order: the promoter it names, or else whose share led to its visit."""


def _led_here(facts: Facts) -> Mask:
    found: Mask = VISITED.codes(facts, ("share_id",)) >= 0
    return found


def _sold_by_sharing(facts: Facts) -> Mask:
    found: Mask = (PAID.codes(facts, ("promoter_id",)) >= 0) | (PAID.codes(facts, ("visit_id.share_id",)) >= 0)
    return found


SHARED = Log("shared", "shares", Words("分享", "shares"), by_time("shares", "created_at"), ("customer_id",), True)
LED_HERE = Log(
    "led_here",
    "visits",
    Words("分享带来的访问", "visits from shares"),
    some_of(VISITED, "visits from shares", _led_here),
    ("customer_id",),
    True,
    VISITED,
)
SOLD_BY_SHARING = Log(
    "sold_by_sharing",
    "orders",
    Words("分享带来的订单", "orders from shares"),
    some_of(PAID, "orders from shares", _sold_by_sharing),
    ("buyer_id",),
    True,
    PAID,
)
