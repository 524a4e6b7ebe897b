"""A diagnosis made by hand: a tree with every verdict, two ways to split buyers, reasons, and cards."""

from msgspec.structs import replace

from analytics.period import Period
from analytics.result import (
    Card,
    Column,
    Concern,
    Diagnosis,
    Estimate,
    Good,
    Node,
    Row,
    Selection,
    Shown,
    Table,
    View,
    Waterfall,
)
from tests.ui.hand_made import COMPARISON, PERIOD, rows, view, words

BEFORE, NOW = 17_759_000, 22_392_100
WHY = (
    Column("name", words("来自哪里", "Where from"), Shown.TEXT),
    Column("amount", words("增减", "Difference"), Shown.MONEY, bar=True, total=True),
    Column("share", words("占总增减", "Part of the change"), Shown.RATIO),
)
KINDS = (
    Column("name", words("渠道", "Channel"), Shown.TEXT),
    Column("volume", words("量", "Volume"), Shown.MONEY, total=True),
    Column("mix", words("结构", "Mix"), Shown.MONEY, total=True),
    Column("rate", words("比率", "Rate"), Shown.MONEY, total=True),
)


def why(node_id: str, name: str, start: int, parts: tuple[tuple[str, int], ...]) -> Table:
    """A waterfall of ``parts`` from ``start``."""
    whole = sum(amount for _name, amount in parts)
    listed = tuple(
        Row((words(said), amount, amount / whole if whole else None), rows(slices=(("product", said),)))
        for said, amount in parts
    )
    return Table(
        f"why_{node_id}",
        words(f"{name}为什么变", f"Why the {node_id} changed"),
        WHY,
        listed,
        drawn=Waterfall("name", "amount", start, start + whole),
        lead=words(
            f"{name}的变化主要来自{parts[0][0]}，其余几乎没动。",
            f"Most of it came from {parts[0][0]}; the rest hardly moved.",
        ),
    )


def node(node_id: str, parent: str | None, zh: str, en: str, **changed: object) -> Node:
    """A node of money that went up from 17.76 to 22.39万, unless told otherwise."""
    given = {
        "definition": words(f"{zh}的定义。", f"What {en.lower()} means."),
        "shown": Shown.MONEY,
        "good": Good.UP,
        "how": words("", ""),
        "value": NOW,
        "previous": BEFORE,
        "contribution": NOW - BEFORE,
        "verdict": "up",
        "interval": Estimate(0.26, 0.12, 0.39),
        "smallest": 0.09,
        "q": 0.004,
        "tested": words("按买家重抽样 2000 次。", "Resampled by buyer 2000 times."),
        "rows": rows(),
        "previous_rows": rows(period=COMPARISON),
    }
    given |= changed
    value, previous = given["value"], given["previous"]
    if "change" not in given:
        given["change"] = None if value is None or not previous else (value - previous) / previous
    return Node(node_id, parent, words(zh, en), **given)


def counted(node_id: str, parent: str, zh: str, en: str, now: int, before: int, **changed: object) -> Node:
    return node(node_id, parent, zh, en, value=now, previous=before, **{"shown": Shown.COUNT, **changed})


TOTAL = NOW - BEFORE
NODES = (
    node(
        "payment_amount", None, "支付金额", "Payment amount", how=words("买家数 × 客单价", "buyers x amount per buyer"),
        tables=("why_payment_amount", "kinds"),
    ),
    counted(
        "buyers", "payment_amount", "支付买家数", "Buyers", 915, 828, contribution=2_000_000,
        how=words("访客 × 转化率，或 新 + 老", "visitors x conversion, or new + returning"), tables=("why_buyers",),
    ),
    counted("visitors", "buyers", "访客数", "Visitors", 3669, 3117, contribution=3_300_000, tables=()),
    node(
        "conversion", "buyers", "支付转化率", "Conversion", shown=Shown.RATIO, value=0.249, previous=0.266,
        contribution=-1_300_000, verdict="down",
    ),
    counted(
        "new_buyers", "buyers", "新买家", "New buyers", 236, 218, contribution=400_000, verdict="flat", way="kinds"
    ),
    counted("returning_buyers", "buyers", "老买家", "Returning buyers", 679, 610, contribution=1_600_000, way="kinds"),
    node(
        "aov", "payment_amount", "客单价", "Amount per buyer", value=24_472, previous=21_448,
        contribution=TOTAL - 2_000_000,
        how=words("每人单数 × 每单件数 × 件单价", "orders per buyer x items per order x price per item"),
    ),
    node(
        "orders_per_buyer", "aov", "每人单数", "Orders per buyer", shown=Shown.NUMBER, value=1.56, previous=1.46,
        contribution=1_200_000, verdict="unknown", smallest=0.11,
    ),
    node(
        "items_per_order", "aov", "每单件数", "Items per order", shown=Shown.NUMBER, value=1.81, previous=1.8,
        contribution=33_100, verdict="flat",
    ),
    node(
        "price_per_item", "aov", "件单价", "Price per item", value=8_690, previous=8_160,
        contribution=TOTAL - 2_000_000 - 1_233_100,
    ),
    node(
        "refund_amount", None, "退款金额", "Refunds", good=Good.DOWN, value=1_280_000, previous=1_080_000,
        contribution=None,
    ),
    node("net", None, "净收入", "Net", value=None, previous=None, contribution=None, verdict="unknown",
         reason=words("数据来源没有佣金记录。", "The source has no commissions."), rows=None, previous_rows=None),
)  # fmt: skip
DIAGNOSIS = Diagnosis(
    NODES,
    "lmdi",
    words("按对数平均分摊(LMDI)：各项加起来正好是总变化。", "Split by LMDI: the parts add up to the whole change."),
)

