"""How many buyers a buyer brings as time goes on: R of windows of growing length, each of those watched in full.

Half a year says little of where it ends: friends come for years. So R is told window by window, as far as enough buyers
could be watched, and whether it still grows.
"""

from msgspec import Struct

from analytics.network.branching import Branching, branching
from analytics.network.fans import Fans
from analytics.network.watched import watched
from storage.words import Words

WINDOWS = (90, 180, 360, 540, 720)
GROWS = 1.1
"""A longer window with so many times as much, or more: it still grows."""


class Growth(Struct, frozen=True):
    """R by window, shortest first; at least one."""

    windows: tuple[tuple[int, Branching], ...]

    @property
    def longest(self) -> tuple[int, Branching]:
        """The longest window that says something."""
        return self.windows[-1]

    @property
    def still_growing(self) -> bool | None:
        """Whether the longest window has clearly more than the one before; None where there is no other."""
        if len(self.windows) < 2:
            return None
        (_, before), (_, last) = self.windows[-2:]
        return last.reproduction.value >= GROWS * before.reproduction.value


def growth(fans: Fans) -> Growth | Words:
    """All windows that say something; else why not even the shortest does."""
    found = [(days, _of(fans, days)) for days in WINDOWS]
    told = tuple((days, one) for days, one in found if isinstance(one, Branching))
    if told:
        return Growth(told)
    why = found[0][1]
    assert isinstance(why, Words)
    return why


def _of(fans: Fans, days: int) -> Branching | Words:
    seen = watched(fans, days)
    return branching(seen.brought[seen.bought])
