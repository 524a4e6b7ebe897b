"""The referrals of a shop settled to one parent each, over positions in ``facts["customers"]``.

A tie that has ended still counts: it tells who brought whom. A tie without a parent means the shop itself. One whose
parent came later than the fan counts as well (people follow a shop before they are bound to a promoter), but is named.
"""

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.arrays import Codes, Ints
from analytics.network.ties import Dirt, settle
from analytics.paths import along, places
from storage.columns import MISSING
from storage.facts import Facts


class Settled(Struct, frozen=True, eq=False):
    """Who brought whom; rows are those of the referrals in the shop's database."""

    parent: Codes
    """Position of the fan who brought each one; -1 where the shop did, or nobody says."""
    tie: Ints
    """Row of the referral that counts for each one; -1 where there is none."""
    tied: Ints
    """When that tie began; ``MISSING`` where there is none."""
    dirt: Dirt
    """Rows that do not count, by the rule that left them out."""
    younger: Ints
    """Rows that count although the parent came after the fan, ascending."""


def settled(facts: Facts) -> Settled:
    """The one parent of each customer."""
    return facts.derived("referrals settled", _settled)


def _settled(facts: Facts) -> Settled:
    ties, at_place = facts["referrals"], places(facts, "customers")
    said = np.flatnonzero((ties["parent_id"] >= 0) & (ties["child_id"] >= 0))
    parent, child = at_place[ties["parent_id"][said]], at_place[ties["child_id"][said]]
    found = settle(len(facts["customers"]), parent, child, ties["created_at"][said])
    row = np.append(ties.row[said], -1)  # one place more: no tie is row -1
    dirt = replace(found.dirt, **{name: row[getattr(found.dirt, name)] for name in Dirt.__struct_fields__})
    tie = row[found.tie]
    tied = np.append(ties["created_at"][said], MISSING)[found.tie]
    return Settled(found.parent, tie, tied, dirt, np.sort(tie[_younger(facts, found.parent)]))


def _younger(facts: Facts, parent: Codes) -> Ints:
    """The fans whose parent came after them."""
    since = along(facts, "customers", ("joined_at", "followed_at"))
    above = np.append(since, MISSING)[parent]
    return np.flatnonzero((parent >= 0) & (since != MISSING) & (above > since))
