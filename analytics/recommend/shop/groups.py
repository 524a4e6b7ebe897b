"""What to offer a group of customers, and whom to tell of a product: both ways to read the lists of everybody."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.intervals import to_come
from analytics.recommend.shop.counter import Counter, New
from analytics.recommend.shop.favourites import favourites
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
    """Of these and of those who have it further down, how many buy it within 30 days, whole people; None where the past
    is silent."""
    lift: Estimate | None
    """How many times as many of the group have bought it as of all buyers; None where that is not surely more."""


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
    scatter: Floats
    """The variance of how many buy, were the chances known: each of these people buys or does not."""
    known: bool
    """Whether the past tells chances."""


class Told(Struct, frozen=True, eq=False):
    """Customers to tell of a product, most likely first."""

    users: Codes
    chances: Chances
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
    scatter = np.bincount(item, chances.value * (1 - chances.value), counter.now.items).astype(np.float64)
    return Wants(len(rows), people, value, low, high, scatter, known)


def five_for(counter: Counter, users: Codes) -> tuple[Pick, ...]:
    """First what a group surely wants more than all buyers do, then what most of it will buy, new to them."""
    wanted = wants(counter, users)
    loved = favourites(counter, users).first(TOP)
    best = np.argsort(-wanted.value, kind="stable")[: 2 * TOP]
    items = dict.fromkeys([*loved, *best[wanted.value[best] > 0].tolist()])
    return tuple(_pick(wanted, item, loved.get(item)) for item in list(items)[:TOP])


def _pick(wanted: Wants, code: int, lift: Estimate | None) -> Pick:
    value, low, high = (float(end[code]) for end in (wanted.value, wanted.low, wanted.high))
    told = wanted.known and value > 0
    expected = to_come(Estimate(value, low, high), float(wanted.scatter[code])) if told else None
    return Pick(code, int(wanted.people[code]), expected, lift)


def whom(counter: Counter, item: int, most: int) -> Told:
    """Those who have a product, new to them, on their list."""
    lists = counter.everyone
    row, place = np.nonzero(lists.items == item)
    users = counter.people[row]
    return _told(users, counter.chance(users, lists.step[row, place]), _strength(counter, users, item), most)


def due_for(counter: Counter, item: int, most: int) -> Told:
    """Those who have bought a product before and are due to buy it again."""
    had = counter.now.taken.user[counter.now.taken.item == item]
    users = np.intersect1d(had, counter.people)
    found = counter.due(users)
    row, place = np.nonzero(found.items == item)
    raw = found.chance[row, place]
    return _told(users[row], counter.due_chance(users[row], raw), raw, most)


def _told(users: Codes, chances: Chances, beyond: Floats, most: int) -> Told:
    """The likely first; of equally likely ones those for whom it stands out more."""
    order = np.lexsort((users, -beyond, -np.nan_to_num(chances.value)))[:most]
    ends = (end[order] for end in (chances.value, chances.low, chances.high))
    return Told(users[order], Chances(*ends), len(users))


def shown(counter: Counter) -> Ints:
    """Per product how many customers have it among their first five."""
    first = counter.everyone.items[:, :TOP]
    return np.bincount(first[first >= 0], minlength=counter.now.items)


def _rows(lists: New, rows: Ints) -> New:
    return New(lists.items[rows], lists.step[rows], lists.own[rows])


def _strength(counter: Counter, users: Codes, item: int) -> Floats:
    """How far the product stands out among all products of each customer; 0 where that is not known."""
    learnt = counter.learnt
    found = np.zeros(len(users))
    kept = users < len(learnt.lists)
    at = learnt.lists[users[kept]] == item
    found[kept] = np.where(at, learnt.strength[users[kept]], 0).max(axis=1, initial=0)
    return found
