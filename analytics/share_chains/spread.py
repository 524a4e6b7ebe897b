"""How each thing that was shared spreads: what its shares led to, and what the chains that they begin look like."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.clustered_rates import Lumps, low_ends, lumps, per_unit
from analytics.cut import Cut
from analytics.network.forest import Floats
from analytics.rates import Rates
from analytics.result import Estimate
from analytics.share_chains.chains import chains, shapes
from analytics.share_chains.soon import soon

LEAST_SHARES, LEAST_FOLLOWED = 30, 5
"""With fewer shares watched, or fewer that followed them, nothing is said of how shares spread."""


class Spread(Struct, frozen=True, eq=False):
    """One value per thing shared in the period."""

    codes: NDArray[np.intp]
    """What it is: ascending codes of a dimension."""
    shares: Ints
    first: Ints
    """Of them of one's own: they name no share before."""
    followed: Lumps
    """Shares of the very same that followed within the window, over the shares watched for all of it; so below."""
    others: Ints
    """Shares of something else that followed them within the window."""
    visits: Lumps
    sales: Lumps
    longest: Ints
    """Shares on the longest way down from one of them."""
    virality: Floats
    """Steps between two shares of a chain that begins with one of them, all pairs alike; nan where there is no pair."""

    surely: Floats
    """The low end of how many of the same follow a share, each drawn towards what is common to all; -1 of none seen."""

    @property
    def order(self) -> list[int]:
        """Places, best first: by that low end; of those alike what is shared more often."""
        found: list[int] = np.lexsort((self.codes, -self.shares, -self.surely)).tolist()
        return found

    @property
    def together(self) -> Estimate:
        """How many shares of the same thing follow one on average, over everything."""
        found = self.followed
        units, total, squares = (values.sum(keepdims=True) for values in (found.units, found.total, found.squares))
        whole = Lumps(units, total, squares, found.largest.max(keepdims=True), found.typical)
        return estimates(per_unit(whole))[0] or Estimate(0.0, 0.0, 0.0)


def spread(cut: Cut, codes: Codes, thing: str) -> Spread:
    """How things spread by the shares of a cut; ``codes`` says what each row shared, -1 for nothing known.

    ``thing`` names the field that says so.
    """
    facts, known = cut.facts, np.flatnonzero(codes >= 0)
    position = cut.position[known]
    names, group = _named(codes[known])
    size, led, shape = len(names), soon(facts), shapes(facts)
    seen = led.watched[position]
    watched, inside = position[seen], group[seen]
    longest = np.zeros(size, np.int64)
    np.maximum.at(longest, group, shape.longest[position])
    pairs = np.bincount(group, shape.pairs[position], size)
    distance = np.bincount(group, shape.distance[position], size)
    same = led.same[thing][watched]
    followed = lumps(same, inside, size)
    return Spread(
        names,
        np.bincount(group, minlength=size).astype(np.int64),
        np.bincount(group[chains(facts).first[position]], minlength=size).astype(np.int64),
        followed,
        np.bincount(inside, led.shares[watched] - same, size).astype(np.int64),
        lumps(led.visits[watched], inside, size),
        lumps(led.sales[watched], inside, size),
        longest,
        np.divide(distance, pairs, out=np.full(size, np.nan), where=pairs > 0),
        _surely(followed),
    )


def _named(codes: Codes) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The different codes, ascending, and the place of each among them; counting beats sorting here."""
    there = np.bincount(codes) > 0
    names = np.flatnonzero(there)
    return names, (np.cumsum(there) - 1)[codes]


def _surely(followed: Lumps) -> Floats:
    low, seen = np.full(len(followed.units), -1.0), np.flatnonzero(followed.units > 0)
    if len(seen):
        low[seen] = low_ends(followed.only(seen))
    return low


def estimates(rates: Rates) -> list[Estimate | None]:
    """Means with their intervals; None where there is none."""
    each = zip(rates.value.tolist(), rates.low.tolist(), rates.high.tolist(), strict=True)
    return [None if value != value else Estimate(value, low, high) for value, low, high in each]
