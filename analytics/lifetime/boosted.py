"""Forecasts learnt from everything that is known of customers, by boosted trees (scikit-learn's histogram boosting).

One learns who comes, by the log loss, and one how often, by the Poisson deviance: whoever comes in spite of all signs
comes less often than BG/NBD or MBG/NBD would have it.
Trained on earlier evenings of the same log and on what became of everybody then: all of it was over by the evening
that is forecast. What BG/NBD and MBG/NBD say is among the numbers, so the trees only have to know better.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from analytics.arrays import Ints, Mask
from analytics.lifetime.forecasts import Forecast
from analytics.lifetime.log import Floats
from analytics.lifetime.past import Past
from analytics.one_core import one_core

EVENINGS, APART = 3, 30
"""Evenings learnt from, and the days between them."""
AT_ONCE = 4_096
"""Customers whose chances are told together: so many numbers stay in the processor's cache."""
ROWS_OF_A_LEAF = 1_000
Told = Callable[[Floats], Floats]


def boosted(past: Past, day: int, days: int) -> Forecast | None:
    """The forecast for ``days`` after the evening of ``day``; None where the past is too short to learn from."""
    return past.once(day, days, lambda: _boosted(past, day, days))


def _boosted(past: Past, day: int, days: int) -> Forecast | None:
    evenings = training_evenings(past, day, days)
    if not evenings or not past.evening(day).enough:
        return None
    numbers = np.concatenate([_some_numbers(past, one, days) for one in evenings])
    times = np.concatenate([past.bought(one, days).times[past.some(one)] for one in evenings])
    if times.all() or not times.any():
        return None
    past.step()
    now = _numbers(past, day, days)
    chance = _told(_who_comes(numbers, times > 0), now)
    often = np.maximum(_told(_how_often(numbers, times), now), chance)
    return Forecast(chance, often, often * past.evening(day).mean_spend)


def training_evenings(past: Past, day: int, days: int) -> tuple[int, ...]:
    """The evenings to learn from, newest first: what became of people after them was over by ``day``."""
    some = (day - days - APART * number for number in range(EVENINGS))
    return tuple(one for one in some if one >= past.first + days and past.evening(one).enough)


def _who_comes(numbers: Floats, came: Mask) -> Told:
    from sklearn.ensemble import HistGradientBoostingClassifier

    with one_core():
        grown = HistGradientBoostingClassifier(**_grown(len(numbers))).fit(numbers, came)
    return lambda some: np.asarray(grown.predict_proba(some)[:, 1])


def _how_often(numbers: Floats, times: Ints) -> Told:
    from sklearn.ensemble import HistGradientBoostingRegressor

    with one_core():
        grown = HistGradientBoostingRegressor(loss="poisson", **_grown(len(numbers))).fit(numbers, times)
    return lambda some: np.asarray(grown.predict(some))


def _grown(rows: int) -> dict[str, Any]:
    """How to grow; few rows carry only small trees."""
    leaves = min(max(rows // ROWS_OF_A_LEAF, 4), 16)
    return {
        "max_iter": 60, "learning_rate": 0.1, "max_leaf_nodes": leaves, "max_bins": 63, "min_samples_leaf": 40,
        "l2_regularization": 1.0, "random_state": 0,
    }  # fmt: skip


def _told(tell: Told, numbers: Floats) -> Floats:
    parts = range(0, len(numbers), AT_ONCE)
    with one_core():
        return np.concatenate([tell(numbers[start : start + AT_ONCE]) for start in parts])


def _numbers(past: Past, day: int, days: int) -> Floats:
    return np.column_stack([past.numbers(day), *_said(past, day, days)])


def _some_numbers(past: Past, day: int, days: int) -> Floats:
    some = past.some(day)
    return np.column_stack([past.some_numbers(day), *(column[some] for column in _said(past, day, days))])


def _said(past: Past, day: int, days: int) -> list[Floats]:
    """What the models say: the chance to be there, and to come."""
    from analytics.lifetime.forecast import alive, chance

    seen = past.evening(day).seen
    models = [one.model for one in past.evening(day).fits]
    return [column for model in models for column in (alive(model, seen), chance(model, seen, float(days)))]
