"""The customers of a group by id, for a trial: those who may be told anything."""

from collections.abc import Sequence

from analytics.recommend.shop.segments import segment_named
from storage.facts import Facts
from storage.words import Words


def ids_of(facts: Facts, group: str) -> Sequence[str] | Words:
    """Of a group by its id or name, "all" for everybody; or why there are none."""
    found = segment_named(facts, group)
    if found is None:
        return Words(f"推荐里没有人群“{group}”。", f"Recommendation has no group {group}.")
    names = facts.ids("customers")
    return [names[code] for code in found.users.tolist()]
