"""How much customers spend per purchase: against simulation, and published figures."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from analytics.arrays import Ints
from analytics.lifetime import gamma_gamma
from analytics.lifetime.gamma_gamma import GammaGamma, mean_spend, spend_fit
from analytics.lifetime.log import Floats

TRUTH = GammaGamma(6.25, 3.74, 15.45, 0.0)


def paid(customers: int, seed: int, model: GammaGamma = TRUTH) -> tuple[Ints, Floats, Floats]:
    """Numbers of purchases, mean amounts, and the true means of customers."""
    rng = np.random.default_rng(seed)
    count = rng.geometric(0.4, customers)
    level = rng.gamma(model.q, 1 / model.gamma, customers)
    return count, rng.gamma(model.p * count) / level / count, model.p / level


def test_what_was_planted_comes_out() -> None:
    count, mean, _ = paid(20_000, seed=1)
    found = spend_fit(count, mean)
    assert_allclose([found.p, found.q, found.gamma], [TRUTH.p, TRUTH.q, TRUTH.gamma], rtol=0.12)


def test_the_mean_that_is_expected_is_that_of_such_customers() -> None:
    count, mean, true = paid(300_000, seed=2)
    for times in (1, 2, 5):
        for low, high in ((0, 20), (20, 60), (60, 1e9)):
            some = (count == times) & (mean >= low) & (mean < high)
            off = mean_spend(TRUTH, count[some], mean[some]) - true[some]
            assert abs(off.mean()) < 4 * off.std() / np.sqrt(some.sum())


def test_the_gradient_is_that_of_finite_differences() -> None:
    count, mean, _ = paid(50, seed=3)
    values = np.array([5.0, 2.5, 9.0])
    slope = gamma_gamma._log_likelihood(values, count, mean)[1]
    for place in range(3):
        step = np.eye(3)[place] * 1e-6
        up, down = (gamma_gamma._log_likelihood(values + way * step, count, mean)[0] for way in (1, -1))
        assert_allclose(slope[place], (up - down) / 2e-6, rtol=1e-5)


def test_cents_or_yuan_make_no_difference() -> None:
    count, mean, _ = paid(3_000, seed=4)
    yuan, fen = spend_fit(count, mean), spend_fit(count, mean * 100)
    assert_allclose([fen.p, fen.q, fen.gamma], [yuan.p, yuan.q, yuan.gamma * 100], rtol=1e-4)
    assert_allclose(yuan.log_likelihood - fen.log_likelihood, len(count) * np.log(100), rtol=1e-6)
    assert_allclose(mean_spend(fen, count, mean * 100), mean_spend(yuan, count, mean) * 100, rtol=1e-4)


@pytest.mark.parametrize(
    "mean",
    [
        pytest.param(np.full(400, 99.0), id="everybody pays the same"),
        pytest.param(np.random.default_rng(5).pareto(0.7, 400) + 0.01, id="a few pay almost all"),
    ],
)
def test_odd_amounts_give_finite_means_between_own_and_all(mean: Floats) -> None:
    count = np.random.default_rng(6).geometric(0.5, 400)
    found = spend_fit(count, mean)
    told = mean_spend(found, count, mean)
    assert np.isfinite(told).all()
    assert (told > 0).all()
    assert found.q > 1  # or the mean over customers would not exist
