"""What reading the sample of a table by a mapping comes to: the reading itself, of rows that are at hand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from storage.clock import now_ms
from storage.fields import Record
from storage.mapping import Sample, StateWord, TableMapping, Tried
from storage.progress import ignore, never
from storage.records import Order
from sync.currency import exponent_of
from sync.files.header import places
from sync.files.mapping.kinds import KINDS
from sync.files.mapping.presetting import missing, preset_of
from sync.files.mapping.states import proposed
from sync.files.plan import Aim, Plan, make_plan
from sync.files.preset import Tally
from sync.files.quoting import Fault, Line
from sync.files.sheet import Sheet
from sync.files.table import Table
from sync.files.values import unwrap

_SHOWN = 20  # rejected lines
_WORDS = 40  # of a column of states


def tried(sample: Sample, mapping: TableMapping) -> Tried:
    """Read the sample. Raises KnownError for what the file does not allow."""
    lacks, words = missing(mapping), _words(sample, mapping)
    if lacks is not None:
        return Tried(missing=lacks, words=words)
    table = _table(sample, mapping)
    plan = make_plan(table, Aim(None, table.preset.shop), now_ms(), ignore, never)
    tally = Tally()
    records = list(plan.records(tally, lambda *_asked: {}, ignore, never))
    left_out = sum(times for rule, times in tally.applied.items() if rule.skips)
    return Tried(
        lines=plan.survey.rows - len(tally.rejected) - left_out,
        rejected=tuple(sorted(tally.rejected.items()))[:_SHOWN],
        rejected_lines=len(tally.rejected),
        counts=dict(Counter(record.KIND for record in _distinct(records))),
        paid=_paid(records),
        exponent=exponent_of(mapping.currency),
        first_day=_day(plan, plan.survey.first),
        last_day=_day(plan, plan.survey.last),
        noted=tuple((rule.words, tally.applied[rule]) for rule in plan.table.preset.rules if tally.applied[rule]),
        words=words,
    )


def _table(sample: Sample, mapping: TableMapping) -> Table:
    preset = preset_of(mapping)
    at = places(preset.cells, sample.header)
    if at is None:
        raise ValueError(f"{mapping.name} tells of columns that the table lacks")

    def rows(_fault: Fault, _width: int | None) -> Iterator[Line]:
        return ((number, list(cells), "") for number, cells in sample.rows)

    sheet = Sheet(Path(sample.path), sample.form, ",", "", sample.modified, rows)
    return Table(sheet, preset, sample.header_line, "", len(sample.header), at)


def _words(sample: Sample, mapping: TableMapping) -> tuple[StateWord, ...]:
    column = mapping.columns.get(KINDS[mapping.table].form.state)
    if column is None:
        return ()
    place = sample.header.index(column)
    found = Counter(bare for _, cells in sample.rows if (bare := unwrap(cells[place])))
    return tuple(StateWord(word, rows, proposed(mapping.table, word)) for word, rows in found.most_common(_WORDS))


def _distinct(records: Sequence[Record]) -> Sequence[Record]:
    return list({(record.KIND, record.id): record for record in records}.values())


def _paid(records: Sequence[Record]) -> int | None:
    amounts = [record.payment_amount for record in records if isinstance(record, Order)]
    return sum(amount for amount in amounts if isinstance(amount, int)) if amounts else None


def _day(plan: Plan, moment: int | None) -> str:
    return "" if moment is None else datetime.fromtimestamp(moment / 1000, plan.zone).date().isoformat()
