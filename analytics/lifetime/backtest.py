"""Back-tests: every model forecasts from several earlier evenings of the log, and is held against what came.

Which model is in force is decided here, by nothing else. MBG/NBD is, as it can tell those who bought once apart;
BG/NBD or boosted trees are in its place only where their squared errors were smaller from every evening, and by more
than chance would bring: else the model would change from week to week over nothing.
"""

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.arrays import Ints, Mask
from analytics.lifetime.boosted import boosted
from analytics.lifetime.fitting import BG, MBG
from analytics.lifetime.forecasts import Forecast, by_model, by_recency, own_rate
from analytics.lifetime.log import Floats
from analytics.lifetime.past import Past
from analytics.lifetime.reach import drift_of, reach
from analytics.lifetime.scoring import (
    Bin,
    auc,
    auc_gain,
    calibration,
    captured,
    lift,
    mean_of,
    squared_error,
)
from analytics.lifetime.summary import Bought
from analytics.result import Estimate

DAYS, APART, LOOKS = 60, 30, 3
"""How far is forecast, and the evenings from which it is: so many, so many days apart."""
LEAST_PAST = 60
"""Days of the log before the first of these evenings."""
OWN_RATE, RECENCY, BG_NAME, DEFAULT, BOOSTED = "own_rate", "recency", "bg_nbd", "mbg_nbd", "boosted"
"""The models by name: two plain ones, and those that may be in force."""
MODELS = {BG_NAME: BG, DEFAULT: MBG}


class Score(Struct, frozen=True):
    """How one model did from one evening."""

    auc: Estimate | None
    brier: float
    error: Estimate
    """Of the number of purchases: mean absolute."""
    captured: Estimate | None
    """The part of the money that came from the first fifth by its forecast of money."""
    buyers: float
    """How many it expected to come at all."""
    times: float
    """Purchases it expected of all together."""
    spend: float
    """Money it expected of all together."""
    over_recency: Estimate | None
    """By how much its AUC is higher than that of "who came last"."""
    caught: tuple[float, ...]
    """The part of the money that came from the first tenth of customers by its forecast, the first two, and so on."""


class Look(Struct, frozen=True):
    """One evening that was looked ahead from."""

    day: int
    customers: int
    came: int
    times: int
    spend: float
    scores: dict[str, Score]


class Judged(Struct, frozen=True):
    """All looks, and what they come to."""

    days: int
    looks: tuple[Look, ...]
    """The newest first."""
    chosen: str
    """The model in force."""
    gains: dict[str, Estimate]
    """By how much the squared error of MBG/NBD is larger than that of each other one, with what chance leaves.

    The same customers over all looks together; above 0: the other is better.
    """
    over_recency: Estimate | None
    """By how much the squared error of "as those did who had stayed away as long" is larger than that of the model in
    force."""
    calibration: tuple[Bin, ...]
    """Of the model in force, all looks together."""

    def come_of(self, chance: Floats) -> Estimate:
        """How many customers with such chances come within ``days``, with the 95% interval."""
        said, came, luck = np.array(
            [
                (look.scores[self.chosen].buyers, look.came, look.scores[self.chosen].brier * look.customers)
                for look in self.looks
            ]
        ).T
        drift = drift_of(said, came, luck)
        found = reach(float(chance.sum()), float((chance * (1 - chance)).sum()), drift, len(self.looks))
        return replace(found, high=min(found.high, len(chance)))


def evenings(past: Past, last: int, days: int = DAYS) -> tuple[int, ...]:
    """From which evenings to look ahead, the newest first; ``last`` is the last day that is over in the log."""
    some = (last - days - APART * number for number in range(LOOKS))
    return tuple(day for day in some if day >= past.first + LEAST_PAST and past.evening(day).enough)


def judged(past: Past, last: int, days: int = DAYS) -> Judged | None:
    """The back-test up to the evening of ``last``; None where the past is too short for any."""
    looks, told = [], []
    for day in evenings(past, last, days):
        said, came = _said(past, day, days), past.bought(day, days)
        told.append((past.evening(day).known.who, said, came))
        looks.append(_look(past, day, said, came))
    if not looks:
        return None
    errors = _errors(past.log.customers, told)
    gains = {name: mean_of(errors[DEFAULT] - other) for name, other in errors.items() if name != DEFAULT}
    better = [name for name in (BG_NAME, BOOSTED) if name in gains and _better(looks, gains[name], name)]
    chosen = max(better, key=lambda name: gains[name].value, default=DEFAULT)
    again = np.concatenate([came.times > 0 for _, _, came in told])
    return Judged(
        days=days,
        looks=tuple(looks),
        chosen=chosen,
        gains=gains,
        over_recency=mean_of(errors[RECENCY] - errors[chosen]),
        calibration=calibration(np.concatenate([said[chosen].chance for _, said, _ in told]), again),
    )


def forecast(past: Past, day: int, days: int, name: str) -> Forecast:
    """The forecast of a model by name from the evening of ``day``; MBG/NBD's where trees had too little to learn."""
    richer = boosted(past, day, days) if name == BOOSTED else None
    return by_model(past.evening(day), MODELS.get(name, MBG), days) if richer is None else richer


def _said(past: Past, day: int, days: int) -> dict[str, Forecast]:
    said = {OWN_RATE: own_rate(past, day, days), RECENCY: by_recency(past, day, days)}
    said |= {name: by_model(past.evening(day), coin, days) for name, coin in MODELS.items()}
    richer = boosted(past, day, days)
    return said if richer is None else said | {BOOSTED: richer}


def _look(past: Past, day: int, said: dict[str, Forecast], came: Bought) -> Look:
    again, since = came.times > 0, past.evening(day).known.since
    scores = {name: _score(one, came, again, since) for name, one in said.items()}
    return Look(day, len(again), int(again.sum()), int(came.times.sum()), float(came.amount.sum()), scores)


def _score(said: Forecast, came: Bought, again: Mask, since: Floats) -> Score:
    return Score(
        auc=auc(said.times, again),
        brier=float(squared_error(said.chance, again).mean()),
        error=mean_of(np.abs(said.times - came.times)),
        captured=captured(said.spend, came.amount),
        buyers=float(said.chance.sum()),
        times=float(said.times.sum()),
        spend=float(said.spend.sum()),
        over_recency=auc_gain(said.times, -since, again),
        caught=lift(said.spend, came.amount),
    )


def _errors(customers: int, told: list[tuple[Ints, dict[str, Forecast], Bought]]) -> dict[str, Floats]:
    """[m] squared errors of each model that spoke every time, one per customer: looks at one are not independent.

    Each look has the same weight, so that their mean is the mean of the looks' Brier scores.
    """
    names = set.intersection(*(set(said) for _, said, _ in told))
    found = {name: np.zeros(customers) for name in sorted(names)}
    there = np.zeros(customers, dtype=bool)
    for who, said, came in told:
        there[who] = True
        for name in found:
            found[name][who] += squared_error(said[name].chance, came.times > 0) / (len(told) * len(who))
    return {name: errors[there] * int(there.sum()) for name, errors in found.items()}


def _better(looks: list[Look], gain: Estimate, name: str) -> bool:
    return gain.low > 0 and all(look.scores[name].brier < look.scores[DEFAULT].brier for look in looks)
