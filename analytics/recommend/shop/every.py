"""Lists for all customers, a row each, made as they are asked for: a million rows need no more memory than a block."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from analytics.arrays import Codes
from analytics.dimensions.goods import PRODUCT
from analytics.recommend.shop.counter import Counter, New
from analytics.recommend.shop.hits import TOP
from analytics.recommend.shop.reasons import Kind, said
from analytics.recommend.shop.tables.cells import customer_cells, customer_columns
from analytics.recommend.shop.ways import BEST, OWN
from analytics.result import Column, Shown, Value
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.words import Words

_AGAIN = 3
"""Products due again that a row has room for."""
_WRITING = Words("正在写每位客户的名单", "Writing the lists of all customers")
_NOTHING = Words("没有可推的", "nothing to offer")

Row = tuple[Value, ...]


def columns() -> tuple[Column, ...]:
    """Of a row."""
    return (
        *customer_columns(),
        Column("had", Words("买过几种", "Products had"), Shown.COUNT),
        Column("list", Words("名单", "List"), Shown.TEXT),
        *(column for place in range(1, TOP + 1) for column in _named(f"new{place}", f"推荐 {place}", f"New {place}")),
        *(
            column
            for place in range(1, _AGAIN + 1)
            for column in _named(f"again{place}", f"补货 {place}", f"Again {place}")
        ),
    )


def rows(counter: Counter, report: Report, stop: StopAsked) -> Iterator[Row]:
    """Everybody who may be told anything; Cancelled when asked to stop."""
    done = 0
    for users in counter.blocks():
        if stop():
            raise Cancelled
        report(Progress(_WRITING, done, len(counter.people)))
        yield from _block(counter, users)
        done += len(users)


def _named(key: str, zh: str, en: str) -> tuple[Column, ...]:
    return (
        Column(key, Words(zh, en), Shown.TEXT),
        Column(f"{key}_id", Words(f"{zh} 编号", f"{en}, id"), Shown.ID),
        Column(f"{key}_why", Words(f"{zh} 为什么", f"{en}, why"), Shown.TEXT),
    )


def _block(counter: Counter, users: Codes) -> Iterator[Row]:
    new, due = counter.new(users), counter.due(users)
    who, items = np.repeat(users, TOP), np.maximum(new.items, 0).ravel()
    why = counter.why(who, items)
    reason, product = partial(_reason, counter, {}), partial(_product, counter, {})
    had, lists = counter.now.owned.many()[users].tolist(), _lists(new)
    for at, user in enumerate(users.tolist()):
        cells: list[Value] = [*customer_cells(counter.facts, user), had[at], lists[at]]
        for place in range(TOP):
            pair = at * TOP + place
            item = int(new.items[at, place])
            told = reason(int(why.kind[pair]), int(why.about[pair])) if item >= 0 else None
            cells += [*product(item), told]
        for place in range(_AGAIN):
            item = int(due.items[at, place])
            cells += [*product(item), reason(Kind.AGAIN, int(due.days[at, place])) if item >= 0 else None]
        yield tuple(cells)


def _lists(new: New) -> list[Words]:
    """What each list is called by where its first product comes from."""
    first = zip((new.items[:, 0] >= 0).tolist(), new.own[:, 0].tolist(), strict=True)
    return [(OWN if own else BEST) if some else _NOTHING for some, own in first]


def _reason(counter: Counter, made: dict[tuple[int, int], Words], kind: int, about: int) -> Words:
    """Each said once: many customers share one."""
    if (kind, about) not in made:
        made[kind, about] = said(counter.facts, kind, about)
    return made[kind, about]


def _product(counter: Counter, made: dict[int, list[Value]], item: int) -> list[Value]:
    """Title and id."""
    if item not in made:
        facts = counter.facts
        made[item] = [PRODUCT.label_of(facts, item), PRODUCT.key_of(facts, item)] if item >= 0 else [None, None]
    return made[item]
