"""What to offer each customer now, from what was learnt: the kept lists filtered anew, filled up with what sells most.

Answers come for blocks of customers, [customers, TOP] each, so that lists of all of them are never held at once.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.recommend.shop.audience import audience
from analytics.recommend.shop.due import Due, due
from analytics.recommend.shop.due import step_of as step_of_due
from analytics.recommend.shop.hits import TOP
from analytics.recommend.shop.learnt import Learnt
from analytics.recommend.shop.moment import Moment
from analytics.recommend.shop.odds import PLACES, Chances, step_of_place
from analytics.recommend.shop.offered import Offered, offered
from analytics.recommend.shop.reasons import Grounds, Why
from analytics.recommend.shop.trials import step_of_strength
from analytics.result import Estimate
from storage.facts import Facts

Floats = NDArray[np.float64]
_RESERVE = 100
"""Products of those that sell most, with which lists are filled up."""
_AT_ONCE = 20_000
"""Customers in a block."""


class New(Struct, frozen=True, eq=False):
    """[customers, TOP] Products that a customer does not have, best first, -1 where there are no more."""

    items: NDArray[np.int32]
    step: Codes
    """By which the chance is told."""
    own: Mask
    """Whether it comes from the customer's own list, not from what sells most."""


class Counter:
    """A shop that offers something to its customers; ``floor`` is the least margin of what is offered."""

    def __init__(self, facts: Facts, learnt: Learnt, floor: float = 0.0) -> None:
        self.facts = facts
        self.learnt = learnt
        self.now = Moment(facts, learnt.at)
        self.offered: Offered = offered(facts, floor)
        self.may: Mask = self.offered.mask & self.now.there
        self._chances = learnt.odds.chances()
        self._due_chances = learnt.trials.due.chances()

    @cached_property
    def popular(self) -> NDArray[np.int32]:
        """What sells most lately, of what may be offered."""
        values = np.where(self.may, self.learnt.popular, -1.0)
        order = np.argsort(-values, kind="stable")[:_RESERVE]
        return order[values[order] > 0].astype(np.int32)

    @cached_property
    def grounds(self) -> Grounds:
        """What reasons are looked up in."""
        return Grounds(self.now, self.learnt.neighbours)

    @cached_property
    def people(self) -> Codes:
        """Who may be told anything."""
        return np.flatnonzero(audience(self.facts))

    @cached_property
    def everyone(self) -> New:
        """The kept lists of all ``people``, ``PLACES`` long, filtered for now."""
        parts = [self.new(users, PLACES) for users in self.blocks()] or [self.new(self.people, PLACES)]
        return New(*(np.concatenate([getattr(one, name) for one in parts]) for name in New.__struct_fields__))

    def blocks(self) -> Iterator[Codes]:
        """All ``people``, some at a time."""
        for start in range(0, len(self.people), _AT_ONCE):
            yield self.people[start : start + _AT_ONCE]

    def new(self, users: Codes, places: int = TOP) -> New:
        """The best products that each customer does not have."""
        lists = np.full((len(users), PLACES), -1, np.int32)
        kept = users < len(self.learnt.lists)
        lists[kept] = self.learnt.lists[users[kept]]
        fits = self._good(users, lists)
        short = np.flatnonzero(fits.sum(axis=1) < places)
        if len(short):
            lists, fits = self._filled(users, lists, fits, short)
        first = np.argsort(~fits, axis=1, kind="stable")[:, :places]
        found = np.take_along_axis(np.where(fits, lists, -1), first, 1)
        return New(found, self._steps(users, first), (first < PLACES) & (found >= 0))

    def best_sellers(self, users: Codes) -> NDArray[np.int32]:
        """[customers, TOP] Of what sells most the first that each does not have, -1 where there are no more."""
        lists = np.full((len(users), _RESERVE), -1, np.int32)
        lists[:, : len(self.popular)] = self.popular
        fits = self._good(users, lists)
        first = np.argsort(~fits, axis=1, kind="stable")[:, :TOP]
        return np.take_along_axis(np.where(fits, lists, -1), first, 1)

    def _steps(self, users: Codes, place: Ints) -> Codes:
        """By how far a product of a list of their own stands out; of others by the place among what sells most."""
        if not self.learnt.ours:
            return step_of_place(np.clip(place - PLACES, 0, PLACES - 1))
        strength = np.full((len(users), PLACES + 1), -np.inf)
        kept = users < len(self.learnt.lists)
        strength[kept, :PLACES] = self.learnt.strength[users[kept]]
        told = np.take_along_axis(strength, np.minimum(place, PLACES), 1)
        return step_of_strength(self.learnt.trials.bounds, told)

    def _filled(
        self, users: Codes, lists: NDArray[np.int32], fits: Mask, short: Ints
    ) -> tuple[NDArray[np.int32], Mask]:
        """Lists that are too short with what sells most behind them."""
        filler = np.tile(self.popular, (len(short), 1))
        more, good = (
            np.full((len(users), len(self.popular)), -1, np.int32),
            np.zeros((len(users), len(self.popular)), bool),
        )
        more[short] = filler
        good[short] = self._good(users[short], filler) & ~_among(filler, lists[short])
        return np.concatenate([lists, more], axis=1), np.concatenate([fits, good], axis=1)

    def due(self, users: Codes) -> Due:
        """What each customer has used up, or soon will have."""
        return due(self.now, self.learnt.again, users, self.may)

    def chance(self, users: Codes, step: Codes) -> Chances:
        """That something new at such a step is bought within 30 days, pair by pair."""
        return _of_cells(self._chances, self.now.band(users), step)

    def due_chance(self, users: Codes, chance: Floats) -> Chances:
        """That something due is bought within 30 days, pair by pair."""
        return _of_cells(self._due_chances, self.now.band(users), step_of_due(chance))

    def why(self, users: Codes, items: Codes) -> Why:
        """The reason of each pair."""
        return self.grounds.why(users, items)

    def _good(self, users: Codes, lists: NDArray[np.int32]) -> Mask:
        """Which products may be offered and are not owned."""
        item = np.maximum(lists, 0)
        has = self.now.had.has(np.repeat(users, lists.shape[1]), item.ravel()).reshape(lists.shape)
        found: Mask = (lists >= 0) & self.may[item] & ~has
        return found


def counter(facts: Facts, learnt: Learnt, floor: float = 0.0) -> Counter:
    """The counter of a shop, kept with the facts."""
    return facts.derived(f"counter at a margin of {floor}", lambda facts: Counter(facts, learnt, floor))


def estimate(chances: Chances, place: int) -> Estimate | None:
    """One of the chances; None where the past does not tell."""
    value = float(chances.value[place])
    return None if np.isnan(value) else Estimate(value, float(chances.low[place]), float(chances.high[place]))


def _of_cells(chances: Chances, band: Codes, step: Codes) -> Chances:
    return Chances(*(values[band, step] for values in (chances.value, chances.low, chances.high)))


def _among(items: NDArray[np.int32], lists: NDArray[np.int32]) -> Mask:
    """Whether each product stands in the list of its row."""
    found: Mask = (items[:, :, None] == lists[:, None, :]).any(axis=2)
    return found
