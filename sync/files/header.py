"""The header of a table: cells cleaned of what programs wrap around them, found by what it names."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct


class Field(Struct, frozen=True):
    """A column that a preset reads: its name in the file, and other names the same column goes by."""

    name: str
    also: tuple[str, ...] = ()


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


def places(fields: Sequence[Field], names: Sequence[str]) -> tuple[int, ...] | None:
    """Where each field stands in a row; None if one is missing."""
    at = {name: index for index, name in enumerate(names)}
    found = [next((at[name] for name in (field.name, *field.also) if name in at), None) for field in fields]
    if not found or None in found:
        return None
    return tuple(place for place in found if place is not None)
