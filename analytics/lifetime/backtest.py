"""Back-tests: every model forecasts from several earlier evenings of the log, and is held against what came.

Which model is in force is decided here, by nothing else: of BG/NBD and MBG/NBD the one with the smaller squared error,
and boosted trees in its place only where they were better from every evening and by more than chance would bring.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Ints, Mask
from analytics.lifetime.boosted import boosted
from analytics.lifetime.fitting import BG, MBG
from analytics.lifetime.forecasts import Forecast, by_model, by_recency, own_rate
from analytics.lifetime.log import Floats
from analytics.lifetime.past import Past
from analytics.lifetime.scoring import (
    Bin,
    auc,
    auc_gain,
    calibration,
    captured,
    mean_of,
    squared_error,
)
from analytics.lifetime.summary import Bought
from analytics.result import Estimate
from storage.progress import Cancelled, StopAsked, never

DAYS, APART, LOOKS = 60, 30, 3
"""How far is forecast, and the evenings from which it is: so many, so many days apart."""
LEAST_PAST = 60
"""Days of the log before the first of these evenings."""
OWN_RATE, RECENCY, BASE, BASE_FIRST, BOOSTED = "own_rate", "recency", "bg", "mbg", "boosted"
MODELS = {BASE: BG, BASE_FIRST: MBG}
PLAIN = (OWN_RATE, RECENCY)


class Score(Struct, frozen=True):
    """How one model did from one evening."""

    auc: Estimate | None
    brier: float
    error: Estimate
    """Of the number of purchases: mean absolute."""
    captured: Estimate | None
    """The part of the money that came from the first fifth by its forecast of money."""
    times: float
    """Purchases it expected of all together."""
    spend: float
    """Money it expected of all together."""
    over_recency: Estimate | None
    """By how much its AUC is higher than that of "who came last"."""


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
    base: str
    """The better of BG/NBD and MBG/NBD."""
    gains: dict[str, Estimate]
    """By how much the squared error of the base model is larger than that of each other one, with what chance leaves.

    The same customers over all looks together; above 0: the other is better.
    """
    calibration: tuple[Bin, ...]
    """Of the model in force, all looks together."""


def evenings(past: Past, last: int, days: int = DAYS) -> tuple[int, ...]:
    """From which evenings to look ahead, the newest first; ``last`` is the last day that is over in the log."""
    some = (last - days - APART * number for number in range(LOOKS))
    return tuple(day for day in some if day >= past.first + LEAST_PAST and past.evening(day).enough)


def judged(past: Past, last: int, days: int = DAYS, stop: StopAsked = never) -> Judged | None:
    """The back-test up to the evening of ``last``; None where the past is too short for any. Raises Cancelled."""
    looks, told = [], []
    for day in evenings(past, last, days):
        if stop():
            raise Cancelled
        said, came = _said(past, day, days), past.bought(day, days)
        told.append((past.evening(day).known.who, said, came))
        looks.append(_look(past, day, said, came))
    if not looks:
        return None
    errors = _errors(past.log.customers, told)
    base = min(MODELS, key=lambda name: errors[name].sum())
    gains = {name: mean_of(errors[base] - other) for name, other in errors.items() if name != base}
    chosen = BOOSTED if BOOSTED in gains and gains[BOOSTED].low > 0 and _always_better(looks, base) else base
    chances = np.concatenate([said[chosen].chance for _, said, _ in told])
    bins = calibration(chances, np.concatenate([came.times > 0 for _, _, came in told]))
    return Judged(days, tuple(looks), chosen, base, gains, bins)


def forecast(past: Past, day: int, days: int, name: str) -> Forecast:
    """The forecast of a model by its name, from the evening of ``day``."""
    if name in MODELS:
        return by_model(past.evening(day), MODELS[name], days)
    found = boosted(past, day, days)
    assert found is not None, "the back-test has tried it on less"
    return found


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
        times=float(said.times.sum()),
        spend=float(said.spend.sum()),
        over_recency=auc_gain(said.times, -since, again),
    )


def _errors(customers: int, told: list[tuple[Ints, dict[str, Forecast], Bought]]) -> dict[str, Floats]:
    """[m] squared errors of each model that spoke every time, one per customer: looks at one are not independent."""
    names = set.intersection(*(set(said) for _, said, _ in told))
    found = {name: np.zeros(customers) for name in sorted(names)}
    there = np.zeros(customers, dtype=bool)
    for who, said, came in told:
        there[who] = True
        for name in found:
            found[name][who] += squared_error(said[name].chance, came.times > 0) / len(told)
    return {name: errors[there] for name, errors in found.items()}


def _always_better(looks: list[Look], base: str) -> bool:
    return all(look.scores[BOOSTED].brier < look.scores[base].brier for look in looks)
