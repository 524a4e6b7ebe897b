"""What is remembered of a connection between syncs, in one text that several processes may change."""

from collections.abc import Callable, Mapping

import msgspec
from msgspec import Struct, structs

from sync.noting import noted
from sync.source import Note


class Kept(Struct, frozen=True, omit_defaults=True):
    """What is remembered."""

    calls: Mapping[str, int] = {}
    """Calls that were made, by their month in Beijing, ``2026-11``."""
    refused: tuple[str, ...] = ()
    """What the application may not read, by the names in ``REFUSABLE``."""
    unread: tuple[str, ...] = ()
    """What it may and did not get when it last asked."""


class Book:
    """Where it stands: in memory, until it is known which shop the connection is of."""

    def __init__(self) -> None:
        self._memory = Kept()
        self._note: Note | None = None

    def remember(self, note: Note) -> None:
        """Go on from what ``note`` keeps; the calls that were made meanwhile are added to it."""
        made, self._memory, self._note = self._memory.calls, Kept(), note
        if made:
            self.change(lambda kept: structs.replace(kept, calls=_sum(kept.calls, made)))

    def change(self, how: Callable[[Kept], Kept]) -> None:
        """Replace what is kept by what ``how`` makes of it. Raises what ``how`` raises."""
        if self._note is None:
            self._memory = how(self._memory)
        else:
            self._note(lambda text: msgspec.json.encode(how(noted(text, Kept))).decode())


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    return {month: one.get(month, 0) + other.get(month, 0) for month in sorted({*one, *other})}
