"""The formulas, against the likelihoods they shorten."""

import math

import numpy as np
import pytest

from analytics.diagnosis.search.surprise import divergence, evidence, log_lift, weight


def log_poisson(count: float, mean: float) -> float:
    return count * math.log(mean) - mean - math.lgamma(count + 1)


def test_evidence_against_a_known_expectation_is_the_ratio_of_two_poisson_likelihoods() -> None:
    # 29 and 9 events, one added to both: 30 seen where 10 were due.
    own = log_poisson(30, 30) - log_poisson(30, 10)
    assert evidence(29, 9, 1, math.inf) == pytest.approx(own)


def test_evidence_against_earlier_periods_lets_both_levels_be_chance() -> None:
    # 30 now, 10 in each of 4 periods before: one level for all five, or one each.
    level = (30 + 4 * 10) / 5
    apart = log_poisson(30, 30) + log_poisson(40, 4 * 10)
    together = log_poisson(30, level) + log_poisson(40, 4 * level)
    assert evidence(29, 9, 1, 4) == pytest.approx(apart - together)


def test_many_periods_before_are_as_good_as_knowing() -> None:
    assert evidence(29, 9, 1, 1e7) == pytest.approx(evidence(29, 9, 1, math.inf), rel=1e-5)


def test_evidence_counts_events_not_cents() -> None:
    assert evidence(29 * 12_800, 9 * 12_800, 12_800, 1) == pytest.approx(evidence(29, 9, 1, 1))


def test_no_deviation_no_evidence() -> None:
    assert evidence(500, 500, 1, 1) == evidence(500, 500, 1, math.inf) == 0


def test_a_rise_and_the_fall_back_weigh_the_same() -> None:
    low, high = np.array([10.0, 0.0]), np.array([40.0, 25.0])
    assert weight(high, low, 2, "both") == pytest.approx(weight(low, high, 2, "both"))
    assert log_lift(high, low, 2) == pytest.approx(-log_lift(low, high, 2))
    assert (weight(high, low, 2, "fall") == 0).all()
    assert (weight(high, low, 2, "rise") == weight(high, low, 2, "both")).all()


def test_the_divergence_of_a_partition_is_at_most_ln_2() -> None:
    assert divergence(5, 0, 5, 7) + divergence(0, 7, 5, 7) == pytest.approx(math.log(2))
    assert divergence(5, 50, 10, 100) == pytest.approx(0)
    assert divergence(0, 7, 0, 7) == 0
