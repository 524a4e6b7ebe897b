"""What a file is and what importing it would do. Nothing is written."""

from datetime import datetime
from pathlib import Path

from storage.clock import now_ms
from storage.foresee import foresee
from storage.progress import Report, StopAsked, ignore, never
from storage.runs import Counts, ImportPreview, Rejected
from storage.store import Store
from storage.words import Words
from sync.files.plan import Choice, Plan, make_plan, recognise
from sync.files.preset import Tally
from sync.files.table import Table

_SHOWN = 1000  # rejected lines that are listed; all are counted
_AS_IT_IS = Choice()


def preview(
    store: Store, path: Path, choice: Choice = _AS_IT_IS, report: Report = ignore, stop: StopAsked = never
) -> ImportPreview:
    """Read the file against the store. Raises KnownError for a file that cannot be taken at all, Cancelled."""
    table, shop = recognise(store, path, choice)
    plan = make_plan(store, table, shop, choice.timezone, now_ms(), report, stop)
    tally = Tally()
    counts: dict[str, Counts] = {}
    for batch in plan.records(tally, report, stop):
        kind = batch[0].KIND
        counts[kind] = counts.get(kind, Counts()) + foresee(store, shop.id, batch)
    return ImportPreview(
        path=str(path),
        preset=table.preset.id,
        preset_name=table.preset.name,
        shop=shop,
        encoding=table.sheet.encoding,
        lines=plan.survey.rows,
        counts=counts,
        first_day=_day(plan, plan.survey.first),
        last_day=_day(plan, plan.survey.last),
        rejected=_rejected(table, tally.rejected),
        rejected_lines=len(tally.rejected),
        skipped=_applied(table, tally, skips=True),
        noted=_applied(table, tally, skips=False),
        already_imported=store.imported(shop.id, table.sheet.sha256) is not None,
    )


def _rejected(table: Table, reasons: dict[int, Words]) -> tuple[Rejected, ...]:
    listed = sorted(reasons)[:_SHOWN]
    texts = table.texts(listed) if listed else {}
    return tuple(Rejected(line, reasons[line], texts[line].rstrip("\r\n")) for line in listed)


def _applied(table: Table, tally: Tally, *, skips: bool) -> tuple[tuple[Words, int], ...]:
    chosen = (rule for rule in table.preset.rules if rule.skips is skips)
    return tuple((rule.words, tally.applied[rule]) for rule in chosen if tally.applied[rule])


def _day(plan: Plan, moment: int | None) -> str:
    return "" if moment is None else datetime.fromtimestamp(moment / 1000, plan.shop.zone).date().isoformat()
