"""Parts of visits: who came, what they looked at, how far they got, and the orders that came of it."""

import numpy as np

from analytics.arrays import Mask
from analytics.cut import Cut
from analytics.log import PLACED, VISITED, Log, some_of
from analytics.part import Narrow, Part, column
from analytics.visitor_steps import STEPS, visitor_of_order
from storage.columns import MISSING
from storage.derive import visits_by_time
from storage.words import Words

_VISITOR = ("visitor_id",)
_STEPS = tuple(STEPS)


VIEWED = Log(
    "viewed", "visits", Words("商品浏览", "product views"),
    some_of(VISITED, "visits of products", lambda facts: VISITED.codes(facts, ("product_id",)) >= 0), ("customer_id",),
    may_begin_late=True, begins_with=VISITED, links=_VISITOR,
)  # fmt: skip
CARTED = Log(
    "carted", "visits", Words("加购", "use of the cart"),
    some_of(VISITED, "visits with the cart", lambda facts: VISITED.codes(facts, ("added_to_cart",)) == 1),
    ("customer_id",), may_begin_late=True, begins_with=VISITED, links=_VISITOR,
)  # fmt: skip


def _timed(cut: Cut) -> Mask:
    known: Mask = cut.column("seconds") != MISSING
    return known


def _by_a_visitor(cut: Cut) -> Mask:
    """Paid orders placed by somebody whose visit of the period is in the data."""
    visits = visits_by_time(cut.facts)
    here = np.zeros(len(cut.facts.position("visitors")) + 1, dtype=bool)
    here[visits.visitor[slice(*visits.between(*cut.period.bounds(cut.facts.shop.zone)))]] = True
    here[-1] = False
    linked: Mask = here[cut.of(visitor_of_order(cut.facts))] & (cut.codes(("paid_at",)) != MISSING)
    return linked


def got_to(step: str) -> Narrow:
    """Visitors who got to a step or farther."""
    before = ("", *_STEPS[: _STEPS.index(step)])
    return Narrow(without=tuple(("farthest_step", key) for key in before))


VISITS = Part("visits", VISITED, Words("访问", "Visits"))
VISITORS = Part("visitors", VISITED, Words("访客", "Visitors"), each=_VISITOR)
PRODUCT_VISITS = Part("product_visits", VIEWED, Words("看商品的访问", "Visits of products"))
VIEWERS = Part("viewers", VIEWED, Words("看商品的访客", "Visitors of products"), each=_VISITOR)
CARTING = Part("carting", CARTED, Words("加购的访客", "Visitors who used the cart"), each=_VISITOR)
NEW_VISITORS = Part(
    "new_visitors", VISITED, Words("新访客", "New visitors"), Narrow(slices=(("visitor_kind", "new"),)), each=_VISITOR
)
STAYS = Part("stays", VISITED, Words("知道停留时间的访问", "Visits of known length"), where=_timed,
             amounts=column("seconds"))  # fmt: skip

GOT_TO_PRODUCT, GOT_TO_CART, GOT_TO_ORDER, GOT_TO_PAID = (
    Part(f"got_to_{step}", VISITED, name, got_to(step), each=_VISITOR)
    for step, name in (
        ("product", Words("看了商品的访客", "Visitors who looked at a product")),
        ("cart", Words("加了购物车的访客", "Visitors who used the cart")),
        ("order", Words("下了单的访客", "Visitors who ordered")),
        ("paid", Words("付了款的访客", "Visitors who paid")),
    )
)
FUNNEL_ORDERS = Part(
    "funnel_orders", PLACED, Words("有访问记录的已付订单", "Paid orders with a visit"), where=_by_a_visitor,
    amounts=column("payment_amount"),
)  # fmt: skip
