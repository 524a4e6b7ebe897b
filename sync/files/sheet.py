"""What every container gives: rows of cells with their line numbers, as often as asked."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from sync.files.quoting import Fault, Line


class Sheet(Struct, frozen=True):
    """One table of one file, whatever it is kept in."""

    path: Path
    encoding: str
    delimiter: str
    sha256: str
    """Of the content, so that the same table is known again whether compressed or not."""
    rows: Callable[[Fault, int | None], Iterator[Line]]
    """A fresh pass over all rows, header included, given where to report faults and the width of the table if known."""
