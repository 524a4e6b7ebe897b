"""Sign flips against all of them written out, on numbers few enough for that."""

from itertools import product

import numpy as np
import pytest

from analytics.diagnosis.noise.flips import MOST_GROUPS, as_far, groups_of, seed_of, signs


@pytest.mark.parametrize("differences", [[5.0, 3.0, 4.0, -1.0, 2.0, 6.0], [100.0, 1.0, -1.0, 2.0, -3.0, 1.0, 2.0]])
def test_the_share_of_flips_as_far_is_that_of_all_there_are(differences: list[float]) -> None:
    values = np.array(differences)
    every = [abs(float(np.dot(values, one))) for one in product((1, -1), repeat=len(values))]
    exact = np.mean([far >= abs(values.sum()) - 1e-9 for far in every])
    flipped = (signs(len(values), 20_000, 1) @ values).astype(np.float64)
    assert as_far(flipped, float(values.sum())) == pytest.approx(exact, abs=0.01)


def test_one_buyer_alone_proves_nothing_however_much_he_spends() -> None:
    flipped = (signs(1, 999, 1) @ np.array([1e9])).astype(np.float64)
    assert as_far(flipped, 1e9) == 1.0


def test_signs_are_fair_and_independent() -> None:
    drawn = signs(40, 4000, 3)
    assert set(np.unique(drawn)) == {-1.0, 1.0}
    assert np.abs(drawn.mean(axis=0)).max() < 0.08
    correlation = drawn.T @ drawn / len(drawn) - np.eye(40)
    assert np.abs(correlation).max() < 0.1


def test_groups_hold_every_unit_and_are_as_large_as_one_another() -> None:
    assert groups_of(10, 1).tolist() == list(range(10))
    sizes = np.bincount(groups_of(5000, 1))
    assert len(sizes) == MOST_GROUPS
    assert sizes.max() - sizes.min() <= 1


def test_the_seed_follows_from_the_data_alone() -> None:
    one, other = np.array([1.0, 2.0]), np.array([1.0, 2.5])
    assert seed_of(one) == seed_of(one.copy())
    assert seed_of(one) != seed_of(other)
