"""Extra sales: people against people alike, days against days alike, and refusing where nothing is alike."""

import statistics
from random import Random

import numpy as np
import pytest

from analytics.uplift import LEAST_ALIKE, beyond, matched


def by_hand(reached: list[bool], stratum: list[int], outcome: list[float]) -> tuple[float, float]:
    """The effect and its variance, stratum by stratum in plain Python."""
    effect = variance = 0.0
    for one in sorted(set(stratum)):
        mine = [y for r, s, y in zip(reached, stratum, outcome, strict=True) if s == one and r]
        alike = [y for r, s, y in zip(reached, stratum, outcome, strict=True) if s == one and not r]
        if not mine or len(alike) < LEAST_ALIKE:
            continue
        effect += len(mine) * (statistics.fmean(mine) - statistics.fmean(alike))
        spread = statistics.variance(mine) if len(mine) > 1 else 0.0
        variance += len(mine) * spread + len(mine) ** 2 * statistics.variance(alike) / len(alike)
    return effect, variance


@pytest.mark.parametrize("seed", range(5))
def test_the_effect_on_those_reached_is_that_of_a_plain_computation(seed: int) -> None:
    random = Random(seed)
    stratum = [random.randrange(4) for _ in range(600)]
    reached = [random.random() < 0.1 + 0.15 * s for s in stratum]
    outcome = [random.expovariate(1 / (10 + 5 * s)) + 3 * r for s, r in zip(stratum, reached, strict=True)]
    told = matched(np.array(reached), np.array(stratum), 4, np.array(outcome))
    effect, variance = by_hand(reached, stratum, outcome)
    assert told is not None
    assert told.value == pytest.approx(effect)
    assert (told.high - told.low) / 2 == pytest.approx(1.959964 * variance**0.5, rel=1e-6)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(1)
    held = 0
    for _ in range(300):
        stratum = random.integers(0, 3, 500)
        reached = random.random(500) < 0.2 + 0.2 * stratum
        outcome = random.exponential(5 + 10 * stratum) + 4.0 * reached
        told = matched(reached, stratum, 3, outcome)
        assert told is not None
        held += told.low <= 4.0 * reached.sum() <= told.high
    assert 0.90 <= held / 300 <= 0.99


def test_who_buys_more_anyway_is_no_effect_once_people_are_alike() -> None:
    """Reached people buy three times as much as others, and only because of who they are."""
    random = np.random.default_rng(2)
    stratum = random.integers(0, 2, 4000)
    reached = random.random(4000) < np.where(stratum == 1, 0.6, 0.05)
    outcome = random.exponential(np.where(stratum == 1, 30.0, 5.0))
    crude = outcome[reached].mean() - outcome[~reached].mean()
    told = matched(reached, stratum, 2, outcome)
    assert crude > 10
    assert told is not None
    assert told.low < 0 < told.high


def test_too_few_to_compare_is_said_rather_than_guessed() -> None:
    assert matched(np.ones(100, bool), np.zeros(100, int), 1, np.ones(100)) is None
    assert matched(np.arange(100) < 10, np.zeros(100, int), 1, np.ones(100)) is None
    assert beyond(100.0, [90.0, 95.0, 105.0, 99.0]) is None


def test_days_are_held_against_the_spread_of_earlier_ones() -> None:
    earlier = [100.0, 110.0, 90.0, 105.0, 95.0, 100.0]
    told = beyond(160.0, earlier)
    assert told is not None
    assert told.value == pytest.approx(60.0)
    reach = 2.571 * statistics.stdev(earlier) * (1 + 1 / 6) ** 0.5
    assert (told.low, told.high) == (pytest.approx(60 - reach), pytest.approx(60 + reach))
