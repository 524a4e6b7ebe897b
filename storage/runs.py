"""What happened each time data entered: counts per kind, outcome, and what a file would change before it is let in."""

from typing import Literal

from msgspec import Struct

from storage.destination import Destination
from storage.errors import KnownError
from storage.mapping import Sample, TableMapping
from storage.shop import Shop
from storage.words import Words

Outcome = Literal["running", "done", "cancelled", "failed"]
RunKind = Literal["sync", "import", "undo"]

BROKEN_OFF = "意外中断"
"""The message of a run that never came to its end: the process was killed, or failed on a mistake of ours."""


class Counts(Struct, frozen=True):
    """What became of the records of one kind."""

    inserted: int = 0
    changed: int = 0
    unchanged: int = 0
    stale: int = 0
    """Older than what is known; nothing of it was needed."""
    deleted: int = 0
    quarantined: int = 0

    @property
    def records(self) -> int:
        """How many records there were, whatever became of them."""
        return self.inserted + self.changed + self.unchanged + self.stale

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.inserted + other.inserted,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.stale + other.stale,
            self.deleted + other.deleted,
            self.quarantined + other.quarantined,
        )

    def beside(self, more: "Counts") -> "Counts":
        """With what a further write to some of the same records changed, each record counted once."""
        further = min(max(more.changed - self.inserted - self.changed, 0), self.unchanged + self.stale)
        same = min(further, self.unchanged)
        late = further - same
        return self + Counts(changed=further, unchanged=-same, stale=-late)


class Run(Struct, frozen=True):
    """One sync, import or undo, as the history shows it. Times in UTC milliseconds."""

    id: int
    shop_id: str
    source: str
    kind: RunKind
    started_at: int
    ended_at: int | None
    outcome: Outcome
    counts: dict[str, Counts]
    message: str = ""
    """For a failure: what happened and the next step, in the language of the run."""
    undone: bool = False


class Rejected(Struct, frozen=True):
    """A line of a file that could not be used, kept whole."""

    line: int
    reason: Words
    raw: str


class TablePreview(Struct, frozen=True):
    """What one table is, and what importing it would do after those before it; nothing has been written."""

    path: str
    """Of the file; of something inside an archive or a workbook, with its name there."""
    preset: str
    preset_name: Words
    shop: Shop
    encoding: str
    lines: int
    counts: dict[str, Counts]
    first_day: str
    last_day: str
    rejected: tuple[Rejected, ...]
    skipped: tuple[tuple[Words, int], ...]
    """Lines left out by a stated rule, with how many."""
    already_imported: bool
    rejected_lines: int = 0
    """All of them; ``rejected`` lists the first ones."""
    noted: tuple[tuple[Words, int], ...] = ()
    """How other lines were read where that is not plain, with how many."""
    sample: Sample | None = None
    """The top of a table that is read as somebody told, so that they may tell otherwise."""


class RefusedFile(Struct, frozen=True):
    """A file, or a table in one, that cannot be taken, and why."""

    path: str
    error: KnownError


class ImportPreview(Struct, frozen=True):
    """What importing some files would do: a preview per table, in the order in which they are read."""

    tables: tuple[TablePreview, ...]
    refused: tuple[RefusedFile, ...] = ()
    unknown: tuple[Sample, ...] = ()
    """Tables among the refused whose columns nobody knows: whoever does can tell."""
    mappings: tuple[TableMapping, ...] = ()
    """What files among them tell of tables; importing remembers it."""
    destinations: tuple[Destination, ...] = ()
    """Where the tables of each platform would go."""

    @property
    def counts(self) -> dict[str, Counts]:
        """What would become of the records of all tables, by kind."""
        total: dict[str, Counts] = {}
        for table in self.tables:
            for kind, counts in table.counts.items():
                total[kind] = total.get(kind, Counts()) + counts
        return total


class Imported(Struct, frozen=True):
    """What became of imported files: a run per table, as the history shows it, and what could not be taken."""

    runs: tuple[Run, ...]
    refused: tuple[RefusedFile, ...] = ()
    mappings: tuple[TableMapping, ...] = ()
    """What was remembered from files among them."""
