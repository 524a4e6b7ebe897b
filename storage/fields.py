"""The vocabulary in which record types are declared: units, field types, and how a field is read back.

A field is an ``Annotated`` type whose ``msgspec.Meta`` carries its unit and doc. Everything derived from a record
type (SQLite column, JSON validation, Facts column, OpenAPI schema, data dictionary) starts from ``columns_of``.
"""

from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, get_args, get_type_hints

from msgspec import Meta, Struct, UnsetType, structs


class Unit(StrEnum):
    """What a value measures; decides its SQLite type, its Facts column and how it is shown."""

    ID = "id"  # opaque text, never a number: 19 digits overflow Excel and JavaScript
    CATEGORY = "category"  # text of few distinct values, dictionary-encoded in Facts
    LABEL = "label"  # text that charts and rankings need, kept in Facts
    TEXT = "text"  # text only rows show, read from SQLite when looked at
    MONEY = "money"  # integer minor units of the shop's currency
    TIME = "time"  # UTC milliseconds since 1970
    DAY = "day"  # a local day of the shop, YYYY-MM-DD
    COUNT = "count"
    RATIO = "ratio"
    FLAG = "flag"

    @property
    def sql(self) -> str:
        """The SQLite storage class of a STRICT table."""
        if self in (Unit.MONEY, Unit.TIME, Unit.COUNT, Unit.FLAG):
            return "INTEGER"
        return "REAL" if self is Unit.RATIO else "TEXT"


_SAFE = 2**53  # beyond this a JSON number loses digits in other programs

EARLIEST = 631_152_000_000
"""1990: a date before online shops existed is a slip of the pen, or how a program writes that there is none."""
_LATEST = 4_102_444_800_000  # 2100


def _unit(unit: Unit, refers: str | None = None) -> Meta:
    extra = {"x-unit": unit.value} | ({"x-refers-to": refers} if refers else {})
    return Meta(extra_json_schema=extra)


def doc(text: str) -> Meta:
    """What a field means, for people."""
    return Meta(description=text)


def refers(kind: str) -> Meta:
    """The field holds the id of a record of ``kind`` (a table name)."""
    return _unit(Unit.ID, kind)


# Put beside a Literal: a category whose values are fixed by the contract.
CHOICE = _unit(Unit.CATEGORY)

_Str = Annotated[str, Meta(max_length=2000)]
_Int = Annotated[int, Meta(ge=-_SAFE, le=_SAFE)]
_Past = Annotated[int, Meta(ge=EARLIEST, lt=_LATEST)]
_Date = Annotated[str, Meta(pattern=r"^(199\d|20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
_IdStr = Annotated[str, Meta(min_length=1, max_length=128)]

# A field that every write must carry. A Moment lies in the past, a Version only tells the newer from the older.
Key = Annotated[_IdStr, _unit(Unit.ID)]
Moment = Annotated[_Past, _unit(Unit.TIME)]
Version = Annotated[_Int, _unit(Unit.TIME)]
Date = Annotated[_Date, _unit(Unit.DAY)]
# A field that a source may know, may know to be empty (None), or may not know at all (UNSET). A Time lies in the past.
Ref = Annotated[_IdStr | None | UnsetType, _unit(Unit.ID)]
Category = Annotated[_Str | None | UnsetType, _unit(Unit.CATEGORY)]
Label = Annotated[_Str | None | UnsetType, _unit(Unit.LABEL)]
Text = Annotated[_Str | None | UnsetType, _unit(Unit.TEXT)]
Money = Annotated[_Int | None | UnsetType, _unit(Unit.MONEY)]
Time = Annotated[_Past | None | UnsetType, _unit(Unit.TIME)]
Planned = Annotated[_Int | None | UnsetType, _unit(Unit.TIME)]
Count = Annotated[_Int | None | UnsetType, _unit(Unit.COUNT)]
Ratio = Annotated[float | None | UnsetType, _unit(Unit.RATIO)]
Flag = Annotated[bool | None | UnsetType, _unit(Unit.FLAG)]


class Record(Struct, frozen=True, kw_only=True):
    """One thing a shop knows. ``shop_id`` is not a field: the store adds it to every key."""

    KIND: ClassVar[str]  # table name, resource name of the sync contract
    TIME: ClassVar[str | None] = None  # the moment that places it in a period

    id: Annotated[Key, doc("identity within the shop and kind, opaque")]
    updated_at: Annotated[Version, doc("when the source last changed the record; the newer one wins")]


class Column(Struct, frozen=True):
    """A field as the other rooms see it."""

    name: str
    unit: Unit
    doc: str
    refers_to: str | None
    required: bool
    choices: tuple[str, ...]


def _choices(schema: Any) -> tuple[str, ...]:
    for part in getattr(schema, "__args__", ()):
        values = getattr(part, "__args__", ())
        if values and all(isinstance(value, str) for value in values):
            return tuple(values)
    return ()


def _column(name: str, hint: Any, required: bool) -> Column:
    extra: dict[str, str] = {}
    text = ""
    for meta in hint.__metadata__:
        extra |= meta.extra_json_schema or {}
        text = meta.description or text
    return Column(
        name=name,
        unit=Unit(extra["x-unit"]),
        doc=text,
        refers_to=extra.get("x-refers-to"),
        required=required,
        choices=_choices(hint.__origin__),
    )


@cache
def columns_of(record: type[Record]) -> tuple[Column, ...]:
    """The declared columns of a record type in order, ``id`` first, without ``updated_at`` (kept as ``as_of``)."""
    hints = get_type_hints(record, include_extras=True)
    fields = [field for field in structs.fields(record) if field.name != "updated_at"]
    fields.sort(key=lambda field: field.name != "id")
    return tuple(_column(field.name, hints[field.name], field.required) for field in fields)


@cache
def past_of(record: type[Record]) -> tuple[str, ...]:
    """The fields that tell when something has happened: none of them can lie in the future."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(name for name, hint in hints.items() if _is_past(hint))


def _is_past(hint: Any) -> bool:
    metas = (*getattr(hint, "__metadata__", ()), *(meta for each in get_args(hint) for meta in _metas_within(each)))
    return any(isinstance(meta, Meta) and meta.lt == _LATEST for meta in metas)


def _metas_within(hint: Any) -> tuple[Any, ...]:
    return tuple(meta for each in get_args(hint) for meta in getattr(each, "__metadata__", ()))
