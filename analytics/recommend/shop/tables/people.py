"""Whom to tell of new products, who is due again, and one customer or one product looked at alone."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Codes
from analytics.dimensions.goods import PRODUCT
from analytics.recommend.shop.counter import Counter, estimate
from analytics.recommend.shop.dues import DueProduct, worth
from analytics.recommend.shop.groups import Told, due_for, shown, whom
from analytics.recommend.shop.hits import TOP
from analytics.recommend.shop.moment import LATELY, NEVER
from analytics.recommend.shop.reasons import Kind, said
from analytics.recommend.shop.tables.cells import (
    CHANCE,
    WHY,
    customer_cells,
    customer_columns,
    noted,
    orders_of,
    product_cells,
    product_columns,
)
from analytics.result import Column, Row, Shown, Table, Value
from storage.words import Words

Floats = NDArray[np.float64]
_EACH, _NEWEST, _DUE, _TOLD = 5, 10, 200, 50
_EXPECTED = Words(
    "该补的人各自会买的机会加起来，按整人算。95% 区间连谁碰巧买、谁碰巧没买也算在内。",
    "The chances of all who are due, in whole people. The 95% interval holds who happens to buy and who does not as "
    "well.",
)
_WORTH = Words(
    "预计会买的人每人买一件、按标价算；不知道标价就空着。",
    "As if each of those expected bought one at the list price; empty where that is not known.",
)
_FIRST = Words("该补的人里最可能买的一位。", "The likeliest of those who are due.")
_SINCE = Column("since", Words("上次买过(天)", "Days since bought"), Shown.COUNT)


def of_new_products(counter: Counter) -> Table:
    """The newest products that most people may want, with the first few to tell each."""
    columns = (*product_columns(Words("新品", "New product")), *customer_columns(), CHANCE, WHY)
    wanted = shown(counter)
    new = np.flatnonzero(counter.now.fresh & counter.may & (wanted > 0))
    new = new[np.argsort(-wanted[new], kind="stable")][:_NEWEST]
    told = {item: whom(counter, item, _EACH) for item in new.tolist()}
    rows = tuple(
        Row((*product_cells(counter.facts, item), *row.cells), row.rows)
        for item, own in told.items()
        for row in _to_tell(counter, item, own)
    )
    none = Words(f"近 {LATELY} 天没有能推的新品。", f"No product that may be offered is newer than {LATELY} days.")
    note = noted(None, next(iter(told.values())).chances) if rows else none
    return Table("new_products", Words("新品先告诉谁", "Whom to tell of new products"), columns, rows, note)


def due_again(counter: Counter, dues: Sequence[DueProduct]) -> Table:
    """A row per product that somebody has used up: how many, and who comes most likely. Most expected first."""
    product, product_id = product_columns(PRODUCT.name)
    columns = (
        product,
        Column("people", Words("该补的人", "People due"), Shown.COUNT, bar=True),
        Column("expected", Words("30 天预计会买", "Expected to buy in 30 days"), Shown.COUNT, _EXPECTED),
        Column("worth", Words("按标价约", "About, at list prices"), Shown.MONEY, _WORTH),
        Column("customer", Words("先问谁", "Whom to ask first"), Shown.TEXT, _FIRST),
        Column("customer_id", Words("客户编号", "Customer id"), Shown.ID),
        CHANCE,
        product_id,
    )
    rows = tuple(_due_product(counter, one) for one in dues[:_DUE])
    none = Words(
        "现在没有谁该补货，或还看不出哪些商品会再买。", "Nobody is due, or nothing tells yet what is bought again."
    )
    said = Words(
        "双击商品看该补它的每个人；每位客户该补什么，在导出的名单里。",
        "Open a product for everybody who is due; what each customer is due for stands in the exported lists.",
    )
    title = Words("谁该补货了", "Who is due again")
    every = len(dues) if len(dues) > _DUE else None
    return Table("due", title, columns, rows, noted(said, dues[0].chances) if rows else none, every)


def _due_product(counter: Counter, one: DueProduct) -> Row:
    """The product, and the likeliest of its people."""
    first = int(one.users[0])
    title, key = product_cells(counter.facts, one.item)
    money = worth(counter.facts, (one,))
    name, who = customer_cells(counter.facts, first)
    told = name if any(letter.isalnum() for letter in str(name)) else who  # some call themselves "."
    return Row(
        (
            title,
            len(one.users),
            one.expected,
            money,
            told,
            who,
            estimate(one.chances, 0),
            key,
        )
    )


def for_customer(counter: Counter, user: int) -> tuple[Table, ...]:
    """Five that are new to one customer, and what is due again."""
    users = np.array([user])
    return _new_for(counter, users), _due_for(counter, users)


def for_product(counter: Counter, item: int) -> tuple[Table, ...]:
    """Whom to tell of one product that is new to them, and who is due to buy it again, where it is such a product."""
    columns = (Column("place", Words("次序", "Order"), Shown.COUNT), *customer_columns(), CHANCE, WHY)
    told = whom(counter, item, _TOLD)
    rows = tuple(Row((place, *row.cells), row.rows) for place, row in enumerate(_to_tell(counter, item, told), 1))
    none = Words("没买过的人里，谁的名单上都没有它：不用专门推。", "It is on nobody's list: no need to tell anybody.")
    title = Words("没买过的，告诉谁", "New to them: whom to tell")
    note = noted(None, told.chances) if rows else none
    new = Table("whom", title, columns, rows, note, told.every if told.every > len(rows) else None)
    again = due_for(counter, item, _DUE)
    return (new, _due_of(counter, item, again)) if again.every else (new,)


def _due_of(counter: Counter, item: int, told: Told) -> Table:
    """Who is due for one product."""
    columns = (*customer_columns(), _SINCE, CHANCE)
    since = counter.now.since(told.users, np.full(len(told.users), item))
    rows = tuple(
        Row(
            (*customer_cells(counter.facts, user), int(since[at]), estimate(told.chances, at)),
            orders_of(counter.facts, user),
        )
        for at, user in enumerate(told.users.tolist())
    )
    every = told.every if told.every > len(rows) else None
    title = Words("买过的，谁该补了", "Bought before: who is due")
    return Table("due", title, columns, rows, noted(None, told.chances), every)


def _to_tell(counter: Counter, item: int, told: Told) -> Iterator[Row]:
    """Customer, id, chance and reason."""
    why = counter.why(told.users, np.full(len(told.users), item))
    bands = counter.now.band(told.users)
    for at, user in enumerate(told.users.tolist()):
        cells: tuple[Value, ...] = (
            *customer_cells(counter.facts, user),
            estimate(told.chances, at),
            said(counter.facts, int(why.kind[at]), int(why.about[at])),
        )
        yield Row(cells, orders_of(counter.facts, user) if bands[at] != NEVER else None)


def _new_for(counter: Counter, users: Codes) -> Table:
    columns = (
        Column("place", Words("次序", "Order"), Shown.COUNT),
        *product_columns(PRODUCT.name),
        CHANCE,
        WHY,
    )
    lists = counter.new(users)
    count = int((lists.items[0] >= 0).sum())
    items, who = lists.items[0, :count], np.repeat(users, count)
    chances, why = counter.chance(who, lists.step[0, :count]), counter.why(who, items)
    rows = tuple(
        Row(
            (
                at + 1,
                *product_cells(counter.facts, int(items[at])),
                estimate(chances, at),
                said(counter.facts, int(why.kind[at]), int(why.about[at])),
            )
        )
        for at in range(count)
    )
    none = Words("没有 TA 没买过、又能推的商品。", "There is nothing to offer that they do not have.")
    title = Words(f"没买过的，推这 {TOP} 件", "New to them")
    return Table("new", title, columns, rows, noted(None, chances) if rows else none)


def _due_for(counter: Counter, users: Codes) -> Table:
    columns = (*product_columns(PRODUCT.name), _SINCE, CHANCE, WHY)
    found = counter.due(users)
    count = int((found.items[0] >= 0).sum())
    chances = counter.due_chance(np.repeat(users, count), found.chance[0, :count])
    rows = tuple(
        Row(
            (
                *product_cells(counter.facts, int(found.items[0, at])),
                int(found.days[0, at]),
                estimate(chances, at),
                said(counter.facts, Kind.AGAIN, int(found.days[0, at])),
            )
        )
        for at in range(count)
    )
    none = Words("买过的里没有该补的。", "Nothing they bought is due.")
    title = Words("该再买的", "Due again")
    return Table("again", title, columns, rows, noted(None, chances) if rows else none)
