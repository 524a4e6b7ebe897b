"""A shop as it was known at a moment: who was there, what could be offered, who had what. Nothing later is read."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.cards.goods import categories, goods
from analytics.fan_history import joined_at
from analytics.local_time import DAY
from analytics.paths import places
from analytics.recommend.shop.again import Again, again
from analytics.recommend.shop.chances import chances
from analytics.recommend.shop.kept import had, kept
from analytics.recommend.shop.owned import Owned, Pairs, owned
from analytics.recommend.shop.past import Taken, bought, customers, products, viewed
from analytics.recommend.shop.plain import best_half_life, popularity
from storage.columns import MISSING
from storage.facts import Facts

Floats = NDArray[np.float64]
LATELY = 60
"""Days for which a product is new, and a look at one counts."""
BANDS = (30, 60, 120, 365)
"""Days since the last purchase, as upper bounds; then longer ago, then never."""
MOST = 20_000
"""Customers by whom a moment of the past is judged; where more were known, so many are drawn by lot."""
LONG_AGO, NEVER = len(BANDS), len(BANDS) + 1


class Moment:
    """What is worked out at most once each."""

    def __init__(self, facts: Facts, at: int) -> None:
        self.facts = facts
        self.at = at
        self.users = customers(facts)
        self.items = products(facts)
        self.taken: Taken = kept(facts, at)
        """What customers had bought and kept, as far as was known by then: what tells of a liking."""

    @property
    def _ordered(self) -> Taken:
        return bought(self.facts).before(self.at)

    @cached_property
    def owned(self) -> Owned:
        """Who had bought and kept what."""
        return owned(self.taken, self.users, self.items)

    @cached_property
    def had(self) -> Owned:
        """Who had what in hand, though it was sent back: that is not new to them."""
        return owned(had(self.facts, self.at), self.users, self.items)

    @cached_property
    def known(self) -> Mask:
        """Per customer whether anything was known of them."""
        joined = joined_at(self.facts)
        found = np.append((joined != MISSING) & (joined < self.at), False)[places(self.facts, "customers")[:-1]]
        found[self._ordered.user] = True
        found[viewed(self.facts).before(self.at).user] = True
        return found

    @cached_property
    def drawn(self) -> Codes:
        """The customers that were known, ascending, at most ``MOST`` of them: by lot, whatever they did later."""
        every = np.flatnonzero(self.known)
        return np.sort(np.random.default_rng(self.at // DAY).permutation(every)[:MOST])

    @cached_property
    def begun(self) -> Ints:
        """Per product since when it was there: listed, or else first sold; ``MISSING`` where it was not yet."""
        first = np.full(self.items, MISSING, np.int64)
        first[self._ordered.item[::-1]] = self._ordered.at[::-1]  # the earliest is written last
        listed = np.append(self.facts["products"]["listed_at"], MISSING)[places(self.facts, "products")[:-1]]
        found: Ints = np.where((listed != MISSING) & (listed < self.at), listed, first)
        return found

    @property
    def there(self) -> Mask:
        """Per product whether it was there to be bought."""
        found: Mask = (self.begun != MISSING) & goods(self.facts)
        return found

    @cached_property
    def fresh(self) -> Mask:
        """Per product whether it is new: there for ``LATELY`` days at most, and not since the records begin."""
        since = self.at - LATELY * DAY
        opened = int(self._ordered.at[0]) + LATELY * DAY if len(self._ordered) else self.at
        found: Mask = self.there & (self.begun >= max(since, opened))
        return found

    @cached_property
    def popular(self) -> Floats:
        """[products] purchases that fade, at the half-life that told best what sold just before."""
        half_life = best_half_life(self.taken, self.at, self.items)
        return popularity(self.taken, self.at, half_life, self.items)

    @cached_property
    def again(self) -> Again:
        """What is bought again."""
        kinds = categories(self.facts).astype(np.int64) + 1
        return again(chances(self.taken, categories(self.facts)), kinds * 3 + self.consumable + 1)

    @cached_property
    def consumable(self) -> Codes:
        """Per product whether the shop says that it is used up: 1, 0, -1 not known."""
        flag = np.append(self.facts["products"]["is_consumable"], np.int8(-1))
        found: Codes = flag[places(self.facts, "products")[:-1]]
        return found

    @cached_property
    def alike(self) -> Ints:
        """Per customer a number that is the same for all who had nothing, and for all who had the same one product."""
        many, first = self.owned.many(), np.minimum(self.owned.starts[:-1], max(len(self.owned.key) - 1, 0))
        one = self.owned.key[first] % max(self.items, 1) if len(self.owned.key) else np.zeros(self.users, np.int64)
        found: Ints = np.select(
            [many == 0, many == 1], [np.full(self.users, -1), one], self.items + np.arange(self.users)
        )
        return found

    @cached_property
    def last(self) -> Ints:
        """Per customer the moment of the last purchase; ``MISSING`` where there was none."""
        found = np.full(self.users, MISSING, np.int64)
        found[self.taken.user] = self.taken.at  # in the order of time: the last one stays
        return found

    def band(self, users: Codes) -> Codes:
        """How long ago each customer last bought: places in ``BANDS``, ``LONG_AGO`` or ``NEVER``."""
        last = self.last[users]
        days = (self.at - np.where(last == MISSING, 0, last)) / DAY
        return np.where(last == MISSING, NEVER, np.searchsorted(BANDS, days)).astype(np.int8)

    @cached_property
    def trend(self) -> Floats:
        """[products] The logarithm of how much more each sells lately than it did over all, but for a constant."""
        ever = np.bincount(self.taken.item, minlength=self.items)
        return np.log(np.maximum(self.popular, 1e-6)) - np.log(np.maximum(ever, 1))

    def habit(self, again: Again, has: Pairs, days: float) -> Floats:
        """How surely each product a customer had is bought again in an order so many days from now; to rank by.

        The chance of the product at that time, times how often the customer had it, times the root of its trend: found
        best, or next to best, on the UCI file and on simulated shops alike (decision 37).
        """
        chance = again.after(has.item, (self.at - has.last) / DAY + days)
        found: Floats = np.log(np.maximum(chance, 1e-4)) + np.log(has.times) + 0.5 * self.trend[has.item]
        return found

    def since(self, users: Codes, items: Codes) -> Floats:
        """Days since each customer last bought each product, pair by pair; NaN where never."""
        last = self.owned.when(users, items)
        had = last > np.iinfo(np.int64).min
        return np.where(had, (self.at - np.where(had, last, self.at)) / DAY, np.nan)
