"""What a preset declares: the header it knows, how lines become records, and by which rules, in words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from storage.fields import Record
from storage.shop import Shop
from storage.words import Words
from sync.files.dates import Moment
from sync.files.header import Field

Row = tuple[int, tuple[str, ...]]
"""Line number, and the cells of the preset's fields in their declared order."""


class Rule(Struct, frozen=True):
    """Something a preset does with certain lines, in words and counted. ``skips``: those lines are left out."""

    words: Words
    skips: bool


class Tally:
    """What became of the lines that did not simply turn into records."""

    def __init__(self) -> None:
        self.applied: Counter[Rule] = Counter()
        self.rejected: dict[int, Words] = {}
        """Line number to reason."""
        self.torn: dict[int, str | None] = {}
        """Rejected lines that no preset gets to see, because they cannot be cut into the cells of the table: line
        number to what stands where the preset's first field should be, None where that cannot be told."""

    def reject(self, line: int, reason: Words) -> None:
        """The line cannot be used; the first reason given for it stays."""
        self.rejected.setdefault(line, reason)

    def tear(self, line: int, reason: Words, first: str | None) -> None:
        """The line cannot be cut into cells."""
        self.torn[line] = first
        self.reject(line, reason)


class Reading(Struct, frozen=True):
    """What a preset is given to read the rows of one file."""

    moment: Moment
    """A cell of a declared date column to UTC milliseconds; raises Unreadable."""
    exponent: int
    """Digits after the point of the currency."""
    as_of: int
    """The newest moment the file mentions: every record of the file is known as of then."""
    tally: Tally
    """Its ``torn`` lines are all known once the rows are through: who reads several lines as one thing looks there."""
    path: Path
    """The file, to be named where it cannot be taken at all."""


Read = Callable[[Iterable[Row], Reading], Iterator[Sequence[Record]]]
"""Rows to records, in batches of one kind each."""


class Preset(Struct, frozen=True):
    """One form of export file, recognised when every field is in the header; order and further columns are free."""

    id: str
    name: Words
    fields: tuple[Field, ...]
    dates: tuple[str, ...]
    """Names of the fields that hold moments."""
    line_kind: str
    """The kind of record that one line mostly is: rejected lines are kept under it."""
    shop: Shop
    """The shop that a first import makes, and the currency and time zone the file is written in."""
    rules: tuple[Rule, ...]
    read: Read
    first_contact: tuple[str, ...] = ()
    """Fields of a customer that the file takes from the first order in it; an earlier first order known elsewhere wins.
    The first of them is the moment."""
