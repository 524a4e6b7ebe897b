"""Visits: the page they landed on, whether the visitor is new, and how far the visitor got."""

import numpy as np
from msgspec.structs import replace

from analytics.arrays import Codes
from analytics.cut import Cut
from analytics.dimension import category, fixed
from analytics.log import VISITED
from analytics.visitor_kind import KINDS_OF_VISITORS, visitor_kind
from analytics.visitor_steps import STEPS, farthest_step
from storage.derive import visits_by_time
from storage.facts import Facts
from storage.words import Words

_VISITS = frozenset({"visits"})
_VISITORS = frozenset({"visitors"})
_PAGES = {
    "home": Words("首页", "Home page"),
    "product": Words("商品页", "Product page"),
    "group": Words("拼团页", "Group-buy page"),
    "content": Words("内容页", "Content page"),
    "category": Words("分类页", "Category page"),
}


def _page_label(facts: Facts, code: int) -> str | Words:
    name = facts.categories("page")[code]
    return _PAGES.get(name, name)


PAGE = replace(category("page", Words("落地页", "Landing page"), "page", {"visits": ("page",)}), label=_page_label)


def _first_page(cut: Cut) -> Codes:
    """The page on which the visitor of each visit landed first within the period; -1 without a visitor's mark."""
    visits = visits_by_time(cut.facts)
    within = slice(*visits.between(*cut.period.bounds(cut.facts.shop.zone)))
    first = np.full(len(cut.facts.position("visitors")) + 1, -1, np.int32)
    first[visits.visitor[within][::-1]] = VISITED.codes(cut.facts, ("page",))[within][::-1]  # the earliest stays
    first[-1] = -1
    return first[cut.codes(("visitor_id",))]


FIRST_PAGE = replace(
    PAGE, id="first_page", name=Words("第一次进店的页面", "First landing page"), codes=_first_page, one_per=_VISITORS
)
VISITOR_KIND = replace(
    fixed("visitor_kind", Words("新老访客", "New or known"), _VISITS, visitor_kind, KINDS_OF_VISITORS),
    one_per=_VISITORS,
)
FARTHEST_STEP = replace(
    fixed("farthest_step", Words("走到哪一步", "Farthest step"), _VISITS, farthest_step, STEPS), one_per=_VISITORS
)
