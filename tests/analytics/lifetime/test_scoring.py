"""Scores of forecasts: against scikit-learn, simulation, and by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from sklearn.metrics import brier_score_loss, roc_auc_score

from analytics.lifetime.scoring import auc, auc_gain, calibration, captured, lift, mean_of, squared_error


def test_the_auc_is_that_of_scikit_learn_with_ties_too() -> None:
    rng = np.random.default_rng(1)
    for levels in (3, 20, 10_000):
        came = rng.random(2_000) < 0.3
        score = np.floor((rng.random(2_000) + 0.3 * came) * levels)
        found = auc(score, came)
        assert found is not None
        assert_allclose(found.value, roc_auc_score(came, score), rtol=1e-12)


def test_where_all_are_alike_nothing_can_be_ranked() -> None:
    score = np.arange(5.0)
    assert auc(score, np.ones(5, bool)) is None
    assert auc(score, np.zeros(5, bool)) is None
    assert auc_gain(score, score, np.ones(5, bool)) is None


def test_the_interval_of_the_auc_holds_the_truth_as_often_as_said() -> None:
    """Two normals, one standard deviation apart: the chance to stand in the right order is Phi(1 / sqrt 2)."""
    rng, truth, held, gained = np.random.default_rng(2), 0.760250, 0, 0
    for _ in range(600):
        came = np.arange(300) < 90
        level = rng.normal(size=300)
        score, same = level + came, level + came + rng.normal(size=300) * 0.01
        found, gain = auc(score, came), auc_gain(score, same, came)
        assert found is not None
        assert gain is not None
        held += found.low <= truth <= found.high
        gained += gain.high - gain.low < 0.02  # the same customers: what both scores share cancels
    assert 0.92 < held / 600 < 0.975
    assert gained == 600


def test_the_gain_is_the_difference_and_two_scores_alike_gain_nothing() -> None:
    rng = np.random.default_rng(3)
    came = rng.random(500) < 0.4
    one, other = rng.random(500) + came, rng.random(500)
    gain = auc_gain(one, other, came)
    assert gain is not None
    assert_allclose(gain.value, roc_auc_score(came, one) - roc_auc_score(came, other), rtol=1e-10)
    held = 0
    for _ in range(400):
        came = rng.random(200) < 0.4
        gain = auc_gain(rng.random(200), rng.random(200), came)
        held += gain is not None and gain.low <= 0 <= gain.high
    assert 0.92 < held / 400 < 0.98


def test_the_brier_score_is_that_of_scikit_learn() -> None:
    rng = np.random.default_rng(4)
    chance = rng.random(300)
    came = rng.random(300) < chance
    assert_allclose(squared_error(chance, came).mean(), brier_score_loss(came, chance))


def test_money_of_the_first_fifth_by_hand() -> None:
    amount = np.array([10.0, 0, 0, 50, 0, 0, 0, 0, 40, 0])
    found = captured(np.array([9.0, 1, 1, 8, 1, 1, 1, 1, 1, 1]), amount)
    assert found is not None
    assert_allclose(found.value, 0.6)  # the first two of ten
    assert captured(np.arange(3.0), np.zeros(3)) is None


def test_the_interval_of_the_money_captured_holds_that_of_very_many_customers() -> None:
    rng, held = np.random.default_rng(5), 0
    true = None
    for size in (400_000, *[600] * 400):
        level = rng.gamma(1.0, 1.0, size)
        found = captured(level, level * rng.gamma(2.0, 1.0, size))
        assert found is not None
        true = found.value if true is None else true
        held += found.low <= true <= found.high
    assert 0.92 < held / 401 < 0.98


def test_calibration_tells_true_chances_from_bold_ones() -> None:
    rng = np.random.default_rng(6)
    chance = rng.beta(1, 3, 20_000)
    came = rng.random(20_000) < chance
    bins = calibration(chance, came)
    assert [one.customers for one in bins] == [2_000] * 10
    assert sum(one.came.low <= one.said <= one.came.high for one in bins) >= 8
    bold = calibration(np.minimum(chance * 2, 1), came)
    assert sum(one.came.low <= one.said <= one.came.high for one in bold) <= 2


def test_few_customers_make_few_bins() -> None:
    assert len(calibration(np.array([0.1, 0.9]), np.array([False, True]))) == 2


def test_the_interval_of_a_mean() -> None:
    values = np.array([1.0, 2, 3, 4])
    found = mean_of(values)
    assert_allclose([found.value, found.high - found.value], [2.5, 1.959964 * values.std(ddof=1) / 2], rtol=1e-6)


def test_the_money_of_the_first_fifth_is_the_same_wherever_it_is_told() -> None:
    rng = np.random.default_rng(3)
    for size in range(1, 60):
        score, amount = rng.random(size), rng.gamma(2.0, 1.0, size)
        found = captured(score, amount)
        assert found is not None
        assert lift(score, amount)[1] == pytest.approx(found.value)
        assert lift(score, amount)[-1] == pytest.approx(1)
