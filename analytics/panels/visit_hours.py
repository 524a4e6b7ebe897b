"""At which hour people come, and at which they buy."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.time import HOUR
from analytics.metrics.sales import PLACED
from analytics.metrics.traffic import VISIT_COUNT, VISITOR_COUNT
from analytics.panels.side_by_side import Ratio, SideBySide, number, side_by_side
from analytics.rates import rate
from analytics.result import Bars, Shown, Table
from analytics.say import percent
from analytics.subject import Panel
from storage.words import Words

_PER_VISIT = Ratio(
    "orders_per_visit",
    Words("每次访问下单", "Orders per visit"),
    Words("这个钟点下的单 ÷ 这个钟点的访问，带 95% 区间。", "Orders placed / visits of the hour, with 95% interval."),
    Shown.RATIO,
    "placed_orders",
    "visits",
    rate,
)
_TABLE = SideBySide(HOUR, (VISIT_COUNT, VISITOR_COUNT, PLACED), (_PER_VISIT,))


def visit_hours(asked: Asked, panel: Panel) -> Table:
    """A row per hour of the shop's day."""
    table = side_by_side(asked, panel, _TABLE)
    every = sum(number(row, table.columns, "visits") for row in table.rows)
    if not every:
        return table
    most = max(table.rows, key=lambda row: number(row, table.columns, "visits"))
    orders = max(table.rows, key=lambda row: number(row, table.columns, "placed_orders"))
    part = percent(number(most, table.columns, "visits") / every)
    lead = Words(
        f"{most.cells[0]} 这个钟点来的人最多，占访问的 {part}；下单最多的是 {orders.cells[0]}。",
        f"Most come in the hour of {most.cells[0]}, {part} of the visits; most orders are placed at {orders.cells[0]}.",
    )
    return replace(table, drawn=Bars("hour", "visits"), lead=lead)
