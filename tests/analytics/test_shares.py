"""Shares of many at once: drawn together as published, covering what is true, unlike the rest only beyond chance."""

import numpy as np
import pytest
from scipy.stats import beta

from analytics.shares import Prior, low_ends, prior_of, unlike_the_rest

BATTERS = {  # Efron and Morris 1975: hits in the first 45 times at bat, the average of the rest of the season
    "hits": (18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7),
    "rest": (
        0.346, 0.298, 0.276, 0.222, 0.273, 0.270, 0.263, 0.210, 0.269,
        0.230, 0.264, 0.256, 0.303, 0.264, 0.226, 0.286, 0.316, 0.200,
    ),
}  # fmt: skip


def test_shares_are_drawn_together_as_efron_and_morris_did() -> None:
    hits, rest = np.array(BATTERS["hits"]), np.array(BATTERS["rest"])
    bats = np.full(18, 45)
    prior = prior_of(hits, bats)
    values = (prior.yes + hits) / (prior.yes + prior.no + bats)
    raw, drawn = (float(((estimate - rest) ** 2).sum()) for estimate in (hits / bats, values))
    assert raw == pytest.approx(0.0755, abs=0.001)
    assert drawn == pytest.approx(0.0228, abs=0.001)


def test_the_truth_lies_above_the_low_end_of_drawn_shares() -> None:
    chance = np.random.default_rng(8)
    inside = total = 0
    for _ in range(60):
        truth = chance.beta(4, 96, 80)
        sold = chance.integers(5, 200, 80)
        back = chance.binomial(sold, truth)
        inside += int((low_ends(back, sold, prior_of(back, sold)) <= truth).sum())
        total += len(truth)
    assert 0.95 <= inside / total <= 0.99  # 97.5% lie above the low end


def test_equal_shares_are_called_unlike_one_time_in_twenty_at_most() -> None:
    chance = np.random.default_rng(4)
    alarms = 0
    for _ in range(300):
        every = chance.integers(30, 900, 31)
        alarms += bool(unlike_the_rest(chance.binomial(every, 0.05), every).any())
    assert alarms / 300 <= 0.075
    odd = np.array([30, 30, 90]), np.array([1000, 1000, 1000])
    assert unlike_the_rest(*odd).tolist() == [True, True, True]


def test_of_nothing_seen_the_prior_is_all_that_is_known() -> None:
    low = low_ends(np.array([0]), np.array([0]), Prior(2.0, 98.0))
    assert low == pytest.approx(beta.ppf(0.025, 2, 98))
