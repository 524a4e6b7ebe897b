"""Which kinds of data Youzan does not tell: what the application may not read, and what it was not told this time."""

from collections.abc import Callable
from typing import TypeVar

from msgspec import structs

from storage.errors import KnownError
from sync.youzan.kept import Book, Kept
from sync.youzan.troubles import UNTOLD, NoAbility

T = TypeVar("T")


class Noted:
    """What was told and what was not, by the names in ``REFUSABLE``."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def told(self, kind: str) -> None:
        """Note that it was told."""
        self._book.change(lambda kept: _without(kept, kind))

    def untold(self, kind: str, error: KnownError) -> None:
        """Note that it was not."""

        def noted(kept: Kept) -> Kept:
            others = _without(kept, kind)
            if isinstance(error, NoAbility):
                return structs.replace(others, refused=(*others.refused, kind))
            return structs.replace(others, unread=(*others.unread, kind))

        self._book.change(noted)

    def told_or(self, kind: str, ask: Callable[[], T], otherwise: T) -> T:
        """What ``ask`` brings; ``otherwise`` where it is not told."""
        try:
            found = ask()
        except UNTOLD as error:
            self.untold(kind, error)
            return otherwise
        self.told(kind)
        return found


def _without(kept: Kept, kind: str) -> Kept:
    refused, unread = (tuple(each for each in names if each != kind) for names in (kept.refused, kept.unread))
    return structs.replace(kept, refused=refused, unread=unread)
