"""How often groups fill, per value of a dimension: the table of all panels that ask it.

The rate is shown as it was, groups filled by groups with an outcome. Beside it stands the estimate of
``group_buy/rates.py``, on which the order and every judgement rest: drawn towards what the sizes of the groups let
expect. Rows stand in the order of the lower ends of its interval: what surely fills often comes first.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints
from analytics.asked import Asked
from analytics.breakdown import name_cells, name_columns
from analytics.counting import rows_by
from analytics.dimension import Dimension
from analytics.dimensions.group_buy import GROUP_SIZE
from analytics.group_buy.rates import Cells, Floats, shrunk
from analytics.measure import term_for
from analytics.metric import Metric, count
from analytics.metrics.group_buy import FILL_RATE, FILLED_GROUPS, OPENED_GROUPS, PAID_IN_GROUP, PEOPLE_PER_GROUP
from analytics.part import Narrow
from analytics.parts.group_buy import COMPLETED, KNOWN
from analytics.result import Column, Estimate, Good, Row, Shown, Table, Value
from analytics.selections import selection
from analytics.split import Split, present, ranked, split
from analytics.subject import Panel
from storage.words import Words

LEAST = 10
"""Groups with an outcome that a row needs before it is judged."""
_MOST = 60
_KNOWN = Column("groups_known", Words("有结果的团", "With an outcome"), Shown.COUNT, total=True)
_OUTCOMES = Metric(_KNOWN.id, _KNOWN.name, FILL_RATE.definition, Shown.COUNT, Good.UP, count(KNOWN))
_METRICS = (OPENED_GROUPS, _OUTCOMES, FILLED_GROUPS, PEOPLE_PER_GROUP, PAID_IN_GROUP)
_NO_GROUPS = Words("这段时间没有开团。", "No groups were opened in these days.")
ESTIMATE = Column(
    "fill_rate_estimate",
    Words("估计的成团率", "Estimated fill rate"),
    Shown.RATIO,
    Words(
        "团少的时候，成团率往同样人数的团的平均靠一靠(经验贝叶斯)，免得碰巧；带 95% 区间。排名次、下判断、画图都按它。",
        "The fill rate, where groups are few drawn towards groups of the same size lest chance speak (empirical "
        "Bayes), with the 95% interval. Order, verdicts and the drawing rest on it.",
    ),
)
EXPECTED = Column(
    "fill_rate_expected",
    Words("同样人数的团", "Groups of these sizes"),
    Shown.RATIO,
    Words(
        "全店同样人数的团平均成几成，按它自己各种人数的团各有多少加权。估计的成团率整段区间都在它下面，才说它成得少；"
        "人数多的团本来就难成，不怪地区或商品。",
        "How often groups of the same sizes fill in the whole shop, weighted by how many of each it has. It is said to "
        "fill less only if the whole interval of the estimate lies below: large groups fill less anywhere.",
    ),
)


class Judged(Struct, frozen=True):
    """How often the groups of a value fill."""

    rate: Estimate
    expected: float | None
    """What its own mix of sizes lets expect; None for sizes themselves."""


def rates_table(asked: Asked, panel: Panel, dimension: Dimension) -> Table:
    """A row per value: groups opened, with an outcome, filled, their rate, people in each and what was paid."""
    columns = _columns(dimension)
    usable = asked.unknown or term_for(asked.now, OPENED_GROUPS.top, [dimension])
    if isinstance(usable, Words):
        return Table(panel.id, panel.title, columns, (), usable)
    counts = [split(asked.now, metric, dimension) for metric in _METRICS]
    codes, cut_off = ranked(asked.facts, dimension, counts[:1], _MOST)
    if present(counts[:1])[0]:
        codes.append(-1)
    if not codes:
        return Table(panel.id, panel.title, columns, (), _NO_GROUPS)
    judged = fill_rates(asked, dimension)
    rows = tuple(_row(asked, dimension, code, counts, judged.get(code)) for code in codes if counts[0].value(code))
    total_rows = len(rows) + cut_off if cut_off else None
    return Table(panel.id, panel.title, columns, rows if dimension.ordered else _surest(rows), total_rows=total_rows)


def fill_rates(asked: Asked, dimension: Dimension) -> dict[int, Judged]:
    """The rate of every code with an outcome, -1 for those not known."""
    return asked.now.once(("fill rates", dimension.id), lambda: _fill_rates(asked, dimension))


def sized(dimension: Dimension) -> bool:
    """Whether it tells sizes apart: of them nothing is expected, each stands for itself."""
    return dimension is GROUP_SIZE


def place(table: Table, column: str) -> int:
    """Where a column stands."""
    return next(at for at, one in enumerate(table.columns) if one.id == column)


def _columns(dimension: Dimension) -> tuple[Column, ...]:
    expected = () if sized(dimension) else (EXPECTED,)
    return (
        *name_columns(dimension),
        Column(OPENED_GROUPS.id, OPENED_GROUPS.name, Shown.COUNT, OPENED_GROUPS.definition, total=True),
        _KNOWN,
        Column(FILLED_GROUPS.id, FILLED_GROUPS.name, Shown.COUNT, FILLED_GROUPS.definition, total=True),
        Column(FILL_RATE.id, FILL_RATE.name, Shown.RATIO, FILL_RATE.definition),
        ESTIMATE,
        *expected,
        Column(PEOPLE_PER_GROUP.id, PEOPLE_PER_GROUP.name, Shown.NUMBER, PEOPLE_PER_GROUP.definition),
        Column(PAID_IN_GROUP.id, PAID_IN_GROUP.name, Shown.MONEY, PAID_IN_GROUP.definition, total=True),
    )


def _fill_rates(asked: Asked, dimension: Dimension) -> dict[int, Judged]:
    known, filled = asked.now.rows(KNOWN), asked.now.rows(COMPLETED)
    size = dimension.size(asked.facts)
    every, some = (rows_by(dimension.codes(rows), size) for rows in (known, filled))
    cells = np.flatnonzero(every)
    alike = sized(dimension)
    stratum = cells if alike else np.zeros(len(cells), dtype=np.int64)
    expected = np.full(len(cells), 0.5) if alike else _expected(asked, dimension.codes(known), every)[cells]
    rates = shrunk(Cells(some[cells], every[cells], stratum, expected))
    found = {}
    for at, code in enumerate(cells.tolist()):
        rate = Estimate(float(rates.value[at]), float(rates.low[at]), float(rates.high[at]))
        found[code - 1] = Judged(rate, None if alike else float(expected[at]))
    return found


def _expected(asked: Asked, codes: Codes, every: Ints) -> Floats:
    """The rate of each code if groups of every size filled as often as all of that size do."""
    known, filled = asked.now.rows(KNOWN), asked.now.rows(COMPLETED)
    sizes, most = GROUP_SIZE.codes(known), GROUP_SIZE.size(asked.facts)
    of_size = (rows_by(GROUP_SIZE.codes(filled), most) + 0.5) / (rows_by(sizes, most) + 1)
    expected: Floats = np.bincount(codes + 1, of_size[sizes + 1], minlength=len(every)) / np.maximum(every, 1)
    return expected


def _row(asked: Asked, dimension: Dimension, code: int, counts: list[Split], judged: Judged | None) -> Row:
    narrow = Narrow(slices=((dimension.id, dimension.key_of(asked.facts, code)),))
    opened, known, filled = (int(of.value(code) or 0) for of in counts[:3])
    rows = [selection(asked.now, metric.top, narrow) for metric in (*_METRICS[:3], PAID_IN_GROUP)]
    name, paid = name_cells(asked, dimension, code), counts[4].value(code)
    enough = judged is not None and known >= LEAST
    rates: tuple[Value, ...] = (filled / known, judged.rate) if judged and enough else (None, None)
    if not sized(dimension):
        rates = (*rates, judged.expected if judged and enough else None)
    cells = (*name, opened, known, filled, *rates, counts[3].value(code), paid)
    behind = [rows[2] if enough else None] * 2 + [None] * (len(rates) - 2)
    return Row(cells, rows[0], (*[None] * len(name), *rows[:3], *behind, None, None if paid is None else rows[3]))


def _surest(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """By the lower end of the rate; those without an outcome last."""

    def low(row: Row) -> float:
        return next((cell.low for cell in row.cells if isinstance(cell, Estimate)), -1.0)

    return tuple(sorted(rows, key=lambda row: -low(row)))
