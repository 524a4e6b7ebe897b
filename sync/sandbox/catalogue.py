"""Products and their variants: titles, prices over time, popularity."""

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import Bools, Floats, Ints
from sync.sandbox.goods import CATEGORIES, EDITIONS, GIFTS, TREASURE
from sync.sandbox.plan import DAY, Plan

TREASURE_PRICE = 99_999_999
HIT_BELOW = 9_000
"""The hit costs as much as people spend without thinking, fen."""
NEVER = int(np.iinfo(np.int64).max)


class Catalogue(Struct, frozen=True):
    """One value per product; gifts and the treasure stand at the end and are never drawn for a sale."""

    titles: tuple[str, ...]
    category: Ints
    brand: tuple[str | None, ...]
    price: Ints
    """List price now, fen."""
    cost: Ints
    lasts: Ints
    """Days until it is bought again, 0 for what is bought once."""
    listed: Ints
    popularity: Floats
    repriced: Ints
    """Moment of the last change of price; before it the product cost ``price_before``."""
    price_before: Ints
    raised: Ints
    """Moment from which the product costs ``price_raised``; NEVER for most."""
    price_raised: Ints
    gone: Ints
    """Moment from which the product is out of stock; NEVER for most."""
    sizes: tuple[tuple[str, ...], ...]
    sku_start: Ints
    """Variants of product i are rows sku_start[i] to sku_start[i + 1] of the SKU table."""
    gifts: Ints

    def __len__(self) -> int:
        return len(self.titles)

    def price_at(self, product: Ints, moments: Ints) -> Ints:
        """List price of a product at a moment, fen."""
        price = np.where(moments < self.repriced[product], self.price_before[product], self.price[product])
        return np.where(moments < self.raised[product], price, self.price_raised[product])


def catalogue_of(plan: Plan) -> Catalogue:
    """All products of a plan."""
    rng = plan.rng("catalogue")
    sold = plan.products - len(GIFTS) - 1
    category, good, brand, edition = _variety(rng, sold)
    chosen = [CATEGORIES[c].goods[g] for c, g in zip(category, good, strict=True)]
    brands = [CATEGORIES[c].brands[b] for c, b in zip(category, brand, strict=True)]
    counts = rng.integers(1, 5, sold)
    sizes = [one.sizes[:n] for one, n in zip(chosen, counts, strict=True)]
    factor = rng.lognormal(0.0, 0.18, sold) * (1 + 0.05 * edition)
    price = _rounded(np.array([one.price for one in chosen]) * factor)
    margin = np.array([CATEGORIES[c].margin for c in category])
    listed = np.where(rng.random(sold) < 0.5, plan.start - 30 * DAY, plan.start + _spread(rng, plan, sold))
    listed[:: max(1, sold // 24)] = plan.start - 60 * DAY
    titles = [
        f"{EDITIONS[e]}{b}{one.name} {size[0]}" for e, b, one, size in zip(edition, brands, chosen, sizes, strict=True)
    ]
    extra = len(GIFTS) + 1
    repriced = plan.start + _spread(rng, plan, sold)
    never = np.full(sold + extra, NEVER)
    list_price = np.concatenate([price, [0] * len(GIFTS), [TREASURE_PRICE]])
    return Catalogue(
        titles=(*titles, *GIFTS, TREASURE),
        category=np.append(category, [1] * extra),
        brand=(*brands, *[None] * extra),
        price=list_price,
        cost=np.concatenate([(price * (1 - margin)).astype(np.int64), [180] * len(GIFTS), [60_000_000]]),
        lasts=np.append([one.lasts for one in chosen], [0] * extra),
        listed=np.append(listed, [plan.start - 60 * DAY] * extra),
        popularity=np.append(_popularity(rng, category, price, listed < plan.start), [0.0] * extra),
        repriced=np.append(repriced, [0] * extra),
        price_before=np.append(_rounded(price * rng.choice([0.85, 0.9, 1.0, 1.0, 1.1], sold) / 100), [0] * extra),
        raised=never,
        price_raised=list_price,
        gone=never,
        sizes=(*sizes, *[("均码",)] * extra),
        sku_start=np.concatenate([[0], np.cumsum(np.append(counts, [1] * extra))]),
        gifts=np.arange(sold, sold + len(GIFTS)),
    )


def _variety(rng: np.random.Generator, count: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Different combinations of category, good, brand and edition; every category has some."""
    combinations = np.array(
        [
            (c, g, b, e)
            for e in range(len(EDITIONS))
            for c, category in enumerate(CATEGORIES)
            for g in range(len(category.goods))
            for b in range(len(category.brands))
        ]
    )
    weight = np.where(combinations[:, 3] == 0, 1.0, 0.15 if count < 1200 else 0.6)
    key = rng.exponential(size=len(combinations)) / weight
    chosen = np.argsort(key)[:count]
    for c in range(len(CATEGORIES)):
        chosen[c] = np.flatnonzero(combinations[:, 0] == c)[0] if c not in combinations[chosen, 0] else chosen[c]
    found = combinations[np.unique(chosen)]
    rng.shuffle(found)
    return found[:, 0], found[:, 1], found[:, 2], found[:, 3]


def _spread(rng: np.random.Generator, plan: Plan, count: int) -> Ints:
    return (rng.random(count) * (plan.until - plan.start) * 0.95).astype(np.int64) // DAY * DAY + 10 * 3_600_000


def _rounded(yuan: Floats) -> Ints:
    """Prices end in .9 yuan or .0, as people set them; fen."""
    whole = np.maximum(1.0, np.round(yuan))
    return np.where(whole < 100, whole * 100 - 10, whole * 100).astype(np.int64)


def _popularity(rng: np.random.Generator, category: Ints, price: Ints, old: Bools) -> Floats:
    """A long tail, and one hit that sells as much as the rest of the first category together."""
    popularity = np.asarray(1.0 / (rng.permutation(len(price)) + 1.5) ** 0.85, dtype=np.float64)
    first = category == 0
    hit = np.argmax(np.where(first & old & (price < HIT_BELOW), price, 0))
    popularity[hit] = popularity[first].sum()
    return popularity
