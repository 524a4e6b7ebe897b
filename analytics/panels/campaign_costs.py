"""What each campaign cost and brought: coupons, orders credited to it, advertising, cost per order."""

from collections.abc import Sequence

import numpy as np

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.counting import known
from analytics.dimensions.campaigns import CAMPAIGN, CAMPAIGN_TYPE
from analytics.measure import quotient, read_by
from analytics.metric import Term, count, total
from analytics.metrics.campaigns import CAMPAIGN_AMOUNT, CAMPAIGN_ORDER_COUNT
from analytics.panels.told_apart import above_all, below_all
from analytics.panels.uncredited_ads import WHERE_ADS_ARE, uncredited_ads
from analytics.part import Narrow
from analytics.parts.campaigns import CLAIMS, CLAIMS_USED, COUPONS_REDEEMED
from analytics.parts.income import AD_COST
from analytics.rates import cost_of
from analytics.result import Bars, Column, Row, Shown, Table, Value
from analytics.say import plain_money
from analytics.selections import selection
from analytics.subject import Panel
from storage.facts import Facts
from storage.words import Words

_COLUMNS = (
    Column("campaign", CAMPAIGN.name, Shown.TEXT),
    Column("type", CAMPAIGN_TYPE.name, Shown.TEXT),
    Column("amount", CAMPAIGN_AMOUNT.name, Shown.MONEY, CAMPAIGN_AMOUNT.definition, bar=True, total=True),
    Column("orders", CAMPAIGN_ORDER_COUNT.name, Shown.COUNT, CAMPAIGN_ORDER_COUNT.definition, total=True),
    Column("claims", Words("领券", "Claimed"), Shown.COUNT, total=True),
    Column("used", Words("其中已用", "Of these used"), Shown.COUNT, total=True),
    Column("coupons", Words("券面成本", "Cost of coupons"), Shown.MONEY, total=True),
    Column("ads", Words("推广花费", "Advertising"), Shown.MONEY, total=True),
    Column("each", Words("每单花费", "Cost per order"), Shown.MONEY),
)
_TERMS = (
    CAMPAIGN_AMOUNT.top,
    CAMPAIGN_ORDER_COUNT.top,
    count(CLAIMS),
    count(CLAIMS_USED),
    total(COUPONS_REDEEMED),
    total(AD_COST),
)
_NOTHING = Words("这段时间没有活动的订单、领券或花费。", "No campaign had orders, coupons or costs in these days.")
_NOTE = Words(
    "花费只算券面和推广花费；折扣让利、拼团差价和商品成本不在内。没有花费记录的活动不算每单花费。",
    "Costs are coupons and advertising; markdowns, group prices and goods are not in them.",
)


def campaign_costs(asked: Asked, panel: Panel) -> Table:
    """One row per campaign that had anything in the period, the most money first."""
    if asked.unknown:
        return Table(panel.id, panel.title, _COLUMNS, (), asked.unknown)
    by_term = [_by(asked, term) for term in _TERMS]
    silent = uncredited_ads(asked.facts)
    told = [values for values in by_term if values is not None]
    codes = np.flatnonzero(np.logical_or.reduce([values != 0 for values in told])[1:]) if told else np.zeros(0, int)
    rows = [_row(asked, by_term, int(code), bool(silent[code])) for code in codes]
    rows.sort(key=lambda row: (-_number(row.cells[2]), -_number(row.cells[6]) - _number(row.cells[7])))
    if not rows:
        return Table(panel.id, panel.title, _COLUMNS, (), _NOTHING)
    note = Words(f"{_NOTE.zh}{WHERE_ADS_ARE.zh}", f"{_NOTE.en} {WHERE_ADS_ARE.en}") if silent[codes].any() else _NOTE
    return Table(
        panel.id, panel.title, _COLUMNS, tuple(rows), note, drawn=Bars("campaign", "amount"), lead=_lead(asked, rows)
    )


def _by(asked: Asked, term: Term) -> Ints | None:
    values = read_by(asked.now, term, CAMPAIGN)
    return None if isinstance(values, Words) else known(values)


def _row(asked: Asked, by_term: Sequence[Ints | None], code: int, silent: bool) -> Row:
    """``silent`` says that the orders of the campaign cannot be told."""
    facts = asked.facts
    values = [None if of is None else int(of[code + 1]) for of in by_term]
    if silent:
        values[:2] = None, None
    _amount, orders, _claims, _used, coupons, ads = values
    cost = (coupons or 0) + (ads or 0)
    each = quotient(cost, orders, Shown.MONEY) if cost and orders else None
    narrow = Narrow(slices=((CAMPAIGN.id, CAMPAIGN.key_of(facts, code)),))
    behind = [selection(asked.now, term, narrow) if value else None for term, value in zip(_TERMS, values, strict=True)]
    cells: tuple[Value, ...] = (CAMPAIGN.label_of(facts, code), type_of(facts, code), *values, each)
    return Row(cells, behind[1] or behind[2] or behind[5], (None, None, *behind, None))


def type_of(facts: Facts, code: int) -> Value:
    """What kind of campaign it is, in words."""
    place = facts.position("campaigns")[code]
    kind = int(facts["campaigns"]["type"][place]) if place >= 0 else -1
    return CAMPAIGN_TYPE.label_of(facts, kind)


def _number(value: Value) -> float:
    return value if isinstance(value, int | float) else 0


def _lead(asked: Asked, rows: list[Row]) -> Words | None:
    rated = [(row, each) for row in rows if isinstance(each := row.cells[8], int)]
    if not rated:
        return None
    shop = asked.facts.shop
    if len(rated) == 1:
        only, each = rated[0][0].cells[0], plain_money(shop, rated[0][1])
        return Words(f"{only}：每单花 {each}。", f"{only}: {each} per order.")
    costs = [cost_of(_spent(row), int(_number(row.cells[3]))) for row, _ in rated]
    cheap, dear = below_all(costs), above_all(costs)
    zh, en = [], []
    for place, said in ((cheap, Words("最少", "Cheapest")), (dear, Words("最多", "Dearest"))):
        if place is not None:
            name, each = rated[place][0].cells[0], plain_money(shop, rated[place][1])
            zh.append(f"每单花得{said.zh}的是{name}({each})")
            en.append(f"{said.en} per order: {name} ({each})")
    if not zh:
        return Words("各活动每单的花费分不出高低。", "What an order cost cannot be told apart between the campaigns.")
    return Words("，".join(zh) + "。", "; ".join(en) + ".")


def _spent(row: Row) -> int:
    return int(_number(row.cells[6]) + _number(row.cells[7]))
