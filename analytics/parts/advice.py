"""Parts that advice is about: whom to remind, what stands on the shelf, what is about to lapse.

They speak of the present, the newest moment of the data, whatever the period of the question.
"""

import numpy as np

from analytics.arrays import Codes, Ints, Mask
from analytics.counting import known
from analytics.coverage import present
from analytics.cut import Cut
from analytics.log import PAID, PLACED, Log, Ordered, by_time
from analytics.part import Part, column
from analytics.shelf import STATES, shelf
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words


def _on_shelf(facts: Facts) -> Ordered:
    """Every product counts at the present: its stock is that of the newest data."""
    count = len(facts["products"])
    return Ordered(np.arange(count), np.full(count, present(facts), np.int64))


STOCKED = Log("stocked", "products", Words("商品库存", "products in stock"), _on_shelf, ())
CLAIMED = Log(
    "coupons_expiring", "coupon_claims", Words("将到期的券", "coupons by their end"),
    by_time("coupon_claims", "expires_at"), ("customer_id",),
)  # fmt: skip
EXPIRING = Log(
    "groups_expiring", "groups", Words("将到期的团", "groups by their end"), by_time("groups", "expires_at"),
    ("leader_id",),
)  # fmt: skip


def _dead(cut: Cut) -> Mask:
    """What the page of products calls dead. The stock of what was never sold may be a show piece or a placeholder."""
    found = shelf(cut.facts)
    if isinstance(found, Words):
        return np.zeros(len(cut), dtype=bool)
    dead: Mask = found.state[cut.position] == list(STATES).index("dead")
    return dead


def _cash(cut: Cut) -> Ints:
    """What the pieces in stock have cost."""
    stock, cost = cut.column("stock"), cut.column("cost")
    unknown = (stock == MISSING) | (cost == MISSING)
    return np.where(unknown, MISSING, known(stock) * known(cost))


def _last_order(cut: Cut) -> Mask:
    """Orders after which their buyer has not paid again."""
    orders = paid(cut.facts)
    last: Mask = (cut.of(orders.buyer) >= 0) & (cut.of(orders.chain.following) == len(orders))
    return last


def _only_order(cut: Cut) -> Mask:
    once: Mask = (cut.of(paid(cut.facts).previous) < 0) & _last_order(cut)
    return once


def last_paid(facts: Facts) -> Ints:
    """Code of a customer -> moment of the last paid order, ``MISSING`` for none; one place more for guests."""

    def build(facts: Facts) -> Ints:
        orders = paid(facts)
        last = np.full(len(facts.position("customers")) + 1, MISSING, np.int64)
        last[orders.buyer] = orders.at
        last[-1] = MISSING
        return last

    return facts.derived("last paid of customers", build)


def left_unpaid(cut: Cut) -> Mask:
    """Orders of known buyers that were not paid, and whose buyer has paid nothing since."""
    buyer = cut.codes(("buyer_id",))
    open_still: Mask = (cut.codes(("paid_at",)) == MISSING) & (buyer >= 0) & (last_paid(cut.facts)[buyer] < cut.at)
    return open_still


def _one_short(cut: Cut) -> Mask:
    still_open = cut.codes(("status",)) == cut.facts.category("status", "open")
    size, joined = cut.column("size"), cut.column("joined")
    known = (size != MISSING) & (joined != MISSING)
    short: Mask = still_open & known & (np.where(known, size, 0) - np.where(known, joined, 0) == 1)
    return short & (cut.at > present(cut.facts))


def _unused(cut: Cut) -> Mask:
    unused: Mask = (cut.column("used_at") == MISSING) & (cut.at > present(cut.facts))
    return unused


def buyers_of(cut: Cut) -> Codes:
    """The customers behind the rows."""
    return cut.codes(cut.log.person)


LAST_BOUGHT = Part(
    "last_bought", PAID, Words("之后没再买的买家", "Buyers who have not come since"), where=_last_order,
    each=("buyer_id",),
)  # fmt: skip
BOUGHT_ONCE = Part(
    "bought_once", PAID, Words("只买过一次的买家", "Buyers of one order"), where=_only_order, each=("buyer_id",)
)
LEFT_UNPAID = Part(
    "left_unpaid", PLACED, Words("下单未付款", "Orders left unpaid"), where=left_unpaid,
    amounts=column("payment_amount"),
)  # fmt: skip
DEAD_STOCK = Part("dead_stock", STOCKED, Words("滞销库存", "Dead stock"), where=_dead, amounts=_cash)
ONE_SHORT = Part("groups_one_short", EXPIRING, Words("差一人成团", "Groups one short"), where=_one_short)
UNUSED_COUPONS = Part(
    "coupons_unused", CLAIMED, Words("没用的券", "Unused coupons"), where=_unused, amounts=column("face_value")
)
