"""Trials beneath a view that they were begun from: on its page, in the workbook and in the terminal alike."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from analytics.result import Table, View
from analytics.trial.view import to_show, trials_view
from storage.facts import Facts
from storage.trial import Trial
from storage.words import Words

BEGUN_FROM = ("churn", "recommend")
"""Views with groups to write to."""


def beneath(facts: Facts, trials: Sequence[Trial], view: str, result: Callable[[str], View]) -> tuple[Table, ...]:
    """Every trial, and the ``result``, by its name, of those of the view lately; nothing where there was none."""
    if not trials:
        return ()
    own = [trial.name for trial in to_show(facts, trials, view)]
    found = [_named(table, name) for name in own for table in result(name).tables]
    return (*trials_view(facts, trials).tables, *found)


def _named(table: Table, name: str) -> Table:
    """A table of a trial beside those of other ones."""
    title = Words(f"{name}：{table.title.zh}", f"{name}: {table.title.en}")
    return replace(table, id=f"{table.id} {name}", title=title)
