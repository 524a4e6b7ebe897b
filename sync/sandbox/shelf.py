"""Which product an order is mainly about: taste, popularity, what is on sale, and what has run out at home."""

from itertools import pairwise

import numpy as np

from sync.sandbox.catalogue import Catalogue
from sync.sandbox.columns import Bools, Floats, Ints
from sync.sandbox.draws import pick_at
from sync.sandbox.goods import CATEGORIES
from sync.sandbox.people import People
from sync.sandbox.plan import DAY

BY_TASTE = 0.62
AGAIN = 0.85
"""Chance to buy a consumable again just when it has run out."""


class Shelf:
    """Draws products out of a catalogue."""

    def __init__(self, catalogue: Catalogue, start: int) -> None:
        self.catalogue = catalogue
        self.rows = [
            np.flatnonzero((catalogue.category == c) & (catalogue.popularity > 0)) for c in range(len(CATEGORIES))
        ]
        self.evergreen = np.array([rows[np.argmin(catalogue.listed[rows])] for rows in self.rows])
        """In each category the product listed first, for moments when nothing else is."""
        self.popularity = np.array([catalogue.popularity[rows].sum() for rows in self.rows])

    def draw(self, rng: np.random.Generator, category: Ints, moments: Ints) -> Ints:
        """A product of each category that is on sale at the moment."""
        product = self.evergreen[category]
        todo = np.ones(len(category), dtype=np.bool_)
        for where in rng.random((len(category), 3)).T:
            tried = self._any(where, category)
            fits = todo & (self.catalogue.listed[tried] <= moments) & (moments < self.catalogue.gone[tried])
            product = np.where(fits, tried, product)
            todo &= ~fits
        return product

    def wanted(self, rng: np.random.Generator, taste: Ints) -> Ints:
        """The category each buyer looks into: the favourite one, or any."""
        luck, where = rng.random((len(taste), 2)).T
        return np.where(luck < BY_TASTE, taste, pick_at(self.popularity, where))

    def mains(self, rng: np.random.Generator, people: People, fan: Ints, at: Ints, given: Ints) -> Ints:
        """The main product of each order, in time order; ``given`` where a group-buy has fixed it, else -1."""
        fresh = self.draw(rng, self.wanted(rng, people.taste[fan]), at)
        product = np.where(given >= 0, given, fresh)
        chance = rng.random(len(fan))
        by_fan = np.argsort(fan, kind="stable")
        follows = fan[by_fan[1:]] == fan[by_fan[:-1]]
        rank = _ranks(follows)
        by_rank = np.argsort(rank, kind="stable")
        edges = np.searchsorted(rank[by_rank], np.arange(int(rank.max(initial=0)) + 2))
        for low, high in pairwise(edges[1:]):
            now = by_rank[low:high]
            before, order = by_fan[now - 1], by_fan[now]
            again = (given[order] < 0) & (chance[order] < self._due(product[before], at[order] - at[before]))
            product[order] = np.where(again, product[before], product[order])
        return product

    def _any(self, where: Floats, category: Ints) -> Ints:
        product = np.zeros(len(category), dtype=np.int64)
        for c, rows in enumerate(self.rows):
            mine = category == c
            product[mine] = rows[pick_at(self.catalogue.popularity[rows], where[mine])]
        return product

    def _due(self, product: Ints, gap: Ints) -> Floats:
        """The chance that a product bought ``gap`` ago is bought again now."""
        lasts = self.catalogue.lasts[product]
        away = np.log(np.maximum(gap, 1) / (np.maximum(lasts, 1) * DAY)) / 0.35
        return np.where(lasts > 0, AGAIN * np.exp(-0.5 * away**2), 0.0)


def _ranks(follows: Bools) -> Ints:
    """For sorted groups: 0 for the first of each, then 1, 2 ..."""
    position = np.arange(len(follows) + 1)
    starts = np.concatenate([[True], ~follows])
    return position - np.maximum.accumulate(np.where(starts, position, 0))
