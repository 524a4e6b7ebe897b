"""Groups of customers that a merchant speaks to: by what kind of fan they are, level, where they came from, where they
live; and those whom a campaign is for. A group too small to say anything of is left out."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Mask
from analytics.fan_history import by_code
from analytics.network.fans import KINDS, fans_forest
from analytics.paths import along
from analytics.recommend.shop.audience import audience
from storage.facts import Facts
from storage.words import Words

LEAST = 30
"""People in a group."""
MOST = 6
"""Groups of one kind, the largest."""


class Segment(Struct, frozen=True, eq=False):
    """A group of customers."""

    id: str
    """kind:supporting, level:金卡 ..."""
    name: Words
    users: Codes
    """Codes of those who may be told anything."""


def segments(facts: Facts) -> tuple[Segment, ...]:
    """All groups that are large enough."""
    return facts.derived("segments to offer something to", _segments)


def segment_named(facts: Facts, name: str) -> Segment | None:
    """The group of that id, or of that name in either language."""
    return next((one for one in segments(facts) if name in (one.id, one.name.zh, one.name.en)), None)


def _segments(facts: Facts) -> tuple[Segment, ...]:
    here = audience(facts)
    kind = by_code(facts, fans_forest(facts).kind, -1)[:-1]
    kinds = [
        Segment(f"kind:{key}", name, np.flatnonzero(here & (kind == code)))
        for code, (key, name) in enumerate(KINDS.items())
    ]
    found = [one for one in kinds if len(one.users) >= LEAST]
    for column in ("level", "source", "province"):
        found += _by_category(facts, here, column)
    return tuple(found)


def _by_category(facts: Facts, here: Mask, column: str) -> list[Segment]:
    codes = by_code(facts, along(facts, "customers", (column,)), -1)[:-1]
    names = facts["customers"].categories(column)
    counts = np.bincount(codes[here & (codes >= 0)], minlength=len(names))
    largest = np.argsort(-counts, kind="stable")[:MOST]
    return [
        Segment(f"{column}:{names[code]}", Words(names[code], names[code]), np.flatnonzero(here & (codes == code)))
        for code in largest[counts[largest] >= LEAST].tolist()
    ]
