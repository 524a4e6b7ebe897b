"""What friends are worth: shrinkage against a plain computation and against what was drawn."""

import math

import numpy as np
import pytest

from analytics.network.forest import forest_of
from analytics.network.friends_worth import credibility, friends_worth
from tests.analytics.network.forests import codes


def test_credibility_is_the_variance_within_over_that_between() -> None:
    rng = np.random.default_rng(1)
    group = rng.integers(0, 800, 20_000).astype(np.int32)
    means = rng.normal(1000, 50, 800)
    values = np.rint(rng.normal(means[group], 200)).astype(np.int64)
    assert credibility(group, values) == pytest.approx((200 / 50) ** 2, rel=0.15)


def test_an_average_of_small_groups_is_that_of_the_formula() -> None:
    group, values = [3, 3, 3, 8, 8, 5], [10, 14, 12, 40, 44, 90]
    capped = [min(value, float(np.quantile(values, 0.99))) for value in values]
    means = {one: np.mean([v for g, v in zip(group, capped, strict=True) if g == one]) for one in set(group)}
    mean = np.mean(capped)
    within = sum((v - means[g]) ** 2 for g, v in zip(group, capped, strict=True)) / (6 - 3)
    between = sum((means[g] - mean) ** 2 for g in group) - 2 * within
    between /= 6 - (9 + 4 + 1) / 6
    assert credibility(codes(group), np.array(values)) == pytest.approx(within / between)


def test_groups_that_differ_by_chance_are_all_alike() -> None:
    assert math.isinf(credibility(codes([0, 0, 1, 1]), np.array([1, 9, 9, 1])))
    assert math.isinf(credibility(codes([0, 1, 2]), np.array([1, 2, 3]))), "one friend each tells nothing"
    assert math.isinf(credibility(codes([]), np.array([], dtype=np.int64)))


def test_a_few_friends_are_drawn_further_to_the_mean_than_many_and_steps_count_less() -> None:
    rng = np.random.default_rng(2)
    parents = [-1] * 40 + [number % 40 for number in range(400)] + [40]
    forest = forest_of(codes(parents))
    worth = np.zeros(441, np.int64)
    rich = np.array([parent in range(10) for parent in parents])
    worth[40:] = np.rint(rng.normal(np.where(rich, 2000, 1000)[40:], 100))
    everybody = np.ones(441, np.bool_)
    found = friends_worth(forest, worth, everybody, 0.5)
    assert found.reached[0] == 10.5, "ten friends, and half of a friend's friend"
    assert found.mean == pytest.approx(worth[40:].mean())
    own = (sum(worth[40 + number] for number in range(0, 400, 40)) + worth[440] / 2) / 10.5
    weight = found.credibility
    assert found.per_friend[0] == pytest.approx((weight * found.mean + 10.5 * own) / (weight + 10.5))
    assert found.per_friend[-1] == pytest.approx(found.mean)
    unseen = friends_worth(forest, worth, np.arange(441) < 60)
    assert unseen.reached[30] == 0
    assert unseen.per_friend[30] == pytest.approx(unseen.mean)
