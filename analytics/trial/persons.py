"""The people of a trial as the data knows them now: merged ones are one person, and in one arm only."""

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes
from analytics.dimension import id_codes
from storage.facts import Facts
from storage.trial import Enrolled

Merges = Mapping[str, str]
"""Id of a customer -> the one that is the same person."""


class Persons(Struct, frozen=True, eq=False):
    """Who is compared, and who cannot be."""

    arm: Codes
    """The arm of each person, by place."""
    place: Codes
    """Code of a customer -> the person's place, -1 for others; one value more, so that a guest (-1) finds -1."""
    in_both: int
    """Persons left out: under two ids that turned out to be one person they are in two arms."""
    absent: int
    """Persons of whom the data has no trace any more; they stay in the comparison as people who bought nothing."""


def persons(facts: Facts, enrolled: Enrolled, merges: Merges) -> Persons:
    """Who of them is who."""
    arms: dict[str, set[int]] = {}
    for arm, ids in enumerate(enrolled.ids):
        for one in ids:
            arms.setdefault(merges.get(one, one), set()).add(arm)
    kept = {one: found.pop() for one, found in arms.items() if len(found) == 1}
    place = _places(facts, {one: number for number, one in enumerate(kept)}, merges)
    traced = int(np.count_nonzero(np.bincount(place[place >= 0], minlength=len(kept))))
    return Persons(np.array(list(kept.values()), np.int8), place, len(arms) - len(kept), len(kept) - traced)


def _places(facts: Facts, number: Mapping[str, int], merges: Merges) -> Codes:
    """Orders name a merged person by the id that stands for all, or by one of theirs where no record has that."""
    codes = id_codes(facts, "customers")
    place = np.full(len(codes) + 1, -1, np.int32)
    for name, person in ((one, merges.get(one, one)) for one in (*number, *merges)):
        if person in number and name in codes:
            place[codes[name]] = number[person]
    return place
