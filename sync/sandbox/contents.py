"""Articles, videos and live sessions that attract fans."""

import numpy as np
from msgspec import Struct

from sync.sandbox.catalogue import Catalogue
from sync.sandbox.columns import Ints
from sync.sandbox.goods import CATEGORIES
from sync.sandbox.plan import HOUR, Plan

TYPES = ("article", "video", "live")
_TITLES = (
    "{good}怎么挑？老板娘教你三招",
    "产地直播：带你看{good}装箱",
    "{good}开箱测评，和超市的有什么不一样",
    "这个季节该囤{good}了",
    "团长群里问得最多的{good}，一次说清楚",
    "粉丝晒单：{good}回购第五次",
    "{good}的五种吃法用法",
    "发货小哥的一天：{good}是这样到你家的",
)


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
        newest = np.searchsorted(self.published, moments) - 1
        return np.maximum(newest - rng.geometric(0.35, len(moments)) + 1, np.minimum(newest, 0))


def contents_of(plan: Plan, catalogue: Catalogue) -> Contents:
    """One content every third day or so, more for a large shop."""
    rng = plan.rng("contents")
    count = max(3, round(plan.days / 3 * (1 + plan.orders / 200_000)))
    published = np.sort(plan.start + (rng.random(count) * (plan.until - plan.start)).astype(np.int64) // HOUR * HOUR)
    listed = np.flatnonzero((catalogue.popularity > 0) & (catalogue.listed <= plan.start))
    product = rng.choice(listed, count)
    form = rng.integers(0, len(_TITLES), count)
    goods = [good.name for category in CATEGORIES for good in category.goods]
    titles = tuple(
        _TITLES[f].format(good=next((g for g in goods if g in catalogue.titles[p]), "好物"))
        for f, p in zip(form, product, strict=True)
    )
    return Contents(titles, rng.choice(3, count, p=[0.5, 0.35, 0.15]), published, product)
