"""Which channels bring visitors, shares or fans, where the source only gives totals of days."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.place import CHANNEL
from analytics.metric import Metric
from analytics.metrics.fans import CHANNEL_FANS_GAINED
from analytics.metrics.sharing import CHANNEL_SHARE_COUNT
from analytics.metrics.traffic import CHANNEL_VIEW_COUNT, CHANNEL_VISITOR_COUNT
from analytics.panels.side_by_side import SideBySide, number, side_by_side
from analytics.result import Bars, Table
from analytics.say import percent
from analytics.subject import Panel
from storage.words import Words


def daily_visitors(asked: Asked, panel: Panel) -> Table:
    """Visitors and page views of the days, added up per channel."""
    return _channels(asked, panel, CHANNEL_VISITOR_COUNT, CHANNEL_VIEW_COUNT)


def daily_shares(asked: Asked, panel: Panel) -> Table:
    """Shares of the days, added up per channel."""
    return _channels(asked, panel, CHANNEL_SHARE_COUNT)


def daily_fans(asked: Asked, panel: Panel) -> Table:
    """Fans gained on the days, added up per channel."""
    return _channels(asked, panel, CHANNEL_FANS_GAINED)


def _channels(asked: Asked, panel: Panel, *metrics: Metric) -> Table:
    table = side_by_side(asked, panel, SideBySide(CHANNEL, metrics, ()))
    first = metrics[0]
    every = sum(number(row, table.columns, first.id) for row in table.rows)
    if not every:
        return table
    most = table.rows[0]
    part = percent(number(most, table.columns, first.id) / every)
    lead = Words(
        f"{first.name.zh}最多的渠道是{most.cells[0]}，占各渠道之和的 {part}。",
        f"{first.name.en}: most by {most.cells[0]}, {part} of all channels.",
    )
    return replace(table, drawn=Bars(CHANNEL.id, first.id), lead=lead)
