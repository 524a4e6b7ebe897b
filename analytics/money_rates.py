"""Money given back per money paid, for many groups of people: ratios whose chance lies in the people, not in coins.

People differ in what they buy and send back, so a group's rate is as sure as its people are many: the variance of a
ratio of two sums over them (Cochran 1977, Sampling techniques, chapter 6).
"""

import math

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from analytics.arrays import Codes, Ints, Mask
from analytics.chance import discovered, normal_tails
from analytics.intervals import Z95
from analytics.result import Estimate

Floats = NDArray[np.float64]
LEAST = 20
"""People below which a group's rate has no interval and is not compared."""


class MoneyRates(Struct, frozen=True, eq=False):
    """One value per group."""

    people: Ints
    rate: tuple[Estimate | float | None, ...]
    """Back / paid; without an interval where the people are few or nothing came back, None where nothing was paid."""
    unlike: Mask
    """Which differ from all others together beyond chance, false discoveries controlled."""


def money_rates(paid: Ints, back: Ints, group: Codes, size: int) -> MoneyRates:
    """The rates of groups 0 to ``size``; ``paid``, ``back`` and ``group`` have one value per person (and group)."""
    people = np.bincount(group, minlength=size)
    money, given = _sums(paid, group, size), _sums(back, group, size)
    whole = float(back.sum()) / max(float(paid.sum()), 1.0)
    rate = np.where(money > 0, given / np.maximum(money, 1.0), np.nan)
    own = _squares(back - np.nan_to_num(rate)[group] * paid, group, size) * people / np.maximum(people - 1, 1)
    many = people >= LEAST
    judged = many & (money > 0) & (len(group) - people >= LEAST)
    unlike = np.zeros(size, dtype=bool)
    unlike[judged] = discovered(_p_values(back - whole * paid, group, own)[judged], int(judged.sum()))
    return MoneyRates(people, tuple(map(_estimate, rate.tolist(), (own**0.5).tolist(), money.tolist(), many)), unlike)


def _p_values(errors: Floats, group: Codes, own: Floats) -> Floats:
    """How likely each group's surplus is by chance: were people dealt to groups at random, or by its own spread.

    The larger of the two variances counts: a group in which nothing came back has no spread of its own.
    """
    size, every = len(own), len(errors)
    people = np.bincount(group, minlength=size)
    pairs = people * (every - people) / max(every * (every - 1), 1)
    dealt = float((errors * errors).sum()) * pairs
    spread = np.sqrt(np.maximum(np.maximum(dealt, own), 1e-300))
    return normal_tails(_sums(errors, group, size) / spread)


def _estimate(rate: float, spread: float, money: float, many: bool) -> Estimate | float | None:
    """The interval on the scale of ratios: money given back is not below 0."""
    if math.isnan(rate):
        return None
    if not many or rate <= 0 or spread <= 0:
        return rate
    factor = math.exp(min(Z95 * spread / money / rate, 50.0))
    return Estimate(rate, rate / factor, rate * factor)


def _sums(values: Ints | Floats, group: Codes, size: int) -> Floats:
    return np.bincount(group, weights=values.astype(np.float64), minlength=size).astype(np.float64)


def _squares(values: Floats, group: Codes, size: int) -> Floats:
    return _sums(values * values, group, size)
