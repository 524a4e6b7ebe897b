"""The likelihood: against numerical integration over rates and chances, finite differences, and published fits."""

import os
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.testing import assert_allclose

from analytics.lifetime import fitting
from analytics.lifetime.fitting import BG, MBG, fit, watched
from analytics.lifetime.log import Floats
from analytics.lifetime.nbd import Nbd, Watched, log_likelihood
from analytics.lifetime.summary import summary
from tests.analytics.lifetime.drawn import CDNOW, LATER, drawn
from tests.analytics.lifetime.grid import averaged

DATA = Path(os.environ.get("ZHANGGUI_DATA", Path(__file__).parents[4] / "shared" / "data"))
SUMMARY = DATA / "cdnow" / "cdnow_customers_summary.csv"
STEADY = Nbd(1.4, 9.0, 1.6, 2.3, 0)
FEW = Watched(np.array([0, 1, 2, 5, 0]), np.array([0.0, 3.0, 30.4, 12.0, 0.0]), np.array([5.0, 20.0, 38.9, 12.5, 40.0]))


def history(model: Nbd, x: int, t: float, end: float) -> float:
    """The chance of one history, over all rates and all chances to leave, from nothing but the story of the model."""
    coins = x + model.first_coin

    def story(rate: Floats, p: Floats) -> Floats:
        stayed = (1 - p) ** coins * rate**x * np.exp(-rate * end)
        return stayed + p * (1 - p) ** (coins - 1) * rate**x * np.exp(-rate * t) if coins else stayed

    return averaged(model, story)


@pytest.mark.parametrize("first_coin", [BG, MBG])
def test_the_likelihood_is_the_story_integrated_over_all_rates_and_chances_to_leave(first_coin: int) -> None:
    model = replace(STEADY, first_coin=first_coin)
    told = [history(model, *one) for one in zip(FEW.repeats, FEW.recency, FEW.watched, strict=True)]
    assert_allclose(log_likelihood(model, FEW)[0], np.log(told).sum(), rtol=1e-6)


@pytest.mark.parametrize("model", [STEADY, CDNOW, LATER, Nbd(0.02, 300.0, 5.0, 0.3, 1)])
def test_the_gradient_is_that_of_finite_differences(model: Nbd) -> None:
    seen = Watched(np.append(FEW.repeats, 3000), np.append(FEW.recency, 600.0), np.append(FEW.watched, 601.0))
    slope = log_likelihood(model, seen)[1]
    for place, name in enumerate(("r", "alpha", "a", "b")):
        value = getattr(model, name)
        step = 1e-5 * value
        up, down = (log_likelihood(replace(model, **{name: value + way * step}), seen)[0] for way in (1, -1))
        assert_allclose(slope[place], (up - down) / (2 * step), rtol=2e-5, atol=1e-5, err_msg=name)


@pytest.mark.parametrize("truth", [CDNOW, LATER, Nbd(1.2, 60.0, 1.5, 6.0, 1)])
def test_what_was_planted_comes_out_within_its_own_error(truth: Nbd) -> None:
    found = fit(drawn(truth, 12_000, 120, 500, seed=3).seen(500), truth.first_coin)
    off = (np.log(found.model.values) - np.log(truth.values)) / np.sqrt(np.diag(found.covariance))
    assert np.abs(off).max() < 3.3, off
    assert np.sqrt(np.diag(found.covariance)).max() < 0.3


def test_the_errors_are_those_of_many_fits() -> None:
    fits = [fit(drawn(LATER, 2_000, 120, 400, seed).seen(400), MBG) for seed in range(40)]
    scattered = np.std([np.log(one.model.values) for one in fits], axis=0)
    said = np.sqrt(np.mean([np.diag(one.covariance) for one in fits], axis=0))
    assert_allclose(said, scattered, rtol=0.45)


def test_weeks_or_days_make_no_difference() -> None:
    known = summary(drawn(LATER, 1_000, 100, 300, seed=5).log(), 299)
    days, weeks = (fit(watched(known, unit), MBG) for unit in (1.0, 7.0))
    assert_allclose(days.model.values / weeks.model.values, [1, 7, 1, 1], rtol=1e-5)
    # a density per day is a seventh of one per week, once for every repeat purchase
    assert_allclose(weeks.log_likelihood - days.log_likelihood, known.repeats.sum() * np.log(7), rtol=1e-6)


def test_looking_at_some_customers_first_leads_to_the_same_place(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = drawn(CDNOW, 3_000, 100, 300, seed=6).seen(300)
    at_once = fit(seen, BG)
    monkeypatch.setattr(fitting, "MANY", 700)
    assert_allclose(fit(seen, BG).model.values, at_once.model.values, rtol=2e-4)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(Watched(np.zeros(400, np.int64), np.zeros(400), np.full(400, 90.0)), id="nobody ever returns"),
        pytest.param(Watched(np.full(400, 30), np.full(400, 89.0), np.full(400, 90.0)), id="everybody comes alike"),
        pytest.param(
            Watched(np.append(np.zeros(399, np.int64), 3000), np.append(np.zeros(399), 700.0), np.full(400, 701.0)),
            id="one buyer has all orders",
        ),
    ],
)
def test_odd_shops_give_finite_parameters(seen: Watched) -> None:
    for coin in (BG, MBG):
        found = fit(seen, coin)
        assert np.isfinite(found.model.values).all()
        assert (found.model.values > 0).all()
        assert np.isfinite(found.log_likelihood)
        assert np.isfinite(found.covariance).all()


@pytest.mark.skipif(not SUMMARY.exists(), reason=f"the published summary is not at {SUMMARY}")
def test_cdnow_comes_out_as_published() -> None:
    table = np.loadtxt(SUMMARY, delimiter=",", skiprows=1)
    seen = Watched(table[:, 1].astype(np.int64), table[:, 2], table[:, 3])
    bg, mbg = (fit(seen, coin) for coin in (BG, MBG))
    assert_allclose(bg.model.values, [0.2426, 4.4135, 0.7929, 2.4258], atol=6e-5)
    assert_allclose(mbg.model.values, [0.5248, 6.1830, 0.8914, 1.6140], atol=6e-5)
    assert [round(one.log_likelihood, 2) for one in (bg, mbg)] == [-9582.43, -9582.13]
