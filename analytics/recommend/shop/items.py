"""The item model of a shop at a moment: learnt from the customers and products that were there, and from nothing else.

Whoever came later would still have a place in its matrices, and so a say in its choices. Where more than ``MOST``
customers are known it is learnt without who knows whom and without titles: friends of friends and shared words of so
many take longer than all the rest. What friends bought and what is new still have their say by category (``taste.py``).
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints
from analytics.local_time import DAY
from analytics.recommend.data import Interactions, Ties
from analytics.recommend.fit import fit
from analytics.recommend.fitted import Chosen, Fitted
from analytics.recommend.shop.moment import MOST, Moment
from analytics.recommend.shop.past import met, texts
from storage.progress import Report, StopAsked


class Items(Struct, frozen=True, eq=False):
    """Scores by code."""

    fitted: Fitted
    place: Ints
    """Code of a customer -> number in the model, -1 for who was not there."""
    items: Codes
    """Number in the model -> code of a product."""
    width: int
    """How many codes of products there are."""
    alike: Ints
    """Code of a customer -> a number that is the same for those of whom the model knows the same."""

    def scores(self, users: Codes) -> NDArray[np.float32]:
        """[customers, products] by deviation over the products that were there, of a customer; 0 for all others."""
        known = np.flatnonzero(self.place[users] >= 0)
        _, first, row = np.unique(self.alike[users[known]], return_index=True, return_inverse=True)
        told = self._told(self.place[users[known[first]]])[row]
        if len(self.items) == self.width and len(known) == len(users):
            return told
        found = np.zeros((len(users), self.width), np.float32)
        found[np.ix_(known, self.items)] = told
        return found

    def _told(self, numbers: Ints) -> NDArray[np.float32]:
        told = self.fitted.scores(numbers)
        told -= told.mean(axis=1, keepdims=True)
        told /= np.maximum(np.sqrt(np.einsum("ij,ij->i", told, told) / told.shape[1])[:, None], 1e-12)
        return told


def items_of(now: Moment, users: Codes, seed: int, kept: Chosen | None, report: Report, stop: StopAsked) -> Items:
    """The model of these customers, ascending; ``kept`` is what an earlier one chose. Cancelled when asked to stop."""
    items = np.flatnonzero(now.there)
    place, number = _numbers(users, now.users), _numbers(items, now.items)
    ties = _ties(now, place)
    fitted = fit(
        _interactions(now, place, number, len(users), len(items)), ties,
        texts=_texts(now, items), seed=seed, report=report, stop=stop, kept=kept,
    )  # fmt: skip
    alike = now.alike if ties is None else np.arange(now.users)  # friends make a difference
    return Items(fitted, place, items, now.items, alike)


def _many(now: Moment) -> bool:
    return int(now.known.sum()) > MOST


def _texts(now: Moment, items: Codes) -> list[str] | None:
    """What is written of each product; None for too many customers."""
    if _many(now):
        return None
    written = texts(now.facts)
    return [written[item] for item in items.tolist()]


def _numbers(codes: Codes, size: int) -> Ints:
    found = np.full(size, -1, np.int64)
    found[codes] = np.arange(len(codes))
    return found


def _interactions(now: Moment, place: Ints, number: Ints, users: int, items: int) -> Interactions:
    kept = place[now.taken.user] >= 0
    user, item, at = now.taken.user[kept], now.taken.item[kept], now.taken.at[kept]
    days = (at - now.at) / DAY
    return Interactions(users, items, place[user].astype(np.int32), number[item].astype(np.int32), days)


def _ties(now: Moment, place: Ints) -> Ties | None:
    """Who knew whom by then; None where nothing tells, or for too many customers."""
    if _many(now):
        return None
    pairs = met(now.facts)
    one, other = place[pairs.one], place[pairs.other]
    kept = (pairs.at < now.at) & (one >= 0) & (other >= 0)
    if not kept.any():
        return None
    since = (pairs.at[kept] - now.at) / DAY  # so that, when models are tried out, nobody knows whom they met later
    return Ties(one[kept].astype(np.int32), other[kept].astype(np.int32), since)
