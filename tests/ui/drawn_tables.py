"""Tables made by hand for each kind of drawing: estimates, unknown values, zeros, values below zero, long names."""

from analytics.result import (
    Bars,
    Column,
    Curves,
    Estimate,
    Heat,
    Row,
    Scatter,
    Shown,
    Steps,
    Table,
    Value,
    Waterfall,
)
from tests.ui.hand_made import rows, words

LONG = "超长的商品名称" * 8
NAME = Column("name", words("商品", "Product"), Shown.TEXT)


def cells(name: str, count: int) -> tuple[object, ...]:
    return (None, *(rows(slices=((name, str(place)),)) for place in range(1, count)))


def bars(**changed: object) -> Table:
    """Refund rates with their intervals: one not known, one zero, one long name."""
    listed: tuple[tuple[str, Value, int], ...] = (
        ("石榴 5斤装", Estimate(0.123, 0.098, 0.151), 812),
        ("阿胶糕 🦌", Estimate(0.08, 0.01, 0.35), 11),
        (LONG, Estimate(0.05, 0.03, 0.08), 400),
        ("从没退过", Estimate(0.0, 0.0, 0.02), 160),
        ("没人买", None, 0),
    )
    made = tuple(Row(each, rows(slices=(("product", each[0]),)), cells(each[0], 3)) for each in listed)
    columns = (
        NAME,
        Column("rate", words("退款率", "Refund rate"), Shown.RATIO, bar=True),
        Column("orders", words("订单", "Orders"), Shown.COUNT),
    )
    lead = words("石榴退得最多:每 100 单退 12 单。", "Pomegranates are refunded most: 12 of 100 orders.")
    given = {
        "rows": tuple(made),
        "drawn": Bars("name", "rate"),
        "lead": lead,
        "note": words("按 95% 的把握给出上下限。"),
    }
    return Table("refunds", words("哪些商品退得多", "What is refunded"), columns, **{**given, **changed})


def heat(**changed: object) -> Table:
    """Orders by weekday and hour: nothing at night, Sunday not over."""
    days = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
    hours = [Column(f"h{hour}", words(f"{hour}点", f"{hour}:00"), Shown.COUNT) for hour in range(24)]
    made = []
    for place, day in enumerate(days):
        counts = [0 if hour < 6 else (hour * 7 + place * 13) % 90 for hour in range(24)]
        known: tuple[Value, ...] = tuple(None if place == 6 and hour > 18 else n for hour, n in enumerate(counts))
        made.append(Row((words(day), *known), behind=cells(day, 25)))
    columns = (Column("day", words("星期", "Weekday"), Shown.TEXT), *hours)
    drawn = Heat(tuple(hour.id for hour in hours))
    given = {"rows": tuple(made), "drawn": drawn, "lead": words("周六晚上 8 点最忙。", "Saturday at 8 pm is busiest.")}
    return Table("hours", words("什么时候卖得好", "When it sells"), columns, **{**given, **changed})


def tiles(**changed: object) -> Table:
    """Six provinces, one of them without a number, and a place that is not in China."""
    listed = (
        ("浙江省", 900),
        ("广东省", 1_200),
        ("内蒙古自治区", 0),
        ("新疆维吾尔自治区", None),
        ("北京市", 300),
        ("海外", 5),
    )
    made = tuple(Row((name, value), behind=cells(name, 2)) for name, value in listed)
    columns = (
        Column("province", words("地区", "Region"), Shown.TEXT),
        Column("buyers", words("买家", "Buyers"), Shown.COUNT),
    )
    given = {
        "rows": tuple(made),
        "drawn": Heat(("buyers",), tiles=True),
        "lead": words("广东买家最多。", "Most buyers are in Guangdong."),
    }
    return Table("tiles", words("买家在哪里", "Where buyers are"), columns, **{**given, **changed})


