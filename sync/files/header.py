"""The header of a table: cells cleaned of what programs wrap around them, columns found by what it names."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sync.files.lines import Cell

ABSENT = -1

_NARROW = str.maketrans("（）", "()")


def names_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Column names; the second column of a name is called "name (2)"."""
    seen: Counter[str] = Counter()
    names = []
    for name in map(clean, cells):
        seen[name] += 1
        names.append(name if not name or seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def clean(cell: str) -> str:
    """A header cell without byte order mark, blanks, TAB, quotes, leading ' or =\"...\"."""
    bare = cell.replace("\ufeff", "").strip()
    if bare.startswith('="'):
        bare = bare[1:]
    return bare.strip("\"' \t\u3000")


def places(cells: Sequence[Cell], names: Sequence[str]) -> tuple[int, ...] | None:
    """Where each cell stands in a row, ``ABSENT`` for one that files may lack; None if another one is missing.

    Brackets are the same in either width: some programs widen them when they save.
    """
    at = {name.translate(_NARROW): index for index, name in enumerate(names)}
    found = [_place(cell, at) for cell in cells]
    if any(place == ABSENT and not cell.column.optional for place, cell in zip(found, cells, strict=True)):
        return None
    return tuple(found)


def _place(cell: Cell, at: Mapping[str, int]) -> int:
    called = (name.translate(_NARROW) for name in (cell.column.name, *cell.column.also))
    return next((at[name] for name in called if name in at), ABSENT)
