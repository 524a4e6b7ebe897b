"""What every container gives: rows of cells with their line numbers, as often as asked."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from sync.files.quoting import Fault, Line


class Sheet(Struct, frozen=True):
    """One table of one file, whatever it is kept in."""

    path: Path
    """Where it stands, to be named: of something inside an archive or a workbook, the path to that and its name."""
    form: str
    """How it is written, for people: an encoding, or Excel."""
    delimiter: str
    sha256: str
    """Of the content, so that the same table is known again whether compressed or not."""
    modified: int
    """When the file was last written, UTC milliseconds; all there is to date a table that holds no moments."""
    rows: Callable[[Fault, int | None], Iterator[Line]]
    """A fresh pass over all rows, header included, given where to report faults and the width of the table if known."""
