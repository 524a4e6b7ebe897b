"""What a preset declares: the lines it knows, how they become records, and by which rules, in words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from msgspec import Struct

from storage.fields import Record, Unit
from storage.shop import Shop
from storage.words import Words
from sync.declared import hold
from sync.files import refusals
from sync.files.lines import Blanks, Cell, cells_of
from sync.files.values import Unreadable
from sync.unfit import Unfit

T = TypeVar("T")

Row = tuple[int, tuple[str, ...]]
"""Line number, and the cells of the preset's line in their declared order."""


class Known(Protocol):
    """What the shop has already."""

    def __call__(
        self,
        kind: str,
        columns: Sequence[str],
        values: Sequence[Any],
        by: str = "id",
        told: Literal["anybody", "interfaces"] = "anybody",
    ) -> dict[str, tuple[Any, ...]]:
        """These columns of the records whose field ``by`` is one of the values, by id; others are absent.

        What is left out of an import because of them must be asked of "interfaces": imports may be undone.
        """
        ...


MOST_REJECTED = 100_000

SPOILED = Words(
    "文件第 {line} 行有问题，它属于 {key}，整单先不导入",
    "line {line} of the file, part of {key}, cannot be used, so none of it is",
)


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
        self.owners: dict[int, str] = {}
        """Rejected lines of which it is known to which thing they belong: line number to its id."""
        self.keys: dict[str, str] = {}
        """Id to key of things that are not known by their key in the file, until they are written: under the key wait
        the lines of those that could not be read."""
        self.torn: dict[int, str | None] = {}
        """Rejected lines that no preset gets to see, because they cannot be cut into the cells of the table: line
        number to what stands where the key should be, None where that cannot be told."""

    def reject(self, line: int, reason: Words) -> None:
        """The line cannot be used; the first reason given for it stays."""
        self.rejected.setdefault(line, reason)

    def tear(self, line: int, reason: Words, first: str | None) -> None:
        """The line cannot be cut into cells."""
        self.torn[line] = first
        self.reject(line, reason)

    def check(self, path: Path) -> None:
        """Raises KnownError where so many lines were rejected that nobody would look at them one by one."""
        if len(self.rejected) > MOST_REJECTED:
            line = min(self.rejected)
            raise refusals.too_many(path, MOST_REJECTED, line, self.rejected[line])


class Group(Struct):
    """The lines of one thing, all of them readable: of an order, mostly."""

    key: str
    numbers: list[int]
    lines: list[Any]
    """Of the preset's line type."""


class Reading(Struct, frozen=True):
    """What a preset is given beside the lines."""

    currency: str
    exponent: int
    """Digits after the point of the currency."""
    as_of: int
    """The newest moment the file mentions: its records are known as of then."""
    tally: Tally
    known: Known
    path: Path
    """The file, to be named where it cannot be taken at all."""


Read = Callable[[Iterable[Group], Reading], Iterator[Record]]
"""Lines to records."""

Sift = Callable[[Iterable[Row], Tally], Iterator[Row]]
"""The rows without those that are no lines of a thing, counted by a rule."""


def all_of(rows: Iterable[Row], _tally: Tally) -> Iterator[Row]:
    """Every row is the line of a thing."""
    return iter(rows)


ANY = ""
"""The currency of a preset's shop where shops of every currency and time zone export files of that form."""


class Earliest(Struct, frozen=True):
    """Something that a file knows only from the first order in it: the earliest moment of all files is believed."""

    kind: str
    moment: str
    """The field that holds the moment."""
    along: tuple[str, ...] = ()
    """Fields that belong to that moment."""


