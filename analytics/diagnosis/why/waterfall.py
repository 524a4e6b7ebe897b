"""The findings as steps from the comparison to the period: nothing is counted twice, and they add up to the change."""

from collections.abc import Sequence

from analytics.asked import Asked
from analytics.diagnosis.finding import Finding
from analytics.diagnosis.noise.windows import holidays_named
from analytics.diagnosis.why.ground import Ground, ground_of
from analytics.dimensions import DIMENSIONS
from analytics.measure import read
from analytics.metric import Metric
from analytics.result import Column, Row, Shown, Table, Waterfall
from analytics.say import count, money
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


def why_table(asked: Asked, metric: Metric, found: Sequence[Finding]) -> Table:
    """Steps that add up to the change of ``metric``: the findings without double counting, and the rest."""
    table_id, title = f"why_{metric.id}", Words(f"{metric.name.zh}为什么变", f"Why {metric.name.en} changed")
    columns = _columns(metric)
    values = (read(asked.now, metric).value, read(asked.before, metric).value if asked.before else None)
    now, before = values
    if metric.bottom is not None or metric.less:
        return Table(table_id, title, columns, (), _MADE_OF_OTHERS, lead=_MADE_OF_OTHERS)
    if not isinstance(now, int) or not isinstance(before, int) or asked.incomparable is not None:
        note = asked.unknown or asked.incomparable or asked.before_unknown or _NO_COMPARISON
        return Table(table_id, title, columns, (), note, lead=note)
    rows = _rows(asked, metric, found, now - before)
    return Table(
        table_id,
        title,
        columns,
        rows if found else (),
        _note(asked),
        drawn=Waterfall("part", "step", before, now) if found else None,
        lead=_lead(asked, metric, found, now - before),
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


def _rows(asked: Asked, metric: Metric, found: Sequence[Finding], change: int) -> tuple[Row, ...]:
    steps = _steps(asked, metric, found)
    rows = [_row(finding, step) for finding, step in zip(found, steps, strict=True)]
    return (*rows, Row((_REST, change - sum(steps), None, None, None)))


def _row(finding: Finding, step: int) -> Row:
    if not _is_slice(finding):
        return Row((finding.name, step, finding.interval, None, None), finding.rows)
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
        if _is_slice(finding):
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


def _is_slice(finding: Finding) -> bool:
    """Whether a finding is a part of the shop; a holiday is not."""
    return all(name in DIMENSIONS for name, _ in finding.values)


_NO_COMPARISON = Words("没有选对比期。", "No comparison was chosen.")


def _note(asked: Asked) -> Words | None:
    if asked.comparison is None:
        return None
    return holidays_named(asked.facts, asked.question.period, asked.comparison)


def _lead(asked: Asked, metric: Metric, found: Sequence[Finding], change: int) -> Words:
    """The answer in one sentence."""
    if not found:
        return Words(
            f"没有哪个商品、地区、渠道或人群的变化大到能单独解释{metric.name.zh}。",
            f"No product, region, channel or group of buyers stands out enough to explain {metric.name.en}.",
        )
    moved = _moved(asked, metric, change)
    parts = [_moved(asked, metric, finding.change) for finding in found[:3]]
    named = [finding.name for finding in found[:3]]
    zh = "；".join(f"{name.zh} {part.zh}" for name, part in zip(named, parts, strict=True))
    en = "; ".join(f"{name.en} {part.en}" for name, part in zip(named, parts, strict=True))
    return Words(
        f"{metric.name.zh}{moved.zh}。最能解释的是：{zh}。",
        f"{metric.name.en} {moved.en}. What explains it best: {en}.",
    )


def _moved(asked: Asked, metric: Metric, change: int) -> Words:
    if change == 0:
        return Words("没有变", "did not change")
    size = money(asked.facts.shop, abs(change)) if metric.shown is Shown.MONEY else Words(*[count(abs(change))] * 2)
    if change > 0:
        return Words(f"多了 {size.zh}", f"up {size.en}")
    return Words(f"少了 {size.zh}", f"down {size.en}")
