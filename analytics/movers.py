"""Movers: which values of a dimension a change came from, with changes that add up to the whole change."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.breakdown import Breakdown, breakdown_table, name_cells, name_columns
from analytics.counting import known
from analytics.dimension import Dimension
from analytics.measure import read_term, term_for
from analytics.metric import Metric, Term
from analytics.part import Narrow
from analytics.result import Column, Row, Shown, Table, Value
from analytics.say import counted
from analytics.selections import selection
from analytics.slice import Slice
from analytics.split import Split, present, split
from storage.facts import Facts
from storage.words import Words


class Movers(Struct, frozen=True):
    """The values of a dimension that rose and fell most; the metric adds up over them."""

    id: str
    title: Words
    best_title: Words
    """The title of the table where nothing can be compared."""
    dimension: Dimension
    metric: Metric
    each_way: int = 5
    remainder: Term | None = None
    """What the metric holds beyond any value of the dimension: freight, for products."""
    remainder_name: Words = Words("", "")


class _Line(Struct, frozen=True):
    """One row in the making."""

    name: list[Value]
    term: Term
    narrow: Narrow
    value: int
    before: int


def movers_table(asked: Asked, declared: Movers) -> Table:
    """The table of movers; the largest values, and why, where there is nothing to compare."""
    columns = _columns(declared)
    term = term_for(asked.now, declared.metric.top, [declared.dimension])
    why_not = asked.unknown or declared.dimension.untold(asked.facts)
    if why_not is not None or isinstance(term, Words):
        why_not = why_not or (term if isinstance(term, Words) else None)
        return Table(declared.id, declared.title, columns, (), why_not)
    if asked.before is None or asked.incomparable is not None:
        return _largest_values(asked, declared, asked.incomparable or _NO_COMPARISON)
    lines = _lines(asked, asked.before, declared, term)
    change = sum(line.value - line.before for line in lines)
    return Table(declared.id, declared.title, columns, tuple(_row(asked, asked.before, line, change) for line in lines))


def _columns(declared: Movers) -> tuple[Column, ...]:
    metric = declared.metric
    previous = Words(f"对比期{metric.name.zh}", f"{metric.name.en} compared")
    return (
        *name_columns(declared.dimension),
        Column("value", metric.name, metric.shown, metric.definition, total=True),
        Column("previous", previous, metric.shown, total=True, compared=True),
        Column("difference", Words("增减", "Difference"), metric.shown, bar=True, total=True),
        Column("share", Words("占总增减", "Part of the change"), Shown.RATIO, _SHARE, total=True),
    )


_NO_COMPARISON = Words("没有选对比期。", "No comparison was chosen.")
_SHARE = Words(
    "这一行的增减 ÷ 总增减。负的是和总数走反了：总数多了它少了，或总数少了它多了。",
    "The row's difference / the whole difference. Below zero it went the other way than the whole.",
)


def _largest_values(asked: Asked, declared: Movers, why_no_change: Words) -> Table:
    """The largest values of the period with what lies beyond them, adding up to its figure."""
    alone = Asked(asked.facts, replace(asked.question, compare="none"))
    ranking = Breakdown(
        declared.id, declared.best_title, declared.dimension, (declared.metric,), top=2 * declared.each_way
    )
    table = breakdown_table(alone, ranking)
    if not table.rows:
        return replace(table, note=why_no_change)
    rows, term = table.rows, declared.remainder
    value = read_term(alone.now, term).value if term else None
    if term and value:
        whole = read_term(alone.now, declared.metric.top).value
        cells = (declared.remainder_name, "", value, value / whole if whole else None)
        behind = selection(alone.now, term)
        rows = (*rows, Row(cells, behind, (None, None, behind, None)))
    name = declared.metric.name
    note = Words(
        f"{why_no_change.zh}这里列的是本期{name.zh}最多的。", f"{why_no_change.en} These have the largest {name.en}."
    )
    return replace(table, rows=rows, note=note)


def _lines(asked: Asked, before: Slice, declared: Movers, term: Term) -> list[_Line]:
    """The rows; ``term`` is the metric's as the dimension can split it: of lines, for products."""
    dimension = declared.dimension
    now, then = split(asked.now, declared.metric, dimension), split(before, declared.metric, dimension)
    codes, others = _extremes(asked.facts, declared, now, then)
    lines = [_line(asked, declared, term, now, then, code) for code in codes]
    rest = _rest(asked, before, declared, term, codes, others)
    beyond = _remainder(asked, before, declared)
    return lines + [line for line in (rest, beyond) if line]


def _extremes(facts: Facts, declared: Movers, now: Split, then: Split) -> tuple[list[int], int]:
    """The codes that rose most and those that fell most, best first, and how many others there are."""
    if now.tops is None or then.tops is None:
        return [], 0
    difference = known(now.tops) - known(then.tops)
    rises = _largest(facts, declared, np.maximum(difference, 0))
    falls = _largest(facts, declared, np.maximum(-difference, 0))
    others = int(np.count_nonzero(present([now, then]))) - len(rises) - len(falls)
    return rises + falls[::-1], others


def _largest(facts: Facts, declared: Movers, sizes: Ints) -> list[int]:
    """The codes with the largest sizes above zero (the first is for -1), ties by key."""
    many = min(declared.each_way, len(sizes))
    least = max(int(np.partition(sizes, -many)[-many]), 1)
    codes: list[int] = (np.flatnonzero(sizes >= least) - 1).tolist()
    codes.sort(key=lambda code: (-sizes[code + 1], declared.dimension.key_of(facts, code)))
    return codes[: declared.each_way]


def _line(asked: Asked, declared: Movers, term: Term, now: Split, then: Split, code: int) -> _Line:
    dimension = declared.dimension
    narrow = Narrow(slices=((dimension.id, dimension.key_of(asked.facts, code)),))
    name = name_cells(asked, dimension, code)
    return _Line(name, term, narrow, int(now.value(code) or 0), int(then.value(code) or 0))


def _rest(asked: Asked, before: Slice, declared: Movers, term: Term, codes: Sequence[int], count: int) -> _Line | None:
    if not count:
        return None
    dimension = declared.dimension
    narrow = Narrow(without=tuple((dimension.id, dimension.key_of(asked.facts, code)) for code in codes))
    value, previous = (read_term(cube, term, narrow).value or 0 for cube in (asked.now, before))
    name: list[Value] = [Words(f"其他 {count:,} 个", counted(count, "other").en)]
    if dimension.id_name is not None:
        name.append("")
    return _Line(name, term, narrow, int(value), int(previous))


def _remainder(asked: Asked, before: Slice, declared: Movers) -> _Line | None:
    term = declared.remainder
    if term is None:
        return None
    value, previous = (int(read_term(cube, term).value or 0) for cube in (asked.now, before))
    if not value and not previous:
        return None
    return _Line([declared.remainder_name, ""], term, Narrow(), value, previous)


def _row(asked: Asked, before: Slice, line: _Line, change: int) -> Row:
    difference = line.value - line.before
    part = None if not change else difference / change if difference else 0.0
    cells = (*line.name, line.value, line.before, difference, part)
    now, then = (selection(cube, line.term, line.narrow) for cube in (asked.now, before))
    return Row(cells, now, (*(None for _ in line.name), now, then, None, None))
