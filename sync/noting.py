"""Where a source keeps what it notes (``Noting``): with the state of the sync, changed in one piece."""

from collections.abc import Callable

from storage.store import Store
from sync.source import NOTES, Note


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
