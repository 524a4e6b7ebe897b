"""Records on their way into the store: gathered by kind, one per id, written in batches.

A file tells of the same customer or product in many places. The newest word counts, field by field, except for what a
file knows only from the first order in it (``Earliest``): that is a guess, and the earliest of all files counts.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import UNSET, structs

from storage.fields import Record
from storage.guesses import guess, is_guess, only
from storage.runs import Counts
from sync.files.preset import Earliest

_BATCH = 5000
_NEVER = 10**13
"""Later than any moment, UTC milliseconds."""

Write = Callable[[Sequence[Record]], Counts]


class Batches:
    """Give it records with ``add``, and ``flush`` at the end; ``counts`` says what became of them, by kind."""

    def __init__(self, write: Write, earliest: Iterable[Earliest]) -> None:
        self._write = write
        self._earliest = {each.kind: each for each in earliest}
        self._waiting: dict[str, dict[str, Record]] = {}
        self._guesses: dict[str, dict[str, Record]] = {}
        self.counts: dict[str, Counts] = {}

    @property
    def written(self) -> int:
        """How many records went into the store."""
        return sum(counts.records for counts in self.counts.values())

    def add(self, record: Record) -> None:
        """One more record."""
        waiting = (self._guesses if is_guess(record.updated_at) else self._waiting).setdefault(record.KIND, {})
        before = waiting.get(record.id)
        waiting[record.id] = record if before is None else _joined(before, record, self._earliest.get(record.KIND))
        if len(waiting) >= _BATCH:
            self._flush(record.KIND)

    def flush(self) -> None:
        """Write what is left."""
        for kind in dict.fromkeys([*self._waiting, *self._guesses]):
            self._flush(kind)

    def _flush(self, kind: str) -> None:
        told, guesses = self._waiting.pop(kind, {}), self._guesses.pop(kind, {})
        first: list[Record] = []
        second: list[Record] = []
        for record in told.values():
            bare, beside = _apart(record, self._earliest.get(kind))
            first.append(bare)
            second += beside
        alone = [record for id, record in guesses.items() if id not in told]
        counts = self._written(first) + self._written(alone)
        for page in (second, [record for id, record in guesses.items() if id in told]):
            counts = counts.beside(self._written(page))
        self.counts[kind] = self.counts.get(kind, Counts()) + counts

    def _written(self, records: Sequence[Record]) -> Counts:
        return self._write(records) if records else Counts()


def _joined(before: Record, after: Record, rule: Earliest | None) -> Record:
    """Both as one: of each field the newer word, where it says anything."""
    newer, older = (after, before) if after.updated_at >= before.updated_at else (before, after)
    said = {name: value for name, value in _fields(newer) if value is not UNSET}
    joined = structs.replace(older, **said)
    if rule is None:
        return joined
    first = min(before, after, key=lambda record: _moment(record, rule))
    return structs.replace(joined, **{name: getattr(first, name) for name in (rule.moment, *rule.along)})


def _fields(record: Record) -> Iterable[tuple[str, Any]]:
    return zip(record.__struct_fields__, structs.astuple(record), strict=True)


def _moment(record: Record, rule: Earliest) -> float:
    found = getattr(record, rule.moment)
    return found if isinstance(found, int) else float("inf")


def _apart(record: Record, rule: Earliest | None) -> tuple[Record, list[Record]]:
    """The record, and as a guess what its file knows only from the first order in it: the earlier, the higher."""
    fields = [] if rule is None else [name for name in (rule.moment, *rule.along) if _says(record, name)]
    if rule is None or not fields:
        return record, []
    moment = getattr(record, rule.moment)
    at = moment if isinstance(moment, int) else _NEVER
    return structs.replace(record, **dict.fromkeys(fields, UNSET)), [only(record, fields, guess(-at))]


def _says(record: Record, field: str) -> bool:
    return getattr(record, field) is not UNSET
