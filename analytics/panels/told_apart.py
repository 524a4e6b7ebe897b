"""Which rows of a table have a share clearly above or below that of all others, said in one sentence.

"Best" is said of nobody: the highest of several shares is often so by chance. Named are those that differ from all
others together, false discoveries controlled.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from analytics.panels.side_by_side import number
from analytics.result import Estimate, Row, Table
from analytics.say import as_words, percent
from analytics.shares import unlike_the_rest
from storage.words import Words

_NAMED = 2


class Some(Struct, frozen=True):
    """What a row has: some of every."""

    name: Words
    some: int
    every: int


def rows_of(table: Table, some: str, every: str, least: int) -> list[Some]:
    """The rows with at least so many, by the ids of two columns; those where more are some than every are no shares."""
    found = [
        Some(_name(row), int(number(row, table.columns, some)), int(number(row, table.columns, every)))
        for row in table.rows
    ]
    return [one for one in found if one.every >= least and one.some <= one.every]


def told_apart(rows: Sequence[Some], what: Words) -> Words:
    """ "Clearly more: home page 12.3%; clearly less: ..." or that they cannot be told apart; no full stop."""
    what = Words(what.zh, f"{what.en[0].lower()}{what.en[1:]}")
    if len(rows) < 2:
        return Words(f"数量太少，{what.zh}没法比", f"too few to compare the {what.en}")
    some, every = (np.array(column) for column in zip(*((one.some, one.every) for one in rows), strict=True))
    unlike = unlike_the_rest(some, every)
    high = some * every.sum() > some.sum() * every
    parts = []
    for way, chosen in ((Words("明显更高", "clearly higher"), high), (Words("明显更低", "clearly lower"), ~high)):
        named = [one for one, is_it in zip(rows, (unlike & chosen).tolist(), strict=True) if is_it]
        if named:
            first = sorted(named, key=lambda one: -one.every)[:_NAMED]
            zh = "、".join(f"{one.name.zh}({percent(one.some / one.every)})" for one in first)
            en = ", ".join(f"{one.name.en} ({percent(one.some / one.every)})" for one in first)
            parts.append(Words(f"{what.zh}{way.zh}的是{zh}", f"{what.en} {way.en}: {en}"))
    if not parts:
        return Words(f"{what.zh}分不出高低", f"the {what.en} cannot be told apart")
    return Words("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def above_all(estimates: Sequence[Estimate]) -> int | None:
    """The place of the one whose interval lies above that of each other; None where there is none such."""
    if len(estimates) < 2:
        return None
    best = max(range(len(estimates)), key=lambda place: estimates[place].low)
    others = [one.high for place, one in enumerate(estimates) if place != best]
    return best if estimates[best].low > max(others) else None


def below_all(estimates: Sequence[Estimate]) -> int | None:
    """The place of the one whose interval lies below that of each other; None where there is none such."""
    return above_all([Estimate(-one.value, -one.high, -one.low) for one in estimates])


def _name(row: Row) -> Words:
    name = row.cells[0]
    return as_words(name) if isinstance(name, str | Words) else Words(str(name), str(name))
