"""What stopped: values of a dimension that the comparison has and the period has not."""

from msgspec import Struct

from analytics.asked import Asked
from analytics.breakdown import name_cells, name_columns
from analytics.counting import known
from analytics.dimension import Dimension
from analytics.metric import Metric
from analytics.part import Narrow
from analytics.result import Column, Row, Table
from analytics.selections import across, behind_cells, selection
from analytics.slice import Slice
from analytics.split import Split, ranked, split
from storage.words import Words


class Stopped(Struct, frozen=True):
    """Values for which the first metric was something in the comparison and is nothing in the period."""

    id: str
    title: Words
    dimension: Dimension
    metrics: tuple[Metric, ...]
    top: int = 100


def stopped_table(asked: Asked, declared: Stopped) -> Table:
    """The values that stopped, the largest loss first; the numbers and rows are those of the comparison."""
    columns = (
        *name_columns(declared.dimension),
        *(
            Column(
                metric.id,
                Words(f"对比期{metric.name.zh}", f"{metric.name.en} compared"),
                metric.shown,
                metric.definition,
                compared=True,
            )
            for metric in declared.metrics
        ),
    )
    why_not = asked.unknown or asked.before_unknown
    if asked.before is None or why_not is not None:
        why_not = why_not or Words("没有选对比期。", "No comparison was chosen.")
        return Table(declared.id, declared.title, columns, (), why_not)
    codes, cut_off = _gone(asked, asked.before, declared)
    splits = [split(asked.before, metric, declared.dimension) for metric in declared.metrics]
    names = [None] * len(name_columns(declared.dimension))
    behind = [*names, *(across(asked.before, metric.top, declared.dimension) for metric in declared.metrics)]
    rows = []
    for code in codes:
        narrow = Narrow(slices=((declared.dimension.id, declared.dimension.key_of(asked.facts, code)),))
        cells = [*name_cells(asked, declared.dimension, code), *(of.value(code) for of in splits)]
        first = selection(asked.before, declared.metrics[0].top, narrow)
        rows.append(Row(tuple(cells), first, behind_cells(behind, cells, narrow)))
    return Table(
        declared.id, declared.title, columns, tuple(rows), asked.incomparable, len(codes) + cut_off if cut_off else None
    )


def _gone(asked: Asked, before: Slice, declared: Stopped) -> tuple[list[int], int]:
    now = split(asked.now, declared.metrics[0], declared.dimension)
    then = split(before, declared.metrics[0], declared.dimension)
    if now.tops is None or then.tops is None:
        return [], 0
    lost = Split(declared.metrics[0], (now.tops == 0) * known(then.tops), None)
    return ranked(asked.facts, declared.dimension, [lost], declared.top)
