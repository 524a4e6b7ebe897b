"""How deep does sharing go: shares, visits and sales by steps from the first share."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.sharing import DEPTH
from analytics.metrics.sharing import FRESH_VISIT_COUNT, SHARE_COUNT, SHARED_ORDER_COUNT, SHARED_SALES, SHARER_COUNT
from analytics.panels.side_by_side import Ratio, SideBySide, number, side_by_side
from analytics.rates import rate
from analytics.result import Bars, Shown, Table
from analytics.say import count, counted, percent
from analytics.share_depth import share_depths
from analytics.subject import Panel
from storage.words import Words

PER_SHARE = Ratio(
    "visits_per_share",
    Words("每次分享带来访问", "Visits per share"),
    Words(
        "本期的分享在本期带来的访问 ÷ 分享次数，带 95% 区间。",
        "Visits of the period by shares of the period / these shares, with 95% interval.",
    ),
    Shown.NUMBER,
    "fresh_visits",
    "shares",
    rate,
)
_TABLE = SideBySide(
    DEPTH, (SHARE_COUNT, SHARER_COUNT, FRESH_VISIT_COUNT, SHARED_ORDER_COUNT, SHARED_SALES), (PER_SHARE,)
)
_RULE = Words(
    "第 1 层是自己起的分享，第 2 层是从别人的分享进来后再分享，依此类推。只写明推广人的订单说不清层数。",
    "1st: shares of one's own; 2nd: passed on by who had come by a share; and so on. Orders that only name a promoter "
    "cannot be told by step.",
)


def share_depth_reach(asked: Asked, panel: Panel) -> Table:
    """A row per step."""
    table = side_by_side(asked, panel, _TABLE)
    every = sum(number(row, table.columns, "shares") for row in table.rows)
    if not table.rows or not every:
        return table
    first = sum(number(row, table.columns, "shares") for row in table.rows if _key(row.behind[1]) == "1")
    deep = sum(number(row, table.columns, "shares") for row in table.rows if _key(row.behind[1]) not in ("1", ""))
    lead = Words(
        f"本期 {count(int(every))} 次分享里，{percent(first / every)} 是自己起头的，"
        f"{percent(deep / every)} 是别人分享来的人再往下传。",
        f"Of {counted(int(every), 'share').en} {percent(first / every)} were of one's own, "
        f"{percent(deep / every)} were passed on by people who had come by a share.",
    )
    return replace(table, drawn=Bars("share_depth", "shares"), lead=lead, note=_note(asked))


def _key(rows: object) -> str | None:
    slices = getattr(rows, "slices", ())
    return slices[0][1] if slices else None


def _note(asked: Asked) -> Words:
    circling = share_depths(asked.facts).circling
    if not circling:
        return _RULE
    return Words(
        f"{_RULE.zh}有 {count(circling)} 次分享的上级关系绕成了圈，说不清层数。",
        f"{_RULE.en} {count(circling)} shares name one another in a circle: their step cannot be told.",
    )
