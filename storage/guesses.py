"""Guesses: what a source only works out, sums up or sees hidden stands beneath all that any source is told.

A guess is a record whose moment lies before every moment that anything else can have. So the rule that the newer wins
does the rest: a guess shows where nothing is told, of two guesses the newer one, and an undo of what covered it brings
it back. It is written as a record of its own, with nothing but what is guessed, beside what its source is told.
"""

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET, structs

from storage.fields import Record

_BENEATH = 10**14
"""Milliseconds, three thousand years: no source tells of such a time."""


def guess(as_of: int) -> int:
    """The moment of a guess made at ``as_of``, both UTC milliseconds."""
    return as_of - _BENEATH


def is_guess(as_of: int) -> bool:
    """Whether a record, or the row it became, has no better moment than a guess has."""
    return as_of < -_BENEATH // 2


def only(record: Record, fields: Iterable[str], as_of: int) -> Record:
    """Nothing of the record but these fields, as of another moment: to be written beside the rest of it."""
    others = record.__struct_fields__
    nothing: dict[str, Any] = {name: UNSET for name in others if name not in ("id", *fields)}
    return structs.replace(record, **(nothing | {"updated_at": as_of}))
