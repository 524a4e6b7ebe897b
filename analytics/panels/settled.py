"""Does the account match the orders: what arrived as it should, what is still to come, what does not match."""

from analytics.asked import Asked
from analytics.coverage import not_recorded
from analytics.dimensions.income import SETTLEMENT
from analytics.measure import read_by, read_term
from analytics.metric import count, total
from analytics.part import Narrow
from analytics.parts.income import MOVED
from analytics.parts.sales import PAID_ORDERS
from analytics.parts.settled import WRONGLY_SETTLED
from analytics.result import Bars, Column, Row, Shown, Table
from analytics.say import money
from analytics.selections import selection
from analytics.settlement import STATES, WRONG
from analytics.subject import Panel
from storage.words import Words

_COLUMNS = (
    Column("settlement", SETTLEMENT.name, Shown.TEXT),
    Column("payment_amount", Words("订单支付金额", "Paid for these orders"), Shown.MONEY, bar=True, total=True),
    Column("orders", Words("订单", "Orders"), Shown.COUNT, total=True),
    Column("gap", Words("差额", "Difference"), Shown.MONEY, total=True),
)
_NO_RECORD = Words(
    "数据来源没有账户流水，没法核对。在「数据」页导入结算账单，或接上提供结算的店铺接口，就能逐单核对。",
    "The source keeps no account movements, so nothing can be checked. Import the statement, or connect the shop.",
)
_NOTHING_DUE = Words("这段时间的订单还没有到期的，没有可核对的。", "No order of these days was due: nothing to check.")


def settled(asked: Asked, panel: Panel) -> Table:
    """One row per state of the orders paid in the period, as of the end of the data."""
    why_not = unsettled(asked)
    if why_not is not None:
        return Table(panel.id, panel.title, _COLUMNS, (), why_not)
    rows = tuple(row for state in (*STATES, "") if (row := _row(asked, state)))
    if not rows:
        return Table(panel.id, panel.title, _COLUMNS, (), _NOTHING_DUE)
    return Table(
        panel.id, panel.title, _COLUMNS, rows, _rule(), drawn=Bars("settlement", "payment_amount"), lead=_lead(asked)
    )


def unsettled(asked: Asked) -> Words | None:
    """Why nothing can be checked; None if it can."""
    why_not = asked.unknown or (_NO_RECORD if not len(asked.facts["settlements"]) else None)
    return why_not or asked.now.lacks(PAID_ORDERS.log) or _too_early(asked)


def nothing_due(asked: Asked) -> Words | None:
    """That not one order of the period was to be settled yet; None if some were."""
    due = (_orders(asked, state) for state in ("right", *WRONG))
    return None if any(due) else _NOTHING_DUE


def _orders(asked: Asked, state: str) -> int:
    return int(read_term(asked.now, count(PAID_ORDERS), Narrow(slices=((SETTLEMENT.id, state),))).value or 0)


def _too_early(asked: Asked) -> Words | None:
    return not_recorded(asked.facts, MOVED, asked.question.period) if not _any(asked) else None


def _any(asked: Asked) -> bool:
    by = read_by(asked.now, count(PAID_ORDERS), SETTLEMENT)
    return not isinstance(by, Words) and bool(by[1:].any())


def _row(asked: Asked, state: str) -> Row | None:
    narrow = Narrow(slices=((SETTLEMENT.id, state),))
    orders = read_term(asked.now, count(PAID_ORDERS), narrow).value
    if not orders:
        return None
    amount = read_term(asked.now, total(PAID_ORDERS), narrow).value
    gap = read_term(asked.now, total(WRONGLY_SETTLED), narrow).value if state in WRONG else 0
    rows = selection(asked.now, count(PAID_ORDERS), narrow)
    name = STATES.get(state, Words("流水开始前的订单", "before the record begins"))
    return Row((name, amount, int(orders), gap), rows, (None, rows, rows, rows if gap else None))


def _lead(asked: Asked) -> Words:
    shop = asked.facts.shop
    wrong = int(read_term(asked.now, count(WRONGLY_SETTLED)).value or 0)
    gap = money(shop, int(read_term(asked.now, total(WRONGLY_SETTLED)).value or 0))
    coming = read_term(asked.now, total(PAID_ORDERS), Narrow(slices=((SETTLEMENT.id, "open"),))).value or 0
    later = money(shop, int(coming))
    rest = Words(f"还有 {later.zh} 没到期。", f"{later.en} is not due yet.")
    if nothing_due(asked):
        return Words(f"{_NOTHING_DUE.zh}{rest.zh}", f"{_NOTHING_DUE.en} {rest.en}") if coming else _NOTHING_DUE
    if not coming:
        rest = Words("没有还没到期的。", "nothing is still to come.")
    if not wrong:
        return Words(f"到期的都对得上；{rest.zh}", f"All that was due matches; {rest.en}")
    return Words(
        f"{wrong:,} 单对不上，差额合计 {gap.zh}；{rest.zh}",
        f"{wrong:,} orders do not match, {gap.en} in all; {rest.en}",
    )


def _rule() -> Words:
    return Words(
        "确认收货 15 天后应到账。到账按账户流水里的货款和退款核对，服务费和佣金另算。",
        "A sale is due 15 days after receipt. Compared with the sales and refunds on the account; fees and commissions "
        "stand apart.",
    )
