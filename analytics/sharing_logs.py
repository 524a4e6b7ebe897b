"""The logs of sharing: what fans passed on, the visits it led to, and the orders it is credited with.

Some are in the order of the share that led to each row: what a share led to counts at the moment of that share.
"""

import numpy as np

from analytics.arrays import Mask
from analytics.log import PAID, VISITED, Log, Ordered, by_time, some_of
from analytics.share_chains.chains import chains
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


def _followed(facts: Facts) -> Ordered:
    """Shares that came of another one, by the moment of that one."""
    parent = chains(facts).forest.parent
    rows = np.flatnonzero(parent >= 0)
    at = facts["shares"]["created_at"][parent[rows]]
    order = np.argsort(at, kind="stable")
    return Ordered(rows[order], at[order])


FOLLOWED = Log(
    "followed",
    "shares",
    Words("再传出的分享", "shares passed on"),
    lambda facts: facts.derived("log of shares followed", _followed),
    ("customer_id",),
    True,
    SHARED,
)
VISITED_AFTER = Log(
    "visited_after",
    "visits",
    Words("分享之后的访问", "visits after shares"),
    by_time("visits", "share_id.created_at"),
    ("customer_id",),
    True,
    VISITED,
)
BOUGHT_AFTER = Log(
    "bought_after",
    "orders",
    Words("从分享进店下的订单", "orders of visits from shares"),
    by_time("orders", "visit_id.share_id.created_at"),
    ("buyer_id",),
    True,
    PAID,
)
