"""Do new fans buy: of those who came in a month, the share that paid within 7, 30 and 90 days of coming.

Only fans whose window is over in the data count, and who had not bought before they came: then no month looks worse
for being recent.
"""

from datetime import timedelta

from analytics.asked import Asked
from analytics.fan_history import known_by_orders_only
from analytics.intervals import share
from analytics.measure import NOT_SUPPLIED, read_term
from analytics.metric import count
from analytics.panels.fan_sources import BUYERS_ONLY
from analytics.part import Part
from analytics.parts.fans import (
    BOUGHT_7,
    BOUGHT_30,
    BOUGHT_90,
    GAINED,
    WATCHED_7,
    WATCHED_30,
    WATCHED_90,
    WINDOWS,
)
from analytics.period import Period
from analytics.result import Column, Curves, Estimate, Row, Selection, Shown, Table, Value
from analytics.say import percent
from analytics.slice import Slice
from analytics.subject import Panel
from storage.words import Words

MONTHS = 12
LEAST = 20
"""Fans below which a month's share is not told in the lead."""
_PAIRS: tuple[tuple[Part, Part], ...] = ((BOUGHT_7, WATCHED_7), (BOUGHT_30, WATCHED_30), (BOUGHT_90, WATCHED_90))
_DEFINITION = Words(
    "这个月加入、加入满这么多天、加入前没买过的粉丝里，这么多天内付过款的比例，带 95% 区间。没满天数的不算。",
    "Of fans who came in the month, so many days ago or longer, without buying before: the share that paid within so "
    "many days, with its 95% interval. Fans whose days are not over do not count.",
)


def fan_conversion(asked: Asked, panel: Panel) -> Table:
    """A row per month up to the last one of the period."""
    columns = _columns()
    gained = read_term(asked.now, count(GAINED))
    if asked.unknown is not None or gained.value is None:
        return Table(panel.id, panel.title, columns, (), asked.unknown or gained.reason or NOT_SUPPLIED)
    if known_by_orders_only(asked.facts):
        return Table(panel.id, panel.title, columns, (), BUYERS_ONLY)
    rows = [row for month in _months(asked.question.period) if (row := _row(asked, month))]
    if not any(isinstance(cell, Estimate) for row in rows for cell in row.cells):
        why = Words(
            f"还没有加入满 {WINDOWS[0]} 天的粉丝，过几天再看。", f"No fan came {WINDOWS[0]} days ago or longer yet."
        )
        return Table(panel.id, panel.title, columns, (), why)
    lines = tuple(f"within_{days}" for days in WINDOWS)
    return Table(panel.id, panel.title, columns, tuple(rows), drawn=Curves("month", lines), lead=_lead(rows))


def _columns() -> tuple[Column, ...]:
    windows = (
        Column(f"within_{days}", Words(f"{days} 天内买过", f"Bought within {days} days"), Shown.RATIO, _DEFINITION)
        for days in WINDOWS
    )
    return (
        Column("month", Words("加入月份", "Month of coming"), Shown.TEXT),
        Column("fans_gained", GAINED.name, Shown.COUNT, bar=True),
        *windows,
    )


def _months(period: Period) -> list[Period]:
    """Whole calendar months, the last one being that of the period's last day."""
    months: list[Period] = []
    first = period.last.replace(day=1)
    for _ in range(MONTHS):
        after = (first + timedelta(days=31)).replace(day=1)
        months.append(Period(first, after - timedelta(days=1)))
        first = (first - timedelta(days=1)).replace(day=1)
    return months[::-1]


def _row(asked: Asked, month: Period) -> Row | None:
    cube = Slice(asked.facts, month, asked.question.filters)
    came = cube.rows(GAINED)
    if not len(came):
        return None
    cells: list[Value] = [f"{month.first:%Y-%m}", len(came)]
    behind: list[Selection | None] = [None, _plain(cube, GAINED)]
    for bought, watched in _PAIRS:
        estimate = share(len(cube.rows(bought)), len(cube.rows(watched)))
        cells.append(estimate)
        behind.append(None if estimate is None else _plain(cube, bought))
    return Row(tuple(cells), behind[1], tuple(behind))


def _plain(cube: Slice, part: Part) -> Selection:
    """The rows of a part, in a month in whose middle the record may begin."""
    return Selection(part.log.kind, part.id, cube.period, cube.filters)


def _lead(rows: list[Row]) -> Words | None:
    """The newest month whose 30 days say something, beside the one before."""
    place = 2 + WINDOWS.index(30)
    told = [row for row in rows if isinstance(row.cells[place], Estimate) and _count(row) >= LEAST]
    if not told:
        return Words("每个月加入的粉丝都太少，比例只能参考。", "Every month has few fans: the shares are rough.")
    cell, month = told[-1].cells[place], told[-1].cells[0]
    assert isinstance(cell, Estimate)
    span = f"{percent(cell.low)} – {percent(cell.high)}"
    return Words(
        f"{month} 加入的粉丝，30 天内有 {percent(cell.value)} 买过(大概在 {span} 之间)。",
        f"Of fans who came in {month}, {percent(cell.value)} bought within 30 days ({span}).",
    )


def _count(row: Row) -> int:
    return row.cells[1] if isinstance(row.cells[1], int) else 0
