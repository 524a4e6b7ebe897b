"""How long work reports where it is, and how it is asked to stop."""

from collections.abc import Callable

from msgspec import Struct

from storage.words import Words


class Progress(Struct, frozen=True):
    """One step of long work. ``total`` is None while it is not known."""

    doing: Words
    done: int
    total: int | None = None


class Cancelled(Exception):
    """The user asked long work to stop; what was committed stays."""


Report = Callable[[Progress], None]
"""Called by long work now and then, from the thread that does it."""

StopAsked = Callable[[], bool]
"""Asked by long work now and then; True means stop at the next safe point and raise ``Cancelled``."""


def ignore(_progress: Progress) -> None:
    """A report nobody reads."""


def never() -> bool:
    """A stop that is never asked for."""
    return False
