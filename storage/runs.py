"""What happened each time data entered: counts per kind, outcome, and what a file would change before it is let in."""

from typing import Literal

from msgspec import Struct

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

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.inserted + other.inserted,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.stale + other.stale,
            self.deleted + other.deleted,
            self.quarantined + other.quarantined,
        )


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


class ImportPreview(Struct, frozen=True):
    """What a file is, and what importing it would do; nothing has been written."""

    path: str
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
