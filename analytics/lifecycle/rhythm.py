"""The pause since the last order, held against the shop's own rhythm: its next order as a renewal process.

The times between days with orders are taken for draws from one source. What is asked is how often such a source makes a
time longer than the pause so far by itself. Up to the longest fifth the shop's own times tell it; beyond, the excesses
are taken to be exponential with a mean that is not known (Pickands 1975: the tail of most sources tends to it), so that
the chance of the next one is that of a Lomax: (1 + x / T)^-m after m excesses that come to T.

The fewer times there are, the heavier that tail. Of fewer than ten it speaks only of long silences, and no chance is
named: a shop that sold on eight days, and nothing for most of a year since, has stopped.

It is no chance that the shop has lapsed: nobody has seen this shop lapse before, so that cannot be calibrated.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.lifecycle.days import Days
from storage.chains import running

LEAST_GAPS = 10
"""Fewer times between orders are no rhythm."""
YEAR = 365
TAIL = 0.2
LEAST_TAIL = 10
LEAST_PAUSE = 14
"""Days below which a pause may well be the owner's holiday, however rare: a real shop closes 11 days at Christmas."""
LONG_PAUSE = 61
"""The same of a shop without a rhythm: two months."""
RARE = 0.05
"""A pause is out of the rhythm if it comes by itself less than once in twenty years."""


class Pause(Struct, frozen=True):
    """How long nothing was paid, and how unusual that is."""

    days: int
    """Days that are over since the last one with an order, those around the Spring Festival left out."""
    usual: float
    """The mean time between days with orders."""
    longest: int
    """The longest of these times."""
    gaps: int
    """How many times between orders the rhythm rests on."""
    chance: float
    """That one time between orders becomes longer than the pause by itself, if the rhythm is still the same."""
    a_year: float
    """How many pauses as long are to be expected in a year of that rhythm."""

    @property
    def has_rhythm(self) -> bool:
        """Whether there are enough times between orders to speak of how often such a pause comes."""
        return self.gaps >= LEAST_GAPS

    @property
    def out_of_rhythm(self) -> bool:
        """Whether the pause is one that the times before make very unlikely."""
        return self._long and self.a_year < RARE

    @property
    def cannot_be_told(self) -> bool:
        """Whether it is a long silence after so few orders that it may be the end or as ever."""
        return self._long and not self.has_rhythm and not self.out_of_rhythm

    @property
    def _long(self) -> bool:
        return self.days >= (LEAST_PAUSE if self.has_rhythm else LONG_PAUSE)


def pause_on(days: Days, place: int) -> Pause | None:
    """The pause at the end of a day, by what was known then; None where orders came on one day only, or on none."""
    sold = np.flatnonzero(days.orders[: place + 1])
    clock = running(days.open)[1:]
    gaps = np.maximum(np.diff(clock[sold]), 1)
    recent = np.count_nonzero(sold[:-1] >= sold[-1] - YEAR) if len(sold) else 0
    gaps = gaps[-max(int(recent), 2 * LEAST_GAPS) :]
    if not len(gaps):
        return None
    since = int(clock[place] - clock[sold[-1]])
    usual, chance = float(gaps.mean()), longer_than(since, gaps)
    return Pause(since, usual, int(gaps.max()), len(gaps), chance, chance * YEAR / usual)


def longer_than(since: int, gaps: Ints) -> float:
    """The chance that the next of such times, in whole days from 1 on, is longer than ``since`` days."""
    falling = np.sort(gaps)[::-1]
    many = min(len(gaps), max(LEAST_TAIL, round(TAIL * len(gaps))))
    above = float(falling[many]) - 0.5 if many < len(gaps) else 0.5  # whole days: half a day is below the least of them
    if since <= above:
        return float(np.count_nonzero(gaps > since) / len(gaps))
    total = float((falling[:many] - above).sum())
    return many / len(gaps) * (1 + (since + 0.5 - above) / total) ** -many
