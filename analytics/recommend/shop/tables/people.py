"""Whom to tell of new products, who is due again, and one customer or one product looked at alone."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analytics.arrays import Codes
from analytics.dimensions.goods import PRODUCT
from analytics.recommend.shop.counter import Counter, estimate
from analytics.recommend.shop.groups import shown, whom
from analytics.recommend.shop.hits import TOP
from analytics.recommend.shop.moment import LATELY, NEVER
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
from analytics.result import Column, Row, Shown, Table, Value
from storage.words import Words

Floats = NDArray[np.float64]
_EACH, _NEWEST, _DUE, _TOLD = 5, 10, 200, 50
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
        for row in _told(counter, item, _EACH)
    )
    none = Words(f"近 {LATELY} 天没有能推的新品。", f"No product that may be offered is newer than {LATELY} days.")
    return Table(
        "new_products", Words("新品先告诉谁", "Whom to tell of new products"), columns, rows, None if rows else none
    )


def due_again(counter: Counter) -> Table:
    """Customers who have used something up, the most likely first."""
    columns = (*customer_columns(), *product_columns(PRODUCT.name), _SINCE, CHANCE)
    users, items, days, raw = _all_due(counter)
    chances = counter.due_chance(users, raw)
    order = np.lexsort((users, -raw, -np.nan_to_num(chances.value)))[:_DUE]
    rows = tuple(
        Row(
            (
                *customer_cells(counter.facts, int(users[at])),
                *product_cells(counter.facts, int(items[at])),
                int(days[at]),
                estimate(chances, at),
            ),
            orders_of(counter.facts, int(users[at])),
        )
        for at in order.tolist()
    )
    none = Words(
        "现在没有谁该补货，或还看不出哪些商品会再买。", "Nobody is due, or nothing tells yet what is bought again."
    )
    every = len(users) if len(users) > _DUE else None
    return Table("due", Words("谁该补货了", "Who is due again"), columns, rows, None if rows else none, every)


def for_customer(counter: Counter, user: int) -> tuple[Table, ...]:
    """Five that are new to one customer, and what is due again."""
    users = np.array([user])
    return _new_for(counter, users), _due_for(counter, users)


def for_product(counter: Counter, item: int) -> Table:
    """Whom to tell of one product."""
    columns = (Column("place", Words("次序", "Order"), Shown.COUNT), *customer_columns(), CHANCE, WHY)
    rows = tuple(Row((place, *row.cells), row.rows) for place, row in enumerate(_told(counter, item, _TOLD), 1))
    every = whom(counter, item, _TOLD).every
    none = Words("谁的名单上都没有它：不用专门推。", "It is on nobody's list: no need to tell anybody.")
    title = Words("告诉谁", "Whom to tell")
    return Table("whom", title, columns, rows, None if rows else none, every if every > len(rows) else None)


def _told(counter: Counter, item: int, most: int) -> Iterator[Row]:
    """Customer, id, chance and reason."""
    told = whom(counter, item, most)
    why = counter.why(told.users, np.full(len(told.users), item))
    since, bands = counter.now.since(told.users, np.full(len(told.users), item)), counter.now.band(told.users)
    for at, user in enumerate(told.users.tolist()):
        kind, about = int(why.kind[at]), int(why.about[at])
        if told.due[at]:
            kind, about = Kind.AGAIN, int(since[at])
        cells: tuple[Value, ...] = (
            *customer_cells(counter.facts, user),
            estimate(told.chances, at),
            said(counter.facts, kind, about),
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


def _all_due(counter: Counter) -> tuple[Codes, Codes, Floats, Floats]:
    """Customer, product, days since it was bought, and the chance at their next order."""
    parts: list[tuple[Codes, Codes, Floats, Floats]] = []
    for users in counter.blocks():
        found = counter.due(users)
        row, place = np.nonzero(found.items >= 0)
        parts.append((users[row], found.items[row, place], found.days[row, place], found.chance[row, place]))
    nobody = counter.people[:0], counter.people[:0], np.zeros(0), np.zeros(0)
    users, items, days, chance = (np.concatenate(column) for column in zip(nobody, *parts, strict=True))
    return users, items, days, chance
