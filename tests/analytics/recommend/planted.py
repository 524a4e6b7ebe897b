"""People of a few tastes: each item belongs to one, and people take mostly what is of theirs. Friends share theirs."""

import numpy as np
from msgspec import Struct

from analytics.recommend.data import Interactions, Ties


class Planted(Struct, frozen=True, eq=False):
    """What was taken, who knows whom, and the taste of every person and item."""

    log: Interactions
    ties: Ties
    of_user: np.ndarray
    of_item: np.ndarray


def planted(
    seed: int = 1, users: int = 300, items: int = 80, each: int = 8, tastes: int = 4, at: bool = False
) -> Planted:
    """``each`` rows per user on average; nine in ten of the own taste, few items the best known of each."""
    rng = np.random.default_rng(seed)
    of_user, of_item = rng.integers(tastes, size=users), np.arange(items) % tastes
    many = rng.poisson(each, users)
    user = np.repeat(np.arange(users), many)
    taste = np.where(rng.random(len(user)) < 0.9, of_user[user], rng.integers(tastes, size=len(user)))
    per = items // tastes
    rank = np.minimum(rng.exponential(per / 3, len(user)).astype(int), per - 1)
    log = interactions(users, items, user, rank * tastes + taste, rng.random(len(user)) * 100 if at else None)
    pairs = rng.integers(users, size=(2, users * 12))
    alike = of_user[pairs[0]] == of_user[pairs[1]]
    return Planted(log, ties(pairs[0][alike], pairs[1][alike]), of_user, of_item)


def interactions(users: int, items: int, user: object, item: object, at: np.ndarray | None = None) -> Interactions:
    """From anything like arrays."""
    return Interactions(users, items, np.asarray(user, np.int32), np.asarray(item, np.int32), at)


def ties(one: object, other: object) -> Ties:
    """From anything like arrays."""
    return Ties(np.asarray(one, np.int32), np.asarray(other, np.int32))


def some(seed: int, users: int, items: int, rows: int) -> Interactions:
    """Rows drawn at random, some twice."""
    rng = np.random.default_rng(seed)
    return interactions(users, items, rng.integers(users, size=rows), rng.integers(items, size=rows))
