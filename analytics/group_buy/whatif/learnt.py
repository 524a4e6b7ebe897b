"""What the shop's own offers teach: how often groups are opened, how many would join, who is new, what a piece leaves.

Made once per state of the data. Everything that depends on what is asked (product, days, stock) is worked out from it
in milliseconds.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints
from analytics.group_buy.whatif.asked import LEVERS, Lever
from analytics.group_buy.whatif.effects import Effects, effects, neighbours
from analytics.group_buy.whatif.joining import joined
from analytics.group_buy.whatif.past import Floats, Past, past
from storage.facts import Facts

LEAST = 100
"""Groups whose time is over, below which nothing is told."""
LEAST_OF_VALUE = 30
"""Such groups that a value of a term needs to count as tried."""
LEAST_OFFERS = 2
"""Offers that a value needs: a single one may have been lucky."""
LIKE_LAST = 2
"""The next offer is taken to run on days like those of so many latest stretches."""
_ALIKE: dict[Lever, float] = {"size": 0.3, "discount": 0.2, "reward": 0.2, "window": 0.15}
"""How far neighbouring values of a term may differ in how often groups are opened, as logarithms."""
_ALIKE_JOINING: dict[Lever, float] = {"size": 0.7, "discount": 0.25, "reward": 0.1, "window": 0.25}
"""The same for how many would join; more join where more are asked for."""
_SEASONS = 0.25
_ROUNDS = 3


class Learnt(Struct, frozen=True, eq=False):
    """Of all offers."""

    past: Past
    values: dict[Lever, Ints]
    """Every value of each term that an offer had, ascending; the columns of both designs are in this order."""
    opening: Effects
    """Groups opened per day: level, values of each term, stretches of time back from the present."""
    joining: Effects
    """People who would join: level, values of each term."""
    shape: float
    """Of the negative binomial number of people who would join."""

    def tried(self, lever: Lever) -> Ints:
        """The values with enough groups, over enough offers."""
        own, finished = self.past.lever(lever), self.past.finished
        place = np.searchsorted(self.values[lever], own)
        groups = np.bincount(place, finished, minlength=len(self.values[lever]))
        offers = np.bincount(place[finished > 0], minlength=len(self.values[lever]))
        return self.values[lever][(groups >= LEAST_OF_VALUE) & (offers >= LEAST_OFFERS)]

    def columns(self, terms: dict[Lever, Ints]) -> Floats:
        """The design of offers with such terms, without time: 1, then a column per value."""
        return _columns(self.values, terms)

    def place(self, lever: Lever) -> slice:
        """Where the columns of a term stand in the designs."""
        start = 1 + sum(len(self.values[name]) for name in _before(lever))
        return slice(start, start + len(self.values[lever]))

    def weight(self, lever: Lever) -> Floats:
        """How much each of its values is heard: its finished groups."""
        place = np.searchsorted(self.values[lever], self.past.lever(lever))
        groups = np.bincount(place, self.past.finished, minlength=len(self.values[lever]))
        return np.asarray(groups + 1.0)

    def seasons(self) -> int:
        """How many stretches of time there are."""
        return len(self.opening.mean) - len(self.joining.mean)


def learnt(facts: Facts) -> Learnt | None:
    """None where fewer than ``LEAST`` groups have an outcome."""
    return facts.derived("what-if learnt", lambda facts: learn(past(facts)))


def learn(offers: Past) -> Learnt | None:
    """The same from offers."""
    if int(offers.finished.sum()) < LEAST:
        return None
    values = {name: np.unique(offers.lever(name)) for name in LEVERS}
    design = _columns(values, {name: offers.lever(name) for name in LEVERS})
    joining, shape = _joining(offers, design, values)
    return Learnt(offers, values, _opening(offers, design, values), joining, shape)


def _opening(offers: Past, design: Floats, values: dict[Lever, Ints]) -> Effects:
    """Groups opened per day: counts per stretch of an offer."""
    seasons = int(offers.cell_block.max(initial=0)) + 1
    season = (offers.cell_block[:, None] == np.arange(seasons)).astype(np.float64)
    rows = np.hstack([design[offers.cell_offer], season])
    spreads = [(len(values[name]), _ALIKE[name]) for name in LEVERS]
    opened, days = offers.cell_opened, offers.cell_days

    def score(log_rate: Floats) -> tuple[Floats, Floats]:
        mean = days * np.exp(np.clip(log_rate, -20, 20))
        return opened - mean, np.maximum(mean, 1e-9)

    start = float(np.log(max(opened.sum(), 1) / days.sum()))
    return effects(rows, neighbours([*spreads, (seasons, _SEASONS)]), score, start)


def _joining(offers: Past, design: Floats, values: dict[Lever, Ints]) -> tuple[Effects, float]:
    """People who would join, and the shape of their number: in turn a few times over."""
    groups = joined(offers)
    have = groups.finished > 0
    precision = neighbours([(len(values[name]), _ALIKE_JOINING[name]) for name in LEVERS])
    shape, found = 1.0, None
    for _ in range(_ROUNDS):

        def score(log_mean: Floats, shape: float = shape) -> tuple[Floats, Floats]:
            told, information = groups.score(np.clip(log_mean, -5, 7), shape)
            return np.where(have, told, 0.0), np.maximum(information, 1e-9)

        found = effects(design, precision, score, float(np.log(groups.asked.mean())))
        shape = groups.likeliest(np.clip(design @ found.mean, -5, 7))
    assert found is not None
    return found, shape


def _before(lever: Lever) -> list[Lever]:
    names = list(LEVERS)
    return names[: names.index(lever)]


def _columns(values: dict[Lever, Ints], terms: dict[Lever, Ints]) -> Floats:
    parts = [terms[name][:, None] == values[name] for name in LEVERS]
    many = len(next(iter(terms.values())))
    return np.hstack([np.ones((many, 1)), *parts]).astype(np.float64)
