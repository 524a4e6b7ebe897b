"""Chances learnt from everything that is known of customers, by boosted trees (scikit-learn's histogram boosting).

Trained on earlier evenings of the same log and on what became of everybody then: all of it was over by the evening
that is forecast. What BG/NBD and MBG/NBD say is among the numbers, so the trees only have to know better.
"""

from typing import Any

import numpy as np

from analytics.arrays import Mask
from analytics.lifetime.forecasts import Forecast, adjusted, by_model
from analytics.lifetime.log import Floats
from analytics.lifetime.past import Past

EVENINGS, APART = 3, 30
"""Evenings learnt from, and the days between them."""
MOST_ROWS = 120_000
"""More add seconds, and nothing that could be told from chance."""


def boosted(past: Past, day: int, days: int) -> Forecast | None:
    """The forecast for ``days`` after the evening of ``day``; None where the past is too short to learn from."""
    evenings = training_evenings(past, day, days)
    if not evenings or not past.evening(day).enough:
        return None
    numbers = np.concatenate([_numbers(past, one, days) for one in evenings])
    came = np.concatenate([past.bought(one, days).times > 0 for one in evenings])
    if came.all() or not came.any():
        return None
    past.step()
    learnt = _trees(numbers, came)
    chance: Floats = learnt.predict_proba(_numbers(past, day, days))[:, 1]
    base = by_model(past.evening(day), 1, days)
    return adjusted(base, chance, past.evening(day).mean_spend)


def training_evenings(past: Past, day: int, days: int) -> tuple[int, ...]:
    """The evenings to learn from, newest first: what became of people after them was over by ``day``."""
    some = (day - days - APART * number for number in range(EVENINGS))
    return tuple(one for one in some if one >= past.first + days and past.evening(one).enough)


def _trees(numbers: Floats, came: Mask) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    if len(came) > MOST_ROWS:
        some = np.sort(np.random.default_rng(0).choice(len(came), MOST_ROWS, replace=False))
        numbers, came = numbers[some], came[some]
    trees = HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.05, max_leaf_nodes=8, min_samples_leaf=40, l2_regularization=1.0, random_state=0
    )
    with threadpool_limits(1):  # the window and other programs need the other cores, and waiting threads burn them
        return trees.fit(numbers, came)


def _numbers(past: Past, day: int, days: int) -> Floats:
    from analytics.lifetime.forecast import alive

    evening = past.evening(day)
    said = [
        column
        for one in evening.fits
        for column in (alive(one.model, evening.seen), by_model(evening, one.model.first_coin, days).chance)
    ]
    return np.column_stack([past.numbers(day), *said])
