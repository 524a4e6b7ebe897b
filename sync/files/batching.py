"""Records on their way into the store: gathered by kind, one per id, written in batches.

A file tells of the same customer or product in many places. The newest word counts, field by field, except for what a
file knows only from the first order in it (``Earliest``): there the earliest moment wins, within the file and against
what earlier files have brought.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import UNSET, structs

from storage.fields import Record
from storage.guesses import guess, is_guess, only
from storage.runs import Counts
from sync.files.preset import Earliest, Known

_BATCH = 5000

Write = Callable[[Sequence[Record]], Counts]


class Batches:
    """Give it records with ``add``, and ``flush`` at the end; ``counts`` says what became of them, by kind."""

    def __init__(self, write: Write, known: Known, earliest: Iterable[Earliest]) -> None:
        self._write = write
        self._known = known
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
        rule = self._earliest.get(kind)
        records = list(told.values())
        first, second = (records, []) if rule is None else _as_known(records, rule, self._known)
        alone = [record for id, record in guesses.items() if id not in told]
        counts = self._written(first) + self._written(alone)
        for beside in (second, [record for id, record in guesses.items() if id in told]):
            counts = counts.beside(self._written(beside))
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


def _as_known(records: list[Record], rule: Earliest, known: Known) -> tuple[list[Record], list[Record]]:
    """The records as they are written, and what is written after them of the moments in question.

    In neither list comes an id twice, so that each is written at once.
    """
    had = known(rule.kind, (rule.moment, "as_of"), [record.id for record in records])
    written = [_one_as_known(record, rule, had.get(record.id)) for record in records]
    return [first for first, *_ in written], [second for _, *rest in written for second in rest]


def _one_as_known(record: Record, rule: Earliest, had: tuple[Any, ...] | None) -> tuple[Record, ...]:
    moment = _moment(record, rule)
    if had is None or moment == had[0]:
        return (record,)
    fields = (rule.moment, *rule.along)
    bare = structs.replace(record, **dict.fromkeys(fields, UNSET))
    at, as_of = had
    if moment == float("inf"):
        return (bare,)
    if at is not None and at < moment:
        # Of those that show once what came before them is undone, the earlier is the higher.
        return bare, only(record, fields, guess(-int(moment)))
    if as_of <= record.updated_at:
        return (record,)
    # A newer source knew nothing of this earlier moment: it wins with that source's own date.
    return bare, only(record, fields, as_of)
