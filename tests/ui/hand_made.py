"""A view made by hand: every kind of value, a comparison, an unfinished last day, a cut table with its rest."""

from datetime import date, timedelta

from analytics.period import Period, compared_with
from analytics.question import Filters
from analytics.result import Column, Figure, Good, Row, Selection, Series, Shown, Table, Trend, Usual, View
from storage.shop import Shop
from storage.words import Words
from ui.widgets.format import Writing, writing_of

SHOP = Shop(id="s1", name="山里红特产店")
PERIOD = Period(date(2026, 10, 24), date(2026, 11, 22))
COMPARISON = compared_with(PERIOD, "previous")
ZH: Writing = writing_of(SHOP, "zh")
EN: Writing = writing_of(SHOP, "en")
EVIL = '=HYPERLINK("http://example.invalid","点我")'


def words(zh: str, en: str = "") -> Words:
    return Words(zh, en or zh)


def rows(part: str = "paid_orders", period: Period = PERIOD, **narrow: tuple[tuple[str, str], ...]) -> Selection:
    return Selection("orders", part, period, Filters(), **narrow)


def figure(figure_id: str = "payment_amount", **changed: object) -> Figure:
    """¥16,207.00 against ¥15,580.00, 4.0% more."""
    given = {
        "name": words("支付金额", "Payment amount"),
        "definition": words("周期内支付订单的金额之和。", "The sum of orders paid in the period."),
        "shown": Shown.MONEY,
        "good": Good.UP,
        "value": 1_620_700,
        "previous": 1_558_000,
        "change": 627 / 15580,
        "rows": rows(),
        "previous_rows": rows(period=COMPARISON),
        "trace": tuple(range(100, 130)),
    }
    return Figure(figure_id, **{**given, **changed})


def days(first: date, count: int) -> tuple[date, ...]:
    return tuple(first + timedelta(days=number) for number in range(count))


def series(series_id: str = "payment_amount", **changed: object) -> Series:
    """30 days from ¥1,000.00 up by ¥10.00 a day, against 30 days of ¥1,000.00."""
    starts = days(PERIOD.first, 30)
    given = {
        "name": words("支付金额", "Payment amount"),
        "shown": Shown.MONEY,
        "values": tuple(range(100_000, 130_000, 1_000)),
        "previous": (100_000,) * 30,
        "adds": True,
        "rows": tuple(rows(slices=(("days", f"{day}/{day}"),)) for day in starts),
    }
    return Series(series_id, **{**given, **changed})


def trend(**changed: object) -> Trend:
    orders = series("paid_orders", name=words("支付订单", "Orders"), shown=Shown.COUNT, values=tuple(range(30)))
    given = {
        "title": words("生意走势如何", "How did business go"),
        "grain": "day",
        "starts": days(PERIOD.first, 30),
        "previous_starts": days(COMPARISON.first, 30),
        "series": (series(), orders),
        "unfinished": True,
    }
    return Trend("trend", **{**given, **changed})


COLUMNS = (
    Column("product", words("商品", "Product"), Shown.TEXT),
    Column("product_id", words("商品编号", "Product id"), Shown.ID),
    Column(
        "amount", words("支付金额", "Payment amount"), Shown.MONEY, words("实付之和。", "What was paid."), True, True
    ),
    Column("orders", words("订单", "Orders"), Shown.COUNT, total=True),
    Column("share", words("占比", "Share"), Shown.RATIO),
    Column("change", words("变化", "Change"), Shown.RATIO),
)


def table(table_id: str = "products", **changed: object) -> Table:
    """Five products and the rest of 20."""
    listed = (
        Row(("石榴 5斤装", "1234567890123456789", 4_000_000, 40, 0.4, 0.25), rows(slices=(("product", "a"),))),
        Row(("阿胶糕 🦌", "00123", 3_000_000, 3, 0.3, -0.5), rows(slices=(("product", "b"),))),
        Row((EVIL, "-1", 2_000_000, 20, 0.2, None), rows(slices=(("product", "c"),))),
        Row(("超长标题" * 50, "007", None, 1, None, 0.0), rows(slices=(("product", "d"),))),
        Row((words("未知", "Not known"), "", 0, 2, 0.0, None)),
        Row((words("其他 15 个", "15 others"), None, 9_000_000, 90, 0.9, 0.1), rows(without=(("product", "a"),))),
    )
    given = {"title": words("哪些商品卖得好", "Best products"), "columns": COLUMNS, "rows": listed, "total_rows": 20}
    return Table(table_id, **{**given, **changed})


def view(**changed: object) -> View:
    figures = (
        figure(usual=Usual(1_000_000.0, 1_700_000.0, 1_620_700, PERIOD, 8)),
        figure(
            "refund_amount",
            name=words("退款金额", "Refunds"),
            good=Good.DOWN,
            value=52_340,
            previous=41_000,
            change=0.2766,
        ),
        figure("conversion", value=None, previous=None, change=None, rows=None, reason=words("数据来源没有访客记录。")),
    )
    given = {
        "title": words("概览", "Overview"),
        "shop": SHOP,
        "period": PERIOD,
        "comparison": COMPARISON,
        "filters": Filters(),
        "data_as_of": 1_795_352_000_000,
        "headline": words("支付金额 ¥1.62万，比对比期多 4.0%。", "Payment amount ¥16.2K, 4.0% more."),
        "figures": figures,
        "trends": (trend(),),
        "tables": (table(), table("second", title=words("哪些地区卖得好"))),
        "notes": (words("11-22 这一天在数据里还没有结束。"),),
    }
    return View("overview", **{**given, **changed})
