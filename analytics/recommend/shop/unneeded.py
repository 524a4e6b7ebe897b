"""Products that nobody needs to see: on sale for long enough to be judged, and hardly anybody would want them."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.local_time import DAY
from analytics.paths import places
from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.past import viewed
from analytics.recommend.shop.plain import AHEAD
from analytics.shelf import last_sale, stock_left
from storage.columns import MISSING

ON_SALE = 60
"""Days that a product must have been there before it is judged."""
QUIET = 60
"""Days without a sale."""
LEAST_PEOPLE = 100
"""Customers with lists of their own, without whom nothing can be said of who wants what."""


class Unneeded(Struct, frozen=True):
    """One product."""

    item: int
    wanted: int
    """Customers who have it on their list at all."""
    views: int
    """Visits of known customers to it in the last ``AHEAD`` days: attention it takes now."""
    last_sold: int | None
    """UTC milliseconds; None if never."""
    stock: int | None


def unneeded(counter: Counter) -> tuple[Unneeded, ...]:
    """Those that take most attention first. Nothing where there are too few customers, or no lists of their own."""
    if not counter.learnt.ours or len(counter.people) < LEAST_PEOPLE:
        return ()
    facts, now = counter.facts, counter.now
    lists = counter.everyone.items
    wanted = np.bincount(lists[lists >= 0], minlength=now.items)
    seen = viewed(facts).within(now.at - AHEAD * DAY, now.at).item
    views, sold = np.bincount(seen, minlength=now.items), last_sale(facts)
    stock = np.append(stock_left(facts), MISSING)[places(facts, "products")[:-1]]
    quiet = sold < now.at - QUIET * DAY
    few = wanted <= max(1, len(counter.people) // 1000)
    found = np.flatnonzero(counter.may & quiet & few & (now.begun < now.at - ON_SALE * DAY))
    order = np.lexsort((found, -np.maximum(stock[found], 0), -views[found]))
    return tuple(
        Unneeded(item, int(wanted[item]), int(views[item]), _known(sold, item), _known(stock, item))
        for item in found[order].tolist()
    )


def _known(values: Ints, item: int) -> int | None:
    return None if values[item] == MISSING else int(values[item])
