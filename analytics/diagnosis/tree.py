"""The tree of one comparison: every number with its change, its part in the change of the root, and its judgement."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.daily_only import daily_only
from analytics.diagnosis.branches import Branch, grown, how
from analytics.diagnosis.noise.judgement import Judgement
from analytics.figures import change_of
from analytics.log import VISITED
from analytics.measure import Reading, read
from analytics.metric import Metric
from analytics.metrics.traffic import CONVERSION, VISITOR_COUNT
from analytics.result import Node, Selection
from analytics.selections import selection
from analytics.slice import Slice
from storage.words import Words

_DAILY_ONLY = Words(
    "数据来源只有每天的访客数。同一个人隔天再来会再算一次，加不出这段时间有多少访客。",
    "The source tells visitors per day only. Who comes on two days is in both, so they do not add up to the period's.",
)


def nodes_of(
    asked: Asked, parts: Mapping[str, int], judged: Mapping[str, Judgement], tables: Mapping[str, Sequence[str]]
) -> tuple[Node, ...]:
    """The nodes, parents first; ``tables`` are the ids of those that say why, by node."""
    tree = grown(parts)
    nodes = [_node(asked, branch, how(branch, tree, parts), parts, judged) for branch in tree]
    return tuple(replace(node, tables=tuple(tables.get(node.id, ()))) for node in nodes)


def metrics_of(parts: Mapping[str, int]) -> list[Metric]:
    """The metrics of the nodes, to be judged together."""
    return [branch.metric for branch in grown(parts)]


def _node(asked: Asked, branch: Branch, how: Words, parts: Mapping[str, int], judged: Mapping[str, Judgement]) -> Node:
    metric = branch.metric
    reading = _reading(asked, metric)
    before = read(asked.before, metric).value if asked.before else None
    judgement = judged.get(branch.id)
    return Node(
        id=branch.id,
        parent=branch.parent,
        name=metric.name,
        definition=metric.definition,
        shown=metric.shown,
        good=metric.good,
        how=how,
        value=reading.value,
        previous=before,
        change=None if asked.incomparable else change_of(reading.value, before),
        contribution=parts.get(branch.id),
        verdict=judgement.verdict if judgement else "unknown",
        interval=judgement.interval if judgement else None,
        smallest=judgement.smallest if judgement else None,
        q=judgement.q if judgement else None,
        tested=judgement.tested if judgement else None,
        reason=reading.reason,
        rows=_rows(asked.now, metric, reading.value),
        previous_rows=_rows(asked.before, metric, before),
        way=branch.way,
    )


def _reading(asked: Asked, metric: Metric) -> Reading:
    if asked.unknown:
        return Reading(None, asked.unknown)
    reading = read(asked.now, metric)
    of_visits = metric.id in (VISITOR_COUNT.id, CONVERSION.id) and reading.value is None
    return Reading(None, _DAILY_ONLY) if of_visits and daily_only(asked.facts, VISITED, "visitors") else reading


def _rows(cube: Slice | None, metric: Metric, value: float | None) -> Selection | None:
    return None if cube is None or value is None else selection(cube, metric.top)
