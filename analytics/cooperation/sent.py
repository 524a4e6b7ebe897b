"""What one shop sends to the other: short hashes of its buyers' phones by group, and nothing else of anybody.

A hash is cut so short that hundreds of phone numbers share it. Who holds the code can try all numbers there are, but
then finds hundreds for each buyer; only of people in their own list can they tell (decision 35).
"""

from datetime import date
from math import ceil, log2

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Mask
from analytics.cooperation.cells import LEAST, folded
from analytics.cooperation.groups import drawn, groups_of
from analytics.cooperation.people import Hashes, Known, bought
from analytics.cooperation.refusals import too_few
from storage.facts import Facts

Marks = NDArray[np.uint32]

MOST_BITS = 24
"""Of a hash at most: of 7,000,000,000 mobile numbers (1, then 3 to 9, then nine digits) 417 share each."""
_SPARSE = 500
"""Fewer bits do for fewer people: about one number in so many that are not among them looks as if it were."""
WIDTH = 64


class Group(Struct, frozen=True, eq=False):
    """People who mostly buy one category, as far as the coin told the truth."""

    name: str
    marks: Marks
    """Their hashes, ascending, each once."""


class Sent(Struct, frozen=True, eq=False):
    """The content of a file."""

    bits: int
    """How long a hash is."""
    made: date
    expires: date
    """The last day on which it may be used."""
    groups: tuple[Group, ...]

    @property
    def people(self) -> int:
        """How many hashes there are, no two alike: as many as phones, but for a few that share one."""
        return sum(len(group.marks) for group in self.groups)


def short(marks: Hashes, bits: int) -> Marks:
    """The first bits of each hash."""
    return (marks >> np.uint64(WIDTH - bits)).astype(np.uint32)


def sent_by(facts: Facts, known: Known, made: date, expires: date) -> Sent:
    """What the shop sends of these people, of whom only buyers count. Raises KnownError for too few."""
    sales = bought(facts)
    buyer: Mask = np.isin(known.person, sales.buyers)
    order = np.lexsort((known.mark[buyer], known.person[buyer]))
    person, mark, coin = known.person[buyer][order], known.mark[buyer][order], known.coin[buyer][order]
    people, first, place = np.unique(person, return_index=True, return_inverse=True)
    bits = min(MOST_BITS, ceil(log2(_SPARSE * max(len(mark), 1))))
    cut, one = np.unique(short(mark, bits), return_index=True)  # of two people with one hash the first is told
    if len(cut) < LEAST:
        raise too_few(len(people), LEAST)
    groups = drawn(groups_of(facts, sales, people), coin[first])  # one coin each, however many phones
    of = groups.of[place[one]]
    of = folded(np.bincount(of, minlength=len(groups.names)), LEAST)[of]
    told = (Group(name, cut[of == place]) for place, name in enumerate(groups.names))
    return Sent(bits, made, expires, tuple(group for group in told if len(group.marks)))
