"""What a buyer mostly buys, as coarse as a partner needs it, and half of it drawn by lot so that it gives nobody away.

Each buyer is in one group, the category of most of their products. Then a coin is tossed for each: heads, the group
is told as it is, tails, one is drawn by lot as often as there are such people (randomised response; Warner 1965, JASA
60, 63-69). The coin comes from a key of this profile, so it falls the same way each time: exporting again and again
averages nothing out (Erlingsson, Pihur, Korolova 2014, "RAPPOR").
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.cooperation.buckets import Hashes
from analytics.cooperation.cells import LEAST, folded
from analytics.cooperation.people import Bought
from storage.columns import Int32
from storage.facts import Facts

OTHERS = "其他"
"""The name of the last group."""
LONGEST = 60
"""Letters of a name."""
SMALLEST = 0.05
"""A group is this part of all buyers or goes to the others: what is rare says too much."""
LOTS = 0.5
"""How often the group is drawn by lot."""


MOST = round(1 / SMALLEST) + 1
"""Groups of a file at most, the others being one."""


class Groups(Struct, frozen=True, eq=False):
    """The groups of some people."""

    names: tuple[str, ...]
    """The others come last."""
    of: Ints
    """Per person the place in ``names``."""


def groups_of(facts: Facts, bought: Bought, people: Int32) -> Groups:
    """The group of each of these customers (codes, ascending) by what they bought."""
    texts = [told_name(text) for text in facts.categories("category")]
    names = (*dict.fromkeys(text for text in texts if text != OTHERS), OTHERS)
    place_of = np.array([names.index(text) for text in texts] + [len(names) - 1], dtype=np.int64)
    own = np.full(len(people), len(names) - 1, dtype=np.int64)
    person, category = _main_categories(facts, bought)
    at = np.minimum(np.searchsorted(people, person), len(people) - 1)
    here = people[at] == person
    own[at[here]] = place_of[category[here]]
    least = max(LEAST, int(np.ceil(SMALLEST * len(people))))
    return _kept(names, own, least)


def told_name(text: str) -> str:
    """A category as a file names it: one line, not too long, nothing in it that does not show."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:LONGEST].rstrip() or OTHERS


def drawn(groups: Groups, coins: Hashes) -> Groups:
    """The same with half of them drawn by lot, one coin each; none is left with fewer than ``LEAST`` people."""
    luck = coins.astype(np.float64) / 2.0**64
    share = np.bincount(groups.of, minlength=len(groups.names)) / max(len(groups.of), 1)
    lot = np.searchsorted(np.cumsum(share), luck / LOTS, side="right")
    told = np.where(luck < LOTS, np.minimum(lot, len(groups.names) - 1), groups.of)
    return _kept(groups.names, told, LEAST)


def _kept(names: tuple[str, ...], of: Ints, least: int) -> Groups:
    """Groups large enough, and the others even where nobody is left to them."""
    of = folded(np.bincount(of, minlength=len(names)), least)[of]
    used = np.append(np.unique(of[of < len(names) - 1]), len(names) - 1)
    return Groups(tuple(names[place] for place in used), np.searchsorted(used, of))


def _main_categories(facts: Facts, bought: Bought) -> tuple[Int32, Int32]:
    """Each buyer with the category of most of their products; of equals the one that more buyers have."""
    position = facts.position("products")[bought.product]
    category = np.append(facts["products"]["category"], np.int32(-1))[position]
    known = category >= 0
    size = len(facts.categories("category"))
    key = bought.person[known].astype(np.int64) * size + category[known]
    pairs, products = np.unique(key, return_counts=True)
    person, category = np.divmod(pairs, max(size, 1))
    common = np.bincount(category, minlength=size)
    order = np.lexsort((category, -common[category], -products, person))
    person, category = person[order].astype(np.int32), category[order].astype(np.int32)
    first = np.diff(person, prepend=-1) > 0
    return person[first], category[first]
