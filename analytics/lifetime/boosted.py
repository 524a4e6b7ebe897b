"""Chances learnt from everything that is known of customers, by boosted trees (scikit-learn's histogram boosting).

Trained on earlier evenings of the same log and on what became of everybody then: all of it was over by the evening
that is forecast. What BG/NBD and MBG/NBD say is among the numbers, so the trees only have to know better.
"""

from typing import Any

import numpy as np

from analytics.arrays import Mask
from analytics.lifetime.fitting import MBG
from analytics.lifetime.forecasts import Forecast, adjusted, by_model
from analytics.lifetime.log import Floats
from analytics.lifetime.past import Past

EVENINGS, APART = 3, 30
"""Evenings learnt from, and the days between them."""
AT_ONCE = 4_096
"""Customers whose chances are told together: so many numbers stay in the processor's cache."""


def boosted(past: Past, day: int, days: int) -> Forecast | None:
    """The forecast for ``days`` after the evening of ``day``; None where the past is too short to learn from."""
    evenings = training_evenings(past, day, days)
    if not evenings or not past.evening(day).enough:
        return None
    numbers = np.concatenate([_some_numbers(past, one, days) for one in evenings])
    came = np.concatenate([past.bought(one, days).times[past.some(one)] > 0 for one in evenings])
    if came.all() or not came.any():
        return None
    past.step()
    chance = _chances(_trees(numbers, came), _numbers(past, day, days))
    base = by_model(past.evening(day), MBG, days)
    return adjusted(base, chance, past.evening(day).mean_spend)


def training_evenings(past: Past, day: int, days: int) -> tuple[int, ...]:
    """The evenings to learn from, newest first: what became of people after them was over by ``day``."""
    some = (day - days - APART * number for number in range(EVENINGS))
    return tuple(one for one in some if one >= past.first + days and past.evening(one).enough)


def _trees(numbers: Floats, came: Mask) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    trees = HistGradientBoostingClassifier(
        max_iter=60, learning_rate=0.1, max_leaf_nodes=16, max_bins=63, min_samples_leaf=40, l2_regularization=1.0,
        random_state=0,
    )  # fmt: skip
    with threadpool_limits(1):  # the window and other programs need the other cores, and waiting threads burn them
        return trees.fit(numbers, came)


def _chances(trees: Any, numbers: Floats) -> Floats:
    from threadpoolctl import threadpool_limits

    parts = range(0, len(numbers), AT_ONCE)
    with threadpool_limits(1):
        return np.concatenate([trees.predict_proba(numbers[start : start + AT_ONCE])[:, 1] for start in parts])


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
