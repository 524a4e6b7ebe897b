"""What needs no model: what sold most lately, and what the shop was pushing at a moment."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.local_time import DAY
from analytics.recommend.shop.past import Taken
from storage.columns import MISSING
from storage.facts import Facts

Floats = NDArray[np.float64]
HALF_LIVES = (7.0, 30.0, 90.0, 365.0)
AHEAD = 30
"""Days for which recommendations are judged, and for which contents count as pushed."""
FEWEST, MOST = 5, 30
"""Products pushed at once, of which it can be told which they were."""


class Pushed(Struct, frozen=True, eq=False):
    """Products that the shop put forward at a moment, those pushed last first, each once."""

    items: Codes
    recorded: bool
    """Whether the data tells of anything ever pushed: else nobody knows what the shop promoted."""

    @property
    def told(self) -> bool:
        """Whether it can be told which the shop pushed: of a few nobody picks five, and half the shop is no choice."""
        return FEWEST <= len(self.items) <= MOST


def popularity(taken: Taken, moment: int, half_life: float, items: int) -> Floats:
    """[items] How often each was bought, a purchase so many days ago counting half."""
    age = (moment - taken.at) / DAY
    return np.bincount(taken.item, 0.5 ** (age / half_life), items).astype(np.float64)


def best_half_life(taken: Taken, moment: int, items: int) -> float:
    """Of the half-lives the one whose order of products told best what sold in the days before a moment."""
    start = moment - AHEAD * DAY
    before, sold = taken.before(start), np.bincount(taken.within(start, moment).item, minlength=items)

    def share(half_life: float) -> float:
        order = np.argsort(-popularity(before, start, half_life, items), kind="stable")
        return float(np.cumsum(sold[order])[: max(5, items // 20)].mean()) if len(order) else 0.0

    return max(HALF_LIVES[::-1], key=share) if len(before) else 30.0


def pushed(facts: Facts, moment: int) -> Pushed:
    """Products of group-buys that ran at the moment, and what contents of the last days showed.

    Where visits of a campaign ended says nothing of what it pushed: of any campaign some end on nearly every product.
    """
    sources = (_group_buys(facts, moment), _shown(facts, moment))
    items, since = (np.concatenate(columns) for columns in zip(*sources, strict=True))
    known = items >= 0
    items, since = items[known], since[known]
    latest = np.lexsort((items, -since))
    _, first = np.unique(items[latest], return_index=True)
    recorded = len(facts["group_campaigns"]) + len(facts["contents"]) > 0
    return Pushed(items[latest][np.sort(first)], recorded)


def _group_buys(facts: Facts, moment: int) -> tuple[Codes, Ints]:
    offers = facts["group_campaigns"]
    runs = _runs(offers["starts_at"], offers["ends_at"], moment)
    return offers["product_id"][runs], offers["starts_at"][runs]


def _shown(facts: Facts, moment: int) -> tuple[Codes, Ints]:
    contents = facts["contents"]
    at = contents["published_at"]
    lately = (at >= moment - AHEAD * DAY) & (at < moment)
    return contents["product_id"][lately], at[lately]


def _runs(starts: Ints, ends: Ints, moment: int) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (starts != MISSING) & (starts < moment) & (ends != MISSING) & (moment <= ends)
    return found