class Preset(Struct, frozen=True):
    """One form of export file, recognised by its columns; their order and further columns are free."""

    id: str
    name: Words
    line: type[Struct]
    """What one line says; see ``lines``."""
    kind: str
    """The kind of the thing that a line belongs to: rejected lines are kept under it."""
    shop: Shop
    """The shop that a first import makes, and the currency and time zone the file is written in; where its currency
    is ``ANY``, a shop that is there already has both."""
    read: Read
    rules: tuple[Rule, ...] = ()
    key: str | None = None
    """The field whose equal values make several lines one thing; None where each line stands for itself."""
    currency: str | None = None
    """The field that tells the currency of a line."""
    shop_number: str | None = None
    """The field that tells the platform's number of the shop that a line is of."""
    shop_name: str | None = None
    """The field that tells its name."""
    blanks: Blanks = frozenset()
    earliest: tuple[Earliest, ...] = ()
    after: tuple[str, ...] = ()
    """Presets whose files must be read before this one's, because it builds upon their records."""
    sift: Sift = all_of

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of a line."""
        return cells_of(self.line)

    @property
    def key_at(self) -> int | None:
        """Which of the cells is the key or, where lines stand for themselves, the first id; None if there is none."""
        named = [cell.field == self.key if self.key else cell.unit is Unit.ID for cell in self.cells]
        return named.index(True) if any(named) else None

    @property
    def currency_at(self) -> int | None:
        """Which of the cells tells the currency; None if none does."""
        return next((place for place, cell in enumerate(self.cells) if cell.field == self.currency), None)

    @property
    def shop_at(self) -> tuple[int | None, int | None]:
        """Which of the cells tell number and name of the shop that a line is of; None where none does."""
        at = {cell.field: place for place, cell in enumerate(self.cells)}
        return at.get(self.shop_number or ""), at.get(self.shop_name or "")


def one_by_one(read: Callable[[Group, Reading], Iterable[Record]]) -> Read:
    """A preset that reads every thing by itself; one that it finds ``Unreadable``, or of which it makes something that
    may not be, is rejected whole."""

    def read_all(groups: Iterable[Group], reading: Reading) -> Iterator[Record]:
        part: list[_ReadGroup] = []
        for group in groups:
            try:
                part.append((group, tuple(read(group, reading))))
            except Unreadable as bad:
                reject(group, bad, reading.tally)
            if len(part) == _PART:
                yield from _allowed(part, reading.tally)
                part = []
        yield from _allowed(part, reading.tally)

    return read_all


_ReadGroup = tuple[Group, tuple[Record, ...]]
_PART = 500
"""Things that are held against the declaration of their records at a time."""


def _allowed(part: list[_ReadGroup], tally: Tally) -> Iterator[Record]:
    """What these things became; those are rejected whose sums no database holds, or whose made-up ids are too long."""
    try:
        hold([record for _, records in part for record in records])
    except Unfit:
        part = [each for each in part if _is_allowed(*each, tally)]
    for _, records in part:
        yield from records


def _is_allowed(group: Group, records: tuple[Record, ...], tally: Tally) -> bool:
    try:
        hold(records)
    except Unfit as bad:
        reject(group, Unreadable(bad.reason), tally)
        return False
    return True


def line_by_line(group: Group, read: Callable[[Any], T]) -> list[T]:
    """Every line of a group as ``read`` has it; raises Unreadable with the place of the line that is to blame."""
    found: list[T] = []
    for place, line in enumerate(group.lines):
        try:
            found.append(read(line))
        except Unreadable as bad:
            bad.place = place
            raise
    return found


def reject(group: Group, bad: Unreadable, tally: Tally) -> None:
    """None of the group's lines can be used, be it for one of them."""
    if bad.place is None:
        spoil(group, bad.reason, tally)
        return
    line = group.numbers[bad.place]
    tally.reject(line, bad.reason)
    spoil(group, SPOILED.fill(line=line, key=group.key), tally)


def spoil(group: Group, reason: Words, tally: Tally) -> None:
    """Reject all lines of a group for one reason; a line that has one of its own keeps it."""
    for number in group.numbers:
        tally.reject(number, reason)
        tally.owners[number] = group.key
