"""The shares of a shop settled to a forest: each has at most one share above it, and that one is not younger.

1. A share whose parent was made after it cannot have come of that parent: the tie is left out.
2. The other ties are settled as those of fans are (``network/ties.py``): nothing is its own parent, a parent that is
   not in the data is none, and of a circle (all of one moment, after rule 1) the last row loses its tie.

A share that loses its tie is no first share: it came of something, nobody knows of what.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.network.forest import Floats, Forest, forest_of, heights
from analytics.network.ties import settle
from analytics.network.virality import Virality, virality
from analytics.paths import places
from analytics.say import count
from storage.facts import Facts
from storage.words import Words


class Chains(Struct, frozen=True, eq=False):
    """Nodes are positions in ``facts["shares"]``."""

    forest: Forest
    first: Mask
    """Shares of one's own: they name no parent."""
    later: Ints
    """Positions whose parent was made after them, ascending; so below."""
    self_made: Ints
    """Which are their own parent."""
    absent: Ints
    """Whose parent is not in the data."""
    closing: Ints
    """Whose tie would close a circle."""

    @property
    def dirt(self) -> int:
        """How many ties are left out."""
        return len(self.later) + len(self.self_made) + len(self.absent) + len(self.closing)


class Shapes(Struct, frozen=True, eq=False):
    """What the chains look like, one value per share."""

    longest: Ints
    """Shares on the longest way down, itself counted: 1 where nothing follows."""
    distance: Floats
    """Steps between two shares of the tree, summed over all pairs, at its top; 0 elsewhere."""
    pairs: Floats
    """How many pairs these are."""


def chains(facts: Facts) -> Chains:
    """The forest of all shares."""
    return facts.derived("share chains", _chains)


def shapes(facts: Facts) -> Shapes:
    """How long and how branched the chains below each share are."""
    return facts.derived("shapes of share chains", lambda facts: _shapes(chains(facts).forest))


def left_out(found: Chains) -> Words:
    """Which ties do not count and by which rule; empty where all of them do."""
    said = [
        (len(rows), zh, en)
        for rows, zh, en in (
            (found.later, "上级比它还晚", "name a later share"),
            (found.self_made, "上级是自己", "name themselves"),
            (found.absent, "上级不在数据里", "name one that is not in the data"),
            (found.closing, "上级关系绕成圈", "close a circle"),
        )
        if len(rows)
    ]
    if not said:
        return Words("", "")
    zh = "、".join(f"{count(many)} 次{what}" for many, what, _ in said)
    en = ", ".join(f"{count(many)} {what}" for many, _, what in said)
    return Words(
        f"全部分享里有 {count(found.dirt)} 次的上级不算({zh})，它们不算自己起头，也不记在谁名下。",
        f"{count(found.dirt)} of all shares have a parent that does not count ({en}): they are neither first shares "
        "nor credited to any.",
    )


def _chains(facts: Facts) -> Chains:
    shares = facts["shares"]
    at, named = shares["created_at"], shares["parent_share_id"]
    above = places(facts, "shares")[named]
    tied = np.flatnonzero(named >= 0)
    younger = (above[tied] >= 0) & (at[above[tied]] > at[tied])
    kept = tied[~younger]
    found = settle(len(shares), above[kept], kept, at[kept])
    dirt = found.dirt
    own, absent, closing = (kept[rows] for rows in (dirt.self_made, dirt.orphans, dirt.closing))
    return Chains(forest_of(found.parent), named < 0, tied[younger], own, absent, closing)


def _shapes(forest: Forest) -> Shapes:
    told: Virality = virality(forest)
    pairs, distance = np.zeros(len(forest)), np.zeros(len(forest))
    pairs[told.root] = told.people * (told.people - 1) / 2
    distance[told.root] = np.nan_to_num(told.mean_distance) * pairs[told.root]
    return Shapes(heights(forest).astype(np.int64) + 1, distance, pairs)
