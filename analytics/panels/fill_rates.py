"""How often groups fill, per value of a dimension: by region as quadrants, by size, offer and product as bars."""

from collections.abc import Callable
from statistics import median

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.breakdown import name_cells, name_columns
from analytics.dimension import Dimension
from analytics.dimensions.place import PROVINCE
from analytics.intervals import share
from analytics.measure import read_term, term_for
from analytics.metric import Metric, count
from analytics.metrics.group_buy import FILL_RATE, FILLED_GROUPS, OPENED_GROUPS, PEOPLE_PER_GROUP
from analytics.panels.told_apart import rows_of, told_apart
from analytics.part import Narrow
from analytics.parts.group_buy import KNOWN
from analytics.result import Bars, Column, Estimate, Good, Row, Scatter, Shown, Table
from analytics.say import counted
from analytics.selections import selection
from analytics.split import Split, present, ranked, split
from analytics.subject import Panel
from storage.words import Words

LEAST = 10
"""Groups with an outcome that a region needs before it is judged."""
_MOST = 60
_KNOWN = Column("groups_known", Words("有结果的团", "With an outcome"), Shown.COUNT, total=True)
_OUTCOMES = Metric(_KNOWN.id, _KNOWN.name, FILL_RATE.definition, Shown.COUNT, Good.UP, count(KNOWN))
_METRICS = (OPENED_GROUPS, _OUTCOMES, FILLED_GROUPS, PEOPLE_PER_GROUP)
_NO_GROUPS = Words("这段时间没有开团。", "No groups were opened in these days.")


def by(dimension: Dimension) -> Callable[[Asked, Panel], Table]:
    """The answer for a dimension, as bars with intervals, the largest first."""
    return lambda asked, panel: _bars(_table(asked, panel, dimension), dimension)


def quadrants(asked: Asked, panel: Panel) -> Table:
    """Regions by how many groups they open and how often these fill; the rate only of those with enough outcomes."""
    table = _table(asked, panel, PROVINCE)
    judged = [row for row in table.rows if _outcomes(row) >= LEAST]
    whole = _whole(asked)
    if len(judged) < 2 or whole is None:
        return table
    usual = float(median(float(row.cells[1]) for row in judged if isinstance(row.cells[1], int)))
    drawn = Scatter(PROVINCE.id, OPENED_GROUPS.id, FILL_RATE.id, PEOPLE_PER_GROUP.id, (usual, whole.value))
    rows = tuple(row if row in judged else _without_rate(row) for row in table.rows)
    return replace(table, rows=rows, note=_too_few(table.rows), drawn=drawn, lead=_advice(judged, usual, whole))


def _bars(table: Table, dimension: Dimension) -> Table:
    if not table.rows:
        return table
    apart = told_apart(rows_of(table, FILLED_GROUPS.id, _KNOWN.id, LEAST), FILL_RATE.name)
    en = f"{apart.en[0].upper()}{apart.en[1:]}."
    return replace(table, drawn=Bars(dimension.id, FILL_RATE.id), lead=Words(f"{apart.zh}。", en))


def _table(asked: Asked, panel: Panel, dimension: Dimension) -> Table:
    columns = (
        *name_columns(dimension),
        Column(OPENED_GROUPS.id, OPENED_GROUPS.name, Shown.COUNT, OPENED_GROUPS.definition, total=True),
        _KNOWN,
        Column(FILLED_GROUPS.id, FILLED_GROUPS.name, Shown.COUNT, FILLED_GROUPS.definition, total=True),
        Column(FILL_RATE.id, FILL_RATE.name, Shown.RATIO, FILL_RATE.definition),
        Column(PEOPLE_PER_GROUP.id, PEOPLE_PER_GROUP.name, Shown.NUMBER, PEOPLE_PER_GROUP.definition),
    )
    usable = asked.unknown or term_for(asked.now, OPENED_GROUPS.top, [dimension])
    if isinstance(usable, Words):
        return Table(panel.id, panel.title, columns, (), usable)
    counts = [split(asked.now, metric, dimension) for metric in _METRICS]
    codes, cut_off = ranked(asked.facts, dimension, counts[:1], _MOST)
    if present(counts[:1])[0]:
        codes.append(-1)
    if not codes:
        return Table(panel.id, panel.title, columns, (), _NO_GROUPS)
    rows = tuple(_row(asked, dimension, code, counts) for code in codes)
    return Table(panel.id, panel.title, columns, rows, total_rows=len(rows) + cut_off if cut_off else None)


def _row(asked: Asked, dimension: Dimension, code: int, counts: list[Split]) -> Row:
    narrow = Narrow(slices=((dimension.id, dimension.key_of(asked.facts, code)),))
    opened, known, filled = (int(of.value(code) or 0) for of in counts[:3])
    rows = [selection(asked.now, metric.top, narrow) for metric in _METRICS[:3]]
    name = name_cells(asked, dimension, code)
    cells = (*name, opened, known, filled, share(filled, known), counts[3].value(code))
    return Row(cells, rows[0], (*[None] * len(name), *rows, rows[2], None))


def _outcomes(row: Row) -> int:
    """Of a row of regions."""
    return row.cells[2] if isinstance(row.cells[2], int) else 0


def _without_rate(row: Row) -> Row:
    """A region with few outcomes stays in the table; a point of chance would only hide the others."""
    return replace(row, cells=(*row.cells[:4], None, *row.cells[5:]))


def _whole(asked: Asked) -> Estimate | None:
    some, every = read_term(asked.now, FILLED_GROUPS.top).value, read_term(asked.now, count(KNOWN)).value
    return share(int(some), int(every)) if some is not None and every else None


def _advice(judged: list[Row], usual: float, whole: Estimate) -> Words:
    """Regions whose interval lies on one side of the shop's rate, by how many groups they open."""
    often_low = _named(judged, lambda opened, rate: opened >= usual and rate.high < whole.value)
    rare_high = _named(judged, lambda opened, rate: opened < usual and rate.low > whole.value)
    zh, en = [], []
    if often_low[0]:
        zh.append(f"{often_low[0]} 开团多、成团少：先降成团人数或延长时间")
        en.append(f"{often_low[1]}: many groups, few fill; ask for fewer people or give more time")
    if rare_high[0]:
        zh.append(f"{rare_high[0]} 开团少、成团多：值得多推")
        en.append(f"{rare_high[1]}: few groups, most fill; worth promoting")
    if not zh:
        return Words("各地区的成团率没有明显差别。", "No region fills clearly more or less often than the shop.")
    return Words("；".join(zh) + "。", "; ".join(en) + ".")


def _named(rows: list[Row], fits: Callable[[int, Estimate], bool]) -> tuple[str, str]:
    names = [
        row.cells[0]
        for row in rows
        if isinstance(row.cells[1], int) and isinstance(row.cells[4], Estimate) and fits(row.cells[1], row.cells[4])
    ][:3]
    said = [name if isinstance(name, Words) else Words(str(name), str(name)) for name in names]
    return "、".join(name.zh for name in said), ", ".join(name.en for name in said)


def _too_few(rows: tuple[Row, ...]) -> Words | None:
    few = sum(1 for row in rows if _outcomes(row) < LEAST)
    if not few:
        return None
    return Words(
        f"{few} 个地区有结果的团不到 {LEAST} 个，不算成团率，图上不画。",
        f"{counted(few, 'region').en} with fewer than {LEAST} outcomes: no rate, and no point in the drawing.",
    )
