"""A view made by hand: every kind of value, names that look like formulas, a comparison of other length."""

from datetime import date, timedelta

from analytics.period import Period, compared_with
from analytics.question import Filters
from analytics.result import Column, Figure, Good, Row, Series, Shown, Table, Trend, Value, View
from storage.shop import Shop
from storage.words import Words

SHOP = Shop(id="s1", name="山里红 特产店", demo=True)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
EVIL = '=HYPERLINK("http://example.invalid","点我")'


def words(zh: str, en: str = "") -> Words:
    return Words(zh, en or zh)


def figure(name: str, shown: Shown, value: int | float | None, previous: int | float | None) -> Figure:
    change = (value - previous) / previous if value is not None and previous else None
    reason = words("没有访客数据", "no visits in this source") if value is None else None
    definition = words(f"{name}的口径", f"definition of {name}")
    return Figure(name, words(name), definition, shown, Good.UP, value, previous, change, reason)


def days(first: date, count: int) -> tuple[date, ...]:
    return tuple(first + timedelta(days=number) for number in range(count))


def trend() -> Trend:
    money = tuple(range(100_000, 131_000, 1_000))
    orders = tuple(range(31))
    return Trend(
        "trend",
        words("每天卖了多少", "Sales per day"),
        "day",
        days(date(2026, 3, 1), 31),
        days(date(2026, 2, 1), 28),
        (
            Series("payment_amount", words("支付金额", "Payment"), Shown.MONEY, money, money[:28], adds=True),
            Series("paid_orders", words("支付订单", "Orders"), Shown.COUNT, orders, orders[:28], adds=True),
        ),
    )


COLUMNS = (
    Column("product", words("商品", "Product"), Shown.TEXT),
    Column("code", words("编号", "Id"), Shown.ID),
    Column("amount", words("支付金额", "Payment"), Shown.MONEY, bar=True, total=True),
    Column("orders", words("订单", "Orders"), Shown.COUNT, total=True),
    Column("share", words("占比", "Share"), Shown.RATIO),
    Column("last", words("最近一次", "Last sold"), Shown.TIME),
    Column("day", words("上架日", "Listed"), Shown.DAY),
)


def row(title: str, code: str, amount: int | None, orders: int, share: float) -> Row:
    cells: tuple[Value, ...] = (title, code, amount, orders, share, 1_772_600_000_000, date(2026, 2, 28))
    return Row(cells)


def table() -> Table:
    rows = (
        row("云南蒙自石榴 5斤装", "1234567890123456789", 1_234_567, 40, 0.6),
        row(EVIL, "00123", 99_999_999, 3, 0.3),
        row("+8613800001111 🍎", "-1", 0, 1, 0.1),
        row("@赠品", "007", None, 1, 0.0),
    )
    return Table("products", words("卖得最好的商品", "Best products"), COLUMNS, rows)


def view(view_id: str = "overview", title: str = "今日") -> View:
    figures = (
        figure("支付金额", Shown.MONEY, 3_565_000, 2_500_000),
        figure("支付订单", Shown.COUNT, 465, 378),
        figure("转化率", Shown.RATIO, None, None),
        figure("客单价", Shown.MONEY, 12_345, 0),
    )
    return View(
        id=view_id,
        title=words(title, "Today"),
        shop=SHOP,
        period=MARCH,
        comparison=compared_with(MARCH, "previous"),
        filters=Filters(provinces=("浙江省", "")),
        data_as_of=1_775_000_000_000,
        headline=words("三月支付金额 3.57万，比二月多 42.6%。", "March: 35,650 paid, 42.6% more than February."),
        figures=figures,
        trends=(trend(),),
        tables=(table(),),
        notes=(words("最后一天还没有结束", "the last day is not over"),),
    )
