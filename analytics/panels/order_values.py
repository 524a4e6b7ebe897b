"""How large orders are: round bands, the order in the middle, and how much the best buyers bring."""

import math

import numpy as np

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.dimensions.order import ORDER_VALUE
from analytics.intervals import Z95
from analytics.measure import read_by
from analytics.metric import count, total
from analytics.part import Narrow
from analytics.parts.goods import SOLD_LINES, SOLD_ORDERS
from analytics.parts.sales import PAID_ORDERS
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.say import counted, money
from analytics.selections import selection
from analytics.subject import Panel
from analytics.told import told
from storage.columns import MISSING
from storage.words import Words

LEAST = 20
"""Orders below which there is nothing to distribute."""
_ORDERS, _AMOUNT = count(PAID_ORDERS, SOLD_ORDERS), total(PAID_ORDERS, SOLD_LINES)
_BAND = Words("按订单的支付金额分段，含运费。", "By the payment amount of the order, freight included.")
_COLUMNS = (
    Column("order_value", ORDER_VALUE.name, Shown.TEXT, _BAND),
    Column("paid_orders", Words("支付订单", "Paid orders"), Shown.COUNT, bar=True, total=True),
    Column("order_share", Words("占订单", "Part of orders"), Shown.RATIO),
    Column("payment_amount", Words("支付金额", "Payment amount"), Shown.MONEY, total=True),
    Column("share", Words("占金额", "Part of money"), Shown.RATIO),
)


def order_values(asked: Asked, panel: Panel) -> Table:
    """Orders and money per band of the order's value."""
    found = asked.unknown or told(*(read_by(asked.now, term, ORDER_VALUE) for term in (_ORDERS, _AMOUNT)))
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), found)
    orders, amounts = (values[1:] for values in found)
    if orders.sum() < LEAST:
        return Table(panel.id, panel.title, _COLUMNS, (), _too_few(int(orders.sum())))
    rows = tuple(_row(asked, code, orders, amounts) for code in range(len(orders)))
    drawn = Bars("order_value", "paid_orders")
    return Table(panel.id, panel.title, _COLUMNS, rows, drawn=drawn, lead=_lead(asked))


def median(amounts: Ints) -> Estimate | None:
    """The amount in the middle with its 95% interval by order statistics; None of fewer than ``LEAST``."""
    if len(amounts) < LEAST:
        return None
    size, reach = len(amounts), Z95 * math.sqrt(len(amounts)) / 2
    low, high = max(math.floor(size / 2 - reach), 0), min(math.ceil(size / 2 + reach), size - 1)
    middle = sorted({(size - 1) // 2, size // 2, low, high})
    ranked = np.partition(amounts, middle)
    value = (int(ranked[(size - 1) // 2]) + int(ranked[size // 2])) // 2
    return Estimate(value, int(ranked[low]), int(ranked[high]))


def best_tenth(people: Ints, amounts: Ints) -> tuple[int, float] | None:
    """How many a tenth of the buyers are, and which part of the buyers' money the best of them bring."""
    known = people >= 0
    each = np.bincount(people[known], amounts[known])
    each = each[np.bincount(people[known], minlength=len(each)) > 0]
    if len(each) < LEAST or each.sum() <= 0:
        return None
    tenth = math.ceil(len(each) / 10)
    return tenth, float(np.partition(each, len(each) - tenth)[-tenth:].sum() / each.sum())


def _too_few(orders: int) -> Words:
    return Words(
        f"本期只有 {orders} 单，少于 {LEAST} 单看不出分布。",
        f"Only {counted(orders, 'order').en} in the period; fewer than {LEAST} show no distribution.",
    )


def _row(asked: Asked, code: int, orders: Ints, amounts: Ints) -> Row:
    narrow = Narrow(slices=((ORDER_VALUE.id, ORDER_VALUE.key_of(asked.facts, code)),))
    rows = selection(asked.now, _ORDERS, narrow) if orders[code] else None
    lines = selection(asked.now, _AMOUNT, narrow) if orders[code] else None
    name, number, amount = ORDER_VALUE.label_of(asked.facts, code), int(orders[code]), int(amounts[code])
    part = amount / int(amounts.sum()) if amounts.sum() else None
    return Row((name, number, number / int(orders.sum()), amount, part), rows, (None, rows, None, lines, None))


def _lead(asked: Asked) -> Words | None:
    if asked.now.lacks(PAID_ORDERS.log) is not None:
        return None  # of a category only lines are known, not whole orders
    cut = asked.now.rows(PAID_ORDERS)
    amounts = cut.column("payment_amount")
    known = amounts != MISSING
    middle, best = median(amounts[known]), best_tenth(cut.codes(cut.log.person)[known], amounts[known])
    if middle is None:
        return None
    value, low, high = (money(asked.facts.shop, int(end)) for end in (middle.value, middle.low, middle.high))
    zh = f"一半的订单不到 {value.zh}({low.zh}–{high.zh})"
    en = f"Half of the orders are below {value.en} ({low.en}–{high.en})"
    if best is None:
        return Words(f"{zh}。", f"{en}.")
    number, part = best
    return Words(
        f"{zh}；买得最多的一成买家({number:,} 位)带来 {part:.0%} 的金额。",
        f"{en}; the best tenth of the buyers ({number:,}) bring {part:.0%} of the money.",
    )
