"""Which sources bring buyers, and at what cost: visits joined with orders and with what was spent."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.place import CHANNEL
from analytics.metric import Metric
from analytics.metrics.income import AD_AMOUNT
from analytics.metrics.people import BUYER_COUNT, REPEAT_SHARE
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.metrics.traffic import VISITOR_COUNT
from analytics.panels.side_by_side import Ratio, SideBySide, cost_of_each, number, part_of, side_by_side
from analytics.panels.told_apart import above_all, rows_of, told_apart
from analytics.rates import cost_of
from analytics.result import Bars, Good, Row, Shown, Table
from analytics.say import money
from analytics.subject import Panel
from storage.words import Words

LEAST = 30
"""Visitors of a source below which it is not named in the lead."""
REPEAT_BUYERS = Metric(
    "repeat_buyers",
    Words("多次购买的买家", "Repeat buyers"),
    REPEAT_SHARE.definition,
    Shown.COUNT,
    Good.UP,
    REPEAT_SHARE.top,
)
_CONVERSION = Ratio(
    "conversion",
    Words("支付转化率", "Conversion"),
    Words("该来源的支付买家 ÷ 该来源的访客，带 95% 区间。", "Buyers of the source / its visitors, with 95% interval."),
    Shown.RATIO,
    "buyers",
    "visitors",
    part_of,
)
_COST = Ratio(
    "cost_per_buyer",
    Words("每个买家花费", "Cost per buyer"),
    Words(
        "推广花费 ÷ 支付买家。没有花费记录的来源不算。", "Advertising cost / buyers; not for sources without a cost."
    ),
    Shown.MONEY,
    "ad_cost",
    "buyers",
    cost_of_each,
)
_REPEAT = Ratio(
    "repeat_share",
    Words("多次购买的比例", "Repeat share"),
    Words("本期付款两单及以上的买家 ÷ 支付买家，带 95% 区间。",
          "Buyers with two or more paid orders in the period / buyers, with 95% interval."),
    Shown.RATIO,
    "repeat_buyers",
    "buyers",
    part_of,
)  # fmt: skip
_METRICS = (VISITOR_COUNT, BUYER_COUNT, PAYMENT_AMOUNT, AD_AMOUNT, REPEAT_BUYERS)
_TABLE = SideBySide(CHANNEL, _METRICS, (_CONVERSION, _COST, _REPEAT))
_NOTE = Words(
    "访客按访问的渠道，买家和金额按订单的渠道；同一个人可能出现在几个渠道里。",
    "Visitors by the channel of the visit, buyers and money by that of the order; one person may be in several.",
)


def visit_sources(asked: Asked, panel: Panel) -> Table:
    """A row per channel."""
    table = side_by_side(asked, panel, _TABLE)
    if not table.rows:
        return table
    return replace(table, drawn=Bars("channel", "conversion"), lead=_lead(asked, table), note=_NOTE)


def _lead(asked: Asked, table: Table) -> Words:
    most = table.rows[0]
    parts = [Words(f"访客最多的是{_name(most).zh}", f"Most visitors came by {_name(most).en}")]
    told = rows_of(table, "buyers", "visitors", LEAST)
    if told:
        parts.append(told_apart(told, _CONVERSION.name))
    dear = _dearest(table)
    if dear is not None:
        cost = money(asked.facts.shop, int(number(dear, table.columns, "cost_per_buyer")))
        parts.append(
            Words(
                f"最贵的是{_name(dear).zh}，一个买家花 {cost.zh}",
                f"{_name(dear).en} is the dearest with {cost.en} per buyer",
            )
        )
    return Words("；".join(part.zh for part in parts) + "。", "; ".join(part.en for part in parts) + ".")


def _dearest(table: Table) -> Row | None:
    """The source whose cost per buyer is above that of each other, whatever chance did to the number of buyers."""
    found = [row for row in table.rows if number(row, table.columns, "cost_per_buyer") > 0]
    costs = [
        cost_of(int(number(row, table.columns, "ad_cost")), int(number(row, table.columns, "buyers"))) for row in found
    ]
    place = above_all(costs)
    return None if place is None else found[place]


def _name(row: Row) -> Words:
    name = row.cells[0]
    return name if isinstance(name, Words) else Words(str(name), str(name))
