"""Records held against their own declaration before they are written: lengths, ranges, choices, moments.

What a connector made of an answer may still be impossible: an id of three hundred characters, an amount that no
database holds, an order of the year 1. The declaration (``storage/fields.py``) says what may be, and the decoder that
msgspec compiles from it checks a page in one go.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

import msgspec
from msgspec import UNSET, defstruct, structs

from storage.fields import Record, past_of
from storage.words import Words
from sync.contract.chinese import field_name
from sync.reasons import BROKEN
from sync.unfit import Unfit

_PLACE = re.compile(r" - at `\$\[\d+\]\.(?P<field>\w+)`$")

_EMPTY = Words("「{zh}」是空的", "{en} is empty")
_TOO_LONG = Words("「{zh}」太长", "{en} is too long")
_NEVER = Words("「{zh}」不在 1990 年到 2099 年之间", "{en} does not lie between the years 1990 and 2099")
_TOO_LARGE = Words("「{zh}」的数字太大", "the number in {en} is too large")
_OTHER = Words("「{zh}」的值不能用", "the value of {en} cannot be used")

_encode = msgspec.json.Encoder().encode


def hold(records: Sequence[Record]) -> None:
    """Raises Unfit for the first of the records that its declaration does not allow."""
    by_kind: dict[type[Record], list[Record]] = {}
    for record in records:
        by_kind.setdefault(type(record), []).append(record)
    for kind, alike in by_kind.items():
        try:
            _checked(kind)(_encode(alike))
        except UnicodeEncodeError:  # half a sign
            raise Unfit(BROKEN, sound=True) from None
        except msgspec.DecodeError as error:
            raise Unfit(_reason(kind, str(error)), sound=True) from None


@cache
def _checked(kind: type[Record]) -> Callable[[bytes], object]:
    """A decoder of records of a kind. They may lack any field: what is only guessed is a record of that field alone."""
    told: list[tuple[str, type, object]] = [(field.name, field.type, UNSET) for field in structs.fields(kind)]
    return msgspec.json.Decoder(list[defstruct(kind.__name__, told, gc=False)]).decode  # type: ignore[misc]


def _reason(kind: type[Record], message: str) -> Words:
    place = _PLACE.search(message)
    if place is None:
        return _OTHER.fill(zh=kind.KIND, en=kind.KIND)
    field = place["field"]
    return _words(kind, field, message).fill(zh=field_name(kind.KIND, field), en=field)


def _words(kind: type[Record], field: str, message: str) -> Words:
    if message.startswith("Expected `str` of length >= "):
        return _EMPTY
    if message.startswith("Expected `str` of length <= "):
        return _TOO_LONG
    if field in past_of(kind) or field == "day":
        return _NEVER
    return _TOO_LARGE if message.startswith("Expected `int` ") else _OTHER
