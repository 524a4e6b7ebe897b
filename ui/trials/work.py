"""What workers do for trials: say what a split tells, split and write the lists, and show what came of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from analytics.result import Estimate, Table
from storage.words import Words
from ui.doors import Doors
from ui.trials.plan import Wanted

if TYPE_CHECKING:  # loads numpy, which a window must not wait for
    from storage.facts import Facts

Rate = Callable[["Facts", Sequence[str], Wanted], Estimate | Words]
"""How many of these people buy by themselves, or why it is not known."""
NEWEST = 2  # trials whose result is shown


def tells(facts: "Facts", wanted: Wanted, rate: Rate) -> Words:
    """How small a difference such a split can tell."""
    from analytics.trial.groups import people_of
    from analytics.trial.size import parted, said
    from analytics.trial.split import arms_of

    ids = people_of(facts, wanted.view, wanted.group)
    if isinstance(ids, Words):
        return ids
    arms = parted(len(ids), arms_of(wanted.hold_out, wanted.offers))
    return said(rate(facts, ids, wanted), wanted.days, arms)


def begin(doors: Doors, facts: "Facts", wanted: Wanted, folder: Path) -> None:
    """Split the group, keep the trial, write its lists. Raises KnownError."""
    from analytics.period import local_day
    from analytics.trial.enrol import Asked
    from analytics.trial.groups import people_of
    from storage.clock import now_ms

    ids, now = people_of(facts, wanted.view, wanted.group), now_ms()
    asked = Asked(
        name=wanted.name,
        ids=() if isinstance(ids, Words) else ids,
        start=local_day(now, facts.shop.zone),
        at=now,
        days=wanted.days,
        hold_out=wanted.hold_out,
        offers=wanted.offers,
        view=wanted.view,
        group=wanted.group,
    )
    doors.start_trial(facts, asked)
    doors.export_trial(folder, facts, wanted.name)


def results(doors: Doors, facts: "Facts", view: str) -> tuple[Table, ...]:
    """Every trial, and what came of the newest of a view; nothing where there was none."""
    from analytics.trial.view import trials_view

    trials = doors.trials(facts.shop.id)
    if not trials:
        return ()
    own = [trial.name for trial in trials if trial.view == view][:NEWEST]
    found = [_named(table, name) for name in own for table in doors.trial_result(facts, name).tables]
    return (*trials_view(facts, trials).tables, *found)


def _named(table: Table, name: str) -> Table:
    """A table of a trial beside those of other ones."""
    title = Words(f"{name}：{table.title.zh}", f"{name}: {table.title.en}")
    return structs.replace(table, id=f"{table.id} {name}", title=title)
