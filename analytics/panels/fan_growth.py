"""Are the fans becoming more: who came, who left, and how many there are by the end of each day, week or month."""

from collections.abc import Sequence

from analytics.asked import Asked
from analytics.buckets import Buckets, buckets, grain_for
from analytics.measure import read
from analytics.metric import Metric
from analytics.metrics.fans import FANS_GAINED, FANS_LOST, FANS_NET, FANS_TOTAL
from analytics.result import Column, Curves, Row, Selection, Shown, Table
from analytics.say import count
from analytics.selections import on_days, selection
from analytics.slice import Slice
from analytics.subject import Panel
from analytics.trends import values_over
from analytics.trendtable import BUCKETS
from storage.words import Words

_SHOWN = (FANS_GAINED, FANS_LOST, FANS_NET, FANS_TOTAL)


def fan_growth(asked: Asked, panel: Panel) -> Table:
    """A row per day, seven days or month."""
    by = buckets(asked.question.period, grain_for(asked.question.period))
    columns = (Column("from", BUCKETS[by.grain], Shown.DAY), *(_column(metric) for metric in _SHOWN))
    gained = read(asked.now, FANS_GAINED)
    if asked.unknown is not None or gained.value is None:
        return Table(panel.id, panel.title, columns, (), asked.unknown or gained.reason)
    values = [values_over(asked.now, metric, by) for metric in _SHOWN]
    behind = [_rows(asked, metric, by) for metric in _SHOWN]
    rows = tuple(
        Row((by.starts[i], *(column[i] for column in values)), None, (None, *(column[i] for column in behind)))
        for i in range(len(by.periods))
        if values[0][i] is not None
    )
    return Table(
        panel.id, panel.title, columns, rows, drawn=Curves("from", ("fans_gained", "fans_lost")), lead=_lead(asked)
    )


def _column(metric: Metric) -> Column:
    return Column(metric.id, metric.name, metric.shown, metric.definition, total=metric is not FANS_TOTAL)


def _rows(asked: Asked, metric: Metric, by: Buckets) -> Sequence[Selection | None]:
    if metric is FANS_TOTAL:
        return [selection(Slice(asked.facts, days, asked.question.filters), metric.top) for days in by.periods]
    every = None if metric is FANS_NET else selection(asked.now, metric.top)
    return [on_days(every, days) for days in by.periods]


def _lead(asked: Asked) -> Words | None:
    gained, lost, net, fans = (read(asked.now, metric).value for metric in _SHOWN)
    if gained is None or fans is None:
        return None
    if lost is None or net is None:
        return Words(
            f"本期新增 {count(int(gained))} 人，期末共 {count(int(fans))} 人；数据来源没有取关记录。",
            f"{count(int(gained))} came, {count(int(fans))} are there; the source does not record who left.",
        )
    way = Words("净增", "a net gain of") if net >= 0 else Words("净减", "a net loss of")
    return Words(
        f"本期新增 {count(int(gained))} 人，取关 {count(int(lost))} 人，{way.zh} {count(abs(int(net)))} 人，"
        f"期末共 {count(int(fans))} 人。",
        f"{count(int(gained))} came and {count(int(lost))} left, {way.en} {count(abs(int(net)))}; "
        f"{count(int(fans))} are there at the end.",
    )
