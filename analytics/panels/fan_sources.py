"""Which sources bring fans who buy: the fans of the period by source, and who of them has bought by now."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.fans import SOURCE
from analytics.metrics.fans import FANS_BOUGHT, FANS_GAINED
from analytics.panels.side_by_side import Ratio, SideBySide, number, part_of, side_by_side
from analytics.result import Bars, Estimate, Row, Shown, Table
from analytics.say import count, percent
from analytics.subject import Panel
from storage.words import Words

LEAST = 20
"""Fans of a source below which it is not named in the lead."""
_BUYING = Ratio(
    "buying_share",
    Words("买过的比例", "Share that bought"),
    Words("本期新增粉丝中到现在付过款的比例，带 95% 区间。",
          "Share of the fans gained who have paid by now, with interval."),
    Shown.RATIO,
    "fans_bought",
    "fans_gained",
    part_of,
)  # fmt: skip
_TABLE = SideBySide(SOURCE, (FANS_GAINED, FANS_BOUGHT), (_BUYING,))


def fan_sources(asked: Asked, panel: Panel) -> Table:
    """A row per source."""
    table = side_by_side(asked, panel, _TABLE)
    if not table.rows:
        return table
    return replace(table, drawn=Bars("source", "buying_share"), lead=_lead(table))


def _lead(table: Table) -> Words | None:
    most = table.rows[0]
    told = [row for row in table.rows if _estimate(row) and number(row, table.columns, "fans_gained") >= LEAST]
    start = Words(
        f"带来新粉最多的是{most.cells[0]}({count(int(number(most, table.columns, 'fans_gained')))} 人)",
        f"Most new fans came by {_name(most)} ({count(int(number(most, table.columns, 'fans_gained')))})",
    )
    if len(told) < 2:
        return Words(f"{start.zh}。", f"{start.en}.")
    best = max(told, key=lambda row: number(row, table.columns, "buying_share"))
    share = percent(number(best, table.columns, "buying_share"))
    worst = min(told, key=lambda row: number(row, table.columns, "buying_share"))
    if _clear(best, worst):
        return Words(
            f"{start.zh}；最会买的是{best.cells[0]}来的，{share} 买过。",
            f"{start.en}; those by {_name(best)} buy most: {share}.",
        )
    return Words(
        f"{start.zh}；各来源买过的比例分不出高低。", f"{start.en}; which source buys most cannot be told apart."
    )


def _clear(best: Row, worst: Row) -> bool:
    """Whether the intervals of two rows do not touch."""
    high, low = _estimate(best), _estimate(worst)
    return high is not None and low is not None and high.low > low.high


def _estimate(row: Row) -> Estimate | None:
    return row.cells[-1] if isinstance(row.cells[-1], Estimate) else None


def _name(row: Row) -> str:
    return row.cells[0].en if isinstance(row.cells[0], Words) else str(row.cells[0])