TABLES = (
    why(
        "payment_amount", "支付金额", BEFORE,
        (("蚕丝被 1.2米床", 2_400_000), ("直播间", 1_500_000), ("浙江省老客", -700_000), ("其余", TOTAL - 3_200_000)),
    ),
    Table(
        "kinds", words("量、结构、比率", "Volume, mix, rate"), KINDS,
        (
            Row((words("小程序"), 1_000_000, 200_000, 300_000)),
            Row((words("直播"), 2_000_000, -100_000, TOTAL - 3_400_000)),
        ),
    ),
    why("buyers", "支付买家数", 828, (("老买家", 69), ("新买家", 18))),
)  # fmt: skip


def card(card_id: str = "restock:p-102", **changed: object) -> Card:
    given = {
        "rule": "restock",
        "title": words("补货：蚕丝被 1.2米床", "Restock the silk quilt"),
        "evidence": words("断货 6 天，少卖约 31 件。", "Out of stock for 6 days: about 31 fewer sold."),
        "effect": words(
            "补上后 7 天内看它的支付金额回到每天 ¥420。", "Its sales should be back at ¥420 a day within 7 days."
        ),
        "stake": Estimate(1_312_000, 890_000, 1_720_000),
        "source": words("掌柜规则：断货商品", "Rule: out of stock"),
        "concerns": (Concern(words("1 件商品", "1 product"), behind("products")),),
        "node": "payment_amount",
    }
    return Card(card_id, **{**given, **changed})


def behind(kind: str, period: Period = PERIOD) -> Selection:
    return Selection("orders", "paid_orders", period, view().filters)


CARDS = (
    card(),
    card(
        "winback:3m", title=words("给 37 位三个月没来的老客发一张券", "Send 37 lapsed buyers a coupon"),
        evidence=words("他们过去平均每 34 天买一次，现在平均 96 天没来。", "They used to come every 34 days."),
        stake=Estimate(452_300, 120_000, 800_000),
        concerns=(
            Concern(words("37 位买家", "37 buyers"), behind("customers")),
            Concern(words("他们的 122 笔订单", "their 122 orders"), behind("orders")),
        ),
    ),
    card(
        "refunds:size", title=words("改尺码说明：3 款女装退款里一半写“尺码不合”", "Fix the size chart of 3 dresses"),
        stake=None, concerns=(),
    ),
    card("price:p-7", title=words("把亲肤连体衣的价格改回去", "Take the price rise back")),
    card(
        "traffic:live", state="done", title=words("恢复周五直播", "Bring Friday's live show back"),
        outcome=words("做了以后 9 天：访客每天多 41 人，比预期好。", "9 days on: 41 more visitors a day."),
    ),
    card("coupon:x", state="dismissed", title=words("加大满减力度", "Raise the discount")),
)  # fmt: skip
BRIEF = (
    words("昨天支付金额 ¥8,012，和平常的周五差不多。", "Yesterday ¥8,012: like other Fridays."),
    words("蚕丝被断货第 6 天。", "The silk quilt is out of stock for the 6th day."),
    words("「恢复周五直播」做了 9 天，访客回来了。", "Friday's live show is back for 9 days: visitors are back."),
)


def diagnosis_view(**changed: object) -> View:
    given = {
        "tables": TABLES, "figures": (), "trends": (), "cards": CARDS, "brief": BRIEF, "diagnosis": DIAGNOSIS,
        "headline": words(
            "10-24 – 11-22 支付金额 ¥22.39万，比对比期多 ¥4.64万(+26.1%)：老客多了，转化率掉了。",
            "10-24 – 11-22: payment amount ¥223,921, ¥46,331 more (+26.1%): more returning buyers, a lower conversion.",
        ),
    }  # fmt: skip
    return replace(view(), **{"id": "diagnosis", **given, **changed})
