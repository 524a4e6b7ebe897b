"""How deep does sharing go: shares, visits and sales by steps from the first share."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.sharing import DEPTH
from analytics.measure import read
from analytics.metrics.sharing import (
    FRESH_VISIT_COUNT,
    SHARE_COUNT,
    SHARED_ORDER_COUNT,
    SHARED_SALES,
    SHARED_VISIT_COUNT,
    SHARER_COUNT,
)
from analytics.panels.side_by_side import Ratio, SideBySide, number, side_by_side
from analytics.rates import rate
from analytics.result import Bars, Row, Shown, Table
from analytics.say import count, counted, percent
from analytics.share_depth import share_depths
from analytics.subject import Panel
from storage.words import Words

PER_SHARE = Ratio(
    "visits_per_share",
    Words("这些分享每次带来访问", "Visits each brought"),
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
    first = sum(number(row, table.columns, "shares") for row in table.rows if _step(row) == "1")
    deep = sum(number(row, table.columns, "shares") for row in table.rows if _step(row) not in ("1", ""))
    unclear = _unclear(table)
    lead = Words(
        f"本期 {count(int(every))} 次分享里，{percent(first / every)} 是自己起头的，"
        f"{percent(deep / every)} 是别人分享来的人再分享的{unclear.zh}。",
        f"Of {counted(int(every), 'share').en} {percent(first / every)} were of one's own, "
        f"{percent(deep / every)} by people who had come by a share{unclear.en}.",
    )
    return replace(table, drawn=Bars("share_depth", "shares"), lead=lead, note=_note(asked))


def older_shares(asked: Asked) -> Words | None:
    """How many visits of the period came by shares made before it: they are in the key figure, not in the tables."""
    every, fresh = (read(asked.now, metric).value for metric in (SHARED_VISIT_COUNT, FRESH_VISIT_COUNT))
    if asked.unknown is not None or every is None or fresh is None or every <= fresh:
        return None
    older = int(every - fresh)
    return Words(
        f"本期从分享进店的访问共 {count(int(every))} 次，其中 {count(older)} 次来自更早的分享，不在这张表里。",
        f"Of {counted(int(every), 'visit').en} by shares in the period, {count(older)} came by earlier shares and "
        "are not in this table.",
    )


def _step(row: Row) -> str | None:
    slices = row.rows.slices if row.rows else ()
    return slices[0][1] if slices else None


def _unclear(table: Table) -> Words:
    """How many orders cannot be told by step; nothing where all can."""
    every = sum(number(row, table.columns, "shared_orders") for row in table.rows)
    lost = sum(number(row, table.columns, "shared_orders") for row in table.rows if _step(row) == "")
    if not lost:
        return Words("", "")
    return Words(
        f"；分享带来的 {count(int(every))} 单里，有 {count(int(lost))} 单说不清是第几层带来的",
        f"; of {counted(int(every), 'order').en} from shares, {count(int(lost))} cannot be told by step",
    )


def _note(asked: Asked) -> Words:
    circling, older = share_depths(asked.facts).circling, older_shares(asked)
    circle = Words(
        f"有 {count(circling)} 次分享的上级关系绕成了圈，说不清层数。",
        f"{count(circling)} shares name one another in a circle: their step cannot be told.",
    )
    said = [_RULE, *([circle] if circling else []), *([older] if older else [])]
    return Words("".join(part.zh for part in said), " ".join(part.en for part in said))
