"""Are the chances true: buyers by what was said of them, and how many of them came."""

from analytics.churn.tables.words import looked, pairs
from analytics.lifetime.backtest import Judged
from analytics.result import Column, Curves, Row, Shown, Table
from analytics.say import percent
from storage.words import Words


def calibration_table(found: Judged) -> Table:
    """What was said, and how many came: buyers in ten groups by what was said."""
    columns = (
        Column("said", Words("说有多大把握", "Chance said"), Shown.RATIO),
        Column("came", Words("真来了多少", "Came"), Shown.RATIO, Words("带 95% 区间。", "With 95% interval.")),
        Column("exact", Words("分毫不差是这样", "If exactly true"), Shown.RATIO),
        Column("buyers", Words("人次", "Buyers"), Shown.COUNT),
    )
    rows = tuple(Row((one.said, one.came, one.said, one.customers)) for one in found.calibration)
    title = Words("说的把握准不准", "Are the chances true")
    drawn = Curves("said", ("came", "exact"))
    return Table("calibration", title, columns, rows, looked(found), drawn=drawn, lead=_told(found))


def _told(found: Judged) -> Words:
    """All together, and the group that was told worst."""
    every = sum(one.customers for one in found.calibration)
    said, came = (
        sum(part * one.customers for part, one in zip(parts, found.calibration, strict=True)) / every
        for parts in zip(*((one.said, one.came.value) for one in found.calibration), strict=True)
    )
    worst = max(found.calibration, key=lambda one: abs(one.came.value - one.said))
    return Words(
        f"所有人合起来，说 {percent(said)} 会来，来了 {percent(came)}；差得最多的一批，说 {percent(worst.said)}，"
        f"来了 {percent(worst.came.value)}。{pairs(found).zh}",
        f"Of all together {percent(said)} were to come, {percent(came)} did; the group told worst was to come with "
        f"{percent(worst.said)}, {percent(worst.came.value)} did. {pairs(found).en}",
    )
