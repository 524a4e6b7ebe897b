"""Adtributor by hand: the revenue that halves, and a quotient."""

import numpy as np
import pytest

from tests.bench._adtributor import Elements, candidate, explanatory_power, quotient_causes, quotient_power, surprise

# Revenue was to be 100 and is 50, by data centre, advertiser and device.
CENTRE = Elements(np.array([94.0, 6.0]), np.array([47.0, 3.0]))
ADVERTISER = Elements(np.array([50.0, 20.0, 20.0, 10.0]), np.array([24.0, 21.0, 4.0, 1.0]))
DEVICE = Elements(np.array([50.0, 25.0, 25.0]), np.array([49.0, 1.0, 0.0]))


def test_explanatory_power_is_the_share_of_the_change() -> None:
    assert explanatory_power(CENTRE) == pytest.approx([0.94, 0.06])
    assert explanatory_power(ADVERTISER) == pytest.approx([0.52, -0.02, 0.32, 0.18])
    assert explanatory_power(DEVICE) == pytest.approx([0.02, 0.48, 0.50])


def test_a_centre_that_kept_its_share_surprises_nobody() -> None:
    assert surprise(CENTRE) == pytest.approx([0, 0])


def test_surprise_of_a_value_that_vanished() -> None:
    # p = .25, q = 0: half of .25 ln 2.
    assert surprise(DEVICE)[2] == pytest.approx(0.25 * np.log(2) / 2)
    # p = .5, q = .98
    assert surprise(DEVICE)[0] == pytest.approx((0.5 * np.log(1 / 1.48) + 0.98 * np.log(1.96 / 1.48)) / 2)


def test_phones_and_tablets_are_the_most_surprising_explanation() -> None:
    causes = [candidate(at, explanatory_power(of), surprise(of)) for at, of in enumerate((CENTRE, ADVERTISER, DEVICE))]
    assert all(causes)
    best = max((cause for cause in causes if cause), key=lambda cause: cause.surprise)
    assert best.dimension == 2
    assert set(best.codes) == {1, 2}
    assert best.explains == pytest.approx(0.98)


def test_an_element_that_explains_too_little_is_left_out() -> None:
    cause = candidate(2, explanatory_power(DEVICE), surprise(DEVICE))
    assert cause is not None
    assert 0 not in cause.codes


def test_a_dimension_that_explains_too_little_names_nothing() -> None:
    flat = np.full(20, 0.05)
    assert candidate(0, flat, np.zeros(20)) is None


def test_power_over_a_quotient_is_what_changing_one_element_does() -> None:
    top = Elements(np.array([30.0, 50.0, 20.0]), np.array([60.0, 45.0, 21.0]))
    bottom = Elements(np.array([300.0, 200.0, 500.0]), np.array([310.0, 260.0, 480.0]))
    alone = []
    for at in range(3):
        changed_top, changed_bottom = top.forecast.copy(), bottom.forecast.copy()
        changed_top[at], changed_bottom[at] = top.actual[at], bottom.actual[at]
        alone.append(changed_top.sum() / changed_bottom.sum() - top.forecast.sum() / bottom.forecast.sum())
    assert quotient_power(top, bottom) == pytest.approx(np.array(alone) / sum(alone))


def test_a_rate_that_rose_in_one_channel_is_blamed_on_that_channel() -> None:
    visits = np.array([1000.0, 1000.0, 1000.0])
    by_channel = (Elements(np.array([20.0, 20.0, 20.0]), np.array([20.0, 200.0, 20.0])), Elements(visits, visits))
    by_device = (
        Elements(np.array([20.0, 20.0, 20.0]), np.array([80.0, 80.0, 80.0])),
        Elements(visits, visits),
    )
    (cause, *_) = quotient_causes([by_device, by_channel])
    assert (cause.dimension, cause.codes) == (1, (1,))
