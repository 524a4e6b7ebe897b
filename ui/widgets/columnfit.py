"""How wide the columns of a table are, and which stay away until there is room. Everything in px."""

import math
from collections.abc import Collection, Sequence

from ui.theme import scaled

FIRST_LEAST, FIRST_AT_FIRST, FIRST_MOST = 96, 200, 420  # the column that names the row, at the usual size of text
GIVEN = 116
"""What is left to a column that gives way."""


def fitting(wanted: Sequence[int], ranks: Sequence[int], room: int) -> set[int]:
    """The columns that fit beside each other, chosen by rank (lowest first); the first two by rank always stay."""
    chosen: set[int] = set()
    taken = 0
    for column in sorted(range(len(wanted)), key=lambda column: ranks[column]):
        width = _least(column, wanted)
        if len(chosen) < 2 or taken + width <= room:
            chosen.add(column)
            taken += width
    return chosen


def narrowed(wanted: Sequence[int], giving: Collection[int]) -> list[int]:
    """The least that columns take when those that give way do so."""
    return [min(width, scaled(GIVEN)) if column in giving else width for column, width in enumerate(wanted)]


def give_way(wanted: Sequence[int], least: Sequence[int], shown: set[int], room: int) -> list[int]:
    """What the columns ask for when those that can do with less make room for the others, each by the same part."""
    short = sum(_least(column, wanted) for column in shown) - room
    slack = sum(wanted[column] - least[column] for column in shown)
    part = min(max(short, 0) / slack, 1.0) if slack else 0.0
    return [width - math.ceil((width - few) * part) for width, few in zip(wanted, least, strict=True)]


def widths(wanted: Sequence[int], shown: set[int], stretch: int | None, room: int) -> dict[int, int]:
    """A width for each shown column. What is left goes to the names, as far as they need it, then to ``stretch``.

    Without such a column it is spread over all of them. Where it is short, names give way, down to ``FIRST_LEAST``.
    """
    given = {column: _least(column, wanted) for column in sorted(shown)}
    short = sum(given.values()) - room
    if short > 0 and 0 in given:
        given[0] = max(given[0] - short, min(scaled(FIRST_LEAST), given[0]))
    left = max(0, -short)
    if 0 in given:
        more = min(left, max(0, min(wanted[0], scaled(FIRST_MOST)) - given[0]))
        given[0] += more
        left -= more
    takers = [stretch] if stretch in given else sorted(given)
    for place, column in enumerate(takers):
        if column is not None:
            given[column] += left // len(takers) + (place < left % len(takers))
    return given


def _least(column: int, wanted: Sequence[int]) -> int:
    if column > 0:
        return wanted[column]
    return min(max(wanted[0], scaled(FIRST_LEAST)), scaled(FIRST_AT_FIRST))
