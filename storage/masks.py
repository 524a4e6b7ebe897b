"""What platforms hide: names and phones with asterisks, or as cipher text. Kept as it is, but it identifies nobody, and
it gives way to what it hides, whichever of the two is newer.
"""

import re
from collections.abc import Sequence
from typing import Any, Protocol

from msgspec import UNSET, structs

from storage.fields import Record
from storage.guesses import guess, only

_CIPHER = re.compile(r"^(##|\$\$|~).+|^\$[A-Za-z0-9+/]+={0,2}\$\d+\$$|^[A-Za-z0-9+/]{32,}={0,2}$")
# The second form is Youzan's (youzan/open-sdk-php, OpenClientSecretServer): base64 and the number of the key.
_STARS = re.compile("[*＊]+")

_HIDDEN = {"orders": ("receiver_name", "receiver_phone"), "customers": ("name", "phone")}
"""The fields that platforms hide, by kind."""


class Known(Protocol):
    """What a shop has of records: these columns by id."""

    def __call__(self, kind: str, columns: Sequence[str], values: Sequence[Any], /) -> dict[str, tuple[Any, ...]]:
        """Records that are not there are absent."""
        ...


def hides(text: str) -> bool:
    """Whether the text stands for something that the platform does not show."""
    return _STARS.search(text) is not None or _CIPHER.match(text) is not None


def person(text: object) -> str | None:
    """The text as something that tells one person from another; None for a mask, a cipher or nothing."""
    return text if isinstance(text, str) and text and not hides(text) else None


def may_hide(mask: str, plain: str) -> bool:
    """Whether a text that hides something may hide this; what stands before a phone (+86) is no matter."""
    if _STARS.search(mask) is None:
        return True
    shown = (re.escape(part) for part in _STARS.split(mask))
    return re.search(".*".join(shown) + "$", plain, re.DOTALL) is not None


def apart(known: Known, kind: str, records: Sequence[Record]) -> tuple[Sequence[Record], list[Record]]:
    """The records without what is hidden in them, and that as guesses beside them.

    A mask that cannot hide what is known is told: it is of somebody else.
    """
    fields = _HIDDEN.get(kind, ())
    masked = {record.id: found for record in records if (found := _masked(record, fields))}
    if not masked:
        return records, []
    had = known(kind, fields, list(masked))
    told: list[Record] = []
    beside: list[Record] = []
    for record in records:
        theirs = had.get(record.id, ())
        weak = [name for name in masked.get(record.id, ()) if not _is_news(name, record, fields, theirs)]
        told.append(structs.replace(record, **dict.fromkeys(weak, UNSET)) if weak else record)
        beside += [only(record, weak, guess(record.updated_at))] if weak else []
    return told, beside


def _masked(record: Record, fields: Sequence[str]) -> list[str]:
    return [name for name in fields if isinstance(text := getattr(record, name), str) and hides(text)]


def _is_news(name: str, record: Record, fields: Sequence[str], theirs: tuple[Any, ...]) -> bool:
    """Whether a mask is of somebody else than the plain text that is known."""
    before = theirs[fields.index(name)] if theirs else None
    return isinstance(before, str) and not hides(before) and not may_hide(getattr(record, name), before)
