"""Who opens many groups, and whose groups fill: quadrants, with what to do about each.

Sizes are held against the shop's fill rate. Everything else is held against what its own mix of sizes lets expect, so
that a region is not blamed for its large groups; where these alone make the difference, the advice says that.

A row stands in a quadrant for advice only if its interval lies on one side of that; the others fill as often as that,
as far as can be told.
"""

from collections.abc import Callable
from statistics import median

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimension import Dimension
from analytics.metrics.group_buy import FILLED_GROUPS, OPENED_GROUPS, PAID_IN_GROUP
from analytics.panels.fill_rates import ESTIMATE, EXPECTED, LEAST, place, rates_table, sized
from analytics.panels.fill_said import (
    ADVICE,
    NO_SMALLER,
    SMALLER,
    USUAL,
    USUAL_SIZE,
    Found,
    Standing,
    lead,
    none_judged,
    smallest,
    too_few,
)
from analytics.result import Column, Estimate, Row, Scatter, Shown, Table
from analytics.subject import Panel
from storage.words import Words

_COLUMN = Column("advice", Words("怎么办", "What to do"), Shown.TEXT)


def quadrants(dimension: Dimension, many_low: Words) -> Callable[[Asked, Panel], Table]:
    """The answer for a dimension; ``many_low`` is what to do where many groups are opened and few fill."""
    advice: dict[Standing, Words] = {**ADVICE, "many_low": many_low}
    if sized(dimension):
        advice["few_low"] = SMALLER
    return lambda asked, panel: _quadrants(asked, rates_table(asked, panel, dimension), dimension, advice)


def _quadrants(asked: Asked, table: Table, dimension: Dimension, advice: dict[Standing, Words]) -> Table:
    table = replace(table, columns=(*table.columns, _COLUMN))
    if not table.rows:
        return table
    judged = [row for row in table.rows if _known(table, row) >= LEAST]
    if not judged:
        rows = tuple(_with(row, None) for row in table.rows)
        return replace(table, rows=rows, lead=none_judged(asked, {row: _known(table, row) for row in table.rows}))
    opened = float(median(_opened(table, row) for row in judged))
    usual = _whole(table) if sized(dimension) else float(median(_rate(table, row).value for row in judged))
    standing = {row: _standing(table, row, opened, usual) for row in judged}
    found = Found(dimension, table.total_rows or len(table.rows), len(table.rows), standing, advice)
    return replace(
        table,
        rows=tuple(_with(row, _advice(found, row) if row in standing else None) for row in table.rows),
        note=too_few(len(table.rows) - len(judged)),
        drawn=Scatter(dimension.id, OPENED_GROUPS.id, ESTIMATE.id, PAID_IN_GROUP.id, (opened, usual)),
        lead=lead(asked, found, {row: _raw(table, row) for row in judged}),
    )


def _standing(table: Table, row: Row, opened: float, usual: float) -> Standing | None:
    """Where a row stands; None where its rate cannot be told from what is held against it."""
    rate, many = _rate(table, row), _opened(table, row) >= opened
    expected = _expected(table, row)
    against = usual if expected is None else expected
    if rate.low > against:
        return "many_high" if many else "few_high"
    if rate.high < against:
        return "many_low" if many else "few_low"
    if rate.high < usual:
        return "large"
    return "small" if rate.low > usual else None


def _advice(found: Found, row: Row) -> Words:
    standing = found.standing[row]
    if standing in ("many_low", "few_low") and smallest(found, row):
        return NO_SMALLER
    if standing is not None:
        return found.advice[standing]
    return USUAL_SIZE if sized(found.dimension) else USUAL


def _with(row: Row, advice: Words | None) -> Row:
    """The row with its advice; one with few outcomes has its counts only."""
    return replace(row, cells=(*row.cells, advice), behind=(*row.behind, None))


def _whole(table: Table) -> float:
    """The fill rate of all rows together."""
    known = sum(_known(table, row) for row in table.rows)
    return sum(_count(row, place(table, FILLED_GROUPS.id)) for row in table.rows) / known


def _rate(table: Table, row: Row) -> Estimate:
    cell = row.cells[place(table, ESTIMATE.id)]
    assert isinstance(cell, Estimate), "it has enough outcomes"
    return cell


def _expected(table: Table, row: Row) -> float | None:
    if not any(column is EXPECTED for column in table.columns):
        return None
    cell = row.cells[place(table, EXPECTED.id)]
    return cell if isinstance(cell, float) else None


def _raw(table: Table, row: Row) -> float:
    return _count(row, place(table, FILLED_GROUPS.id)) / _known(table, row)


def _opened(table: Table, row: Row) -> int:
    return _count(row, place(table, OPENED_GROUPS.id))


def _known(table: Table, row: Row) -> int:
    return _count(row, place(table, "groups_known"))


def _count(row: Row, at: int) -> int:
    cell = row.cells[at]
    return cell if isinstance(cell, int) else 0
