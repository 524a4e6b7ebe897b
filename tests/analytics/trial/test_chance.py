"""What a trial says holds as often as it claims: intervals, no findings where there is nothing, and power."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.random import Generator, default_rng
from scipy import stats

from analytics.intervals import Z95
from analytics.power import people_needed, smallest_more
from analytics.trial.amounts import LEAST_BUYERS, Paid, head_gap
from analytics.trial.outcome import EARLY, Compared, compare

TRIALS = 2_000


def arm(people: int, buyers: int, baskets: np.ndarray | None = None) -> Paid:
    amounts = np.zeros(0) if baskets is None else np.round(baskets)
    return Paid(people, buyers, buyers, round(amounts.sum()), float((amounts**2).sum()))


def trials(chance: Generator, *arms: tuple[int, float], count: int = TRIALS) -> Iterator[tuple[Compared, ...]]:
    """Trials with arms of so many people each of whom buys with such a chance."""
    buyers = [chance.binomial(people, rate, count).tolist() for people, rate in arms]
    for found in zip(*buyers, strict=True):
        yield compare([arm(people, own) for (people, _), own in zip(arms, found, strict=True)], 1)


@pytest.mark.parametrize(
    ("treated", "held", "rate", "more"),
    [
        (1600, 400, 0.02, 0.01),
        (1600, 400, 0.05, 0.0),
        (800, 200, 0.1, 0.05),
        (500, 500, 0.3, -0.1),
        (4000, 1000, 0.01, 0.004),
    ],
)
def test_intervals_hold_the_truth_as_often_as_they_say(treated: int, held: int, rate: float, more: float) -> None:
    found = [one.share for (one,) in trials(default_rng(treated), (treated, rate + more), (held, rate))]
    held_truth = np.mean([one.low <= more <= one.high for one in found])
    assert 0.935 <= held_truth <= 0.965
    assert np.mean([one.value for one in found]) == pytest.approx(more, abs=0.002)


def test_a_trial_of_nothing_finds_something_in_one_of_twenty_at_most() -> None:
    for rate in (0.02, 0.2):
        told = np.mean([one.told for (one,) in trials(default_rng(5), (1600, rate), (400, rate))])
        assert told <= 0.06


def test_three_arms_find_nothing_together_as_rarely_as_two() -> None:
    arms = [(600, 0.1), (600, 0.1), (300, 0.1)]
    told = np.mean([any(one.told for one in every) for every in trials(default_rng(6), *arms)])
    assert 0.02 <= told <= 0.06


@pytest.mark.parametrize(("treated", "held", "rate"), [(1600, 400, 0.05), (450, 450, 0.2), (270, 30, 0.4)])
def test_the_smallest_difference_is_told_four_times_in_five(treated: int, held: int, rate: float) -> None:
    more = smallest_more(rate, held, treated)
    assert more is not None
    told = np.mean([one.told for (one,) in trials(default_rng(7), (treated, rate + more), (held, rate))])
    assert 0.75 <= told <= 0.87
    assert held == pytest.approx(people_needed(rate, rate + more, treated / held), rel=1e-6)


def test_needed_people_are_those_of_a_statistics_library() -> None:
    """Cohen's h is another approximation: the two agree within a few percent where shares are not extreme."""
    for rate, other in ((0.3, 0.4), (0.1, 0.15), (0.5, 0.6)):
        h = 2 * (math.asin(math.sqrt(other)) - math.asin(math.sqrt(rate)))
        peer = 2 * ((stats.norm.ppf(0.975) + stats.norm.ppf(0.8)) / h) ** 2
        assert people_needed(rate, other, 1) == pytest.approx(peer, rel=0.03)


def test_too_few_people_tell_nothing() -> None:
    assert smallest_more(0.5, 3, 3) is None
    assert smallest_more(0.05, 0, 10) is None


def test_looking_every_day_misleads_one_trial_in_a_hundred_at_most() -> None:
    chance, days, count = default_rng(8), 30, 1_500
    when = [np.sort(chance.integers(0, 8 * days, (count, people)), axis=1) for people in (400, 100)]  # 1 of 8 buys
    misled = 0
    for one in range(count):
        for day in range(3, days, 3):
            seen = [arm(own.shape[1], int(np.searchsorted(own[one], day))) for own in when]
            if compare(seen, day / days)[0].told:
                misled += 1
                break
    assert misled / count <= EARLY + 2.6 * math.sqrt(EARLY / count)


def test_a_large_effect_is_seen_before_the_end() -> None:
    (half,) = compare([arm(2000, 300), arm(500, 25)], 0.5)
    assert half.told
    (end,) = compare([arm(2000, 300), arm(500, 25)], 1)
    assert half.share.low < end.share.low


def baskets(chance: Generator, buyers: int, spread: float, factor: float = 1.0) -> np.ndarray:
    return factor * 10_000 * np.exp(chance.normal(0, spread, buyers))


@pytest.mark.parametrize(
    ("treated", "held", "rate", "lift", "factor", "spread"),
    [
        (1600, 400, 0.08, 1.0, 1.0, 0.7),
        (1600, 400, 0.08, 1.5, 1.0, 1.0),
        (800, 200, 0.2, 1.3, 0.9, 0.7),
        (500, 500, 0.2, 1.0, 1.1, 1.2),
    ],
)
def test_amounts_per_head_hold_the_truth_although_baskets_are_uneven(
    treated: int, held: int, rate: float, lift: float, factor: float, spread: float
) -> None:
    chance = default_rng(9)
    truth = 10_000 * math.exp(spread**2 / 2) * rate * (lift * factor - 1)
    hits, welch, told = 0, 0, 0
    for _ in range(TRIALS):
        many, few = int(chance.binomial(treated, rate * lift)), int(chance.binomial(held, rate))
        one, other = baskets(chance, many, spread, factor), baskets(chance, few, spread)
        found = head_gap(arm(treated, many, one), arm(held, few, other), Z95)
        if found is not None:
            told += 1
            hits += found.low <= truth <= found.high
            everybody = [np.append(own, np.zeros(n - len(own))) for own, n in ((one, treated), (other, held))]
            error = math.sqrt(sum(own.var(ddof=1) / len(own) for own in everybody))
            welch += abs(found.value - truth) <= Z95 * error
    assert 0.925 <= hits / told <= 0.97
    assert held == treated or hits > welch  # what it is for


def test_few_buyers_say_nothing_of_amounts() -> None:
    chance = default_rng(1)
    many, few = baskets(chance, 300, 0.7), baskets(chance, LEAST_BUYERS - 1, 0.7)
    assert head_gap(arm(2000, 300, many), arm(500, len(few), few), Z95) is None
    assert head_gap(arm(2000, 300), arm(500, 60), Z95) is None  # no amount is known


def test_alike_arms_have_the_error_of_one_pooled_group() -> None:
    chance = default_rng(2)
    own = baskets(chance, 200, 0.7)
    found = head_gap(arm(1000, 200, own), arm(1000, 200, own), Z95)
    assert found is not None
    pooled = np.append(own, np.zeros(800))
    assert found.value == 0
    assert found.high == pytest.approx(Z95 * math.sqrt(2 * pooled.var() / 1000), rel=0.01)
