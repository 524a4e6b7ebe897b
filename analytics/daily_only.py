"""Whether a source gives totals of days where others give single visits, shares or fans."""

from analytics.log import Log
from analytics.parts.daily import DAILY
from storage.columns import MISSING
from storage.facts import Facts


def daily_only(facts: Facts, log: Log, column: str) -> bool:
    """True if the log has no rows at all while the daily totals know ``column``: single records win."""
    if len(log.ordered(facts).at):
        return False
    return bool((DAILY.column(facts, column) != MISSING).any())
