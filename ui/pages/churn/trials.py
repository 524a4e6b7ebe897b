"""Lists to write to with some held out, and what came of them: what workers do for the page about churn."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from analytics.result import Table
from storage.words import Words
from ui.doors import Doors

if TYPE_CHECKING:  # loads numpy, which a window must not wait for
    from storage.facts import Facts

VIEW = "churn"
NEWEST = 2  # trials whose result is shown


class Wanted(Struct, frozen=True, kw_only=True):
    """A list to write to."""

    name: str
    group: str
    """Of the view "churn"."""
    hold_out: float
    """The share that gets nothing."""
    days: int
    """How long orders are watched."""
    offer: str = ""
    """What they get, in the merchant's words."""


def tells(facts: "Facts", wanted: Wanted) -> Words:
    """How small a difference such a split can tell."""
    from analytics.churn.lists import come_by_themselves
    from analytics.trial.groups import people_of
    from analytics.trial.size import parted, said
    from analytics.trial.split import arms_of

    ids = people_of(facts, VIEW, wanted.group)
    if isinstance(ids, Words):
        return ids
    arms = parted(len(ids), arms_of(wanted.hold_out, ()))
    return said(come_by_themselves(facts, wanted.group, wanted.days), wanted.days, arms)


def begin(doors: Doors, facts: "Facts", wanted: Wanted, folder: Path) -> None:
    """Split the group, keep the trial, write its lists. Raises KnownError."""
    from analytics.period import local_day
    from analytics.trial.enrol import Asked
    from analytics.trial.groups import people_of
    from storage.clock import now_ms

    ids, now = people_of(facts, VIEW, wanted.group), now_ms()
    asked = Asked(
        name=wanted.name,
        ids=() if isinstance(ids, Words) else ids,
        start=local_day(now, facts.shop.zone),
        at=now,
        days=wanted.days,
        hold_out=wanted.hold_out,
        offers=(wanted.offer,) if wanted.offer else (),
        view=VIEW,
        group=wanted.group,
    )
    doors.start_trial(facts, asked)
    doors.export_trial(folder, facts, wanted.name)


def results(doors: Doors, facts: "Facts") -> tuple[Table, ...]:
    """Every trial, and what came of the newest of this view; nothing where there was none."""
    from analytics.trial.view import trials_view

    trials = doors.trials(facts.shop.id)
    if not trials:
        return ()
    own = [trial.name for trial in trials if trial.view == VIEW][:NEWEST]
    found = [_named(table, name) for name in own for table in doors.trial_result(facts, name).tables]
    return (*trials_view(facts, trials).tables, *found)


def _named(table: Table, name: str) -> Table:
    """A table of a trial beside those of other ones."""
    title = Words(f"{name}：{table.title.zh}", f"{name}: {table.title.en}")
    return structs.replace(table, id=f"{table.id} {name}", title=title)
