"""What to offer a group of customers, and whom to tell of a product: both ways to read the lists of everybody."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.recommend.shop.counter import Counter, New
from analytics.recommend.shop.hits import TOP
from analytics.recommend.shop.odds import Chances
from analytics.result import Estimate

Floats = NDArray[np.float64]


class Pick(Struct, frozen=True):
    """A product for a group."""

    item: int
    people: int
    """Of the group, who have it among their first five."""
    expected: Estimate | None
    """Of these and of those who have it further down, how many buy it within 30 days; None where the past is silent."""


class Wants(Struct, frozen=True, eq=False):
    """What a group wants, [products] each."""

    size: int
    """People in it."""
    people: Ints
    """How many have the product among their first five."""
    value: Floats
    """Expected buyers within 30 days, ``low`` and ``high`` with the chances at their ends; else weights by place."""
    low: Floats
    high: Floats
    known: bool
    """Whether the past tells chances."""


class Told(Struct, frozen=True, eq=False):
    """Customers to tell of a product, most likely first."""

    users: Codes
    chances: Chances
    due: Mask
    """Who has bought it before and is due again; the others do not have it yet."""
    every: int
    """How many there are in all."""


def wants(counter: Counter, users: Codes) -> Wants:
    """What a group wants, by the lists of everybody in it."""
    rows = np.flatnonzero(np.isin(counter.people, users))
    lists = _rows(counter.everyone, rows)
    row, place = np.nonzero(lists.items >= 0)
    item, who = lists.items[row, place], counter.people[rows[row]]
    chances = counter.chance(who, lists.step[row, place])
    known = not np.isnan(chances.value).any()
    weights = (chances.value, chances.low, chances.high) if known else (1.0 / (place + 1),) * 3
    value, low, high = (np.bincount(item, weight, counter.now.items).astype(np.float64) for weight in weights)
    people = np.bincount(item[place < TOP], minlength=counter.now.items)
    return Wants(len(rows), people, value, low, high, known)


def five_of(wanted: Wants) -> tuple[Pick, ...]:
    """The products that most of a group will buy, all of them new to those they are meant for."""
    best = np.argsort(-wanted.value, kind="stable")[:TOP]
    return tuple(_pick(wanted, code) for code in best[wanted.value[best] > 0].tolist())


def stands_out(mine: Wants, every: Wants) -> int | None:
    """The product that a group wants most beyond what the whole shop would; None where there is none."""
    beyond = mine.people - every.people * (mine.size / max(every.size, 1))
    best = int(np.argmax(beyond)) if len(beyond) else 0
    return best if len(beyond) and beyond[best] >= 1 else None


def _pick(wanted: Wants, code: int) -> Pick:
    value, low, high = (float(end[code]) for end in (wanted.value, wanted.low, wanted.high))
    return Pick(code, int(wanted.people[code]), Estimate(value, low, high) if wanted.known else None)


def whom(counter: Counter, item: int, most: int) -> Told:
    """Those who have a product on their list, and those who are due to buy it again."""
    lists = counter.everyone
    row, place = np.nonzero(lists.items == item)
    users = counter.people[row]
    new = counter.chance(users, lists.step[row, place])
    again, of_due = _due_again(counter, item)
    parts = zip((new.value, new.low, new.high), (of_due.value, of_due.low, of_due.high), strict=True)
    value, low, high = (np.concatenate(both) for both in parts)
    users, is_due = np.concatenate([users, again]), np.arange(len(users) + len(again)) >= len(users)
    stands_out = np.concatenate([_strength(counter, users[~is_due], item), np.zeros(len(again))])
    order = np.lexsort((users, -stands_out, -np.nan_to_num(value)))[:most]
    return Told(users[order], Chances(value[order], low[order], high[order]), is_due[order], len(users))


def shown(counter: Counter) -> Ints:
    """Per product how many customers have it among their first five."""
    first = counter.everyone.items[:, :TOP]
    return np.bincount(first[first >= 0], minlength=counter.now.items)


def _rows(lists: New, rows: Ints) -> New:
    return New(lists.items[rows], lists.step[rows], lists.own[rows])


def _due_again(counter: Counter, item: int) -> tuple[Codes, Chances]:
    """The customers for whom the product is due."""
    had = counter.now.taken.user[counter.now.taken.item == item]
    users = np.intersect1d(had, counter.people)
    found = counter.due(users)
    row, place = np.nonzero(found.items == item)
    return users[row], counter.due_chance(users[row], found.chance[row, place])


def _strength(counter: Counter, users: Codes, item: int) -> Floats:
    """How far the product stands out among all products of each customer; 0 where that is not known."""
    learnt = counter.learnt
    found = np.zeros(len(users))
    kept = users < len(learnt.lists)
    at = learnt.lists[users[kept]] == item
    found[kept] = np.where(at, learnt.strength[users[kept]], 0).max(axis=1, initial=0)
    return found
