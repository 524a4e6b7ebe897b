"""Listings: single records of a part, the largest or the latest, with columns of their own."""

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.asked import Asked
from analytics.counting import amounts
from analytics.cut import Cut
from analytics.dimension import Dimension
from analytics.part import Part
from analytics.result import Column, Row, Selection, Table, Value
from storage.columns import MISSING
from storage.words import Words

Cells = Callable[[Cut], Sequence[Value]]
"""One cell for every row of a cut."""


class Field(Struct, frozen=True):
    """One column of a listing."""

    column: Column
    cells: Cells


class Listing(Struct, frozen=True):
    """The first ``top`` records of a part; ``key`` is the dimension whose values are the records."""

    id: str
    title: Words
    part: Part
    key: Dimension
    fields: tuple[Field, ...]
    by: Literal["amount", "time"]
    top: int = 50
    none: Words = Words("没有这样的记录。", "There are no such records.")
    """What is said where there is not a single one."""


def listing_table(asked: Asked, declared: Listing) -> Table:
    """The records with the largest amounts or the latest times."""
    columns = tuple(field.column for field in declared.fields)
    why_not = asked.unknown or asked.now.lacks(declared.part.log)
    if why_not is not None:
        return Table(declared.id, declared.title, columns, (), why_not)
    every = asked.now.rows(declared.part)
    cut = _at(every, _first(every, declared))
    cells = zip(*(field.cells(cut) for field in declared.fields), strict=True)
    keys = [declared.key.key_of(asked.facts, code) for code in declared.key.codes(cut).tolist()]
    rows = [Row(tuple(row), _record(asked, declared, key)) for row, key in zip(cells, keys, strict=True)]
    note = None if rows else declared.none
    cut_off = len(every) if len(every) > len(cut) else None
    return Table(declared.id, declared.title, columns, tuple(rows), note, cut_off)


def number(name: str) -> Cells:
    """The cells of a column of numbers."""
    return lambda cut: [None if value == MISSING else value for value in cut.column(name).tolist()]


def named(dimension: Dimension) -> Cells:
    """The labels of a dimension."""
    return lambda cut: [dimension.label_of(cut.facts, code) for code in dimension.codes(cut).tolist()]


def identified(dimension: Dimension) -> Cells:
    """The keys of a dimension."""
    return lambda cut: [dimension.key_of(cut.facts, code) for code in dimension.codes(cut).tolist()]


def moment(cut: Cut) -> Sequence[Value]:
    """When each row counts."""
    return list(cut.at.tolist())


def _first(cut: Cut, declared: Listing) -> NDArray[np.intp]:
    """Which rows come first, in that order; of equals the later one."""
    places = np.arange(len(cut))
    if declared.by == "time":
        return places[::-1][: declared.top]
    values = amounts(cut, declared.part)
    if len(values) > declared.top:
        places = places[values >= np.partition(values, -declared.top)[-declared.top]]
    return places[np.lexsort((-places, -values[places]))][: declared.top]


def _at(cut: Cut, places: NDArray[np.intp]) -> Cut:
    keep = places + cut.lo if cut.keep is None else cut.keep[places]
    return Cut(cut.facts, cut.log, cut.period, cut.lo, cut.hi, keep)


def _record(asked: Asked, declared: Listing, key: str) -> Selection:
    question = asked.question
    kind = declared.part.log.kind
    return Selection(kind, declared.part.id, question.period, question.filters, ((declared.key.id, key),))
