"""Who brings the most fans, and what those fans bought."""

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.dimensions.fans import BRINGER
from analytics.measure import read
from analytics.metric import Metric, count, total
from analytics.metrics.fans import BROUGHT_BOUGHT, FANS_BROUGHT
from analytics.panels.side_by_side import Ratio, SideBySide, number, part_of, side_by_side
from analytics.parts.fans import BROUGHT_ORDERS
from analytics.result import Bars, Good, Shown, Table
from analytics.say import count as say_count
from analytics.say import counted, percent
from analytics.subject import Panel
from storage.words import Words

TOP = 100
_SALES = Metric(
    "sales_of_brought",
    Words("累计带来的人本期买了", "Bought by all ever brought"),
    Words("这位粉丝带来的所有人(不论何时带来)在本期的支付金额。",
          "Payment amount of the period of everybody this fan ever brought."),
    Shown.MONEY,
    Good.UP,
    total(BROUGHT_ORDERS),
)  # fmt: skip
_ORDERS = Metric(
    "orders_of_brought",
    Words("累计带来的人本期订单", "Orders of all ever brought"),
    Words("这位粉丝带来的所有人(不论何时带来)在本期支付的订单。",
          "Orders paid in the period by everybody this fan ever brought."),
    Shown.COUNT,
    Good.UP,
    count(BROUGHT_ORDERS),
)  # fmt: skip
_BUYING = Ratio(
    "buying_share",
    Words("买过的比例", "Share that bought"),
    Words("本期带来的人中到现在付过款的比例，带 95% 区间。",
          "Share of those brought who have paid by now, with interval."),
    Shown.RATIO,
    "brought_bought",
    "fans_brought",
    part_of,
)  # fmt: skip
_TABLE = SideBySide(BRINGER, (FANS_BROUGHT, BROUGHT_BOUGHT, _ORDERS, _SALES), (_BUYING,), top=TOP, least=1)


def best_bringers(asked: Asked, panel: Panel) -> Table:
    """A row per fan who brought others in the period, most first."""
    table = side_by_side(asked, panel, _TABLE)
    brought = read(asked.now, FANS_BROUGHT).value
    if not table.rows or not brought:
        return table
    first = _first(table)
    ten = sum(number(row, table.columns, "fans_brought") for row in table.rows[:10])
    lead = Words(
        f"老粉本期带来 {say_count(int(brought))} 个新粉；{first.zh}"
        f"前 {min(10, len(table.rows))} 位带来其中的 {percent(ten / brought)}。",
        f"Fans brought {counted(int(brought), 'new one').en}; {first.en}"
        f"the first {min(10, len(table.rows))} brought {percent(ten / brought)} of them.",
    )
    return replace(table, drawn=Bars("bringer", "fans_brought"), lead=lead)


def _first(table: Table) -> Words:
    """Who brought most, where it is one alone."""
    most, *others = (int(number(row, table.columns, "fans_brought")) for row in table.rows[:2])
    if most in others:
        return Words("", "")
    name = table.rows[0].cells[0]
    return Words(f"带得最多的是{name}，{say_count(most)} 人；", f"{name} most of all, {say_count(most)}; ")
