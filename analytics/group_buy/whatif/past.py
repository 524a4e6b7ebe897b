"""The shop's own offers, and what came of each: the only thing the next one can be told from."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.coverage import present
from analytics.group_buy.whatif.asked import STEP, Lever
from analytics.local_time import DAY, MINUTE
from analytics.paths import places
from storage.columns import MISSING
from storage.facts import Facts

Floats = NDArray[np.float64]

BLOCK = 30 * DAY
"""Time is cut into such stretches, counted back from the present."""


class Past(Struct, frozen=True, eq=False):
    """One value per offer with known terms, in the order in which they began; amounts in minor units."""

    until: int
    """The present, UTC milliseconds."""
    position: Ints
    """Index into ``facts["group_campaigns"]``."""
    product: Codes
    """Code of the product, -1 where not known."""
    size: Ints
    solo: Ints
    price: Ints
    reward: Ints
    """0 where none is known."""
    window: Ints
    stock: Ints
    """``MISSING`` where not known."""
    starts: Ints
    ends: Ints
    """``MISSING`` where not known."""
    cell_offer: Ints
    """Per stretch of an offer: which offer."""
    cell_block: Ints
    """Stretches of ``BLOCK`` back from the present, 0 is the latest."""
    cell_days: Floats
    cell_opened: Ints
    """Groups opened in it."""
    seen_offer: Ints
    """Per kind of finished group of an offer: which offer."""
    seen_joined: Ints
    """People beside the leader, at most those asked for."""
    seen_groups: Ints
    """How many such groups."""

    def __len__(self) -> int:
        return len(self.position)

    @property
    def discount(self) -> Ints:
        """The discount in steps of ``STEP``."""
        return step(self.solo, self.price)

    def lever(self, name: Lever) -> Ints:
        """The value of one of the terms, by which offers are told apart."""
        return self.discount if name == "discount" else np.asarray(getattr(self, name))

    @property
    def finished(self) -> Ints:
        """Groups of each offer whose time is over."""
        return np.bincount(self.seen_offer, self.seen_groups, minlength=len(self)).astype(np.int64)

    @property
    def filled(self) -> Ints:
        """Those of them that filled."""
        full = self.seen_joined >= self.size[self.seen_offer] - 1
        return np.bincount(self.seen_offer[full], self.seen_groups[full], minlength=len(self)).astype(np.int64)


def step(solo: Ints, price: Ints) -> Ints:
    """By how many steps of ``STEP`` a price lies below the solo price."""
    return np.rint((1 - price / solo) / STEP).astype(np.int64)


def past(facts: Facts) -> Past:
    """All offers up to the present."""
    return facts.derived("what-if past offers", _past)


def _past(facts: Facts) -> Past:
    table, now = facts["group_campaigns"], present(facts)
    kept = np.flatnonzero(_usable(facts, now))
    kept = kept[np.argsort(table["starts_at"][kept], kind="stable")]
    place = np.full(len(table) + 1, -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    offer = place[places(facts, "group_campaigns")[facts["groups"]["group_campaign_id"]]]
    starts, ends = table["starts_at"][kept], np.minimum(_ends(table["ends_at"][kept]), now)
    size = table["size"][kept]
    cells, seen = _cells(facts, offer, starts, ends, now), _seen(facts, offer, size, now)
    return Past(
        until=now, position=kept, product=table["product_id"][kept], size=size, solo=table["solo_price"][kept],
        price=table["group_price"][kept], reward=_or_none(table["leader_reward"][kept]),
        window=table["window_minutes"][kept], stock=table["stock"][kept], starts=starts, ends=table["ends_at"][kept],
        cell_offer=cells[0], cell_block=cells[1], cell_days=cells[2], cell_opened=cells[3],
        seen_offer=seen[0], seen_joined=seen[1], seen_groups=seen[2],
    )  # fmt: skip


def _usable(facts: Facts, now: int) -> Mask:
    """Offers of which all terms but the reward are known."""
    table = facts["group_campaigns"]
    usable = (table["starts_at"] != MISSING) & (table["starts_at"] < now) & (table["size"] > 1)
    for name in ("solo_price", "group_price", "window_minutes"):
        usable = usable & (table[name] != MISSING) & (table[name] > 0)
    return np.asarray(usable)


def _ends(ends: Ints) -> Ints:
    return np.where(ends == MISSING, np.iinfo(np.int64).max, ends)


def _or_none(amount: Ints) -> Ints:
    return np.where(amount == MISSING, 0, amount)


def _cells(facts: Facts, offer: Ints, starts: Ints, ends: Ints, now: int) -> tuple[Ints, Ints, Floats, Ints]:
    """Offer, stretch, days and groups opened of each stretch in which an offer ran."""
    first, last = (now - starts - 1) // BLOCK, np.maximum(now - ends, 0) // BLOCK
    many = np.maximum(first - last + 1, 0)
    which = np.repeat(np.arange(len(starts)), many)
    block = last[which] + np.arange(len(which)) - np.repeat(np.cumsum(many) - many, many)
    low, high = np.maximum(starts[which], now - (block + 1) * BLOCK), np.minimum(ends[which], now - block * BLOCK)
    at, width = facts["groups"]["created_at"], int(first.max(initial=0)) + 1
    own = (offer >= 0) & (at < now)
    inside = own & (at >= np.append(starts, 0)[offer]) & (at < np.append(ends, 0)[offer])
    key = offer[inside] * width + (now - at[inside] - 1) // BLOCK
    opened = np.bincount(key, minlength=len(starts) * width)[which * width + block]
    kept = high - low > DAY // 4
    return which[kept], block[kept], ((high - low) / DAY)[kept], opened[kept]


def _seen(facts: Facts, offer: Ints, size: Ints, now: int) -> tuple[Ints, Ints, Ints]:
    """Finished groups by offer and people beside the leader, and how many there are of each."""
    groups = facts["groups"]
    window = np.append(facts["group_campaigns"]["window_minutes"], 0)[places(facts, "group_campaigns")[
        groups["group_campaign_id"]
    ]]  # fmt: skip
    over = np.where(groups["expires_at"] == MISSING, groups["created_at"] + window * MINUTE, groups["expires_at"])
    full = groups["status"] == facts.category("status", "completed")
    failed = groups["status"] == facts.category("status", "failed")
    known = (offer >= 0) & (over <= now) & (full | (failed & (groups["joined"] != MISSING)))
    most = size[offer[known]] - 1
    joined = np.where(full[known], most, np.clip(groups["joined"][known] - 1, 0, most - 1))
    width = int(size.max(initial=1)) + 1
    keys, many = np.unique(offer[known] * width + joined, return_counts=True)
    return keys // width, keys % width, many
