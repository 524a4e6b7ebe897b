"""What a shop is known to sell, found by the code or the name that a file tells instead of a number."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sync.files.preset import Known

Found = tuple[str, tuple[Any, ...]]
"""The id of a record, and its columns."""


def finder(known: Known, kind: str, by: str, columns: Sequence[str]) -> Callable[[str], Found | None]:
    """Finds the one record of a kind whose field ``by`` has a value; None where there is none, or several.

    Each value is asked for once: what an import adds by itself later is not found.
    """

    @cache
    def find(value: str) -> Found | None:
        found = known(kind, columns, [value], by=by)
        return next(iter(found.items())) if len(found) == 1 else None

    return find
