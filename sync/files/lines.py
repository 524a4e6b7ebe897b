"""How a preset declares the lines of its files: a struct, each field with the column of the file it stands in.

The type of a field (``storage.fields``) decides how its cell is read: an id, a moment, money. A blank cell is UNSET:
the file does not say. Where the type has no UNSET the line is rejected. A field of type ``str`` is the cell as it is.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from storage.fields import Unit
from storage.words import Words
from sync.files.dates import Moment
from sync.files.values import Unreadable, count, flag, identity, money, short_text, unwrap

L = TypeVar("L", bound=Struct)

Blanks = frozenset[str]
"""What a form of file writes into a cell of which it has nothing to say, beside nothing at all."""


class Column(Struct, frozen=True):
    """A column of a file: its name, other names it goes by, and whether a file may lack it."""

    name: str
    also: tuple[str, ...] = ()
    optional: bool = False


class Cell(Struct, frozen=True):
    """A field of a line and how its cell is read."""

    field: str
    column: Column
    unit: Unit | None
    required: bool


def column(name: str, *also: str) -> Column:
    """The column a field stands in; the file is of another form if it has none."""
    return Column(name, also)


def perhaps(name: str, *also: str) -> Column:
    """A column that some files lack; the field is UNSET then."""
    return Column(name, also, optional=True)


@cache
def cells_of(line: type[Struct]) -> tuple[Cell, ...]:
    """The declared cells of a line, in order."""
    hints = get_type_hints(line, include_extras=True)
    return tuple(_cell(field.name, hints[field.name]) for field in structs.fields(line))


def _cell(name: str, hint: Any) -> Cell:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{name} does not say in which column it stands")
    inner, *metas = get_args(hint)
    found = next(meta for meta in metas if isinstance(meta, Column))
    extras = [meta.extra_json_schema for meta in metas if isinstance(meta, Meta) and meta.extra_json_schema]
    units = [Unit(extra["x-unit"]) for extra in extras if "x-unit" in extra]
    return Cell(name, found, units[-1] if units else None, UnsetType not in get_args(inner))


def line_reader(line: type[L], moment: Moment, exponent: int, blanks: Blanks) -> Callable[[Sequence[str]], L]:
    """Cells in the order of the fields to a line; raises Unreadable."""
    readers = tuple(_reader(cell, moment, exponent, blanks) for cell in cells_of(line))

    def read(cells: Sequence[str]) -> L:
        return line(*[reader(cell) for reader, cell in zip(readers, cells, strict=True)])

    return read


def _reader(cell: Cell, moment: Moment, exponent: int, blanks: Blanks) -> Callable[[str], Any]:
    if cell.unit is None:
        return str
    convert = _converter(cell.unit, moment, exponent, cell.column.name)

    def perhaps_empty(text: str) -> Any:
        if not text:
            return UNSET
        bare = unwrap(text)
        return UNSET if not bare or bare in blanks else convert(bare)

    def never_empty(text: str) -> Any:
        bare = unwrap(text)
        if not bare or bare in blanks:
            name = cell.column.name
            raise Unreadable(Words(f"「{name}」是空的", f"{name} is empty"))
        return convert(bare)

    return never_empty if cell.required else perhaps_empty


def _converter(unit: Unit, moment: Moment, exponent: int, name: str) -> Callable[[str], Any]:
    if unit is Unit.TIME:
        return moment
    if unit is Unit.MONEY:
        return lambda text: money(text, name, exponent)
    readers: dict[Unit, Callable[[str, str], Any]] = {Unit.ID: identity, Unit.COUNT: count, Unit.FLAG: flag}
    reader = readers.get(unit, short_text)
    return lambda text: reader(text, name)
