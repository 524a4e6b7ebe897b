"""A planned table into the store, inside a transaction that somebody else commits or takes back."""

from collections.abc import Sequence
from functools import partial

from msgspec import UNSET, Struct, structs

from storage.errors import KnownError
from storage.fields import Record
from storage.guesses import guess, is_guess
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.runs import Counts
from storage.store import Import, Transaction
from storage.words import Words
from sync.files import refusals
from sync.files.batching import Batches
from sync.files.plan import Plan, lines_by_text
from sync.files.preset import Tally
from sync.files.whose import remember

FAMILY = "file"

_SAVING = Words("正在存入「{name}」", "Saving {name}")
_SKIPPED = Words("按规则略过 {n} 行。", "Lines left out by a rule: {n}.")
_REJECTED = Words("{n} 行没能用，留在「没读懂的数据」里。", "Lines that could not be used and are kept aside: {n}.")
_ON_LINES = Words("文件第 {lines} 行：{reason}", "line {lines} of the file: {reason}")
_NAMED = 20  # lines of the same text that are named


class Brought(Struct, frozen=True):
    """What became of a table. Without an import its content was in already, and nothing was done."""

    plan: Plan
    imported: Import | None
    tally: Tally
    counts: dict[str, Counts]

    @property
    def message(self) -> Words:
        """What the history says of it."""
        skipped = sum(times for rule, times in self.tally.applied.items() if rule.skips)
        parts = [(_SKIPPED, skipped), (_REJECTED, len(self.tally.rejected))]
        said = [words.fill(n=f"{number:,}") for words, number in parts if number]
        return Words(" ".join(words.zh for words in said), " ".join(words.en for words in said))


class NothingUsable(KnownError):
    """A table of which not one line became a record; what became of the lines is in ``brought``."""

    def __init__(self, brought: Brought) -> None:
        path, rejected = brought.plan.table.sheet.path, brought.tally.rejected
        first = min(rejected, default=0)
        error = refusals.nothing_usable(path, first, rejected[first]) if rejected else refusals.nothing_left(path)
        super().__init__(error.what, error.next_step)
        self.brought = brought


def bring_in(tx: Transaction, plan: Plan, report: Report, stop: StopAsked) -> Brought:
    """Write the records of a table, keep aside what is wrong. Raises KnownError, Cancelled."""
    sheet, preset, shop = plan.table.sheet, plan.table.preset, plan.shop
    tx.put_shop(shop)
    tally = Tally()
    if _is_in(tx, plan):
        return Brought(plan, None, tally, {})
    imported = tx.begin_import(shop.id, FAMILY, sheet.path.name, sheet.sha256, preset.id, plan.table.header)
    remember(tx, imported, plan.survey.shops)
    known = partial(tx.known, shop.id)
    saving = _SAVING.fill(name=sheet.path.name)

    def write(records: Sequence[Record]) -> Counts:
        report(Progress(saving, batches.written))
        if stop():
            raise Cancelled
        return _write(tx, imported, preset.kind, records, tally)

    batches = Batches(write, preset.earliest)
    waiting = tx.waiting(shop.id, preset.kind)
    for record in plan.records(tally, known, report, stop):
        batches.add(_renewed(record, preset.kind, waiting, tally) if waiting else record)
    batches.flush()
    if not batches.counts:
        raise NothingUsable(Brought(plan, imported, tally, {}))
    _set_aside(tx, plan, imported, tally)
    counts = dict(batches.counts)
    if tally.rejected:
        counts[preset.kind] = counts.get(preset.kind, Counts()) + Counts(quarantined=len(tally.rejected))
    return Brought(plan, imported, tally, counts)


def _is_in(tx: Transaction, plan: Plan) -> bool:
    """Whether the same content is in already and would come to the same again: all of it was read, and by itself."""
    before = tx.imported(plan.shop.id, plan.table.sheet.sha256)
    return before is not None and not tx.waits(before) and not plan.table.preset.after


def _key(record: Record, kind: str) -> str | None:
    """Of which thing a record tells, as rejected lines of ``kind`` know it: of an order, be it one of its parts."""
    if kind == record.KIND and kind != "order_lines":
        return record.id
    order = getattr(record, "order_id", UNSET)
    return order if isinstance(order, str) else None


def _renewed(record: Record, kind: str, waiting: dict[str, int], tally: Tally) -> Record:
    """A record of which a line waits is as new as that line's file: it is that line, mended."""
    key = _key(record, kind)
    as_of = None if key is None else waiting.get(tally.keys.get(key, key))
    if as_of is None:
        return record
    newer = guess(as_of) if is_guess(record.updated_at) else as_of
    return record if newer <= record.updated_at else structs.replace(record, updated_at=newer)


def _write(tx: Transaction, imported: Import, kind: str, records: Sequence[Record], tally: Tally) -> Counts:
    counts = tx.upsert(imported.shop_id, imported.source, records)
    if kind == records[0].KIND:
        ids = list(dict.fromkeys(key for record in records if (key := _key(record, kind)) is not None))
        tx.mend(imported, kind, [*ids, *(key for id in ids if (key := tally.keys.pop(id, None)) is not None)])
    return counts


def _set_aside(tx: Transaction, plan: Plan, imported: Import, tally: Tally) -> None:
    """Keep rejected lines whole, with where they stand and why, in place of what earlier files had of the same."""
    kind = plan.table.preset.kind
    tx.mend(imported, kind, list(filter(None, tally.owners.values())))
    for text, lines in lines_by_text(plan.table, tally.rejected).items():
        named, more = [str(line) for line in lines[:_NAMED]], "…" if len(lines) > _NAMED else ""
        reason = tally.rejected[lines[0]]
        on_lines = Words(
            _ON_LINES.zh.format(lines="、".join(named) + more, reason=reason.zh),
            _ON_LINES.en.format(lines=", ".join(named) + more, reason=reason.en),
        )
        # Two equal lines of one order are two: what is kept once would come back as one.
        raw = "\n".join([text.rstrip("\r\n")] * len(lines)).encode()
        tx.quarantine(plan.shop.id, imported.source, kind, raw, on_lines, tally.owners.get(lines[0]))
