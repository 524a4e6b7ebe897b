"""What the canvas shows: a layout, what kind of person stands at each place, since when, and the names to write."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from analytics.arrays import Codes, Ints, Mask
from analytics.network import fans
from analytics.network.layout import Layout


class Kind(IntEnum):
    """The codes of ``analytics.network.fans``. Told apart by colour and by shape; the lower lies above the higher."""

    SUPPORTING = fans.SUPPORTING
    """A disc."""
    BUYER = fans.BUYER
    """A square on its corner."""
    FOLLOWER = fans.FOLLOWER
    """A ring."""
    LAPSED = fans.LAPSED
    """A cross."""


def nameless(_node: int) -> str:
    """For people without names."""
    return ""


@dataclass(frozen=True, eq=False)
class People:
    """One value per node of the layout."""

    layout: Layout
    kinds: Codes
    """Numbers of ``Kind``."""
    joined: Ints | None = None
    """UTC milliseconds; people of an unknown moment were always there. None where no moment is known."""
    name: Callable[[int], str] = nameless
    """Asked for the few names that are written."""

    def __len__(self) -> int:
        return len(self.kinds)

    def there(self, moment: int | None) -> Mask:
        """Who had joined by then; everybody where None."""
        if moment is None or self.joined is None:
            return np.ones(len(self), np.bool_)
        return self.joined <= moment

    def below_of(self, there: Mask) -> Ints:
        """How many of those who are there stand below each."""
        layout = self.layout
        up_to = np.concatenate([[0], np.cumsum(there[layout.line])])
        first = layout.place.astype(np.int64) + 1
        found: Ints = up_to[first + layout.size] - up_to[first]
        return found


@dataclass(frozen=True, eq=False)
class Shown:
    """Of the people those that had joined, and of these who may be drawn: nobody inside a folded branch."""

    there: Mask
    mask: Mask
    below: Ints
    """How many of those who had joined stand below each, folded or not."""
    folded: Mask


def shown_of(people: People, moment: int | None, folded: frozenset[int]) -> Shown:
    """What the time and the folds leave."""
    there = people.there(moment)
    mask, closed = there, np.zeros(len(people), np.bool_)
    if folded:
        mask = there.copy()
        for node in folded:
            closed[node] = True
            mask[people.layout.below(node)] = False
    return Shown(there, mask, people.below_of(there), closed)
