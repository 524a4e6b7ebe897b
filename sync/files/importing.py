"""Letting files in: one transaction for all that is chosen, so that a failure or a cancel leaves nothing half in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, structs

from storage.clock import now_ms
from storage.errors import KnownError
from storage.origins import import_of
from storage.progress import Report, StopAsked, ignore, never
from storage.runs import Counts, Imported, RefusedFile, Run
from storage.shop import Shop
from storage.store import Store, Transaction
from storage.words import Language, Words
from sync.files import refusals
from sync.files.aiming import Doubt, aims_of, doubt_of, platform_of
from sync.files.bringing import Brought, bring_in
from sync.files.currency import Told, Unsettled
from sync.files.intake import Intake, opened
from sync.files.order import in_order
from sync.files.plan import Aim, Choice, Plan, make_plan
from sync.files.table import Table

_KNOWN = Words("这个文件已经导入过，数据没有变化。", "This file was imported before; nothing has changed.")
_AS_IT_IS = Choice()


class Planned(Struct, frozen=True):
    """The tables of an import, each with its shop."""

    plans: list[Plan]
    """In the order in which to read them."""
    refused: list[RefusedFile]
    aims: dict[str, Aim]
    """By platform."""
    unsettled: list[tuple[Table, Told]]
    """Of the refused, those whose currency is not told or not the shop's; and what they tell of it."""
    doubts: dict[str, Doubt]
    """Platforms whose tables say they are of another shop than the one they would go to, or of several."""


def import_files(
    store: Store,
    paths: Sequence[Path],
    choice: Choice = _AS_IT_IS,
    report: Report = ignore,
    stop: StopAsked = never,
    language: Language = "zh",
) -> Imported:
    """Import every table in these files that can be taken. Raises KnownError where none can, Cancelled.

    Tables that say they are of another shop than the one they would go to, or of several, need a ``choice`` of one.
    Messages of the runs are in ``language``.
    """
    started = now_ms()
    with opened(paths, choice, report, stop) as intake:
        planned = plans(store, intake, choice, report, stop)
        refused = planned.refused
        with store.write() as tx:
            runs: list[int] = []
            for outcome in bring_all(tx, _beyond_doubt(planned), report, stop):
                if isinstance(outcome, RefusedFile):
                    refused.append(outcome)
                else:
                    runs.append(_record(tx, outcome, started, language))
            if refused and not runs:
                raise refused[0].error
    return Imported(tuple(store.run(number) for number in runs), tuple(refused))


def plans(store: Store, intake: Intake, choice: Choice, report: Report, stop: StopAsked) -> Planned:
    """Every table looked through once. Raises KnownError for a choice that cannot be, Cancelled."""
    now, tables = now_ms(), in_order(intake.tables)
    aims, made = aims_of(store, tables, choice, now), dict[str, Shop]()
    planned: dict[int, Plan] = {}
    refused, unsettled = list(intake.refused), list[tuple[Table, Told]]()
    # A table that tells its currency tells it for the others of the same shop too.
    for place, table in sorted(enumerate(tables), key=lambda each: each[1].preset.currency is None):
        aim = aims[platform_of(table)]
        there = aim.there or made.get(aim.made.id)
        try:
            plan = make_plan(table, structs.replace(aim, there=there), now, report, stop)
        except KnownError as error:
            refused.append(RefusedFile(str(table.sheet.path), error))
            if isinstance(error, Unsettled):
                unsettled.append((table, error.told))
        else:
            planned[place] = plan
            made.setdefault(plan.shop.id, plan.shop)
    found = [planned[place] for place in sorted(planned)]
    return Planned(found, refused, aims, unsettled, _doubts(store, aims, found))


def _doubts(store: Store, aims: Mapping[str, Aim], planned: Sequence[Plan]) -> dict[str, Doubt]:
    found = {
        platform: doubt_of(store, aim, [plan for plan in planned if platform_of(plan.table) == platform])
        for platform, aim in aims.items()
    }
    return {platform: doubt for platform, doubt in found.items() if doubt is not None}


def _beyond_doubt(planned: Planned) -> Iterator[Plan]:
    """The tables of which it is known to which shop they belong; the others are refused."""
    for plan in planned.plans:
        doubt = planned.doubts.get(platform_of(plan.table))
        if doubt is None:
            yield plan
        else:
            planned.refused.append(RefusedFile(str(plan.table.sheet.path), refusals.whose(doubt.there, *doubt.names)))


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
