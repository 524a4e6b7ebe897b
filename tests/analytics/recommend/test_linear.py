"""The item model is EASE to the digit, whichever of the two matrices is inverted."""

import numpy as np
import pytest

from analytics.recommend.linear import EASE, Shape, linear, solved
from analytics.recommend.lowpass import lowpass
from analytics.recommend.matrix import known
from analytics.recommend.product import Product
from tests.analytics.recommend.planted import some

SHAPES = [EASE, Shape(), Shape(0.5, 0.5, 1.0, -0.1), Shape(8.0, 0.2, 0.0, 0.3)]
SIZES = [(30, 50), (50, 30), (40, 40)]


def dense(taken: np.ndarray, shape: Shape) -> np.ndarray:
    """The formula of the module's first lines, word for word, in double precision."""
    takers = np.maximum(taken.sum(axis=0), 1)
    rows = taken * takers**-shape.even
    ridge = shape.ridge * (rows**2).sum() / len(rows)
    weights = np.linalg.inv(rows.T @ rows + ridge * np.eye(rows.shape[1]))
    factor = (ridge * np.diag(weights)) ** -shape.bare * takers**shape.tilt
    return rows @ (np.eye(rows.shape[1]) - ridge * weights) * factor


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", SIZES)
def test_every_shape_is_its_formula(size: tuple[int, int], shape: Shape) -> None:
    past = known(some(1, *size, 400), None)
    scores = linear(past, shape).scores(np.arange(size[0]))
    assert scores == pytest.approx(dense(past.taken.toarray().astype(float), shape), abs=2e-5)


@pytest.mark.parametrize("size", SIZES)
def test_ease_is_the_best_regression_without_a_diagonal(size: tuple[int, int]) -> None:
    """Column by column: each item from all others by ridge regression, as Steck states the problem."""
    past = known(some(2, *size, 300), None)
    taken = past.taken.toarray().astype(float)
    ridge = EASE.ridge * taken.sum() / len(taken)
    scores = linear(past, EASE).scores(np.arange(size[0]))
    for item in range(0, size[1], 7):
        others = np.delete(taken, item, axis=1)
        weights = np.linalg.solve(others.T @ others + ridge * np.eye(others.shape[1]), others.T @ taken[:, item])
        new = taken[:, item] == 0
        assert scores[new, item] == pytest.approx((others @ weights)[new], abs=2e-5)


def test_users_matrix_and_items_matrix_come_to_the_same() -> None:
    """The same people beside as many who took nothing: only the matrix that is inverted changes."""
    few, many = some(3, 35, 45, 300), some(3, 35, 45, 300)
    grown = type(many)(200, 45, many.user, many.item)
    shape = Shape(2.0, 0.3, 1.0, 0.1)
    by_users = solved(known(few, None).taken, known(few, None).takers, shape)
    stretched = Shape(2.0 * 200 / 35, 0.3, 1.0, 0.1)  # ridge is told per row
    by_items = solved(known(grown, None).taken, known(grown, None).takers, stretched)
    assert isinstance(by_users.left, np.ndarray)
    assert not isinstance(by_items.left, np.ndarray)
    assert by_items.alone == pytest.approx(by_users.alone, abs=1e-6)
    everybody = np.arange(35)
    assert by_items.shaped(shape).scores(everybody) == pytest.approx(by_users.shaped(shape).scores(everybody), abs=2e-5)


def test_tastes_are_the_projection_on_the_largest_singular_vectors() -> None:
    past = known(some(4, 60, 40, 900), None)
    shape = Shape(even=0.2, tilt=0.1)
    takers = np.maximum(past.takers, 1)
    rows = past.taken.toarray() * takers**-0.2
    first = np.linalg.svd(rows)[2][:1]
    model = lowpass(past, shape, 1)
    assert isinstance(model, Product)
    assert model.scores(np.arange(60)) == pytest.approx(rows @ first.T @ first * takers**0.1, abs=0.01)


def test_nobody_took_anything() -> None:
    past = known(some(5, 5, 9, 0), None)
    assert not linear(past, Shape()).scores(np.arange(5)).any()
    assert lowpass(past, Shape()) is None
