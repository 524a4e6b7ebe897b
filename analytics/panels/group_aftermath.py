"""Do newcomers of group-buys stay: how many bought again within 30, 60 and 90 days, beside other newcomers."""

import numpy as np

from analytics.asked import Asked
from analytics.cohorts import first_month
from analytics.coverage import coverage, present
from analytics.cut import Cut
from analytics.group_buy.aftermath import LEAST, Aftermath, Newcomers, aftermath
from analytics.log import NEVER, PAID
from analytics.measure import term_for
from analytics.metrics.group_buy import GROUP_BUYER_COUNT
from analytics.paths import places
from analytics.period import Period
from analytics.result import Column, Row, Shown, Table
from analytics.say import percent
from analytics.slice import Slice
from analytics.subject import Panel
from analytics.window import from_the_beginning
from storage.words import Words

_WINDOWS = (30, 60, 90)
_SAME = Words(
    "首单不是拼团的新客，按拼团新客的月份分布加权：同月比同月。",
    "Newcomers whose first order was no group-buy, weighted to the months of those of group-buys.",
)
_COLUMNS = (
    Column("window", Words("首单之后", "After the first order"), Shown.TEXT),
    Column("newcomers", Words("拼团新客", "Newcomers of group-buys"), Shown.COUNT),
    Column("bought_again", Words("又买了", "Bought again"), Shown.COUNT),
    Column("again", Words("拼团新客复购率", "Came again, group-buys"), Shown.RATIO),
    Column("others", Words("其他新客", "Other newcomers"), Shown.COUNT, _SAME),
    Column("usual", Words("其他新客复购率", "Came again, others"), Shown.RATIO, _SAME),
    Column(
        "more",
        Words("相差(百分点)", "Difference (points)"),
        Shown.NUMBER,
        Words("拼团新客减其他新客，百分点，带 95% 区间。", "Group-buys less others, in points, with the 95% interval."),
    ),
)
_NOTE = Words(
    "从有数据起到期末；首单所在的团没成、钱已退的不算；只数看满了天数的人。",
    "From the first day of data to the period's end; without those whose first group failed; full windows only.",
)


def group_aftermath(asked: Asked, panel: Panel) -> Table:
    """A row per window."""
    cube = from_the_beginning(asked)
    usable = cube if isinstance(cube, Words) else term_for(cube, GROUP_BUYER_COUNT.top)
    if isinstance(cube, Words) or isinstance(usable, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), usable if isinstance(usable, Words) else None)
    end = min(present(asked.facts), cube.period.bounds(asked.facts.shop.zone)[1])
    people = _people(asked, cube)
    found = [one for days in _WINDOWS if (one := aftermath(people, days, end)) is not None]
    if not found:
        return Table(panel.id, panel.title, _COLUMNS, (), _thin(int(people.by_group.sum())))
    return Table(panel.id, panel.title, _COLUMNS, tuple(map(_row, found)), _NOTE, lead=_lead(found[-1]))


def _people(asked: Asked, cube: Slice) -> Newcomers:
    """All there are; which of them can be watched to the end is told by when they came."""
    if cube.filters:
        return _newcomers(cube.cut(PAID))
    known = coverage(asked.facts)
    assert known is not None, "asked before"
    ever = Slice(asked.facts, Period(known.first, known.until_day), cube.filters)
    return asked.facts.derived("newcomers", lambda _facts: _newcomers(ever.cut(PAID)))


def _newcomers(cut: Cut) -> Newcomers:
    """The first orders of the buyers of a cut that begins with the data."""
    buyer, at, group = cut.codes(("buyer_id",)), cut.at, cut.codes(("group_id",))
    order = np.argsort(buyer, kind="stable")
    order = order[buyer[order] >= 0]
    starts = np.flatnonzero(np.append(True, buyer[order[1:]] != buyer[order[:-1]])[: len(order)])
    first = order[starts]
    following = np.minimum(starts + 1, len(order) - 1)
    later = (starts + 1 < len(order)) & (buyer[order[following]] == buyer[first])
    again = np.where(later, at[order[following]], NEVER)
    kept = (group[first] < 0) | _filled(cut, group[first])
    first, again = first[kept], again[kept]
    return Newcomers(at[first], first_month(cut)[first], group[first] >= 0, again)


def _filled(cut: Cut, groups: np.ndarray) -> np.ndarray:
    """Which of some groups have filled."""
    place = places(cut.facts, "groups")[groups]
    status = np.append(cut.facts["groups"]["status"], np.int32(-1))
    return np.asarray(status[place] == cut.facts.category("status", "completed"))


def _row(one: Aftermath) -> Row:
    window = Words(f"{one.days} 天内", f"within {one.days} days")
    return Row((window, one.newcomers, one.bought_again, one.again, one.others, one.usual, one.more.times(100)))


def _lead(one: Aftermath) -> Words:
    ours, usual = percent(one.again.value), percent(one.usual.value)
    if one.more.low > 0:
        verdict = Words("拼团带来的人更留得住", "newcomers of group-buys stay more often")
    elif one.more.high < 0:
        verdict = Words(
            "拼团带来的人更难留住，成团后要有第二单的理由",
            "they stay less often: give them a reason for a second order",
        )
    else:
        verdict = Words("分不出高低", "the two cannot be told apart")
    return Words(
        f"首单是拼团的新客，{one.days} 天内又买的有 {ours}；同月的其他新客是 {usual}：{verdict.zh}。",
        f"Of newcomers by group-buy {ours} bought again within {one.days} days, of others of the same months {usual}: "
        f"{verdict.en}.",
    )


def _thin(newcomers: int) -> Words:
    return Words(
        f"看满 {_WINDOWS[0]} 天的拼团新客或同月的其他新客不到 {LEAST} 位(拼团新客一共 {newcomers} 位)，还看不出。",
        f"Fewer than {LEAST} newcomers watched for {_WINDOWS[0]} days on one side ({newcomers:,} of group-buys).",
    )
