"""A funnel: how many people got to each step, what part of them went on, and how sure that is."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from analytics.asked import Asked
from analytics.intervals import share
from analytics.measure import read_term
from analytics.metric import count
from analytics.part import Part
from analytics.result import Column, Estimate, Row, Shown, Steps, Table, Value
from analytics.say import count as say_count
from analytics.say import percent
from analytics.selections import selection
from analytics.subject import Panel
from storage.words import Words

_ON = Words("走到下一步的比例，带 95% 区间。", "Share that went on to the next step, with its 95% interval.")
_NOBODY = Words("本期一个人也没有。", "There was nobody in the period.")
_NOTHING_AFTER = Words("数据来源没有记录后面的步骤。", "The source does not record the steps after.")
_OF_ALL = Words("走到这一步的人占第一步的比例。", "People at this step as a share of the first.")


class Step(Struct, frozen=True):
    """One step: what people read, and the part that counts who got there."""

    id: str
    name: Words
    part: Part


def funnel(asked: Asked, panel: Panel, people: Words, steps: Sequence[Step], note: Words | None = None) -> Table:
    """A row per step, each a part of the one before; no rows and the reason where the first cannot be told."""
    columns = (
        Column("step", Words("步骤", "Step"), Shown.TEXT),
        Column("people", people, Shown.COUNT, bar=True),
        Column("goes_on", Words("走到下一步", "Go on"), Shown.RATIO, _ON),
        Column("of_all", Words("占第一步", "Of the first"), Shown.RATIO, _OF_ALL),
    )
    readings = [read_term(asked.now, count(step.part)) for step in steps]
    first = readings[0].value
    if asked.unknown is not None or first is None:
        return Table(panel.id, panel.title, columns, (), asked.unknown or readings[0].reason)
    if not first or len(steps) < 2:
        return Table(panel.id, panel.title, columns, (), _NOTHING_AFTER if first else _NOBODY)
    counts = [int(reading.value or 0) for reading in readings]
    rows = tuple(_row(asked, steps, counts, place) for place in range(len(steps)))
    drawn = Steps("step", "people", "goes_on")
    return Table(panel.id, panel.title, columns, rows, note, drawn=drawn, lead=_lead(steps, counts))


def _row(asked: Asked, steps: Sequence[Step], counts: Sequence[int], place: int) -> Row:
    here = selection(asked.now, count(steps[place].part))
    last = place + 1 == len(steps)
    following = None if last else selection(asked.now, count(steps[place + 1].part))
    rate: Estimate | None = None if last else share(counts[place + 1], counts[place])
    cells: tuple[Value, ...] = (steps[place].name, counts[place], rate, counts[place] / counts[0])
    return Row(cells, here, (None, here, following if rate else None, here))


def _lead(steps: Sequence[Step], counts: Sequence[int]) -> Words:
    first, last = say_count(counts[0]), say_count(counts[-1])
    part = percent(counts[-1] / counts[0])
    lost = [before - after for before, after in pairwise(counts)]
    rates = [after / before if before else 1.0 for before, after in pairwise(counts)]
    whole = Words(
        f"{first} 人{steps[0].name.zh}，{last} 人{steps[-1].name.zh}({part})",
        f"{steps[0].name.en}: {first}; {steps[-1].name.en}: {last} ({part}).",
    )
    most, rarest = lost.index(max(lost)), rates.index(min(rates))
    if not lost[most]:
        return Words(f"{whole.zh}。", whole.en)
    way, rare = _way(steps, most), _way(steps, rarest)
    zh, en = f"人数掉得最多的是{way.zh}，少了 {say_count(lost[most])} 人", f"{say_count(lost[most])} lost {way.en}"
    if rarest == most:
        rate = percent(rates[most])
        return Words(
            f"{whole.zh}；{zh}，往下走的比例也最低({rate})。",
            f"{whole.en} Most, {en}, where the share that goes on is lowest too ({rate}).",
        )
    return Words(
        f"{whole.zh}；{zh}；往下走的比例最低的是{rare.zh}({percent(rates[rarest])})。",
        f"{whole.en} Most, {en}; the share that goes on is lowest {rare.en} ({percent(rates[rarest])}).",
    )


def _way(steps: Sequence[Step], place: int) -> Words:
    start, end = steps[place].name, steps[place + 1].name
    return Words(f"“{start.zh}”到“{end.zh}”", f"between “{start.en}” and “{end.en}”")
