"""Parts of the fan network: everybody who is known, and what is sold to those whom other fans brought."""

import numpy as np

from analytics.arrays import Mask
from analytics.cut import Cut
from analytics.fan_history import bringer, by_code
from analytics.log import PAID, Log, Ordered, some_of
from analytics.network.fans import fans_forest
from analytics.part import Part, column
from analytics.parts.fans import BROUGHT_IN, bought_within, watched_for
from storage.facts import Facts
from storage.words import Words

_BUYER = ("buyer_id",)
SOON = 7
"""Days after coming within which a purchase is looked for: few enough for the newest fans to be watched in full."""


def _by_first_sight(facts: Facts) -> Ordered:
    """All customers by the time each was first known of; who never was stands first."""

    def sort(facts: Facts) -> Ordered:
        since = fans_forest(facts).since
        order = np.argsort(since, kind="stable")
        return Ordered(order, since[order])

    return facts.derived("everybody by first sight", sort)


def _brought_by_a_fan(facts: Facts) -> Mask:
    brought: Mask = by_code(facts, bringer(facts), -1)[PAID.codes(facts, _BUYER)] >= 0
    return brought


def _bought(cut: Cut) -> Mask:
    return fans_forest(cut.facts).bought[cut.position]


EVERYBODY = Log("everybody", "customers", Words("粉丝", "fans"), _by_first_sight, ("id",), standing=True)
"""Also those who stopped following: they brought whom they brought."""
THROUGH = Log(
    "through_fans",
    "orders",
    Words("老带新的订单", "orders of people brought by fans"),
    some_of(PAID, "orders through fans", _brought_by_a_fan),
    _BUYER,
    may_begin_late=True,
    begins_with=BROUGHT_IN,
)

BROUGHT_WATCHED = Part(
    "brought_watched", BROUGHT_IN, Words(f"加入满 {SOON} 天的老带新", f"Brought {SOON} days ago or longer"),
    where=watched_for(SOON),
)  # fmt: skip
BROUGHT_SOON = Part(
    "brought_soon", BROUGHT_IN, Words(f"{SOON} 天内买过的老带新", f"Brought, and bought within {SOON} days"),
    where=bought_within(SOON),
)  # fmt: skip
NETWORK_FANS = Part("network_fans", EVERYBODY, Words("网络里的粉丝", "Fans of the network"))
NETWORK_BUYERS = Part("network_buyers", EVERYBODY, Words("网络里的买家", "Buyers of the network"), where=_bought)
THROUGH_ORDERS = Part(
    "through_orders", THROUGH, Words("老带新的订单", "Orders of people brought by fans"),
    amounts=column("payment_amount"),
)  # fmt: skip
THROUGH_BUYERS = Part("through_buyers", THROUGH, Words("老带新的买家", "Buyers brought by fans"), each=_BUYER)
