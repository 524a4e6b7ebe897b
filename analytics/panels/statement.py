"""Where the money went: what was paid, less refunds, commissions, fees, advertising and goods."""

from analytics.asked import Asked
from analytics.figures import change_of
from analytics.measure import Reading, read
from analytics.metric import Metric
from analytics.metrics.income import AD_AMOUNT, COMMISSION_AMOUNT, FEE_AMOUNT, GOODS_COST_AMOUNT
from analytics.metrics.refunds import REFUND_AMOUNT
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.result import Column, Row, Shown, Table, Waterfall
from analytics.say import MINUS, money, symbol
from analytics.selections import selection
from analytics.subject import Panel
from storage.words import Words

_COSTS = (REFUND_AMOUNT, COMMISSION_AMOUNT, FEE_AMOUNT, AD_AMOUNT, GOODS_COST_AMOUNT)
_COLUMNS = (
    Column("item", Words("项目", "Item"), Shown.TEXT),
    Column("amount", Words("金额", "Amount"), Shown.MONEY, total=True),
    Column("share", Words("占支付金额", "Part of what was paid"), Shown.RATIO),
    Column("previous", Words("对比期", "Comparison"), Shown.MONEY, total=True, compared=True),
    Column("change", Words("变化", "Change"), Shown.RATIO),
)


def statement(asked: Asked, panel: Panel) -> Table:
    """One row per item that is known; what is not known is named in the note and not counted as 0."""
    paid = Reading(None, asked.unknown) if asked.unknown else read(asked.now, PAYMENT_AMOUNT)
    if not paid.value:
        return Table(panel.id, panel.title, _COLUMNS, (), paid.reason or Words("没有支付金额。", "Nothing was paid."))
    rows = [_row(asked, PAYMENT_AMOUNT, 1, int(paid.value))]
    unknown: list[Metric] = []
    for metric in _COSTS:
        if read(asked.now, metric).value is None:
            unknown.append(metric)
        else:
            rows.append(_row(asked, metric, -1, int(paid.value)))
    left = sum(amount for row in rows if isinstance(amount := row.cells[1], int))
    return Table(
        panel.id,
        panel.title,
        _COLUMNS,
        tuple(rows),
        _note(unknown),
        drawn=Waterfall("item", "amount", 0, left),
        lead=_lead(asked, rows, left, int(paid.value)),
    )


def _row(asked: Asked, metric: Metric, sign: int, whole: int) -> Row:
    value = sign * int(read(asked.now, metric).value or 0)
    before = None if asked.before is None else read(asked.before, metric).value
    change = None if asked.incomparable or before is None else change_of(abs(value), int(before))
    previous = None if before is None else sign * int(before)
    now = selection(asked.now, metric.top)
    then = selection(asked.before, metric.top) if asked.before and before is not None else None
    return Row((metric.name, value, value / whole, previous, change), now, (None, now, None, then, None))


def _lead(asked: Asked, rows: list[Row], left: int, whole: int) -> Words:
    costs = [row for row in rows[1:] if row.cells[1]]
    each = [(row.cells[0], -float(row.cells[2]) * 100) for row in costs if isinstance(row.cells[2], float)]
    sign = symbol(asked.facts.shop.currency)
    zh = "，".join(f"{name.zh} {_of_hundred(sign, part)}" for name, part in each if isinstance(name, Words))
    en = ", ".join(f"{name.en} {_of_hundred(sign, part)}" for name, part in each if isinstance(name, Words))
    rest, amount = _of_hundred(sign, 100 * left / whole), money(asked.facts.shop, left)
    if not each:
        return Words(f"收到 {amount.zh}，没有扣除项。", f"{amount.en} came in, nothing was taken off.")
    return Words(
        f"每收 {sign}100：{zh}；剩 {rest}，共 {amount.zh}。",
        f"Of every {sign}100 paid: {en}; {rest} is left, {amount.en} in all.",
    )


def _of_hundred(sign: str, part: float) -> str:
    return f"{MINUS if part < 0 else ''}{sign}{abs(part):.1f}"


def _note(unknown: list[Metric]) -> Words | None:
    if not unknown:
        return None
    zh, en = "、".join(metric.name.zh for metric in unknown), ", ".join(metric.name.en for metric in unknown)
    return Words(
        f"没有这些数据，所以没有扣：{zh}。退款、佣金和费用按发生的日子算，可能属于以前的订单。",
        f"Not known and so not taken off: {en}. Refunds, commissions and fees count on their own day.",
    )
