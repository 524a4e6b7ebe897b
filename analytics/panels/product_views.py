"""From looking to buying to buying again, product by product: visits joined with the lines of paid orders."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.goods import PRODUCT
from analytics.metric import Metric, count, total
from analytics.metrics.people import BUYER_COUNT, REPEAT_SHARE
from analytics.metrics.traffic import VIEWER_COUNT
from analytics.panels.side_by_side import Ratio, SideBySide, number, part_of, side_by_side
from analytics.parts.goods import LINE_BUYERS, REPEAT_LINE_BUYERS, SOLD_LINES
from analytics.result import Bars, Estimate, Good, Row, Shown, Table
from analytics.say import percent
from analytics.subject import Panel
from storage.words import Words

TOP = 200
LEAST = 30
"""Viewers of a product below which it is not named in the lead."""
_BUYERS = Metric(
    "buyers", Words("买了的人", "Buyers"), BUYER_COUNT.definition, Shown.COUNT, Good.UP, count(LINE_BUYERS)
)
_REPEAT = Metric(
    "repeat_buyers",
    Words("其中本期多次下单的", "Of them with more orders"),
    REPEAT_SHARE.definition,
    Shown.COUNT,
    Good.UP,
    count(REPEAT_LINE_BUYERS),
)
_SALES = Metric(
    "goods_amount",
    Words("商品支付金额", "Goods amount"),
    Words("支付订单里这个商品的金额。", "What was paid for the product in paid orders."),
    Shown.MONEY,
    Good.UP,
    total(SOLD_LINES),
)
_CONVERSION = Ratio(
    "conversion",
    Words("看的人里买的", "Viewers who bought"),
    Words("本期买了的人 ÷ 本期看了的访客，带 95% 区间；买的比看的多就只给倍数。",
          "Buyers / visitors who looked at it in the period, with 95% interval where it is a share."),
    Shown.RATIO,
    "buyers",
    "viewers",
    part_of,
)  # fmt: skip
_AGAIN = Ratio(
    "repeat_share",
    Words("买的人里多次下单的", "Buyers with more orders"),
    Words("本期下过两单及以上的买家 ÷ 买了的人，带 95% 区间。",
          "Buyers with two or more orders in the period / buyers, with 95% interval."),
    Shown.RATIO,
    "repeat_buyers",
    "buyers",
    part_of,
)  # fmt: skip
_TABLE = SideBySide(PRODUCT, (VIEWER_COUNT, _BUYERS, _REPEAT, _SALES), (_CONVERSION, _AGAIN), top=TOP, least=1)


def product_views(asked: Asked, panel: Panel) -> Table:
    """A row per product that was looked at, the most looked at first."""
    table = side_by_side(asked, panel, _TABLE)
    told = [row for row in table.rows if number(row, table.columns, "viewers") >= LEAST and _rate(table, row)]
    if not told:
        return table
    rates = sorted(told, key=lambda row: number(row, table.columns, "conversion"))
    worst, best = rates[0], rates[-1]
    low, high = (percent(number(row, table.columns, "conversion")) for row in (worst, best))
    lead = Words(
        f"看的人多、买的人少的是“{worst.cells[0]}”({low})；看了最会买的是“{best.cells[0]}”({high})。",
        f"Much looked at, little bought: “{worst.cells[0]}” ({low}); and much bought: “{best.cells[0]}” ({high}).",
    )
    return replace(table, drawn=Bars("product", "conversion"), lead=lead)


def _rate(table: Table, row: Row) -> Estimate | None:
    place = next(place for place, column in enumerate(table.columns) if column.id == "conversion")
    cell = row.cells[place]
    return cell if isinstance(cell, Estimate) else None
