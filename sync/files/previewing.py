"""What files are and what importing them would do: it is done, looked at, and taken back."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import structs

from storage.mapping import Sample
from storage.progress import Report, StopAsked, ignore, never
from storage.runs import ImportPreview, RefusedFile, Rejected, TablePreview
from storage.store import Store
from storage.words import Words
from sync.files.bringing import Brought, NothingUsable
from sync.files.destinations import destinations
from sync.files.grouping import REPEATED
from sync.files.importing import bring_all, plans
from sync.files.intake import opened
from sync.files.mapping.sampling import sample_of
from sync.files.plan import Choice, Plan
from sync.files.preset import Tally
from sync.files.table import Table

_SHOWN = 1000  # rejected lines that are listed; all are counted
_AS_IT_IS = Choice()


def preview(
    store: Store, paths: Sequence[Path], choice: Choice = _AS_IT_IS, report: Report = ignore, stop: StopAsked = never
) -> ImportPreview:
    """Read the files against the store; what cannot be taken is in the preview, with the reason. Raises Cancelled."""
    with opened(paths, choice, report, stop) as intake:
        planned = plans(store, intake, choice, report, stop)
        refused = planned.refused
        tables: list[TablePreview] = []
        with store.rehearse() as tx:
            for outcome in bring_all(tx, planned.plans, report, stop):
                if isinstance(outcome, RefusedFile):
                    refused.append(outcome)
                if (brought := _brought(outcome)) is not None:
                    tables.append(_preview(brought, paths))
    return ImportPreview(tuple(tables), tuple(refused), intake.unknown, destinations=destinations(store, planned))


def _brought(outcome: Brought | RefusedFile) -> Brought | None:
    if isinstance(outcome, Brought):
        return outcome
    return outcome.error.brought if isinstance(outcome.error, NothingUsable) else None


def _preview(brought: Brought, paths: Sequence[Path]) -> TablePreview:
    plan, tally = brought.plan, brought.tally
    table = plan.table
    return TablePreview(
        path=str(table.sheet.path),
        preset=table.preset.id,
        preset_name=table.preset.name,
        shop=plan.shop,
        encoding=table.sheet.form,
        lines=plan.survey.rows,
        counts={kind: structs.replace(counts, quarantined=0) for kind, counts in brought.counts.items()},
        first_day=_day(plan, plan.survey.first),
        last_day=_day(plan, plan.survey.last),
        rejected=_rejected(table, tally.rejected),
        rejected_lines=len(tally.rejected),
        skipped=_applied(table, tally, skips=True),
        noted=_applied(table, tally, skips=False),
        already_imported=brought.imported is None,
        sample=_sample(table, paths),
    )


def _sample(table: Table, paths: Sequence[Path]) -> Sample | None:
    """The top of a table that somebody told of."""
    if table.mapping is None:
        return None
    path = table.sheet.path
    file = next(each for each in paths if path == each or each in path.parents)
    return sample_of(table.sheet, file, (table.mapping,))


def _rejected(table: Table, reasons: dict[int, Words]) -> tuple[Rejected, ...]:
    listed = sorted(reasons)[:_SHOWN]
    texts = table.texts(listed) if listed else {}
    # A file that is being written may have lost a line since it was read.
    return tuple(Rejected(line, reasons[line], texts.get(line, "").rstrip("\r\n")) for line in listed)


def _applied(table: Table, tally: Tally, *, skips: bool) -> tuple[tuple[Words, int], ...]:
    chosen = (rule for rule in (*table.preset.rules, REPEATED) if rule.skips is skips)
    return tuple((rule.words, tally.applied[rule]) for rule in chosen if tally.applied[rule])


def _day(plan: Plan, moment: int | None) -> str:
    return "" if moment is None else datetime.fromtimestamp(moment / 1000, plan.shop.zone).date().isoformat()
