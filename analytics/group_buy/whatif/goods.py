"""The products there were group-buys of, the latest first: what one is asked about in a list."""

import numpy as np

from analytics.group_buy.whatif.past import past
from storage.facts import Facts

MOST = 300


def goods(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Id and title of each."""
    offers = past(facts)
    order = np.argsort(-offers.starts, kind="stable") if len(offers) else np.zeros(0, np.int64)
    codes = [code for code in dict.fromkeys(offers.product[order].tolist()) if code >= 0][:MOST]
    places, ids = facts.position("products"), facts.ids("products")
    titles = facts.texts_of("products", "title")
    return tuple((ids[code], titles[places[code]] or ids[code]) for code in codes if places[code] >= 0)
