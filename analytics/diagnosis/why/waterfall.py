"""The findings as steps from the comparison to the period: nothing is counted twice, and they add up to the change."""

from collections.abc import Sequence

from analytics.asked import Asked
from analytics.diagnosis.finding import Finding
from analytics.diagnosis.noise.windows import holidays_named
from analytics.diagnosis.why.ground import Ground, ground_of
from analytics.diagnosis.why.lead import called, is_slice, lead
from analytics.dimensions import DIMENSIONS
from analytics.measure import read
from analytics.metric import Metric
from analytics.result import Column, Row, Shown, Table, Verdict, Waterfall
from storage.words import Words

_PART = Words(
    "这一行让总数增减了多少；和上面各行重叠的部分只算一次，各行相加等于总增减。",
    "By how much this row moved the total; what rows share is counted once, so they add up to the change.",
)
_OWN = Words(
    "这部分本期比对比期的增减，和 95% 的范围（对买家重抽）；可能和其他行重叠。",
    "The change of this part by itself with its 95% interval (buyers drawn anew); it may overlap with other rows.",
)
_REST = Words("其他", "the rest")
_MADE_OF_OTHERS = Words(
    "这个数由别的数算出来，原因看组成它的各项。",
    "This number is made of others: the reasons stand with what it is made of.",
)


def why_table(asked: Asked, metric: Metric, found: Sequence[Finding], verdict: Verdict | None = None) -> Table:
    """Steps that add up to the change of ``metric``: the findings without double counting, and the rest.

    ``verdict`` is that of the change where it was judged.
    """
    table_id, title = f"why_{metric.id}", Words(f"{metric.name.zh}为什么变", f"Why {metric.name.en} changed")
    columns = _columns(metric)
    values = (read(asked.now, metric).value, read(asked.before, metric).value if asked.before else None)
    now, before = values
    if metric.bottom is not None or metric.less:
        return Table(table_id, title, columns, (), _MADE_OF_OTHERS, lead=_MADE_OF_OTHERS)
    if not isinstance(now, int) or not isinstance(before, int) or asked.incomparable is not None:
        note = asked.unknown or asked.incomparable or asked.before_unknown or _NO_COMPARISON
        return Table(table_id, title, columns, (), note, lead=note)
    steps = _steps(asked, metric, found)
    rows = _rows(found, steps, now - before)
    return Table(
        table_id,
        title,
        columns,
        rows if found else (),
        _note(asked),
        drawn=Waterfall("part", "step", before, now) if found else None,
        lead=lead(asked, metric, list(zip(found, steps, strict=True)), now - before, verdict),
    )


def _columns(metric: Metric) -> tuple[Column, ...]:
    name = metric.name
    return (
        Column("part", Words("部分", "Part"), Shown.TEXT),
        Column("step", Words("影响", "Effect"), metric.shown, _PART, bar=True, total=True),
        Column("own", Words("自身增减", "Own change"), metric.shown, _OWN),
        Column("value", name, metric.shown, metric.definition),
        Column("previous", Words(f"对比期{name.zh}", f"{name.en} compared"), metric.shown, compared=True),
    )


def _rows(found: Sequence[Finding], steps: Sequence[int], change: int) -> tuple[Row, ...]:
    rows = [_row(finding, step) for finding, step in zip(found, steps, strict=True)]
    return (*rows, Row((_REST, change - sum(steps), None, None, None)))


def _row(finding: Finding, step: int) -> Row:
    if not is_slice(finding):
        return Row((called(finding), step, finding.interval, None, None), finding.rows)
    behind = (None, None, None, finding.rows, finding.previous_rows)
    return Row((finding.name, step, finding.interval, finding.now, finding.before), finding.rows, behind)


def _steps(asked: Asked, metric: Metric, found: Sequence[Finding]) -> list[int]:
    """What each finding adds beyond those above it; a holiday acts on what is left of the shop."""
    if asked.before is None or not found:
        return []
    named = {name for finding in found for name, _ in finding.values}
    dimensions = [DIMENSIONS[name] for name in sorted(named) if name in DIMENSIONS]
    ground = ground_of(metric.top, (asked.now, asked.before), dimensions)
    if isinstance(ground, Words):
        return [0] * len(found)
    steps: dict[int, int] = {}
    left, whole = ground, float(ground.amount[~ground.now].sum())
    for at, finding in enumerate(found):
        if is_slice(finding):
            inside = left.inside(_places(asked, ground, finding))
            steps[at] = round(float(left.signed[inside].sum()))
            left = left.only(~inside)
    share = float(left.amount[~left.now].sum()) / whole if whole else 0.0
    return [steps.get(at, round(finding.change * share)) for at, finding in enumerate(found)]


def _places(asked: Asked, ground: Ground, finding: Finding) -> list[tuple[int, int]]:
    """The slice of a finding as the ground knows it."""
    of = {dimension.id: at for at, dimension in enumerate(ground.dimensions)}
    codes = [(name, DIMENSIONS[name].code(asked.facts, key) if key else -1) for name, key in finding.values]
    return [(of[name], -2 if code is None else code) for name, code in codes if name in of]


_NO_COMPARISON = Words("没有选对比期。", "No comparison was chosen.")


def _note(asked: Asked) -> Words | None:
    if asked.comparison is None:
        return None
    return holidays_named(asked.facts, asked.question.period, asked.comparison)
