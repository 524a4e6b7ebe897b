"""A file to be opened: where its bytes are, what to call it, and where there is room to unpack it."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from msgspec import Struct, structs

from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.words import Words
from sync.files import refusals

_OPENING = Words("正在打开「{name}」", "Opening {name}")


class Source(Struct, frozen=True):
    """One file, on the disk or unpacked from another."""

    path: Path
    shown: Path
    """How it is named: the archive's path and the name inside it."""
    modified: int
    """UTC milliseconds."""
    room: Path
    """A folder for what is unpacked; it goes away when everything is read."""
    report: Report
    stop: StopAsked
    encoding: str | None = None
    """In which text in it is written, where somebody told it."""

    def inside(self, name: str, modified: int | None = None) -> "Source":
        """Something in this file, to be unpacked to its ``path``."""
        folder = Path(mkdtemp(dir=self.room))
        return structs.replace(
            self, path=folder / "unpacked", shown=self.shown / name, modified=modified or self.modified
        )

    def check(self, done: int) -> None:
        """Report that so much was looked at or unpacked. Raises Cancelled when asked to stop."""
        if self.stop():
            raise Cancelled
        self.report(Progress(_OPENING.fill(name=self.shown.name), done))

    def needs(self, size: int) -> None:
        """Raises KnownError where the disk has no room for so many bytes."""
        if shutil.disk_usage(self.room).free < size + _SPARE:
            raise refusals.no_room(self.shown, size)


_SPARE = 64 << 20
"""Bytes that stay free: the database grows too."""
