"""How long buyers wait for their parcel to leave, those who still wait included."""

from collections.abc import Sequence

from msgspec.structs import replace

from analytics.asked import Asked
from analytics.buckets import buckets, grain_for
from analytics.dimensions.fulfilment import SHIPPING
from analytics.dimensions.order import ORDER
from analytics.dimensions.people import BUYER
from analytics.dimensions.place import PROVINCE
from analytics.finished import finished_days
from analytics.listing import Field, Listing, identified, listing_table, moment, named, number
from analytics.local_time import HOUR, MINUTE
from analytics.measure import read_by, read_over
from analytics.metric import count, total
from analytics.part import Narrow
from analytics.parts.fulfilment import OVERDUE, SENT_IN_24, SENT_IN_48, TO_SEND, WAITING
from analytics.parts.sales import PAID_ORDERS
from analytics.period import Period
from analytics.result import Bars, Column, Curves, Estimate, Row, Selection, Shown, Table
from analytics.say import counted, money
from analytics.selections import on_days, selection
from analytics.shipping import BANDS, sent, tells_shipping
from analytics.slice import Slice
from analytics.subject import Panel
from analytics.survival import Curve, curve, quantile
from analytics.told import told
from storage.words import Words

LEAST = 20
"""Orders below which no time is named."""
_NOT_TOLD = Words("数据来源没有发货时间。", "The source does not say when orders were sent.")
_NONE = Words("没有支付订单。", "There are no paid orders.")
_SINCE = Words(
    "从付款(拼团单从成团)到发出第一个包裹。还没发的不会漏掉，也不当作已发：只知道至少等了这么久。",
    "From payment (of a group order: from the full group) to the first parcel. Orders still waiting are neither left "
    "out nor counted as sent: they have waited at least so long.",
)
_COLUMNS = (
    Column("shipping", SHIPPING.name, Shown.TEXT, _SINCE),
    Column("paid_orders", Words("支付订单", "Paid orders"), Shown.COUNT, bar=True, total=True),
    Column("share", Words("占比", "Share"), Shown.RATIO),
    Column("payment_amount", Words("支付金额", "Payment amount"), Shown.MONEY, total=True),
)
_WITHIN = Words(
    "该发的订单里，付款(成团)后这么久之内发出的占比；还没到时间的日子不算。",
    "Of these orders, the part sent within so long; days for which it is too early are left out.",
)
_DUE = Words(
    "这天付款、该发货的订单；没发货就关闭的和拼团没满的不算。",
    "Orders paid that day that are to be sent; those closed before and of groups not full are left out.",
)
_DAY_COLUMNS = (
    Column("start", Words("付款日", "Paid on"), Shown.DAY),
    Column("to_send", Words("该发的订单", "Orders to send"), Shown.COUNT, _DUE, total=True),
    Column("in_24", Words("24 小时内发货", "Sent within 24 hours"), Shown.RATIO, _WITHIN),
    Column("in_48", Words("48 小时内发货", "Sent within 48 hours"), Shown.RATIO, _WITHIN),
)
_SENT_BANDS = list(BANDS).index("waiting")
_DAILY = (TO_SEND, SENT_IN_24, SENT_IN_48)
_ORDERS, _AMOUNT = count(PAID_ORDERS), total(PAID_ORDERS)
_NOBODY_WAITS = Words("没有超过 48 小时还没发的订单。", "No order has waited over 48 hours.")
_FIELDS = (
    Field(Column("order_id", Words("订单编号", "Order id"), Shown.ID), identified(ORDER)),
    Field(
        Column("waited", Words("已等(小时)", "Waited (hours)"), Shown.NUMBER, _SINCE, bar=True),
        lambda cut: [hours / HOUR for hours in cut.of(sent(cut.facts).waited).tolist()],
    ),
    Field(Column("paid_at", Words("支付时间", "Paid"), Shown.TIME), moment),
    Field(Column("buyer", BUYER.name, Shown.TEXT), named(BUYER)),
    Field(Column("province", PROVINCE.name, Shown.TEXT), named(PROVINCE)),
    Field(Column("payment_amount", Words("支付金额", "Payment amount"), Shown.MONEY), number("payment_amount")),
)


def time_to_ship(asked: Asked, panel: Panel) -> Table:
    """Orders of the period by how long they waited."""
    why_not = asked.unknown or (None if tells_shipping(asked.facts) else _NOT_TOLD)
    found = why_not or told(*(read_by(asked.now, term, SHIPPING) for term in (_ORDERS, _AMOUNT)))
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), found)
    orders, amounts = (values[1:].tolist() for values in found)
    if sum(orders) == 0:
        return Table(panel.id, panel.title, _COLUMNS, (), _NONE)
    rows = tuple(
        _row(asked.now, code, orders, amounts[code]) for code in range(len(BANDS)) if orders[code] or code < _SENT_BANDS
    )
    drawn = Bars("shipping", "paid_orders")
    return Table(panel.id, panel.title, _COLUMNS, rows, drawn=drawn, lead=_lead(asked, sum(orders)))


