"""What platforms hide: names and phones with asterisks, or as cipher text. Kept as it is, but it identifies nobody, and
it gives way to what it hides, whichever of the two is newer.
"""

import re
from collections.abc import Iterator, Sequence
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
    """The records as they are written, and what is written of their hidden fields beside that.

    A mask that may hide what is known already becomes a guess; a plain text under a newer mask gets the mask's moment.
    """
    fields = _HIDDEN.get(kind, ())
    ids = [record.id for record in records if any(isinstance(getattr(record, name), str) for name in fields)]
    had = known(kind, ("as_of", *fields), ids) if ids else {}
    if not had:
        return records, []
    told: list[Record] = []
    beside: list[Record] = []
    for record in records:
        first, *rest = _one(record, fields, had.get(record.id))
        told.append(first)
        beside += rest
    return told, beside


def _one(record: Record, fields: Sequence[str], had: tuple[Any, ...] | None) -> Iterator[Record]:
    as_of, *theirs = had or (record.updated_at,)
    pairs = [(name, getattr(record, name), before) for name, before in zip(fields, theirs, strict=had is not None)]
    weak = [name for name, ours, before in pairs if _gives_way(ours, before)]
    strong = [name for name, ours, before in pairs if as_of > record.updated_at and _gives_way(before, ours)]
    if not weak and not strong:
        yield record
        return
    yield structs.replace(record, **dict.fromkeys([*weak, *strong], UNSET))
    if weak:
        yield only(record, weak, guess(record.updated_at))
    if strong:
        yield only(record, strong, as_of)


def _gives_way(mask: object, plain: object) -> bool:
    if not isinstance(mask, str) or not isinstance(plain, str):
        return False
    return hides(mask) and not hides(plain) and may_hide(mask, plain)
