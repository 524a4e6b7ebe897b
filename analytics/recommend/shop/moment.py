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
from analytics.recommend.shop.owned import Owned, owned
from analytics.recommend.shop.past import Taken, bought, customers, products, viewed
from analytics.recommend.shop.plain import best_half_life, popularity
from storage.columns import MISSING
from storage.facts import Facts

Floats = NDArray[np.float64]
BANDS = (30, 60, 120, 365)
"""Days since the last purchase, as upper bounds; then longer ago, then never."""
LONG_AGO, NEVER = len(BANDS), len(BANDS) + 1


class Moment:
    """What is worked out at most once each."""

    def __init__(self, facts: Facts, at: int) -> None:
        self.facts = facts
        self.at = at
        self.users = customers(facts)
        self.items = products(facts)
        self.taken: Taken = bought(facts).before(at)

    @cached_property
    def owned(self) -> Owned:
        """Who had bought what."""
        return owned(self.taken, self.users, self.items)

    @cached_property
    def known(self) -> Mask:
        """Per customer whether anything was known of them."""
        joined = joined_at(self.facts)
        found = np.append((joined != MISSING) & (joined < self.at), False)[places(self.facts, "customers")[:-1]]
        found[self.taken.user] = True
        found[viewed(self.facts).before(self.at).user] = True
        return found

    @cached_property
    def there(self) -> Mask:
        """Per product whether it was there to be bought: sold or listed by then."""
        listed = self.facts["products"]["listed_at"]
        early = np.append((listed != MISSING) & (listed < self.at), False)[places(self.facts, "products")[:-1]]
        early[self.taken.item] = True
        found: Mask = early & goods(self.facts)
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

    def since(self, users: Codes, items: Codes) -> Floats:
        """Days since each customer last bought each product, pair by pair; NaN where never."""
        last = self.owned.when(users, items)
        had = last > np.iinfo(np.int64).min
        return np.where(had, (self.at - np.where(had, last, self.at)) / DAY, np.nan)
