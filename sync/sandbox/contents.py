"""Articles, videos and live sessions that attract fans."""

import numpy as np
from msgspec import Struct

from sync.sandbox.catalogue import Catalogue
from sync.sandbox.columns import Ints
from sync.sandbox.goods import CATEGORIES
from sync.sandbox.names import words
from sync.sandbox.plan import HOUR, Plan

TYPES = ("article", "video", "live")


class Contents(Struct, frozen=True):
    """One value per content, in the order they went out."""

    titles: tuple[str, ...]
    type: Ints
    published: Ints
    product: Ints

    def __len__(self) -> int:
        return len(self.titles)

    def recent(self, rng: np.random.Generator, moments: Ints) -> Ints:
        """One of the newer contents at each moment, -1 before the first."""
        newest: Ints = np.searchsorted(self.published, moments) - 1
        return np.asarray(np.maximum(newest - rng.geometric(0.35, len(moments)) + 1, np.minimum(newest, 0)))


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
    return Contents(titles, rng.choice(3, count, p=[0.5, 0.35, 0.15]), published, product)
