"""Letting files in: one transaction for all that is chosen, so that a failure or a cancel leaves nothing half in."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from storage.clock import now_ms
from storage.errors import KnownError
from storage.origins import import_of
from storage.progress import Report, StopAsked, ignore, never
from storage.runs import Counts, Imported, RefusedFile, Run
from storage.store import Store, Transaction
from storage.words import Language, Words
from sync.files import refusals
from sync.files.bringing import Brought, bring_in
from sync.files.intake import Intake, opened
from sync.files.order import in_order
from sync.files.plan import Choice, Plan, make_plan

_KNOWN = Words("这个文件已经导入过，数据没有变化。", "This file was imported before; nothing has changed.")
_AS_IT_IS = Choice()


def import_files(
    store: Store,
    paths: Sequence[Path],
    choice: Choice = _AS_IT_IS,
    report: Report = ignore,
    stop: StopAsked = never,
    language: Language = "zh",
) -> Imported:
    """Import every table in these files that can be taken. Raises KnownError where none can, Cancelled.

    Messages of the runs are in ``language``.
    """
    started = now_ms()
    with opened(paths, choice, report, stop) as intake:
        planned, refused = plans(store, intake, choice, report, stop)
        with store.write() as tx:
            runs: list[int] = []
            for outcome in bring_all(tx, planned, report, stop):
                if isinstance(outcome, RefusedFile):
                    refused.append(outcome)
                else:
                    runs.append(_record(tx, outcome, started, language))
            if refused and not runs:
                raise refused[0].error
    return Imported(tuple(store.run(number) for number in runs), tuple(refused))


def plans(
    store: Store, intake: Intake, choice: Choice, report: Report, stop: StopAsked
) -> tuple[list[Plan], list[RefusedFile]]:
    """Every table looked through once, in the order in which to read them; and what cannot be taken."""
    # A shop of which nothing is left may be made anew in another currency.
    there = (shop for shop in store.shops() if shop.id == choice.shop_id or not store.emptied(shop.id))
    now, shops = now_ms(), {shop.id: shop for shop in there}
    planned: dict[int, Plan] = {}
    refused = list(intake.refused)
    # A table that tells its currency tells it for the others of the same shop too.
    for place, table in sorted(enumerate(in_order(intake.tables)), key=lambda each: each[1].preset.currency is None):
        try:
            plan = make_plan(table, shops.values(), choice, now, report, stop)
        except KnownError as error:
            refused.append(RefusedFile(str(table.sheet.path), error))
        else:
            planned[place] = plan
            shops.setdefault(plan.shop.id, plan.shop)
    return [planned[place] for place in sorted(planned)], refused


def bring_all(
    tx: Transaction, planned: Iterable[Plan], report: Report, stop: StopAsked
) -> Iterator[Brought | RefusedFile]:
    """Bring in table after table; one that fails leaves nothing of itself."""
    for plan in planned:
        try:
            with tx.part():
                brought = bring_in(tx, plan, report, stop)
        except KnownError as error:
            yield RefusedFile(str(plan.table.sheet.path), error)
        else:
            yield brought


def undo_import(store: Store, run: Run) -> Run:
    """Take back what an import run brought; the run that did it. Raises KnownError where that was done before."""
    import_id = import_of(run.source)
    if import_id is None:
        raise ValueError(f"run {run.id} is not an import")
    if all(each.id != import_id or each.undone_at is not None for each in store.imports(run.shop_id)):
        raise refusals.undone_before()
    return store.undo_import(import_id)


def _record(tx: Transaction, brought: Brought, started: int, language: Language) -> int:
    """Note in the history what became of a table; the number of the run. One that was in already changed nothing."""
    if brought.imported is not None:
        source, counts, message = brought.imported.source, brought.counts, brought.message
    else:
        before = tx.imported(brought.plan.shop.id, brought.plan.table.sheet.sha256)
        assert before is not None
        source, message = before.source, _KNOWN
        counts = {kind: _unchanged(each) for kind, each in tx.counts_of(before).items()}
    run_id = tx.start_run(brought.plan.shop.id, source, "import", started)
    tx.finish_run(run_id, "done", counts, now_ms(), message.say(language))
    return run_id


def _unchanged(counts: Counts) -> Counts:
    return Counts(unchanged=counts.records, quarantined=counts.quarantined)
