"""How the kinds of table declare what their columns may mean: a struct, each field a target with its words and names.

As in a preset, the type of a field decides how its cell is read. From what a person told follows a line that has the
told targets only; of the others it says UNSET.
"""

from functools import lru_cache
from typing import Annotated, Any, get_args, get_type_hints

from msgspec import UNSET, Struct, defstruct

from storage.mapping import Target
from storage.words import Words
from sync.files.lines import column

_NO_HINT = Words("", "")


class Means(Struct, frozen=True):
    """What a column of this meaning is called, by us and by the files of the world."""

    words: Words
    names: tuple[str, ...]
    hint: Words = _NO_HINT
    telling: bool = False
    """A line that says none of the telling targets is no thing at all: a sum, a remark."""


def means(zh: str, en: str, names: str, hint: Words = _NO_HINT, telling: bool = False) -> Means:
    """The meaning of a field; ``names`` of columns stand apart by |, the likelier ones first."""
    return Means(Words(zh, en), tuple(names.split("|")), hint, telling)


def meanings(row: type[Struct]) -> dict[str, Means]:
    """Every target of a kind of table, in order."""
    hints = get_type_hints(row, include_extras=True)
    return {field: _meaning(hints[field]) for field in row.__struct_fields__}


def targets_of(row: type[Struct]) -> tuple[Target, ...]:
    """The same, for people."""
    return tuple(Target(field, each.words, each.hint) for field, each in meanings(row).items())


@lru_cache(64)
def line_of(row: type[Struct], columns: tuple[tuple[str, str], ...]) -> type[Struct]:
    """The line of a table in which these targets stand in these columns."""
    hints, told = get_type_hints(row, include_extras=True), dict(columns)
    fields = [(field, Annotated[hints[field], column(told[field])]) for field in row.__struct_fields__ if field in told]
    silent: dict[str, Any] = {field: UNSET for field in row.__struct_fields__ if field not in told}
    return defstruct(row.__name__, fields, namespace=silent, frozen=True)


def _meaning(hint: Any) -> Means:
    found: Means = next(meta for meta in get_args(hint)[1:] if isinstance(meta, Means))
    return found
