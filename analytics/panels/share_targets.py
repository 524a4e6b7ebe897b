"""Where is it worth sharing to: friends, chat groups or moments."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.sharing import TARGET
from analytics.metrics.sharing import FRESH_VISIT_COUNT, SHARE_COUNT, SHARED_VISITOR_COUNT, SHARER_COUNT
from analytics.panels.share_depth_reach import PER_SHARE, older_shares
from analytics.panels.side_by_side import SideBySide, number, side_by_side
from analytics.result import Bars, Estimate, Row, Table
from analytics.subject import Panel
from storage.words import Words

_TABLE = SideBySide(TARGET, (SHARE_COUNT, SHARER_COUNT, FRESH_VISIT_COUNT, SHARED_VISITOR_COUNT), (PER_SHARE,))


def share_targets(asked: Asked, panel: Panel) -> Table:
    """A row per place that was shared to."""
    table = side_by_side(asked, panel, _TABLE)
    told = [row for row in table.rows if isinstance(row.cells[-1], Estimate) and not isinstance(row.cells[0], Words)]
    if not told:
        return table
    most = max(told, key=lambda row: number(row, table.columns, "shares"))
    best = max(told, key=lambda row: _rate(row).value)
    others = [row for row in told if row is not best]
    clear = others and all(_rate(best).low > _rate(row).high for row in others)
    start = Words(f"分享最多的去处是{most.cells[0]}", f"Most was shared to {most.cells[0]}")
    lead = Words(
        f"{start.zh}；每次分享带来的访问，各处差不多。", f"{start.en}; a share brings about as many visits anywhere."
    )
    if clear:
        lead = Words(
            f"{start.zh}；发到{best.cells[0]}最管用，每次带来 {_rate(best).value:.1f} 次访问。",
            f"{start.en}; {best.cells[0]} works best with {_rate(best).value:.1f} visits per share.",
        )
    return replace(table, drawn=Bars("target", "visits_per_share"), lead=lead, note=older_shares(asked))


def _rate(row: Row) -> Estimate:
    found = row.cells[-1]
    assert isinstance(found, Estimate)
    return found