def shipping_days(asked: Asked, panel: Panel) -> Table:
    """The part sent in time, by the day of payment."""
    days = finished_days(asked.facts, asked.question.period)
    why_not = asked.unknown or (None if tells_shipping(asked.facts) else _NOT_TOLD)
    if why_not is not None or days is None:
        return Table(panel.id, panel.title, _DAY_COLUMNS, (), why_not or Words("还没有结束的日子。", "No day is over."))
    by = buckets(days, grain_for(days))
    edges = by.edges(asked.facts)
    found = told(*(read_over(asked.now, count(part), edges) for part in (*_DAILY, WAITING)))
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _DAY_COLUMNS, (), found)
    numbers = zip(*(values.tolist() for values in found), strict=True)
    rows = tuple(_day(asked.now, period, number) for period, number in zip(by.periods, numbers, strict=True))
    if not any(row.cells[3] is not None for row in rows):
        return Table(panel.id, panel.title, _DAY_COLUMNS, (), _NONE)
    drawn = Curves("start", ("in_24", "in_48"))
    return Table(panel.id, panel.title, _DAY_COLUMNS, rows, drawn=drawn, lead=_worst(rows))


def waiting_times(cube: Slice) -> Curve:
    """The curve of the waiting times of a slice's orders, in minutes."""
    times, cut = sent(cube.facts), cube.rows(PAID_ORDERS)
    return curve(cut.of(times.waited) // MINUTE, cut.of(times.sent))


def _row(cube: Slice, code: int, orders: Sequence[int], amount: int) -> Row:
    rows = selection(cube, _ORDERS, Narrow(slices=((SHIPPING.id, list(BANDS)[code]),))) if orders[code] else None
    name = SHIPPING.label_of(cube.facts, code)
    return Row((name, orders[code], orders[code] / sum(orders), amount), rows, (None, rows, None, rows))


def _day(cube: Slice, period: Period, numbers: Sequence[int]) -> Row:
    due, in_24, in_48, waiting = numbers
    ripe = due and not waiting  # as long as one may still leave in time it is too early to tell
    shares = (in_24 / due, in_48 / due) if ripe else (None, None)
    behind: list[Selection | None] = [on_days(selection(cube, count(part)), period) for part in _DAILY]
    if not ripe:
        behind[1:] = [None, None]
    return Row((period.first, due, *shares), behind[0], (None, *behind))


def _lead(asked: Asked, orders: int) -> Words:
    late = asked.now.rows(OVERDUE)
    waiting, worth = len(late), money(asked.facts.shop, int(late.column("payment_amount").clip(min=0).sum()))
    still = Words(
        f"有 {waiting:,} 单付款超过 48 小时还没发，共 {worth.zh}。" if waiting else "没有超过 48 小时还没发的订单。",
        f"Over 48 hours: {counted(waiting, 'order').en} waiting, {worth.en}."
        if waiting
        else "None waits over 48 hours.",
    )
    times = waiting_times(asked.now)
    half, most = quantile(times, 0.5), quantile(times, 0.9)
    if orders < LEAST or half is None:
        return still
    said = Words(f"一半订单在 {_hours(half)} 小时内发出", f"Half of the orders leave within {_hours(half)} hours")
    if most is not None:
        said = Words(f"{said.zh}，九成在 {_hours(most)} 小时内", f"{said.en}, nine of ten within {_hours(most)}")
    return Words(f"{said.zh}；{still.zh}", f"{said.en}; {still.en}")


def _hours(time: Estimate) -> str:
    value, low, high = (end * MINUTE / HOUR for end in (time.value, time.low, time.high))
    return f"{value:.1f}({low:.1f}–{high:.1f})"


def _worst(rows: Sequence[Row]) -> Words | None:
    judged = [(row.cells[3], row.cells[0]) for row in rows if isinstance(row.cells[3], float) and row.cells[1]]
    if not judged:
        return None
    part, day = min(judged, key=lambda found: (found[0], str(found[1])))
    return Words(
        f"最慢的是 {day} 付款的：48 小时内只发出 {part:.0%}。",
        f"Slowest were those paid on {day}: {part:.0%} left within 48 hours.",
    )


def overdue(asked: Asked, panel: Panel) -> Table:
    """The orders that have waited too long, the most money first, whenever they were paid."""
    table = listing_table(asked, Listing(panel.id, panel.title, OVERDUE, ORDER, _FIELDS, "amount", 200, _NOBODY_WAITS))
    return table if tells_shipping(asked.facts) else replace(table, rows=(), note=_NOT_TOLD, total_rows=None)
