"""Articles, videos and live sessions that attract fans."""

import numpy as np
from msgspec import Struct

from sync.sandbox.appeal import Appeal, appeal_of
from sync.sandbox.catalogue import Catalogue
from sync.sandbox.columns import Floats, Ints
from sync.sandbox.goods import CATEGORIES
from sync.sandbox.names import words
from sync.sandbox.plan import HOUR, Plan

TYPES = ("article", "video", "live")
FADES, SHOWN = 0.65, 12
"""How much less each older content is shown than the one after it, and how many are shown at all."""


class Contents(Struct, frozen=True):
    """One value per content, in the order they went out."""

    titles: tuple[str, ...]
    type: Ints
    published: Ints
    product: Ints
    appeal: Appeal

    def __len__(self) -> int:
        return len(self.titles)

    def recent(self, rng: np.random.Generator, moments: Ints) -> Ints:
        """One of the newer contents at each moment, -1 before the first."""
        newest: Ints = np.searchsorted(self.published, moments) - 1
        return np.asarray(np.maximum(newest - rng.geometric(0.35, len(moments)) + 1, np.minimum(newest, 0)))

    def through(self, rng: np.random.Generator, moments: Ints, buying: Ints, others: Ints) -> Ints:
        """The content by which people came at each moment, so many of whom buy soon and others do not; or -1."""
        newest: Ints = np.searchsorted(self.published, moments) - 1
        shown = newest[:, None] - np.arange(SHOWN)
        row = np.maximum(shown, 0)
        buys, weight = self.appeal.buys, np.log(self.appeal.attract)
        told: Floats = weight[row] + buying[:, None] * np.log(buys)[row] + others[:, None] * np.log1p(-buys)[row]
        chance = np.where(shown >= 0, np.exp(told - told.max(axis=1, keepdims=True)), 0.0) * FADES ** np.arange(SHOWN)
        edges = chance.cumsum(axis=1)
        place = (edges <= rng.random(len(moments))[:, None] * edges[:, -1:]).sum(axis=1)
        return np.where(newest >= 0, newest - np.minimum(place, np.minimum(newest, SHOWN - 1)), -1)


def contents_of(plan: Plan, catalogue: Catalogue) -> Contents:
    """One content every third day or so, more for a large shop."""
    rng = plan.rng("contents")
    count = max(3, round(plan.days / 3 * (1 + plan.orders / 200_000)))
    published = np.sort(plan.start + (rng.random(count) * (plan.until - plan.start)).astype(np.int64) // HOUR * HOUR)
    listed = np.flatnonzero((catalogue.popularity > 0) & (catalogue.listed <= plan.start))
    product = rng.choice(listed, count)
    said = words().content_titles
    form = rng.integers(0, len(said), count)
    goods = [good.name for category in CATEGORIES for good in category.goods]
    titles = tuple(
        said[f].format(good=next((g for g in goods if g in catalogue.titles[p]), "好物"))
        for f, p in zip(form, product, strict=True)
    )
    kind = rng.choice(3, count, p=[0.5, 0.35, 0.15])
    return Contents(titles, kind, published, product, appeal_of(plan, count))
