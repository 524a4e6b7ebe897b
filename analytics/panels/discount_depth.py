"""What discounts bring: orders by how deep theirs was, how large they are and how many come back."""

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.dimensions.fulfilment import DISCOUNT_DEPTH
from analytics.intervals import share
from analytics.measure import quotient, read_by
from analytics.metric import count, total
from analytics.part import Narrow
from analytics.parts.fulfilment import KEPT_ORDERS, REFUNDED_ORDERS, tells_refunded
from analytics.parts.sales import COUNTED_ORDERS, PAID_ORDERS
from analytics.result import Bars, Column, Row, Shown, Table
from analytics.say import counted
from analytics.selections import selection
from analytics.subject import Panel
from analytics.told import told
from storage.words import Words

LEAST = 30
"""Orders with a known discount below which bands say nothing."""
_TERMS = (
    count(PAID_ORDERS),
    total(PAID_ORDERS),
    count(COUNTED_ORDERS),
    total(COUNTED_ORDERS),
    count(REFUNDED_ORDERS),
    count(KEPT_ORDERS),
)
_ORDERS, _MONEY, _COUNTED, _PIECES, _REFUNDED, _KEPT = range(len(_TERMS))
_DEPTH = Words("订单优惠 ÷ 商品标价。", "Discount of the order / its goods at list price.")
_RATE = Words(
    "到现在退过款的订单 ÷ 支付订单，带 95% 区间；拼团没成退的不算，最近的订单以后还可能退。",
    "Orders refunded by now / paid orders, with the 95% interval; groups that failed are left out, and the latest "
    "orders may still come back.",
)
_COLUMNS = (
    Column("discount_depth", DISCOUNT_DEPTH.name, Shown.TEXT, _DEPTH),
    Column("paid_orders", Words("支付订单", "Paid orders"), Shown.COUNT, bar=True, total=True),
    Column("share", Words("占订单", "Part of orders"), Shown.RATIO),
    Column("payment_amount", Words("支付金额", "Payment amount"), Shown.MONEY, total=True),
    Column("amount_per_order", Words("笔单价", "Amount per order"), Shown.MONEY),
    Column("items_per_order", Words("每单件数", "Items per order"), Shown.NUMBER),
    Column("refunded", Words("退款订单占比", "Part refunded"), Shown.RATIO, _RATE),
)


def discount_depth(asked: Asked, panel: Panel) -> Table:
    """One row per band of the discount."""
    why_not = asked.unknown
    found = why_not or told(*(read_by(asked.now, term, DISCOUNT_DEPTH) for term in _TERMS))
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), found)
    if found[_ORDERS][1:].sum() < LEAST:
        return Table(panel.id, panel.title, _COLUMNS, (), _too_few(int(found[_ORDERS][1:].sum())))
    known = tells_refunded(asked.facts)
    codes = [*range(DISCOUNT_DEPTH.size(asked.facts)), -1]
    rows = tuple(_row(asked, code, found, known) for code in codes if code >= 0 or found[_ORDERS][0])
    note = None if known else Words("退款没有标出属于哪个订单。", "Refunds do not name their order.")
    drawn = Bars("discount_depth", "paid_orders")
    return Table(panel.id, panel.title, _COLUMNS, rows, note, drawn=drawn, lead=_lead(found))


def _too_few(orders: int) -> Words:
    if not orders:
        return Words("数据来源没有优惠和标价。", "The source supplies no discounts and list prices.")
    return Words(
        f"知道优惠的订单只有 {orders} 单，少于 {LEAST} 单说明不了什么。",
        f"Only {counted(orders, 'order').en} with a known discount; fewer than {LEAST} say nothing.",
    )


def _row(asked: Asked, code: int, found: tuple[Ints, ...], refunds_known: bool) -> Row:
    orders, money, counted, pieces, refunded, kept = (int(values[code + 1]) for values in found)
    narrow = Narrow(slices=((DISCOUNT_DEPTH.id, DISCOUNT_DEPTH.key_of(asked.facts, code)),))
    rows = selection(asked.now, _TERMS[_ORDERS], narrow)
    back = selection(asked.now, _TERMS[_REFUNDED], narrow)
    items = selection(asked.now, _TERMS[_COUNTED], narrow)
    cells = (
        DISCOUNT_DEPTH.label_of(asked.facts, code),
        orders,
        orders / int(found[_ORDERS].sum()),
        money,
        quotient(money, orders, Shown.MONEY),
        quotient(pieces, counted, Shown.NUMBER),
        share(refunded, kept) if refunds_known else None,
    )
    if not orders:
        return Row(cells)
    return Row(cells, rows, (None, rows, None, rows, rows, items, back if refunds_known and kept else None))


def _lead(found: tuple[Ints, ...]) -> Words:
    """How many and how much; refunds are left to the column with its interval: deep discounts are often the latest."""
    orders, money = (found[place][1:] for place in (_ORDERS, _MONEY))
    deep = slice(3, None)  # over 20%
    part, cheap = orders[1:].sum() / orders.sum(), int(orders[deep].sum())
    bring = money[deep].sum() / max(int(money.sum()), 1)
    return Words(
        f"{part:.0%} 的订单有优惠，优惠超过两成的 {cheap:,} 单，带来 {bring:.0%} 的金额。",
        f"{part:.0%} of orders had a discount, {cheap:,} one of over 20%, {bring:.0%} of the money.",
    )
