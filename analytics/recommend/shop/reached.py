"""The customers of a group by id, for a trial: those who may be told anything."""

from collections.abc import Sequence

import numpy as np

from analytics.recommend.shop.audience import audience
from analytics.recommend.shop.segments import segment_named
from storage.facts import Facts
from storage.words import Words

EVERYBODY = "all"


def ids_of(facts: Facts, group: str) -> Sequence[str] | Words:
    """Of a group by its id or name, or of the whole shop; or why there are none."""
    names = facts.ids("customers")
    if group == EVERYBODY:
        return [names[code] for code in np.flatnonzero(audience(facts)).tolist()]
    found = segment_named(facts, group)
    if found is None:
        return Words(f"推荐里没有人群“{group}”。", f"Recommendation has no group {group}.")
    return [names[code] for code in found.users.tolist()]
