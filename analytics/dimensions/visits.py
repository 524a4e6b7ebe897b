"""Visits: the page they landed on, whether the visitor is new, and how far the visitor got."""

from msgspec.structs import replace

from analytics.dimension import category, fixed
from analytics.visitor_kind import KINDS_OF_VISITORS, visitor_kind
from analytics.visitor_steps import STEPS, farthest_step
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
VISITOR_KIND = replace(
    fixed("visitor_kind", Words("新老访客", "New or known"), _VISITS, visitor_kind, KINDS_OF_VISITORS),
    one_per=_VISITORS,
)
FARTHEST_STEP = replace(
    fixed("farthest_step", Words("走到哪一步", "Farthest step"), _VISITS, farthest_step, STEPS), one_per=_VISITORS
)
