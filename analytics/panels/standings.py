"""What kinds of customers the shop has: regulars, newcomers, and those who stay away."""

import numpy as np

from analytics import say
from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.crossed import grid
from analytics.dimensions.loyalty import RECENCY, STANDING
from analytics.dimensions.people import ORDERS_OF_BUYER
from analytics.intervals import share
from analytics.loyalty import KINDS, STANDINGS
from analytics.measure import quotient
from analytics.metric import count, total
from analytics.part import Narrow
from analytics.parts.loyalty import LINE_SPENDERS, SPENDERS
from analytics.result import Bars, Column, Row, Shown, Table
from analytics.say import money
from analytics.selections import selection
from analytics.slice import Slice
from analytics.subject import Panel
from analytics.told import told
from analytics.window import back_from_end, shorter_than_asked
from storage.words import Words

YEAR = 365
LEAST = 30
"""Buyers below which groups say nothing."""
_PEOPLE, _SPENT = count(SPENDERS, LINE_SPENDERS), total(SPENDERS, LINE_SPENDERS)
_KEYS = tuple(STANDINGS)
_YEAR = Words(
    f"期末往前 {YEAR} 天里的可识别买家，按最近一次购买距期末多久、付过几单分。",
    f"Known buyers of the {YEAR} days up to the period's end, by the time since their last order and their orders.",
)
_COLUMNS = (
    Column("standing", STANDING.name, Shown.TEXT, _YEAR),
    Column("buyers", Words("买家", "Buyers"), Shown.COUNT, _YEAR, total=True),
    Column("buyer_share", Words("占买家", "Part of buyers"), Shown.RATIO),
    Column("payment_amount", Words("支付金额", "Payment amount"), Shown.MONEY, _YEAR, bar=True, total=True),
    Column("share", Words("占金额", "Part of money"), Shown.RATIO),
    Column("aov", Words("人均金额", "Amount per buyer"), Shown.MONEY),
)


def standings(asked: Asked, panel: Panel) -> Table:
    """Buyers and money per kind of customer."""
    cube = back_from_end(asked, YEAR)
    if isinstance(cube, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), cube)
    found = counted(cube)
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), found)
    people, spent = found
    if people.sum() < LEAST:
        return Table(panel.id, panel.title, _COLUMNS, (), too_few(int(people.sum())))
    rows = tuple(_row(cube, code, people, spent) for code in range(len(_KEYS)))
    note = shorter_than_asked(asked, cube.period)
    drawn = Bars("standing", "payment_amount")
    return Table(panel.id, panel.title, _COLUMNS, rows, note, drawn=drawn, lead=summary(asked, cube))


def counted(cube: Slice) -> tuple[Ints, ...] | Words:
    """Buyers and their money per kind of customer; else why it cannot be told."""
    found = told(*(grid(cube, term, RECENCY, ORDERS_OF_BUYER) for term in (_PEOPLE, _SPENT)))
    if isinstance(found, Words):
        return found
    return tuple(np.bincount(KINDS, values.ravel(), len(_KEYS)).astype(np.int64) for values in found)


def too_few(people: int) -> Words:
    """Why a few buyers are not grouped."""
    return Words(
        f"近 {YEAR} 天只有 {people} 位可识别的买家，少于 {LEAST} 位分层没有意义。",
        f"Only {say.counted(people, 'known buyer').en} in {YEAR} days; fewer than {LEAST} cannot be grouped.",
    )


def summary(asked: Asked, cube: Slice) -> Words | None:
    """How much the regulars bring, and who is to be won back."""
    found = counted(cube)
    if isinstance(found, Words):
        return None
    people, spent = found
    regulars, away = _KEYS.index("loyal"), [_KEYS.index("slipping"), _KEYS.index("drifting")]
    loyal = share(int(people[regulars]), int(people.sum()))
    part = spent[regulars] / max(int(spent.sum()), 1)
    back, worth = int(people[away].sum()), money(asked.facts.shop, int(spent[away].sum()))
    return Words(
        f"近一年 {people.sum():,} 位买家里，常客 {people[regulars]:,} 位({loyal.value if loyal else 0:.1%})，"
        f"带来 {part:.1%} 的金额；有 {back:,} 位买过两次以上的 90 天没来了，他们这一年花了 {worth.zh}。",
        f"Of {people.sum():,} buyers in a year, {people[regulars]:,} are regulars ({loyal.value if loyal else 0:.1%}) "
        f"who bring {part:.1%} of the money; {back:,} who had bought twice or more stayed away for 90 days: they spent "
        f"{worth.en} in the year.",
    )


def _row(cube: Slice, code: int, people: Ints, spent: Ints) -> Row:
    buyers, amount = int(people[code]), int(spent[code])
    narrow = Narrow(slices=((STANDING.id, _KEYS[code]),))
    rows = selection(cube, _PEOPLE, narrow)
    cells = (
        STANDINGS[_KEYS[code]],
        buyers,
        buyers / people.sum(),
        amount,
        amount / spent.sum() if spent.sum() else None,
        quotient(amount, buyers, Shown.MONEY),
    )
    return Row(cells, rows, (None, rows, rows, rows, None, rows) if buyers else ())
