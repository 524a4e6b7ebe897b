"""Learnt tastes are what minimises the sum that is stated, whichever way its systems are solved."""

import numpy as np
import pytest

from analytics.recommend import factors as room
from analytics.recommend.factors import RIDGE, STEPS, UNTAKEN, factors
from analytics.recommend.linear import Shape
from analytics.recommend.lowpass import axes
from analytics.recommend.matrix import known
from analytics.recommend.ranking import best
from storage.progress import Cancelled, never
from tests.analytics.recommend.planted import some

USERS, ITEMS = 60, 48


def by_hand(taken: np.ndarray, items: np.ndarray) -> np.ndarray:
    """The steps row by row, each a weighted least squares with every pair in it, in double precision."""
    weight = UNTAKEN * taken.sum() / taken.size

    def answered(rows: np.ndarray, others: np.ndarray) -> np.ndarray:
        found = []
        for row in rows:
            normal = others.T @ (others * (row + weight)[:, None])
            ridge = RIDGE * (row.sum() + weight * len(row))
            found.append(np.linalg.solve(normal + ridge * np.eye(len(normal)), others.T @ row))
        return np.array(found)

    for _ in range(STEPS):
        items = answered(taken.T, answered(taken, items))
    return answered(taken, items) @ items.T


@pytest.mark.parametrize("rows", [100, 700, 1800])
@pytest.mark.parametrize("cells", [2_000_000, 300])
def test_each_step_is_the_ridge_regression_that_is_stated(rows: int, cells: int, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Few rows: nobody took as many items as there are tastes; many: most took more; a user took nothing at all."""
    monkeypatch.setattr(room, "_CELLS", cells)
    log = some(7, USERS, ITEMS, rows)
    past = known(type(log)(USERS + 1, ITEMS, log.user, log.item), None)
    begun = axes(past, Shape(), room.TASTES)
    model = factors(past, Shape(), never)
    assert begun is not None
    assert model is not None
    counts = past.depth[:USERS]
    assert {100: counts.max() < 12, 700: (counts >= 12).any() and (counts < 12).any(), 1800: counts.min() >= 12}[rows]
    scores = model.scores(np.arange(USERS + 1))
    assert scores == pytest.approx(by_hand(past.taken.toarray().astype(float), begun.astype(float)), abs=2e-4)
    assert not scores[USERS].any()


def test_two_circles_of_taste_are_told_apart() -> None:
    """Each half of the users takes from its own half of the items: what they lack of it is what the model names."""
    rng = np.random.default_rng(3)
    user = np.repeat(np.arange(80), 12).astype(np.int32)
    item = (rng.integers(0, 20, len(user)) + 20 * (user >= 40)).astype(np.int32)
    past = known(type(some(1, 2, 2, 2))(80, 40, user, item), None)
    model = factors(past, Shape(), never)
    assert model is not None
    named = best(model.scores(np.arange(80)), past.taken, 3)
    assert ((named >= 20) == (np.arange(80) >= 40)[:, None]).mean() > 0.95


def test_too_little_says_nothing_and_it_stops_when_asked() -> None:
    assert factors(known(some(5, 5, 9, 0), None), Shape(), never) is None
    assert factors(known(some(5, 3, 9, 8), None), Shape(), never) is None
    with pytest.raises(Cancelled):
        factors(known(some(5, USERS, ITEMS, 200), None), Shape(), lambda: True)
