"""Do new buyers come back: the part of each month's new buyers who bought again one, two, three ... months later."""

from datetime import timedelta

from msgspec import Struct

from analytics.asked import Asked
from analytics.cohorts import Retention, days_of, month_of, name_of, retention
from analytics.coverage import Coverage, coverage
from analytics.dimensions.loyalty import FIRST_MONTH
from analytics.intervals import gap, share
from analytics.measure import term_for
from analytics.metric import count
from analytics.part import DAYS, Narrow
from analytics.parts.goods import LINE_BUYERS
from analytics.parts.sales import BUYERS
from analytics.period import Period
from analytics.result import Column, Estimate, Heat, Row, Selection, Shown, Table
from analytics.say import counted
from analytics.selections import selection
from analytics.slice import Slice
from analytics.subject import Panel
from analytics.window import from_the_beginning
from storage.words import Words

MOST = 12
"""Months shown, down and across."""
LEAST = 30
"""New buyers in all below which nothing is shown."""
_EARLY = 6  # months of data whose "new" buyers may be old customers
_RECENT = 3  # cohorts that are held against the ones before
_PEOPLE = count(BUYERS, LINE_BUYERS)
_AGAIN = Words(
    "首次购买在这个月的买家里，过了这么多个月后的那个自然月又买过的占比，带 95% 区间；还没过完的月份空着。",
    "Of the buyers whose first purchase was in the month, the part who bought in the calendar month so many months "
    "later, with the 95% interval; months that are not over are left empty.",
)


class _Grid(Struct, frozen=True):
    """The cohorts that are shown, oldest first, and the last month that is over."""

    kept: Retention
    months: range
    last: int

    def size(self, month: int) -> int:
        place = month - self.kept.first
        return int(self.kept.buyers[place, place])

    def again(self, month: int, later: int) -> int | None:
        """How many came again so many months later; None where that month is not over."""
        if month + later > self.last:
            return None
        return int(self.kept.buyers[month - self.kept.first, month - self.kept.first + later])


def cohort_retention(asked: Asked, panel: Panel) -> Table:
    """A row per month of first purchase, a column per month after it."""
    cube = from_the_beginning(asked)
    usable = cube if isinstance(cube, Words) else term_for(cube, _PEOPLE, [FIRST_MONTH])
    known = coverage(asked.facts)
    if isinstance(cube, Words) or isinstance(usable, Words) or known is None:
        return Table(panel.id, panel.title, _columns(1), (), usable if isinstance(usable, Words) else None)
    grid = _grid(asked, cube, known)
    sizes = sum(grid.size(month) for month in grid.months)
    later = max((grid.last - month for month in grid.months), default=0)
    if sizes < LEAST or later < 1:
        return Table(panel.id, panel.title, _columns(1), (), _too_thin(sizes))
    width = min(later, MOST)
    rows = tuple(_row(cube, grid, month, width) for month in grid.months)
    drawn = Heat(tuple(f"m{month}" for month in range(1, width + 1)))
    note = _early(known, grid)
    return Table(panel.id, panel.title, _columns(width), rows, note, drawn=drawn, lead=_lead(grid))


def _columns(width: int) -> tuple[Column, ...]:
    return (
        Column("first_month", FIRST_MONTH.name, Shown.TEXT),
        Column("buyers", Words("首购买家", "New buyers"), Shown.COUNT, total=True),
        *(
            Column(f"m{month}", Words(f"第 {month} 个月", f"Month {month}"), Shown.RATIO, _AGAIN)
            for month in range(1, width + 1)
        ),
    )


def _grid(asked: Asked, cube: Slice, known: Coverage) -> _Grid:
    term = term_for(cube, _PEOPLE, [FIRST_MONTH])
    assert not isinstance(term, Words), "asked before"
    part = term.part
    everything = Slice(asked.facts, _all_days(known), cube.filters)
    if cube.filters:
        kept = retention(everything.rows(part))
    else:
        kept = asked.facts.derived("retention", lambda _facts: retention(everything.rows(part)))
    end = min(asked.question.period.last, known.last_over)
    last = month_of(end + timedelta(days=1)) - 1
    first = max(kept.first, last - MOST)
    return _Grid(kept, range(first, min(last + 1, kept.first + len(kept.buyers))), last)


