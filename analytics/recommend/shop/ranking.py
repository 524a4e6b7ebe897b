"""The best products of each customer, from scores that come in blocks of customers, never all at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.recommend.shop.owned import Owned
from storage.progress import Cancelled, StopAsked

Scores = Callable[[Codes], NDArray[np.float32]]
"""Customers -> [customers, products], higher is better; the array is the caller's."""
_CELLS = 3_000_000
"""Scores held at once."""
_GROUP = 32
"""Columns in a group."""
_FEW = 20
"""Blocks that one core has done soon enough."""
T = TypeVar("T")


class Best(Struct, frozen=True, eq=False):
    """Of n customers the best products each."""

    users: Codes
    """[n]"""
    items: NDArray[np.int32]
    """[n, places] best first; -1 where there are no more."""
    strength: NDArray[np.float32]
    """[n, places] how far the score stands above the mean of the customer's products, in standard deviations."""


def best(scores: Scores, users: Codes, may: Mask, owned: Owned, places: int, stop: StopAsked) -> Best:
    """The best of the products that ``may`` be offered and that the customer does not have yet. Raises Cancelled."""

    def of(some: Codes) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        if stop():
            raise Cancelled
        table = scores(some)
        table[:, ~may] = -np.inf
        has = owned.of(some)
        table[has.row, has.item] = -np.inf
        return _top(table, places)

    at_once = max(1, _CELLS // max(len(may), 1))
    blocks = [users[start : start + at_once] for start in range(0, len(users), at_once)]
    none = np.zeros((0, places), np.int32), np.zeros((0, places), np.float32)
    items, strength = zip(none, *_each(of, blocks), strict=True)
    return Best(users, np.concatenate(items), np.concatenate(strength))


def _each(of: Callable[[Codes], T], blocks: list[Codes]) -> list[T]:
    """Of every block in turn; of very many two at a time, which numpy does on a core each."""
    if len(blocks) <= _FEW:
        return [of(block) for block in blocks]
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(of, blocks))


def _top(table: NDArray[np.float32], places: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Ties go to the lower code."""
    width = min(places, table.shape[1])
    first = np.sort(_first(table, width), axis=1)
    values = np.take_along_axis(table, first, 1)
    order = np.argsort(-values, axis=1, kind="stable")
    items, values = np.take_along_axis(first, order, 1), np.take_along_axis(values, order, 1)
    mean, spread = _spread(table)
    found = np.isfinite(values)
    strength = np.where(found, (np.where(found, values, 0) - mean) / np.maximum(spread, 1e-12), 0)
    pad = ((0, 0), (0, places - width))
    return (
        np.pad(np.where(found, items, -1), pad, constant_values=-1).astype(np.int32),
        np.pad(strength, pad).astype(np.float32),
    )


def _first(table: NDArray[np.float32], width: int) -> Ints:
    """[customers, width] the columns of the highest scores, in any order.

    They are in the ``width`` groups of columns whose highest scores are highest: a glance at each column finds these.
    """
    groups = table.shape[1] // _GROUP
    if groups <= width:
        return np.argpartition(-table, width - 1, axis=1)[:, :width]
    highest = table[:, : groups * _GROUP].reshape(len(table), _GROUP, groups).max(axis=1)
    among = np.argpartition(-highest, width - 1, axis=1)[:, :width]
    columns = (among[:, None, :] + groups * np.arange(_GROUP)[None, :, None]).reshape(len(table), -1)
    rest = np.broadcast_to(np.arange(groups * _GROUP, table.shape[1]), (len(table), table.shape[1] - groups * _GROUP))
    columns = np.concatenate([columns, rest], axis=1)
    best_of = np.argpartition(-np.take_along_axis(table, columns, 1), width - 1, axis=1)[:, :width]
    return np.take_along_axis(columns, best_of, 1)


def _spread(table: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """[customers, 1] mean and standard deviation of the finite scores; the table is used up."""
    closed = ~np.isfinite(table)
    count = np.maximum((~closed).sum(axis=1, keepdims=True), 1).astype(np.float32)
    table[closed] = 0
    mean = table.sum(axis=1, keepdims=True) / count
    table -= mean
    table[closed] = 0
    return mean, np.sqrt(np.einsum("ij,ij->i", table, table)[:, None] / count)


def same_for_all(values: NDArray[np.float64]) -> Scores:
    """Scores that do not look at the customer."""
    row = values.astype(np.float32)
    return lambda users: np.tile(row, (len(users), 1))


def by_chance(seed: int, items: int) -> Scores:
    """Scores by lot, the same for a customer whenever asked."""

    def drawn(users: Codes) -> NDArray[np.float32]:
        return np.stack([np.random.default_rng([seed, int(user)]).random(items, np.float32) for user in users])

    return drawn


def places_of(ordered: Codes, items: int) -> tuple[NDArray[np.float64], Mask]:
    """A fixed order of products as scores, and which products are in it."""
    values = np.zeros(items)
    values[ordered] = np.arange(len(ordered), 0, -1)
    return values, values > 0


def first_of(row: Ints, item: Codes, value: NDArray[np.float64], rows: int, places: int) -> NDArray[np.int32]:
    """[rows, places] Of each row's products those of the highest value, from pairs; -1 where there are no more."""
    order = np.lexsort((item, -value, row))
    row, item = row[order], item[order]
    starts = np.searchsorted(row, np.arange(rows))
    place = np.arange(len(row)) - starts[row]
    found = np.full((rows, places), -1, np.int32)
    among = place < places
    found[row[among], place[among]] = item[among]
    return found
