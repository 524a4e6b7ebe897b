"""Letting a file in: one transaction, so that it is all there or, after a failure or cancel, nothing of it."""

from pathlib import Path

from storage.clock import now_ms
from storage.origins import import_of
from storage.progress import Progress, Report, StopAsked, ignore, never
from storage.runs import Counts, Run
from storage.shop import Shop
from storage.store import Import, Store, Transaction
from storage.words import Language, Words
from sync.files import refusals
from sync.files.plan import Choice, Plan, lines_by_text, make_plan, recognise
from sync.files.preset import Tally

FAMILY = "file"

_SAVING = Words("正在存入", "Saving")
_SKIPPED = Words("按规则略过 {n} 行。", "{n} lines left out by a rule.")
_REJECTED = Words("{n} 行没能用，留在「没读懂的数据」里。", "{n} lines could not be used and are kept aside.")
_KNOWN = Words("这个文件已经导入过，数据没有变化。", "This file was imported before; nothing has changed.")
_ON_LINES = Words("文件第 {lines} 行：{reason}", "line {lines} of the file: {reason}")
_NAMED = 20  # lines of the same text that are named
_AS_IT_IS = Choice()


def import_file(
    store: Store,
    path: Path,
    choice: Choice = _AS_IT_IS,
    report: Report = ignore,
    stop: StopAsked = never,
    language: Language = "zh",
) -> Run:
    """Import a file; the run as the history shows it, its message in ``language``. Raises KnownError, Cancelled."""
    started = now_ms()
    table, shop = recognise(store, path, choice)
    before = store.imported(shop.id, table.sheet.sha256)
    if before is not None:
        return _nothing_to_do(store, before, started, language)
    plan = make_plan(store, table, shop, choice.timezone, started, report, stop)
    with store.write() as tx:
        tx.put_shop(shop)
        imported = tx.begin_import(shop.id, FAMILY, path.name, table.sheet.sha256, table.preset.id)
        if imported is None:
            raise RuntimeError(f"{path.name} was imported by someone else in between")
        tally = Tally()
        counts = _save(tx, plan, imported.source, tally, report, stop)
        if not counts:
            raise _nothing(plan, tally)
        _set_aside(tx, plan, imported.source, tally, counts)
        run_id = tx.start_run(shop.id, imported.source, "import", started)
        tx.finish_run(run_id, "done", counts, now_ms(), _message(tally, language))
    return _run(store, shop, run_id)


def undo_import(store: Store, run: Run) -> Run:
    """Take back what an import run brought; the run that did it. Raises KnownError where that was done before."""
    import_id = import_of(run.source)
    if import_id is None:
        raise ValueError(f"run {run.id} is not an import")
    if all(each.id != import_id or each.undone_at is not None for each in store.imports(run.shop_id)):
        raise refusals.undone_before()
    return store.undo_import(import_id)


def _save(tx: Transaction, plan: Plan, source: str, tally: Tally, report: Report, stop: StopAsked) -> dict[str, Counts]:
    counts: dict[str, Counts] = {}
    saved = 0
    for batch in plan.records(tally, report, stop):
        kind = batch[0].KIND
        counts[kind] = counts.get(kind, Counts()) + tx.upsert(plan.shop.id, source, batch)
        saved += len(batch)
        report(Progress(_SAVING, saved))
    return counts


def _set_aside(tx: Transaction, plan: Plan, source: str, tally: Tally, counts: dict[str, Counts]) -> None:
    """Keep rejected lines whole, with where they stand and why."""
    if not tally.rejected:
        return
    kind = plan.table.preset.line_kind
    for text, lines in lines_by_text(plan.table, tally.rejected).items():
        named, more = [str(line) for line in lines[:_NAMED]], "…" if len(lines) > _NAMED else ""
        reason = tally.rejected[lines[0]]
        on_lines = Words(
            _ON_LINES.zh.format(lines="、".join(named) + more, reason=reason.zh),
            _ON_LINES.en.format(lines=", ".join(named) + more, reason=reason.en),
        )
        tx.quarantine(plan.shop.id, source, kind, text.rstrip("\r\n").encode(), on_lines)
    counts[kind] = counts.get(kind, Counts()) + Counts(quarantined=len(tally.rejected))


def _nothing(plan: Plan, tally: Tally) -> Exception:
    path = plan.table.sheet.path
    if not tally.rejected:
        return refusals.nothing_left(path)
    line = min(tally.rejected)
    return refusals.nothing_usable(path, line, tally.rejected[line])


def _message(tally: Tally, language: Language) -> str:
    skipped = sum(times for rule, times in tally.applied.items() if rule.skips)
    parts = [(_SKIPPED, skipped), (_REJECTED, len(tally.rejected))]
    return " ".join(words.fill(n=f"{number:,}").say(language) for words, number in parts if number)


def _nothing_to_do(store: Store, before: Import, started: int, language: Language) -> Run:
    """The file is in already: a run in which every record stayed as it was."""
    first = next(run for run in reversed(store.runs(before.shop_id, 1 << 30)) if run.source == before.source)
    counts = {
        kind: Counts(unchanged=_records(each), quarantined=each.quarantined) for kind, each in first.counts.items()
    }
    with store.write() as tx:
        run_id = tx.start_run(before.shop_id, before.source, "import", started)
        tx.finish_run(run_id, "done", counts, now_ms(), _KNOWN.say(language))
    return _run(store, next(shop for shop in store.shops() if shop.id == before.shop_id), run_id)


def _records(counts: Counts) -> int:
    return counts.inserted + counts.changed + counts.unchanged + counts.stale


def _run(store: Store, shop: Shop, run_id: int) -> Run:
    return next(run for run in store.runs(shop.id) if run.id == run_id)
