"""The opaque mark of a place in a list ordered by (updated_at, id)."""

import base64
import binascii

import msgspec
from msgspec import Struct


class Place(Struct, frozen=True, order=True, array_like=True):
    """The last record a page ended with."""

    updated_at: int
    id: str


def write_cursor(place: Place) -> str:
    """Text that clients hand back without looking into it."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def read_cursor(text: str) -> Place:
    """The place behind a cursor. Raises ValueError for text we never wrote."""
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=Place)
    except (binascii.Error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"not a cursor: {text!r}") from error
