"""Who buys in groups that filled, how many pieces, and what of the money and the goods came back.

New is who never paid before. Shares are beta distributed around what was seen.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.coverage import present
from analytics.group_buy.whatif.past import BLOCK, Floats
from analytics.local_time import DAY
from analytics.never_sent import never_sent
from analytics.paths import along, places
from storage.columns import MISSING
from storage.derive import done_refunds, paid
from storage.facts import Facts

LATEST, ENOUGH = 90 * DAY, 400
"""The buyers of so long, or so many latest ones where that is more, tell who is new: a shop's crowd changes."""
LEAST = 30
_STRENGTH = 50.0
"""As many orders of the whole shop stand beside those of a category."""


class Share(Struct, frozen=True):
    """A beta distributed share."""

    some: float
    others: float

    @property
    def mean(self) -> float:
        """Its mean."""
        return self.some / (self.some + self.others)

    def drawn(self, chance: np.random.Generator, many: int) -> Floats:
        """Draws of it."""
        return chance.beta(self.some, self.others, many)


class Buyers(Struct, frozen=True):
    """Of the groups that filled."""

    new_leader: Share
    """Leaders who never paid before."""
    new_member: Share
    """The same of those who joined them."""
    pieces: float
    """Per order."""


class Returns(Struct, frozen=True):
    """Of orders in filled groups old enough to have come back."""

    money: Share
    """Of what was paid for goods, the part that went back."""
    goods: Share
    """Of the orders, those whose goods came back or never left."""


class _Orders(Struct, frozen=True, eq=False):
    """Paid orders in filled groups, in the order of payment."""

    at: Ints
    position: Ints
    leads: Mask
    first: Mask
    """Nothing was paid by this buyer before."""


def buyers(facts: Facts) -> Buyers | None:
    """None where orders do not tell their group or their buyer."""
    return facts.derived("what-if buyers", _buyers)


def returns(facts: Facts, product: int) -> Returns:
    """For a product: by its category, drawn towards the whole shop."""
    category = along(facts, "products", ("category",))
    place = facts.position("products")[product] if product >= 0 else -1
    return _returns(facts, int(category[place]) if place >= 0 else -1)


def _buyers(facts: Facts) -> Buyers | None:
    orders = _orders(facts)
    late = int((orders.at >= present(facts) - LATEST).sum())
    latest = slice(-max(late, ENOUGH), None)
    leads, first = orders.leads[latest], orders.first[latest]
    if len(first) < LEAST:
        return None
    return Buyers(_share(first[leads]), _share(first[~leads]), _pieces(facts, orders))


def _share(happened: Mask) -> Share:
    """With Jeffreys' prior."""
    some = int(happened.sum())
    return Share(some + 0.5, len(happened) - some + 0.5)


def _orders(facts: Facts) -> _Orders:
    return facts.derived("what-if orders in filled groups", _orders_in_filled)


def _orders_in_filled(facts: Facts) -> _Orders:
    log, groups = paid(facts), facts["groups"]
    group = places(facts, "groups")[facts["orders"]["group_id"][log.position]]
    filled = np.append(groups["status"] == facts.category("status", "completed"), False)[group]
    kept = np.flatnonzero(filled & (log.buyer >= 0))
    leader = np.append(groups["leader_id"], np.int32(-1))[group[kept]]
    return _Orders(log.at[kept], log.position[kept], log.buyer[kept] == leader, log.previous[kept] < 0)


def _pieces(facts: Facts, orders: _Orders) -> float:
    """Pieces of an order; 1 where no line tells."""
    lines, own = facts["order_lines"], np.zeros(len(facts["orders"]) + 1, dtype=bool)
    own[orders.position] = True
    inside = own[places(facts, "orders")[lines["order_id"]]] & (lines["quantity"] > 0) & (lines["is_gift"] != 1)
    return max(1.0, float(lines["quantity"][inside].sum()) / len(orders.position)) if inside.any() else 1.0


def _returns(facts: Facts, category: int) -> Returns:
    """Categories as in products, -1 for the whole shop."""

    def of(facts: Facts) -> Returns:
        orders = _orders(facts)
        old = orders.position[orders.at < present(facts) - BLOCK]
        money, goods = (values[old] for values in came_back(facts))
        mine = _category_of(facts)[old] == category
        return Returns(*(_towards(values[mine], values) for values in (money, goods)))

    return facts.derived(f"what-if returns {category}", of)


def _towards(own: Floats, every: Floats) -> Share:
    """A mean of parts, drawn towards that of all; as sure as if each order were a yes or no."""
    prior = (float(every.sum()) + 0.5) / (len(every) + 10)
    some = float(own.sum()) + _STRENGTH * prior
    return Share(some, len(own) + _STRENGTH - some)


def came_back(facts: Facts) -> tuple[Floats, Floats]:
    """Per order: the part of its goods' money that went back, and whether its goods came back or never left."""
    return facts.derived("what-if came back", _came_back_all)


def _came_back_all(facts: Facts) -> tuple[Floats, Floats]:
    orders, refunds, done = facts["orders"], facts["refunds"], done_refunds(facts)
    order = places(facts, "orders")[refunds["order_id"][done.position]]
    known = order >= 0
    back = np.bincount(order[known], done.amount[known], minlength=len(orders))
    freight = np.where(orders["shipping_amount"] == MISSING, 0, orders["shipping_amount"])
    goods = np.maximum(np.where(orders["payment_amount"] == MISSING, 0, orders["payment_amount"]) - freight, 1)
    sent_back = refunds["type"][done.position] == facts.category("type", "with_return")
    returned = np.bincount(order[known], sent_back[known], minlength=len(orders)) > 0
    return np.clip(back / goods, 0, 1), (returned | never_sent(facts)[:-1]).astype(np.float64)


def _category_of(facts: Facts) -> Codes:
    """The category of each order's group's product."""
    return along(facts, "orders", ("group_id.product_id.category", "group_id.group_campaign_id.product_id.category"))
