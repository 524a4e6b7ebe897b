"""Whose sharing works best: those who shared in the period, by the sales, visits and orders they led to.

Who is credited with orders without having shared, a promoter or by an earlier share, is counted in the note.
"""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.sharing import SHARER
from analytics.measure import read, term_for
from analytics.metric import Metric
from analytics.metrics.sharing import FRESH_VISIT_COUNT, SHARE_COUNT, SHARED_ORDER_COUNT, SHARED_SALES
from analytics.panels.share_depth_reach import PER_SHARE
from analytics.panels.side_by_side import SideBySide, number, side_by_side
from analytics.result import Bars, Shown, Table
from analytics.say import count, counted, money, percent
from analytics.split import split
from analytics.subject import Panel
from storage.words import Words

TOP = 100
_RANKED: tuple[Metric, ...] = (SHARED_SALES, FRESH_VISIT_COUNT, SHARE_COUNT)
"""What ranks, the first that the source knows."""


def best_sharers(asked: Asked, panel: Panel) -> Table:
    """A row per sharer, the best first."""
    by = next((metric for metric in _RANKED if _known(asked, metric)), SHARE_COUNT)
    others = tuple(metric for metric in (*_RANKED, SHARED_ORDER_COUNT) if metric is not by)
    table = side_by_side(asked, panel, SideBySide(SHARER, (by, *others), (PER_SHARE,), TOP, 1, SHARE_COUNT))
    whole = read(asked.now, by).value
    if not table.rows or not whole:
        return table
    first = table.rows[0]
    ten = sum(number(row, table.columns, by.id) for row in table.rows[:10]) / whole
    best = int(number(first, table.columns, by.id))
    amount = money(asked.facts.shop, best) if by.shown is Shown.MONEY else Words(count(best), count(best))
    heads = min(10, len(table.rows))
    rest = Words(f"；前 {heads} 位占 {percent(ten)}", f"; the first {heads} have {percent(ten)} of it")
    rest = rest if heads > 1 else Words("", "")
    lead = Words(
        f"{by.name.zh}最多的是{first.cells[0]}({amount.zh}){rest.zh}。",
        f"{by.name.en}: {first.cells[0]} leads ({amount.en}){rest.en}.",
    )
    return replace(table, drawn=Bars("sharer", by.id), lead=lead, note=_without_shares(asked, by))


def _without_shares(asked: Asked, by: Metric) -> Words | None:
    """What those come to who did not share in the period."""
    tops, shares = (split(asked.now, metric, SHARER).tops for metric in (by, SHARE_COUNT))
    if tops is None or shares is None:
        return None
    silent = (shares[1:] == 0) & (tops[1:] > 0)
    people, whole = int(silent.sum()), int(tops[1:][silent].sum())
    if not people:
        return None
    amount = money(asked.facts.shop, whole) if by.shown is Shown.MONEY else Words(count(whole), count(whole))
    return Words(
        f"另有 {count(people)} 人本期没有分享，名下也有{by.name.zh}，共 {amount.zh}：订单写明了他们是推广人，"
        "或来自他们更早的分享。他们不排在这里。",
        f"{counted(people, 'person', 'people').en} more did not share in the period and have {amount.en} "
        f"({by.name.en.lower()}): orders name them as promoter, or came by earlier shares. They are not ranked here.",
    )


def _known(asked: Asked, metric: Metric) -> bool:
    return not isinstance(term_for(asked.now, metric.top, [SHARER]), Words) and bool(read(asked.now, metric).value)