def steps(**changed: object) -> Table:
    """From visit to payment."""
    listed: tuple[tuple[str, int, Value], ...] = (
        ("访问", 12_000, Estimate(0.4, 0.391, 0.409)),
        ("看商品", 4_800, Estimate(0.25, 0.238, 0.262)),
        ("下单", 1_200, Estimate(0.9, 0.88, 0.92)),
        ("支付", 1_080, None),
    )
    made = tuple(Row((words(name), count, rate), behind=cells(name, 2)) for name, count, rate in listed)
    columns = (
        Column("step", words("步骤", "Step"), Shown.TEXT),
        Column("people", words("人数", "People"), Shown.COUNT),
        Column("rate", words("到下一步", "Go on"), Shown.RATIO),
    )
    given = {
        "rows": tuple(made),
        "drawn": Steps("step", "people", "rate"),
        "lead": words("看商品到下单丢得最多。", "Most leave before ordering."),
    }
    return Table("funnel", words("在哪一步走掉", "Where people leave"), columns, **{**given, **changed})


def scatter(**changed: object) -> Table:
    """Forty products by price and quantity, one without a price."""
    made = []
    for place in range(40):
        price: Value = None if place == 7 else 500 + (place * 37 % 40) * 300
        made.append(Row((f"商品 {place}", price, 5 + (place * 53 % 97), place * 1_000), behind=cells(str(place), 4)))
    columns = (
        NAME,
        Column("price", words("单价", "Price"), Shown.MONEY),
        Column("sold", words("件数", "Sold"), Shown.COUNT),
        Column("amount", words("金额", "Amount"), Shown.MONEY),
    )
    drawn = Scatter("name", "price", "sold", "amount", (6_000.0, 50.0))
    given = {"rows": tuple(made), "drawn": drawn, "lead": words("便宜的卖得多。", "Cheap ones sell more.")}
    return Table("prices", words("价格和销量", "Price and volume"), columns, **{**given, **changed})


def waterfall(**changed: object) -> Table:
    """From ¥50,000.00 to ¥46,500.00."""
    listed: tuple[tuple[object, Value], ...] = (
        ("抖音 · 石榴 5斤装", Estimate(-420_000, -500_000, -330_000)),
        ("老买家 · 浙江省", Estimate(-130_000, -210_000, -50_000)),
        ("新买家", Estimate(150_000, 90_000, 215_000)),
        (words("其他", "Others"), 50_000),
    )
    made = tuple(Row((name, amount), behind=cells(str(name), 2)) for name, amount in listed)
    columns = (
        Column("slice", words("哪部分", "Slice"), Shown.TEXT),
        Column("amount", words("带来的变化", "Contribution"), Shown.MONEY, total=True),
    )
    drawn = Waterfall("slice", "amount", 5_000_000, 4_650_000)
    given = {
        "rows": tuple(made),
        "drawn": drawn,
        "lead": words("少了 ¥3,500:主要是抖音的石榴。", "¥3,500 less, mostly pomegranates on Douyin."),
    }
    return Table("why", words("为什么少了", "Why it fell"), columns, **{**given, **changed})


def curves(cohorts: int = 4, **changed: object) -> Table:
    """The part of buyers that came back, by month after the first purchase; younger cohorts are shorter."""
    names = [f"2026-{month + 1:02d}" for month in range(cohorts)]
    made = []
    for month in range(6):
        values: list[Value] = []
        for place in range(cohorts):
            middle = 0.3 / (month + 1) + 0.02 * place
            values.append(None if month + place > 6 else Estimate(middle, middle * 0.8, middle * 1.2))
        made.append(Row((month, *values), behind=cells(str(month), cohorts + 1)))
    lines = [Column(name, words(name), Shown.RATIO) for name in names]
    columns = (Column("month", words("首购后第几个月", "Months after the first purchase"), Shown.COUNT), *lines)
    given = {
        "rows": tuple(made),
        "drawn": Curves("month", tuple(names)),
        "lead": words("第二个月还有 15% 的人回来买。", "15% come back."),
    }
    return Table("cohorts", words("老客回来得多吗", "Do they come back"), columns, **{**given, **changed})


ALL = (bars, heat, tiles, steps, scatter, waterfall, curves)
