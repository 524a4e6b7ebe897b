"""Sources that give totals of days where others give single visits, shares or fans: what is shown, and what is not."""

from collections.abc import Iterable

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.log import Log
from analytics.parts.daily import DAILY
from analytics.result import Table
from analytics.subject import Panel, Shelf
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words


def daily_only(facts: Facts, log: Log, column: str) -> bool:
    """True if the log has no rows at all while the daily totals know ``column``: single records win."""
    if len(log.ordered(facts).at):
        return False
    return bool((DAILY.column(facts, column) != MISSING).any())


def by_day(shelves: Iterable[Shelf], lacking: Words) -> tuple[Panel, ...]:
    """The panels of a page; those that cannot be told say that the source gives totals of days only."""
    why = Words(
        f"数据来源只有每天的合计，没有{lacking.zh}，这里说不了。",
        f"The source gives totals of days only, no {lacking.en}: nothing can be told here.",
    )
    return tuple(_explained(shelf, why) for shelf in shelves if isinstance(shelf, Panel))


def _explained(panel: Panel, why: Words) -> Panel:
    def answer(asked: Asked, shown: Panel) -> Table:
        table = panel.answer(asked, shown)
        return table if table.rows or asked.unknown is not None else replace(table, note=why)

    return Panel(panel.id, panel.title, answer)
