"""Who of the shop's own buyers is in the partner's file, and how many of them are there by chance alone."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Mask
from analytics.cooperation.people import Known
from analytics.cooperation.sent import Sent, short
from analytics.result import Estimate
from storage.columns import Int32


class Matched(Struct, frozen=True, eq=False):
    """The shop's own buyers who have a phone, and which of them are found."""

    people: Int32
    """Codes of customers, ascending."""
    found: Mask
    """Whose hash is in the file."""
    group: Codes
    """Of those found, the place of their group in the file; -1 where there are two, and for all others."""
    chance: float
    """How likely the hash of somebody who is not among the partner's buyers is found."""

    @property
    def joint(self) -> Estimate:
        """How many are really buyers of both, with the 95% interval that chance leaves.

        Of those who are not, u were not found and a negative binomial number was: failures before u successes of
        chance 1 - f. That number is taken off.
        """
        from scipy.stats import nbinom  # scipy takes its time to import

        found = int(self.found.sum())
        missed = len(self.people) - found
        by_chance = missed * self.chance / (1 - self.chance)
        few, many = nbinom.ppf((0.025, 0.975), max(missed, 1), 1 - self.chance).tolist()
        return Estimate(max(0.0, found - by_chance), max(0, int(found - many)), int(found - min(few, found)))


def matched(known: Known, buyers: Int32, theirs: Sent) -> Matched:
    """Hold the shop's buyers (codes, ascending) against the partner's file."""
    group_of = _group_of_hash(theirs)
    ours = np.isin(known.person, buyers)
    people, place = np.unique(known.person[ours], return_inverse=True)
    hit = group_of[short(known.mark[ours], theirs.bits)]
    group = np.full(len(people), _NOBODY, dtype=np.int16)
    np.maximum.at(group, place, hit)
    found = group != _NOBODY
    chance = float(np.count_nonzero(group_of != _NOBODY)) / len(group_of)
    return Matched(people, found, np.where(found, group, -1), chance)


_NOBODY = -2
_UNCLEAR = -1


def _group_of_hash(theirs: Sent) -> Codes:
    """Per hash there may be: the group that has it, none, or two."""
    group_of = np.full(2**theirs.bits, _NOBODY, dtype=np.int16)
    for place, group in enumerate(theirs.groups):
        taken = group_of[group.marks] != _NOBODY
        group_of[group.marks] = np.where(taken, _UNCLEAR, place)
    return group_of
