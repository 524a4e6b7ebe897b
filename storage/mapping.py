"""What the columns of a table mean that nobody knew: told once by a person, remembered, handed on as a file.

The words in which window, command line and importer speak of it; what is done with it is in ``sync.files.mapping``.
"""

from typing import Literal

from msgspec import Struct

from storage.words import Words

TableKind = Literal["orders", "customers", "products"]

FORMAT = 1
"""Of the file in which a mapping is kept."""


class Target(Struct, frozen=True):
    """Something that a column may mean."""

    id: str
    words: Words
    hint: Words
    """What is easily mistaken; may be empty."""


class State(Struct, frozen=True):
    """A state that a word of the column of states may stand for."""

    id: str
    words: Words


class TableForm(Struct, frozen=True):
    """What can be told of one kind of table."""

    kind: TableKind
    words: Words
    targets: tuple[Target, ...]
    needs: tuple[tuple[str, ...], ...]
    """Of each of these groups of targets one must be told."""
    state: str
    """The target whose column holds states; "" where there is none."""
    states: tuple[State, ...]


class TableMapping(Struct, frozen=True):
    """How one form of table is read, wherever its columns stand."""

    name: str
    table: TableKind
    signature: str
    """Of the header: the same for the same column names in any order."""
    columns: dict[str, str]
    """Target to the name of the column in which it stands."""
    states: dict[str, str] = {}
    """Words of the column of states to the states that records know."""
    shop_name: str = ""
    shop_id: str = ""
    """The shop that the table belongs to; "" for one that an import makes."""
    currency: str = "CNY"
    timezone: str = "Asia/Shanghai"
    """In which the table writes its moments."""
    format: int = FORMAT


class Sample(Struct, frozen=True):
    """The top of a table, for whoever is asked what its columns mean, and what could be proposed."""

    file: str
    """The file that was chosen."""
    path: str
    """Of the table; inside an archive or a workbook it ends in the name there."""
    form: str
    """An encoding, or Excel."""
    is_text: bool
    """Whether an encoding may be chosen for it."""
    modified: int
    """When it was last written, UTC milliseconds."""
    header_line: int
    header: tuple[str, ...]
    """Names of the columns, "" for one without."""
    signature: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Line numbers and cells, without what programs wrap around them."""
    goes_on: bool
    """Whether the table has more rows than these."""
    table: TableKind
    """What it seems to be."""
    proposals: dict[TableKind, dict[str, str]]
    """For each kind of table: targets to the columns they seem to stand in."""
    remembered: TableMapping | None = None
    """What was told of this table, or of one whose told columns this one has too."""


class StateWord(Struct, frozen=True):
    """A word of the column of states."""

    text: str
    rows: int
    proposed: str
    """The state that it seems to stand for, "" for none."""


class Tried(Struct, frozen=True):
    """What reading a sample by a mapping comes to."""

    missing: Words | None = None
    """What has to be told before anything can be read; nothing was then."""
    lines: int = 0
    """How many were read."""
    rejected: tuple[tuple[int, Words], ...] = ()
    """The first lines that were not, and why."""
    rejected_lines: int = 0
    counts: dict[str, int] = {}
    """Records, by kind."""
    paid: int | None = None
    """What was paid for the orders, minor units; None where there are none."""
    exponent: int = 2
    """Digits after the point of the currency."""
    first_day: str = ""
    last_day: str = ""
    noted: tuple[tuple[Words, int], ...] = ()
    """Rules by which lines were read or left out, and how often."""
    words: tuple[StateWord, ...] = ()
    """The words of the column of states, the most frequent first."""
