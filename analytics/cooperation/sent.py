"""What one shop sends to the other: marks of the buckets its buyers' phones are in, by group, and nothing else."""

from datetime import date

import numpy as np
from msgspec import Struct

from analytics.arrays import Mask
from analytics.cooperation.buckets import Hashes, bits_for, cut, marks
from analytics.cooperation.cells import LEAST, folded
from analytics.cooperation.groups import drawn, groups_of
from analytics.cooperation.people import Known, bought
from analytics.cooperation.refusals import too_few
from storage.facts import Facts

MOST_DAYS = 365
"""A file is valid so long at most."""


class Group(Struct, frozen=True, eq=False):
    """People who mostly buy one category, as far as the coin told the truth."""

    name: str
    marks: Hashes
    """Of their buckets, ascending, each once."""


class Sent(Struct, frozen=True, eq=False):
    """The content of a file."""

    bits: int
    """How fine the buckets are."""
    made: date
    expires: date
    """The last day on which it may be used."""
    groups: tuple[Group, ...]

    @property
    def people(self) -> int:
        """How many marks there are, no two alike: as many as phones, but for a few that share a bucket."""
        return sum(len(group.marks) for group in self.groups)


def sent_by(facts: Facts, known: Known, made: date, expires: date) -> Sent:
    """What the shop sends of these people, of whom only buyers count. Raises KnownError for too few."""
    sales = bought(facts)
    known = _in_order(known, np.isin(known.person, sales.buyers))
    people, first, place = np.unique(known.person, return_index=True, return_inverse=True)
    bits = bits_for(len(place))
    buckets, one = np.unique(cut(known.crowd, bits), return_index=True)  # of two people in one the first is told
    if len(buckets) < LEAST:
        raise too_few(len(people), LEAST)
    groups = drawn(groups_of(facts, sales, people), known.coin[first])  # one coin each, however many phones
    of = groups.of[place[one]]
    of = folded(np.bincount(of, minlength=len(groups.names)), LEAST)[of]
    keyed = marks(buckets, bits, known.key)
    told = (Group(name, np.sort(keyed[of == place])) for place, name in enumerate(groups.names))
    return Sent(bits, made, expires, tuple(group for group in told if len(group.marks)))


def _in_order(known: Known, who: Mask) -> Known:
    """Some people, and the phones of each in one order whatever the agreement: the coin of the first is tossed.

    The low half of the coins puts them in order, because the high one says how they fall: the least of several would
    fall low too often.
    """
    order = np.lexsort((known.coin[who].astype(np.uint32), known.person[who]))
    place = np.flatnonzero(who)[order]
    return Known(known.person[place], known.crowd[place], known.coin[place], known.key)
