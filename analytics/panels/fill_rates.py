"""How often groups fill, per value of a dimension: by region as quadrants, by size, offer and product as bars."""

from collections.abc import Callable
from statistics import median

from analytics.asked import Asked
from analytics.dimension import Dimension
from analytics.dimensions.place import PROVINCE
from analytics.intervals import share
from analytics.measure import read_term, term_for
from analytics.metric import count
from analytics.metrics.group_buy import FILL_RATE, FILLED_GROUPS, OPENED_GROUPS, PEOPLE_PER_GROUP
from analytics.part import Narrow
from analytics.parts.group_buy import KNOWN
from analytics.result import Bars, Column, Drawing, Estimate, Row, Scatter, Shown, Table
from analytics.selections import selection
from analytics.split import present, ranked, split
from analytics.subject import Panel
from storage.words import Words

LEAST = 10
"""Groups with an outcome that a region needs before it is judged."""
_MOST = 60
_KNOWN = Column("groups_known", Words("有结果的团", "With an outcome"), Shown.COUNT, total=True)
_NO_GROUPS = Words("这段时间没有开团。", "No groups were opened in these days.")


def by(dimension: Dimension) -> Callable[[Asked, Panel], Table]:
    """The answer for a dimension, as bars with intervals, the largest first."""
    return lambda asked, panel: _table(asked, panel, dimension, Bars(dimension.id, FILL_RATE.id))


def quadrants(asked: Asked, panel: Panel) -> Table:
    """Regions by how many groups they open and how often these fill."""
    table = _table(asked, panel, PROVINCE, None)
    judged = [row for row in table.rows if isinstance(row.cells[2], int) and row.cells[2] >= LEAST]
    whole = _whole(asked)
    if len(judged) < 2 or whole is None:
        return table
    usual = float(median(float(row.cells[1]) for row in judged if isinstance(row.cells[1], int)))
    drawn = Scatter(PROVINCE.id, OPENED_GROUPS.id, FILL_RATE.id, PEOPLE_PER_GROUP.id, (usual, whole.value))
    return Table(
        table.id, table.title, table.columns, table.rows, _too_few(table.rows), table.total_rows, drawn,
        _advice(judged, usual, whole),
    )  # fmt: skip


def _table(asked: Asked, panel: Panel, dimension: Dimension, drawn: Drawing | None) -> Table:
    columns = (
        Column(dimension.id, dimension.name, Shown.TEXT),
        Column(OPENED_GROUPS.id, OPENED_GROUPS.name, Shown.COUNT, OPENED_GROUPS.definition, total=True),
        _KNOWN,
        Column(FILLED_GROUPS.id, FILLED_GROUPS.name, Shown.COUNT, FILLED_GROUPS.definition, total=True),
        Column(FILL_RATE.id, FILL_RATE.name, Shown.RATIO, FILL_RATE.definition),
        Column(PEOPLE_PER_GROUP.id, PEOPLE_PER_GROUP.name, Shown.NUMBER, PEOPLE_PER_GROUP.definition),
    )
    usable = asked.unknown or term_for(asked.now, OPENED_GROUPS.top, [dimension])
    if isinstance(usable, Words):
        return Table(panel.id, panel.title, columns, (), usable)
    counts = split(asked.now, OPENED_GROUPS, dimension)
    codes, _ = ranked(asked.facts, dimension, [counts], _MOST)
    if present([counts])[0]:
        codes.append(-1)
    rows = tuple(_row(asked, dimension, code) for code in codes)
    if not rows:
        return Table(panel.id, panel.title, columns, (), _NO_GROUPS)
    return Table(panel.id, panel.title, columns, rows, drawn=drawn, lead=_lead(rows) if drawn else None)


def _row(asked: Asked, dimension: Dimension, code: int) -> Row:
    narrow = Narrow(slices=((dimension.id, dimension.key_of(asked.facts, code)),))
    terms = (OPENED_GROUPS.top, count(KNOWN), FILLED_GROUPS.top)
    opened, known, filled = (int(read_term(asked.now, term, narrow).value or 0) for term in terms)
    people = read_term(asked.now, PEOPLE_PER_GROUP.top, narrow).value
    rows = [selection(asked.now, term, narrow) for term in terms]
    each = None if people is None or not opened else people / opened
    cells = (dimension.label_of(asked.facts, code), opened, known, filled, share(filled, known), each)
    return Row(cells, rows[0], (None, *rows, rows[2], None))


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


def _lead(rows: tuple[Row, ...]) -> Words | None:
    """The best and the worst that are told apart by their intervals."""
    rated = [(row.cells[0], rate) for row in rows if isinstance(rate := row.cells[4], Estimate)]
    if len(rated) < 2:
        return None
    best = max(rated, key=lambda one: one[1].low)
    worst = min(rated, key=lambda one: one[1].high)
    if best[1].low <= worst[1].high:
        return Words("数据还分不出哪一种更容易成团。", "The data does not tell yet which of them fills more often.")
    zh = [name.zh if isinstance(name, Words) else str(name) for name in (best[0], worst[0])]
    en = [name.en if isinstance(name, Words) else str(name) for name in (best[0], worst[0])]
    rates = f"{best[1].value:.0%}", f"{worst[1].value:.0%}"
    return Words(
        f"{zh[0]}最容易成团({rates[0]})，{zh[1]}最难({rates[1]})。",
        f"{en[0]} fills most often ({rates[0]}), {en[1]} least ({rates[1]}).",
    )


def _too_few(rows: tuple[Row, ...]) -> Words | None:
    few = sum(1 for row in rows if isinstance(row.cells[2], int) and row.cells[2] < LEAST)
    if not few:
        return None
    return Words(
        f"{few} 个地区有结果的团不到 {LEAST} 个，不作判断。", f"{few} regions have fewer than {LEAST} outcomes."
    )
