"""The outlook of every buyer, a row each, made as they are asked for: a million rows need the memory of a block."""

from collections.abc import Iterator

import numpy as np

from analytics.arrays import Ints
from analytics.churn.groups import place
from analytics.churn.outlook import Outlook
from analytics.churn.tables.people import COLUMNS, rows_of
from analytics.result import Column, Estimate, Value
from storage.facts import Facts
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.words import Words

BLOCK = 2_000
_WRITING = Words("正在写每位买家", "Writing every buyer")
_ENDS = {"low": Words("最少", "at least"), "high": Words("最多", "at most")}


def columns() -> tuple[Column, ...]:
    """As the page lists people; an estimate is followed by its ends."""
    return tuple(made for column in COLUMNS for made in _with_ends(column))


def rows(
    facts: Facts, found: Outlook, group: str | None, report: Report, stop: StopAsked
) -> Iterator[tuple[Value, ...]]:
    """Every buyer of a group, or of all; the groups in their order and in each those that cost most first.

    Raises Cancelled when asked to stop.
    """
    places = _in_order(found, group)
    for start in range(0, len(places), BLOCK):
        if stop():
            raise Cancelled
        report(Progress(_WRITING, start, len(places)))
        for row in rows_of(facts, found, places[start : start + BLOCK]):
            yield tuple(cell for value in row.cells for cell in _flat(value))


def _in_order(found: Outlook, group: str | None) -> Ints:
    order = np.lexsort((-found.standing.loss, found.group))
    return order if group is None else order[found.group[order] == place(group)]


def _with_ends(column: Column) -> tuple[Column, ...]:
    if column.id != "value":
        return (column,)
    return column, *(
        Column(f"value_{end}", Words(f"{column.name.zh}，{name.zh}", f"{column.name.en}, {name.en}"), column.shown)
        for end, name in _ENDS.items()
    )


def _flat(value: Value) -> tuple[Value, ...]:
    return (value.value, value.low, value.high) if isinstance(value, Estimate) else (value,)
