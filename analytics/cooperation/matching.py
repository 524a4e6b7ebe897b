"""Who of the shop's own buyers is in the partner's file, and how many of them are there by chance alone."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Mask
from analytics.cooperation.people import Known
from analytics.cooperation.sent import Sent, short
from analytics.result import Estimate
from storage.columns import Int32

_TAIL = 0.025
_FAR = 12
"""Standard deviations beyond which no number found by chance is looked for."""


class Matched(Struct, frozen=True, eq=False):
    """The shop's own buyers who have a phone, and which of them are found."""

    people: Int32
    """Codes of customers, ascending."""
    found: Mask
    """Whose hash is in the file."""
    group: Codes
    """Of those found, the place of their group in the file; -1 for all others."""
    chance: float
    """How likely the hash of somebody who is not among the partner's buyers is found."""

    @property
    def joint(self) -> Estimate:
        """How many are really buyers of both, with the 95% interval that chance leaves.

        Of those who are not, u were not found and a negative binomial number was: failures before u successes of
        chance 1 - f. That number is taken off.
        """
        from scipy.special import betainc  # scipy takes its time to import

        found = int(self.found.sum())
        missed = len(self.people) - found
        by_chance = missed * self.chance / (1 - self.chance)
        most = int(by_chance + _FAR * (1 + by_chance) ** 0.5)
        up_to = betainc(max(missed, 1), np.arange(1, most + 2), 1 - self.chance)
        few, many = np.searchsorted(up_to, (_TAIL, 1 - _TAIL)).tolist()
        return Estimate(max(0.0, found - by_chance), max(0, found - many), max(0, found - few))


def matched(known: Known, buyers: Int32, theirs: Sent) -> Matched:
    """Hold the shop's buyers (codes, ascending) against the partner's file."""
    group_of = np.full(2**theirs.bits, -1, dtype=np.int16)
    for number, group in enumerate(theirs.groups):
        group_of[group.marks] = number
    ours = np.isin(known.person, buyers)
    people, place = np.unique(known.person[ours], return_inverse=True)
    of = np.full(len(people), -1, dtype=np.int16)
    np.maximum.at(of, place, group_of[short(known.mark[ours], theirs.bits)])
    return Matched(people, of >= 0, of, float(np.mean(group_of >= 0)))
