"""Where a source keeps what it notes (``Noting``): with the state of the sync, changed in one piece."""

from collections.abc import Callable
from typing import TypeVar

import msgspec
from msgspec import Struct

from storage.store import Store
from sync.source import NOTES, Note

T = TypeVar("T", bound=Struct)


def noted(text: str | None, kind: type[T]) -> T:
    """What was noted in JSON; what the kind is by itself, before the first time."""
    return kind() if text is None else msgspec.json.decode(text, type=kind)


def noting(store: Store, source: str) -> Callable[[str], Note]:
    """By shop, where a source of this name notes something."""

    def of_shop(shop_id: str) -> Note:
        def note(change: Callable[[str | None], str]) -> None:
            with store.write() as tx:  # from here on nobody else writes, so what is read now stays so until the end
                kept = store.cursor(shop_id, source, NOTES)
                changed = change(kept)
                if changed != kept:
                    tx.set_cursor(shop_id, source, NOTES, changed)

        return note

    return of_shop
