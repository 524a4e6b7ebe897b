"""Who of the shop's own buyers is in the partner's file, and how many of them are there by chance alone."""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.cooperation.buckets import Hashes, cut, marks
from analytics.cooperation.people import Known
from analytics.cooperation.sent import Sent
from analytics.rates import Floats
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
    """Of whom a phone is in the file."""
    group: Codes
    """Of those found, the place of their group in the file; -1 for all others."""
    phones: Ints
    """How many phones each has: who has three is found by chance three times as often."""
    chance: float
    """How likely a phone of somebody who is not among the partner's buyers is found."""

    @property
    def joint(self) -> Estimate:
        """How many are really buyers of both, with the 95% interval that chance leaves.

        Of those with k phones who are not, u were not found and a negative binomial number was: failures before u
        successes of chance (1 - f)^k. The sum of these numbers over k is taken off.
        """
        found = int(self.found.sum())
        missed = np.bincount(self.phones[~self.found], minlength=2)
        missed[1] += not missed.any()  # where everybody was found there may be one more
        by_chance = np.ones(1)
        for phones in np.flatnonzero(missed).tolist():
            by_chance = np.convolve(by_chance, _found_before(int(missed[phones]), (1 - self.chance) ** phones))
        few, many = np.searchsorted(np.cumsum(by_chance), (_TAIL, 1 - _TAIL)).tolist()
        mean = float(by_chance @ np.arange(len(by_chance)))
        return Estimate(max(0.0, found - mean), max(0, found - many), max(0, found - few))


def matched(known: Known, buyers: Int32, theirs: Sent) -> Matched:
    """Hold the shop's buyers (codes, ascending) against the partner's file."""
    ours = np.isin(known.person, buyers)
    people, place, phones = np.unique(known.person[ours], return_inverse=True, return_counts=True)
    of = np.full(len(people), -1, dtype=np.int64)
    np.maximum.at(of, place, _group_of(marks(cut(known.crowd[ours], theirs.bits), theirs.bits, known.key), theirs))
    return Matched(people, of >= 0, of, phones, theirs.people / 2**theirs.bits)


def _group_of(own: Hashes, theirs: Sent) -> Ints:
    """Per mark the place of the group it is in; -1 where it is in none."""
    sent = np.concatenate([group.marks for group in theirs.groups])
    number = np.repeat(np.arange(len(theirs.groups)), [len(group.marks) for group in theirs.groups])
    order = np.argsort(sent)
    at = np.minimum(np.searchsorted(sent, own, sorter=order), len(sent) - 1)
    return np.where(sent[order[at]] == own, number[order[at]], -1)


def _found_before(missed: int, chance: float) -> Floats:
    """The probabilities of 0, 1, ... found by chance while so many were missed, each with this chance."""
    from scipy.special import betainc  # scipy takes its time to import

    mean = missed * (1 - chance) / chance
    most = int(mean + _FAR * ((1 + mean) / chance) ** 0.5)
    up_to: Floats = betainc(missed, np.arange(1, most + 2), chance)
    return np.diff(up_to, prepend=0.0)
