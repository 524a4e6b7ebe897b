"""Groups of customers that a merchant speaks to: by what they buy most, whether they are about to be lost, what kind of
fan they are, level, where they came from and where they live. A group too small to say anything of is left out.

Who is about to be lost takes long to learn: these groups are there where the pages about it have learnt it already.
"""

from collections.abc import Callable

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Mask
from analytics.cards.goods import categories
from analytics.churn.groups import GROUPS
from analytics.churn.outlook import OUTLOOK
from analytics.coverage import present
from analytics.fan_history import by_code
from analytics.learning import known
from analytics.network.fans import KINDS, fans_forest
from analytics.paths import along
from analytics.recommend.shop.audience import audience
from analytics.recommend.shop.kept import kept
from storage.facts import Facts
from storage.words import Words

LEAST = 30
"""People in a group."""
MOST = 6
"""Groups of one kind, the largest."""
OF_CHURN = "churn:"
"""How the ids of the groups of churn begin."""
TWICE = 2
"""Purchases of a category from which on it is somebody's taste."""


class Segment(Struct, frozen=True, eq=False):
    """A group of customers."""

    id: str
    """kind:supporting, level:金卡 ..."""
    name: Words
    users: Codes
    """Codes of those who may be told anything."""


def segments(facts: Facts) -> tuple[Segment, ...]:
    """All groups that are large enough."""
    by_outlook = tuple(one for one in _by_outlook(facts) if len(one.users) >= LEAST)
    return (*by_outlook, *facts.derived("segments to offer something to", _segments))


def everybody(facts: Facts) -> Segment:
    """All who may be told anything, however few."""
    return Segment("all", Words("所有人", "Everybody"), np.flatnonzero(audience(facts)))


def segment_named(facts: Facts, name: str) -> Segment | None:
    """The group of that id, or of that name in either language; everybody is one too, and a group of
    those about to be lost however small: somebody was sent here to see to it."""
    every = (everybody(facts), *segments(facts), *_by_outlook(facts))
    return next((one for one in every if name in (one.id, one.name.zh, one.name.en)), None)


def _segments(facts: Facts) -> tuple[Segment, ...]:
    here = audience(facts)
    kind = by_code(facts, fans_forest(facts).kind, -1)[:-1]
    kinds = [
        Segment(f"kind:{key}", name, np.flatnonzero(here & (kind == code)))
        for code, (key, name) in enumerate(KINDS.items())
    ]
    found = [*_by_taste(facts, here), *(one for one in kinds if len(one.users) >= LEAST)]
    for column in ("level", "source", "province"):
        found += _by_category(facts, here, column)
    return tuple(found)


def _by_outlook(facts: Facts) -> tuple[Segment, ...]:
    """The groups of churn, "churn:new" ..., that have anybody who may be told anything; none where not learnt yet."""
    found = known(facts, OUTLOOK)
    if found is None:
        return ()
    here = audience(facts)[found.standing.who]
    every = (
        Segment(f"{OF_CHURN}{key}", group.name, found.standing.who[here & (found.group == code)])
        for code, (key, group) in enumerate(GROUPS.items())
    )
    return tuple(one for one in every if len(one.users))


def _by_taste(facts: Facts, here: Mask) -> list[Segment]:
    """By the category that each bought most of, twice or more; of equals the one with the lower code."""
    taken, names = kept(facts, present(facts) + 1), facts["products"].categories("category")
    kind = categories(facts)[taken.item]
    known = kind >= 0
    kinds = len(names)
    keys, counts = np.unique(taken.user[known].astype(np.int64) * kinds + kind[known], return_counts=True)
    order = np.lexsort((-keys, counts))  # the most frequent of each customer is written last
    codes = np.full(len(here), -1, np.int64)
    often = order[counts[order] >= TWICE]
    codes[keys[often] // max(kinds, 1)] = keys[often] % max(kinds, 1)
    return _largest(here, codes, names, "taste", lambda name: Words(f"常买{name}的", f"buy {name} most"))


def _by_category(facts: Facts, here: Mask, column: str) -> list[Segment]:
    codes = by_code(facts, along(facts, "customers", (column,)), -1)[:-1]
    return _largest(here, codes, facts["customers"].categories(column), column, lambda name: Words(name, name))


def _largest(here: Mask, codes: Codes, names: tuple[str, ...], key: str, name: Callable[[str], Words]) -> list[Segment]:
    counts = np.bincount(codes[here & (codes >= 0)], minlength=len(names))
    largest = np.argsort(-counts, kind="stable")[:MOST]
    return [
        Segment(f"{key}:{names[code]}", name(names[code]), np.flatnonzero(here & (codes == code)))
        for code in largest[counts[largest] >= LEAST].tolist()
    ]
