"""Whom to tell of new products, who is due again, and one customer or one product looked at alone."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.dimensions.goods import PRODUCT
from analytics.dimensions.people import BUYER
from analytics.intervals import to_come
from analytics.recommend.shop.counter import Counter, estimate
from analytics.recommend.shop.groups import Told, due_for, shown, whom
from analytics.recommend.shop.hits import TOP
from analytics.recommend.shop.moment import LATELY, NEVER
from analytics.recommend.shop.odds import Chances
from analytics.recommend.shop.reasons import Kind, said
from analytics.recommend.shop.tables.cells import (
    CHANCE,
    WHY,
    customer_cells,
    customer_columns,
    orders_of,
    product_cells,
    product_columns,
)
from analytics.result import Column, Estimate, Row, Shown, Table, Value
from analytics.say import as_words
from storage.words import Words

Floats = NDArray[np.float64]
_EACH, _NEWEST, _DUE, _TOLD = 5, 10, 200, 50
_FIRST = 3
"""People of a product that is due who are named where products are listed."""
_EXPECTED = Words(
    "该补的人各自会买的机会加起来，按整人算。95% 区间连谁碰巧买、谁碰巧没买也算在内。",
    "The chances of all who are due, in whole people. The 95% interval holds who happens to buy and who does not as "
    "well.",
)
_FIRST_ONES = Words(
    "最可能买的几位，后面是 30 天内会买的机会：过去回放时同样的客户真买了的比例。",
    "The most likely ones, with the chance to buy within 30 days: the part of such customers who did in replays.",
)
_SINCE = Column("since", Words("上次买过(天)", "Days since bought"), Shown.COUNT)


def of_new_products(counter: Counter) -> Table:
    """The newest products that most people may want, with the first few to tell each."""
    columns = (*product_columns(Words("新品", "New product")), *customer_columns(), CHANCE, WHY)
    wanted = shown(counter)
    new = np.flatnonzero(counter.now.fresh & counter.may & (wanted > 0))
    new = new[np.argsort(-wanted[new], kind="stable")][:_NEWEST]
    rows = tuple(
        Row((*product_cells(counter.facts, item), *row.cells), row.rows)
        for item in new.tolist()
        for row in _to_tell(counter, item, whom(counter, item, _EACH))
    )
    none = Words(f"近 {LATELY} 天没有能推的新品。", f"No product that may be offered is newer than {LATELY} days.")
    return Table(
        "new_products", Words("新品先告诉谁", "Whom to tell of new products"), columns, rows, None if rows else none
    )


def due_again(counter: Counter) -> Table:
    """A row per product that somebody has used up: how many, and who comes most likely. Most expected first."""
    columns = (
        *product_columns(PRODUCT.name),
        Column("people", Words("该补的人", "People due"), Shown.COUNT, bar=True),
        Column("expected", Words("30 天预计会买", "Expected to buy in 30 days"), Shown.COUNT, _EXPECTED),
        Column("first", Words("先问谁", "Whom to ask first"), Shown.TEXT, _FIRST_ONES),
    )
    users, items, raw = _all_due(counter)
    chances = counter.due_chance(users, raw)
    likely = np.lexsort((users, -raw, -np.nan_to_num(chances.value)))
    of_product = [likely[items[likely] == item] for item in np.unique(items).tolist()]
    of_product.sort(key=lambda places: (-float(np.nan_to_num(chances.value[places]).sum()), -len(places)))
    rows = tuple(
        _due_product(counter, int(items[places[0]]), users[places], _of(chances, places)) for places in of_product
    )
    none = Words(
        "现在没有谁该补货，或还看不出哪些商品会再买。", "Nobody is due, or nothing tells yet what is bought again."
    )
    said = Words(
        "双击商品看该补它的每个人；每位客户该补什么，在导出的名单里。",
        "Open a product for everybody who is due; what each customer is due for stands in the exported lists.",
    )
    title = Words("谁该补货了", "Who is due again")
    every = len(rows) if len(rows) > _DUE else None
    return Table("due", title, columns, rows[:_DUE], said if rows else none, every)


def _due_product(counter: Counter, item: int, users: Codes, chances: Chances) -> Row:
    """The likely first."""
    told = [(BUYER.label_of(counter.facts, int(user)), estimate(chances, at)) for at, user in enumerate(users[:_FIRST])]
    names = [(as_words(name), "" if chance is None else f" {chance.value:.0%}") for name, chance in told]
    first = Words(
        "、".join(f"{name.zh}{chance}" for name, chance in names),
        ", ".join(f"{name.en}{chance}" for name, chance in names),
    )
    return Row((*product_cells(counter.facts, item), len(users), _sum(chances), first))


def _sum(chances: Chances) -> Estimate | None:
    """How many of them will buy, whole people; None where the past does not tell."""
    value, low, high = (float(ends.sum()) for ends in (chances.value, chances.low, chances.high))
    scatter = float((chances.value * (1 - chances.value)).sum())
    return None if np.isnan(value) else to_come(Estimate(value, low, high), scatter)


def _of(chances: Chances, places: Ints) -> Chances:
    return Chances(chances.value[places], chances.low[places], chances.high[places])


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
    new = Table("whom", title, columns, rows, None if rows else none, told.every if told.every > len(rows) else None)
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
    return Table("due", Words("买过的，谁该补了", "Bought before: who is due"), columns, rows, None, every)


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
    return Table("new", title, columns, rows, None if rows else none)


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
    return Table("again", Words("该再买的", "Due again"), columns, rows, None if rows else none)


def _all_due(counter: Counter) -> tuple[Codes, Codes, Floats]:
    """Customer, product, and the chance at their next order."""
    parts: list[tuple[Codes, Codes, Floats]] = []
    for users in counter.blocks():
        found = counter.due(users)
        row, place = np.nonzero(found.items >= 0)
        parts.append((users[row], found.items[row, place], found.chance[row, place]))
    nobody = counter.people[:0], counter.people[:0], np.zeros(0)
    users, items, chance = (np.concatenate(column) for column in zip(nobody, *parts, strict=True))
    return users, items, chance
