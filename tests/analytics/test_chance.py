"""Probabilities against scipy, which shares nothing with them."""

import numpy as np
import pytest
from scipy import stats

from analytics.chance import false_discovery, normal_tail, normal_tails, student_quantile, student_tail


@pytest.mark.parametrize("df", range(1, 30))
def test_student(df: int) -> None:
    for t in (0.0, 0.3, 1.0, 2.5, 8.0, 40.0):
        assert student_tail(t, df) == pytest.approx(2 * stats.t.sf(t, df), abs=1e-12)
        assert student_tail(-t, df) == student_tail(t, df)
    assert student_quantile(0.05, df) == pytest.approx(stats.t.ppf(0.975, df), rel=1e-9)


def test_normal() -> None:
    assert [normal_tail(z) for z in (0.0, 1.96, -3.0)] == pytest.approx((2 * stats.norm.sf([0.0, 1.96, 3.0])).tolist())


def test_tails_of_the_normal_distribution_are_those_of_a_statistics_library() -> None:
    z = np.array([0.0, 1.0, -1.96, 5.0, -12.0])
    assert normal_tails(z) == pytest.approx(2 * stats.norm.sf(np.abs(z)), rel=1e-12)


def test_false_discoveries_are_controlled_as_benjamini_and_hochberg_say() -> None:
    for seed in range(20):
        p_values = np.random.default_rng(seed).random(1 + seed) ** 3
        q_values = false_discovery({str(at): p for at, p in enumerate(p_values.tolist())})
        ours = [q_values[str(at)] for at in range(len(p_values))]
        assert ours == pytest.approx(stats.false_discovery_control(p_values).tolist())
    assert false_discovery({}) == {}
