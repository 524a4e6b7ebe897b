"""Which pages people land on, and whether they buy from there."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimension import Dimension
from analytics.dimensions.visits import FIRST_PAGE, VISITOR_KIND
from analytics.metrics.traffic import CARTING_COUNT, PAYING_VISITOR_COUNT, VISIT_COUNT, VISITOR_COUNT
from analytics.panels.side_by_side import Ratio, SideBySide, number, part_of, side_by_side
from analytics.panels.told_apart import rows_of, told_apart
from analytics.result import Bars, Shown, Table
from analytics.say import percent
from analytics.subject import Panel
from storage.words import Words

LEAST = 30
"""Visitors below which a row is not named in the lead."""
_CART = Ratio(
    "cart_share",
    Words("加购率", "Cart share"),
    Words("加过购物车的访客 ÷ 访客，带 95% 区间。", "Visitors who used the cart / visitors, with 95% interval."),
    Shown.RATIO,
    "carting",
    "visitors",
    part_of,
)
_PAID = Ratio(
    "paid_share",
    Words("付款的比例", "Share that paid"),
    Words("本期付了款的访客 ÷ 访客，带 95% 区间。", "Visitors who paid in the period / visitors, with 95% interval."),
    Shown.RATIO,
    "paying_visitors",
    "visitors",
    part_of,
)


def _table(dimension: Dimension) -> SideBySide:
    return SideBySide(dimension, (VISITOR_COUNT, VISIT_COUNT, CARTING_COUNT, PAYING_VISITOR_COUNT), (_CART, _PAID))


_PAGES, _KINDS = _table(FIRST_PAGE), _table(VISITOR_KIND)
_WHAT = Words("付款的比例", "share that paid")
_ONCE = Words(
    "每个访客只算在本期第一次进店的页面上，后来又从别的页面进来不再算一次。",
    "Each visitor counts once, on the page of the first visit of the period, whatever pages followed.",
)


def landing_pages(asked: Asked, panel: Panel) -> Table:
    """A row per kind of page, each visitor at the first one of the period."""
    table = side_by_side(asked, panel, _PAGES)
    told = rows_of(table, "paying_visitors", "visitors", LEAST)
    if not told:
        return table
    most, apart = max(told, key=lambda one: one.every).name, told_apart(told, _WHAT)
    lead = Words(f"第一次进店最多的页面是{most.zh}；{apart.zh}。", f"Most land first on: {most.en}; {apart.en}.")
    return replace(table, drawn=Bars(FIRST_PAGE.id, "paid_share"), lead=lead, note=_ONCE)


def new_and_known(asked: Asked, panel: Panel) -> Table:
    """New visitors beside those who had been there before."""
    table = side_by_side(asked, panel, _KINDS)
    found = {row.behind[1].slices[0][1]: row for row in table.rows if row.behind[1]}
    new, known = found.get("new"), found.get("known")
    if new is None or known is None:
        return table
    fresh, again = (number(row, table.columns, "visitors") for row in (new, known))
    rates = [percent(number(row, table.columns, "paid_share")) for row in (new, known)]
    part = percent(fresh / (fresh + again))
    lead = Words(
        f"访客里 {part} 是新来的；新访客有 {rates[0]} 付款，回访的有 {rates[1]}。",
        f"{part} of the visitors are new; {rates[0]} of the new and {rates[1]} of the known ones paid.",
    )
    return replace(table, drawn=Bars("visitor_kind", "paid_share"), lead=lead)
