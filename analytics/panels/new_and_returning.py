"""New against returning buyers: what one of them is worth, and how sure that is."""

import numpy as np
from msgspec import Struct

from analytics.asked import Asked
from analytics.buyer_kind import KINDS_OF_BUYERS
from analytics.counting import known
from analytics.dimensions.people import BUYER_KIND
from analytics.intervals import gap, mean, mean_gap, share
from analytics.measure import read_by, term_for
from analytics.metric import count, total
from analytics.part import Narrow
from analytics.parts.fulfilment import KEPT_ORDERS, REFUNDED_ORDERS, tells_refunded
from analytics.parts.goods import BUYER_SOLD_ORDERS
from analytics.parts.loyalty import LINE_SPENDERS, SPENDERS
from analytics.parts.sales import BUYER_ORDERS
from analytics.result import Bars, Column, Estimate, Row, Shown, Table, Value
from analytics.say import money
from analytics.selections import selection
from analytics.subject import Panel
from storage.shop import Shop
from storage.words import Words

LEAST = 20
"""Buyers of each kind below which they are not compared."""
_PEOPLE, _SPENT = count(SPENDERS, LINE_SPENDERS), total(SPENDERS, LINE_SPENDERS)
_ORDERS = count(BUYER_ORDERS, BUYER_SOLD_ORDERS)
_WORTH = Words(
    "可识别买家的支付金额 ÷ 人数，带 95% 区间(按每位买家的金额算)。",
    "What known buyers paid / how many they are, with the 95% interval over buyers.",
)
_BACK = Words(
    "到现在退过款的订单 ÷ 支付订单，带 95% 区间；拼团没成的不算。",
    "Orders refunded by now / paid orders, with the 95% interval; groups that failed are left out.",
)
_COLUMNS = (
    Column("buyer_kind", BUYER_KIND.name, Shown.TEXT),
    Column("buyers", Words("买家", "Buyers"), Shown.COUNT, total=True),
    Column("buyer_share", Words("占买家", "Part of buyers"), Shown.RATIO),
    Column("payment_amount", Words("支付金额", "Payment amount"), Shown.MONEY, total=True),
    Column("share", Words("占金额", "Part of money"), Shown.RATIO),
    Column("worth", Words("人均金额", "Amount per buyer"), Shown.MONEY, _WORTH, bar=True),
    Column("orders", Words("支付订单", "Paid orders"), Shown.COUNT, total=True),
    Column("per_buyer", Words("人均订单", "Orders per buyer"), Shown.NUMBER),
    Column("refunded", Words("退款订单占比", "Part refunded"), Shown.RATIO, _BACK),
)


class _Kind(Struct, frozen=True):
    """New or returning buyers."""

    key: str
    buyers: int
    amount: int
    orders: int
    worth: Estimate | None
    refunded: Estimate | None


def new_and_returning(asked: Asked, panel: Panel) -> Table:
    """A row for new and one for returning buyers."""
    found = asked.unknown or _kinds(asked)
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), found)
    if not any(kind.buyers for kind in found):
        return Table(panel.id, panel.title, _COLUMNS, (), Words("没有可识别的买家。", "There are no known buyers."))
    rows = tuple(_row(asked, kind, found) for kind in found)
    drawn = Bars("buyer_kind", "worth")
    return Table(panel.id, panel.title, _COLUMNS, rows, drawn=drawn, lead=_lead(asked.facts.shop, found))


def _kinds(asked: Asked) -> list[_Kind] | Words:
    usable = term_for(asked.now, _SPENT, [BUYER_KIND])
    if isinstance(usable, Words):
        return usable
    cut = asked.now.rows(usable.part)
    people, amounts = cut.codes(cut.log.person), cut.column("payment_amount" if cut.log.kind == "orders" else "amount")
    size = len(cut.facts.position("customers"))
    each = np.bincount(people, known(amounts), minlength=size)
    kind_of = np.full(size, -1, dtype=np.int8)
    kind_of[people] = BUYER_KIND.codes(cut)
    orders, refunds = read_by(asked.now, _ORDERS, BUYER_KIND), _refunds(asked)
    found = []
    for code, key in enumerate(KINDS_OF_BUYERS):
        spent = each[kind_of == code]
        paid = 0 if isinstance(orders, Words) else int(orders[code + 1])
        worth = mean(len(spent), float(spent.sum()), float((spent * spent).sum()))
        found.append(_Kind(key, len(spent), round(float(spent.sum())), paid, _whole(worth), refunds[code]))
    return found


