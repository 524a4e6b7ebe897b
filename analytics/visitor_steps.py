"""How far each visitor of a period got: looked around, at a product, put into the cart, ordered, paid.

Who ordered without a recorded look at a product or cart got there all the same: the farthest step counts.
"""

import numpy as np

from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.log import PLACED, VISITED
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

STEPS = {
    "visit": Words("只是看看", "Looked around only"),
    "product": Words("看了商品", "Looked at a product"),
    "cart": Words("加了购物车", "Put into the cart"),
    "order": Words("下了单没付款", "Ordered, not paid"),
    "paid": Words("付了款", "Paid"),
}
"""The farthest step of a visitor, by key."""
_LOOKED, _PRODUCT, _CART, _ORDERED, _PAID = range(5)


def farthest_step(cut: Cut) -> Codes:
    """The farthest step of the visitor of each visit within the cut and its period; -1 without a visitor's mark."""
    visitor = cut.codes(("visitor_id",))
    step = np.full(len(cut.facts.position("visitors")) + 1, _LOOKED, np.int8)
    step[visitor[cut.codes(("product_id",)) >= 0]] = _PRODUCT
    step[visitor[cut.codes(("added_to_cart",)) == 1]] = _CART
    lo, hi = np.searchsorted(PLACED.ordered(cut.facts).at, cut.period.bounds(cut.facts.shop.zone))
    who = visitor_of_order(cut.facts)[lo:hi]
    step[who] = _ORDERED
    step[who[PLACED.codes(cut.facts, ("paid_at",))[lo:hi] != MISSING]] = _PAID
    step[-1] = -1
    return step[visitor]


def known_steps(facts: Facts) -> frozenset[str]:
    """The steps that the source can tell; without a link between orders and visitors there are none beyond the cart."""
    return facts.derived("known visitor steps", _known_steps)


def _known_steps(facts: Facts) -> frozenset[str]:
    known = {
        "visit": True,
        "product": bool((VISITED.codes(facts, ("product_id",)) >= 0).any()),
        "cart": bool((VISITED.codes(facts, ("added_to_cart",)) == 1).any()),
        "order": bool((visitor_of_order(facts) >= 0).any()),
    }
    return frozenset(step for step in STEPS if known["order" if step == "paid" else step])


def visitor_of_order(facts: Facts) -> Codes:
    """The visitor who placed each order of the log ``PLACED``: of its visit, or else of its buyer; -1 if not known."""
    return facts.derived("visitor of order", _visitor_of_order)


def _visitor_of_order(facts: Facts) -> Codes:
    of_visit = PLACED.codes(facts, ("visit_id.visitor_id",))
    of_customer = np.full(len(facts.position("customers")) + 1, -1, np.int32)
    customer, visitor = VISITED.codes(facts, ("customer_id",)), VISITED.codes(facts, ("visitor_id",))
    known = (customer >= 0) & (visitor >= 0)
    of_customer[customer[known]] = visitor[known]
    return np.where(of_visit >= 0, of_visit, of_customer[PLACED.codes(facts, ("buyer_id",))])