def _all_days(known: Coverage) -> Period:
    return Period(known.first, known.until_day)


def _row(cube: Slice, grid: _Grid, month: int, width: int) -> Row:
    size = grid.size(month)
    again = [grid.again(month, later) for later in range(1, width + 1)]
    cells = [None if number is None else share(number, size) for number in again]
    behind = [_behind(cube, month, later) if number else None for later, number in enumerate(again, start=1)]
    rows = _behind(cube, month, 0) if size else None
    return Row((name_of(month), size, *cells), rows, (None, rows, *behind))


def _behind(cube: Slice, month: int, later: int) -> Selection | None:
    days = days_of(month + later)
    narrow = Narrow(slices=((FIRST_MONTH.id, name_of(month)), (DAYS, f"{days.first}/{days.last}")))
    return selection(cube, _PEOPLE, narrow)


def _pooled(grid: _Grid, months: list[int], later: int) -> Estimate | None:
    """The part of several cohorts together who came again."""
    known = [month for month in months if grid.again(month, later) is not None]
    return share(sum(grid.again(month, later) or 0 for month in known), sum(grid.size(month) for month in known))


def _lead(grid: _Grid) -> Words | None:
    ripe = [month for month in grid.months if month + 1 <= grid.last and grid.size(month)]
    first, third = _pooled(grid, ripe, 1), _pooled(grid, ripe, 3)
    if first is None:
        return None
    zh = f"首购后第 1 个月又来买的占 {first.value:.1%}({first.low:.1%}–{first.high:.1%})"
    en = f"{first.value:.1%} ({first.low:.1%}–{first.high:.1%}) buy again in the month after their first purchase"
    if third is not None:
        zh, en = f"{zh}，第 3 个月 {third.value:.1%}", f"{en}, {third.value:.1%} in the third"
    moved = _recent(grid, ripe)
    return Words(f"{zh}；{moved.zh}", f"{en}; {moved.en}") if moved else Words(f"{zh}。", f"{en}.")


def _recent(grid: _Grid, ripe: list[int]) -> Words | None:
    """Whether the latest cohorts come back more or less often than those before."""
    late, early = _pooled(grid, ripe[-_RECENT:], 1), _pooled(grid, ripe[:-_RECENT], 1)
    if late is None or early is None:
        return None
    moved = gap(late, early)
    if moved.low <= 0 <= moved.high:
        return Words(
            f"最近 {_RECENT} 批和以前没有明显差别。",
            f"the last {_RECENT} months do not clearly differ from earlier ones.",
        )
    way = Words("高", "higher") if moved.value > 0 else Words("低", "lower")
    by = f"{abs(moved.value) * 100:.1f}"
    return Words(
        f"最近 {_RECENT} 批比以前{way.zh} {by} 个百分点。",
        f"the last {_RECENT} months are {by} points {way.en} than earlier ones.",
    )


def _early(known: Coverage, grid: _Grid) -> Words | None:
    if not grid.months or grid.months[0] - month_of(known.first) >= _EARLY:
        return None
    return Words(
        f"数据从 {known.first} 开始：头几个月的“首购”里有些其实是老客户，回来的比例会偏高。",
        f"The data begins on {known.first}: some new buyers of the first months are old customers, who come back more.",
    )


def _too_thin(buyers: int) -> Words:
    if buyers < LEAST:
        return Words(
            f"首购买家只有 {buyers} 位，少于 {LEAST} 位看不出复购。",
            f"Only {counted(buyers, 'new buyer').en}; fewer than {LEAST} show no pattern.",
        )
    return Words("数据还不满两个自然月。", "The data is shorter than two calendar months.")