def _refunds(asked: Asked) -> list[Estimate | None]:
    back, kept = (read_by(asked.now, count(part), BUYER_KIND) for part in (REFUNDED_ORDERS, KEPT_ORDERS))
    if isinstance(back, Words) or isinstance(kept, Words) or not tells_refunded(asked.facts):
        return [None for _ in KINDS_OF_BUYERS]
    return [share(int(back[code + 1]), int(kept[code + 1])) for code in range(len(KINDS_OF_BUYERS))]


def _whole(money: Estimate | None) -> Estimate | None:
    """Money in whole minor units; a mean of positive amounts is not below 0."""
    if money is None:
        return None
    return Estimate(round(money.value), max(round(money.low), min(0, round(money.value))), round(money.high))


def _row(asked: Asked, kind: _Kind, every: list[_Kind]) -> Row:
    buyers, amount = sum(one.buyers for one in every), sum(one.amount for one in every)
    narrow = Narrow(slices=((BUYER_KIND.id, kind.key),))
    people = selection(asked.now, _PEOPLE, narrow)
    orders = selection(asked.now, _ORDERS, narrow)
    back = selection(asked.now, count(REFUNDED_ORDERS), narrow) if kind.refunded else None
    cells: tuple[Value, ...] = (
        KINDS_OF_BUYERS[kind.key],
        kind.buyers,
        kind.buyers / buyers,
        kind.amount,
        kind.amount / amount if amount else None,
        kind.worth,
        kind.orders,
        kind.orders / kind.buyers if kind.buyers else None,
        kind.refunded,
    )
    if not kind.buyers:
        return Row(cells)
    return Row(cells, people, (None, people, None, people, None, people, orders, orders, back))


def _lead(shop: Shop, kinds: list[_Kind]) -> Words | None:
    new, old = kinds
    whole, money_of_all = new.buyers + old.buyers, max(new.amount + old.amount, 1)
    zh = f"老买家占人数 {old.buyers / whole:.0%}，占金额 {old.amount / money_of_all:.0%}"
    en = f"Returning buyers are {old.buyers / whole:.0%} of the people and {old.amount / money_of_all:.0%} of the money"
    if new.worth is None or old.worth is None or min(new.buyers, old.buyers) < LEAST:
        return Words(f"{zh}；人数太少，不比人均金额。", f"{en}; too few to compare what one of them is worth.")
    more = mean_gap(old.worth, new.worth)
    said = _more(shop, more)
    back = _more_refunds(new, old)
    return Words(f"{zh}；{said.zh}{back.zh}。", f"{en}; {said.en}{back.en}.")


def _more(shop: Shop, more: Estimate) -> Words:
    if more.low <= 0 <= more.high:
        return Words("人均金额没有明显差别", "what one is worth does not clearly differ")
    by, low, high = (money(shop, abs(round(end))) for end in (more.value, more.low, more.high))
    ends = (low, high) if more.value > 0 else (high, low)
    way = Words("多", "more") if more.value > 0 else Words("少", "less")
    return Words(
        f"人均比新买家{way.zh}花 {by.zh}({ends[0].zh}–{ends[1].zh})",
        f"one spends {by.en} ({ends[0].en}–{ends[1].en}) {way.en} than a new one",
    )


def _more_refunds(new: _Kind, old: _Kind) -> Words:
    """Where one of them sends back clearly more."""
    if new.refunded is None or old.refunded is None:
        return Words("", "")
    more = gap(new.refunded, old.refunded)
    if more.low <= 0 <= more.high:
        return Words("", "")
    who = Words("新买家", "new buyers") if more.value > 0 else Words("老买家", "returning buyers")
    by = f"{abs(more.value) * 100:.1f}"
    return Words(f"；{who.zh}的退款占比高 {by} 个百分点", f"; {who.en} refund {by} points more")
