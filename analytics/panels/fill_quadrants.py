"""Who opens many groups, and whose groups fill: quadrants around the medians, with what to do about each.

A row stands in a quadrant for advice only if its interval lies on one side of the median rate; the others fill as
often as most, as far as can be told.
"""

from collections.abc import Callable
from statistics import median
from typing import Literal

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimension import Dimension
from analytics.metrics.group_buy import FILL_RATE, OPENED_GROUPS, PAID_IN_GROUP
from analytics.panels.fill_rates import LEAST, place, rates_table
from analytics.result import Column, Estimate, Row, Scatter, Shown, Table
from analytics.say import as_words, counted
from analytics.subject import Panel
from storage.words import Words

Quadrant = Literal["many_high", "many_low", "few_high", "few_low"]

FEWER = Words("先降成团人数或延长时间", "ask for fewer people or give more time")
SMALLER = Words("改成小一档的团", "go down to the next smaller size")
EARLIER = Words("把开团挪到容易成的钟点", "move openings to hours in which groups fill")
HELP = Words("开团后给他们一段现成的邀请话", "hand them a ready invitation when they open")
_ADVICE: dict[Quadrant, Words] = {
    "many_high": Words("保持，先备足货", "keep going, and keep stock"),
    "few_high": Words("值得多推", "worth promoting"),
    "few_low": Words("先别投入", "put nothing into it for now"),
}
_SAID: dict[Quadrant, Words] = {
    "many_low": Words("开团多、成团少", "many groups, few fill"),
    "few_high": Words("开团少、成团多", "few groups, most fill"),
    "many_high": Words("开团多、成团多", "many groups, most fill"),
    "few_low": Words("开团少、成团少", "few groups, few fill"),
}
_USUAL = Words("和一般分不出高低", "cannot be told from the usual")
_COLUMN = Column("advice", Words("怎么办", "What to do"), Shown.TEXT)
_NAMED = 3


def quadrants(dimension: Dimension, many_low: Words) -> Callable[[Asked, Panel], Table]:
    """The answer for a dimension; ``many_low`` is what to do where many groups are opened and few fill."""
    advice: dict[Quadrant, Words] = {**_ADVICE, "many_low": many_low}
    return lambda asked, panel: _quadrants(rates_table(asked, panel, dimension), dimension, advice)


def _quadrants(table: Table, dimension: Dimension, advice: dict[Quadrant, Words]) -> Table:
    table = replace(table, columns=(*table.columns, _COLUMN))
    judged = [row for row in table.rows if _known(table, row) >= LEAST]
    if len(judged) < 2:
        return replace(table, rows=tuple(_with(table, row, None, advice, row in judged) for row in table.rows))
    opened = float(median(_opened(table, row) for row in judged))
    usual = float(median(rate.value for row in judged if (rate := _rate(table, row)) is not None))
    found = {row: _quadrant(table, row, opened, usual) for row in judged}
    return replace(
        table,
        rows=tuple(_with(table, row, found.get(row), advice, row in found) for row in table.rows),
        note=_too_few(len(table.rows) - len(judged)),
        drawn=Scatter(dimension.id, OPENED_GROUPS.id, FILL_RATE.id, PAID_IN_GROUP.id, (opened, usual)),
        lead=_lead(found, dimension, advice),
    )


def _quadrant(table: Table, row: Row, opened: float, usual: float) -> Quadrant | None:
    """Where a row stands; None where its rate cannot be told from the median."""
    rate, many = _rate(table, row), _opened(table, row) >= opened
    if rate is None or rate.low <= usual <= rate.high:
        return None
    if rate.value > usual:
        return "many_high" if many else "few_high"
    return "many_low" if many else "few_low"


def _with(table: Table, row: Row, quadrant: Quadrant | None, advice: dict[Quadrant, Words], judged: bool) -> Row:
    """The row with its advice. One with few outcomes keeps its counts; a point of chance would hide the others."""
    at, cells = place(table, FILL_RATE.id), list(row.cells)
    if not judged:
        cells[at] = None
    said = advice[quadrant] if quadrant else _USUAL if judged else None
    return replace(row, cells=(*cells, said), behind=(*row.behind, None))


def _lead(found: dict[Row, Quadrant | None], dimension: Dimension, advice: dict[Quadrant, Words]) -> Words:
    """The two quadrants in which something is to be changed."""
    parts: list[Words] = []
    pressing: tuple[Quadrant, ...] = ("many_low", "few_high")
    for quadrant in pressing:
        names = [
            as_words(name)
            for row, one in found.items()
            if one == quadrant
            if isinstance(name := row.cells[0], str | Words)
        ]
        if names and (quadrant in ("many_low", "few_high") or (len(parts) == 0 and quadrant == "many_high")):
            zh, en = "、".join(name.zh for name in names[:_NAMED]), ", ".join(name.en for name in names[:_NAMED])
            parts.append(
                Words(
                    f"{zh} {_SAID[quadrant].zh}：{advice[quadrant].zh}",
                    f"{en}: {_SAID[quadrant].en}; {advice[quadrant].en}",
                )
            )
    if not parts:
        return Words(
            f"按{dimension.name.zh}看，没有要调整的：成团率都和一般差不多，或开得多的成得也多。",
            f"By {dimension.name.en.lower()} nothing calls for a change: all fill as usual, or many are opened "
            "where most fill.",
        )
    return Words("；".join(part.zh for part in parts) + "。", "; ".join(part.en for part in parts) + ".")


def _name(row: Row) -> Words:
    name = row.cells[0]
    return as_words(name) if isinstance(name, str | Words) else Words(str(name), str(name))


def _too_few(few: int) -> Words | None:
    if not few:
        return None
    return Words(
        f"{few} 行有结果的团不到 {LEAST} 个，不算成团率，图上不画。",
        f"{counted(few, 'row').en} with fewer than {LEAST} outcomes: no rate, and no point in the drawing.",
    )


def _rate(table: Table, row: Row) -> Estimate | None:
    cell = row.cells[place(table, FILL_RATE.id)]
    return cell if isinstance(cell, Estimate) else None


def _opened(table: Table, row: Row) -> int:
    return _count(row, place(table, OPENED_GROUPS.id))


def _known(table: Table, row: Row) -> int:
    return _count(row, place(table, "groups_known"))


def _count(row: Row, at: int) -> int:
    cell = row.cells[at]
    return cell if isinstance(cell, int) else 0
