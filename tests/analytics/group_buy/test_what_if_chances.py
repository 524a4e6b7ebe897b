"""The arithmetic of a what-if against sums, dice and scipy: groups that fill, Poisson numbers, power, break-even."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import lognorm, nbinom, norm, poisson

from analytics.group_buy.whatif.effects import effects, neighbours, shared
from analytics.group_buy.whatif.joining import Joined, fills, reaches
from analytics.group_buy.whatif.numbers import break_even, pareto
from analytics.group_buy.whatif.poisson import at_most, poisson_at
from analytics.group_buy.whatif.power import difference_of_sums, filled_needed, groups_needed, smallest_difference
from analytics.group_buy.whatif.rising import rising

SHAPE = 1.7


def groups(mean: np.ndarray, asked: np.ndarray, many: int, seed: int) -> Joined:
    """So many groups of each offer, drawn person by person and closed when full."""
    chance = np.random.default_rng(seed)
    offer = np.repeat(np.arange(len(mean)), many)
    would = chance.poisson(chance.gamma(SHAPE, mean[offer] / SHAPE))
    return Joined(
        offer, np.minimum(would, asked[offer]), np.ones(len(offer), dtype=np.int64), asked, np.full(len(mean), many)
    )


@pytest.mark.parametrize("asked", [1, 2, 4, 9, 99])
def test_the_chance_to_fill_is_the_tail_of_the_negative_binomial(asked: int) -> None:
    mean = np.array([0.3, 2.0, 8.0, 40.0])
    exact = nbinom.sf(asked - 1, SHAPE, SHAPE / (SHAPE + mean))
    assert fills(mean, asked, SHAPE) == pytest.approx(exact, abs=1e-9)
    assert reaches(mean, np.full(4, asked), SHAPE)[0] == pytest.approx(exact, abs=1e-9)


def test_the_score_is_the_slope_of_the_likelihood_also_of_groups_cut_off_when_full() -> None:
    mean, asked = np.log(np.array([1.5, 4.0, 9.0])), np.array([1, 4, 9])
    seen = groups(np.exp(mean), asked, 50, 1)
    score, _ = seen.score(mean, SHAPE)
    for at in range(3):
        step = np.zeros(3)
        step[at] = 1e-5
        slope = (seen.likelihood(mean + step, SHAPE) - seen.likelihood(mean - step, SHAPE)) / 2e-5
        assert score[at] == pytest.approx(slope, abs=1e-4)


def test_the_information_is_how_far_scores_scatter() -> None:
    mean, asked = np.array([2.0, 6.0]), np.array([2, 9])
    scores = np.array([groups(mean, asked, 20, seed).score(np.log(mean), SHAPE)[0] for seed in range(3000)])
    told = groups(mean, asked, 20, 0).score(np.log(mean), SHAPE)[1]
    assert np.abs(scores.mean(axis=0)).max() < 0.3
    assert scores.var(axis=0) == pytest.approx(told, rel=0.1)


def test_mean_and_shape_are_found_although_nobody_is_seen_beyond_the_size() -> None:
    mean, asked = np.full(30, 3.0), np.full(30, 2)
    seen = groups(mean, asked, 400, 5)
    found = effects(np.ones((30, 1)), np.eye(1) * 1e-6, lambda at: seen.score(at, SHAPE), 0.0)
    assert np.exp(found.mean[0]) == pytest.approx(3.0, rel=0.05)
    assert np.bincount(seen.offer, seen.joined).mean() / 400 < 2  # the plain mean is far below
    wide = groups(np.full(30, 6.0), np.full(30, 9), 400, 6)
    assert wide.likeliest(np.log(np.full(30, 6.0))) in (1.6, 2.0)


def world(chance: np.random.Generator, luck: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Design, true effects and counts of offers with three values of one term."""
    value, true = chance.integers(3, size=60), np.array([1.0, 0.0, 0.3, 0.5])
    design = np.hstack([np.ones((60, 1)), value[:, None] == np.arange(3)]).astype(float)
    rate = np.exp(design @ true + luck * chance.standard_normal(60))
    return design, true, chance.poisson(10 * rate)


def counted(count: np.ndarray) -> object:
    return lambda at: (count - 10 * np.exp(at), 10 * np.exp(at))


def test_effects_and_luck_are_found_and_intervals_hold_as_often_as_they_say() -> None:
    chance, held, luck, gap = np.random.default_rng(2), [], [], []
    for _ in range(300):
        design, true, count = world(chance, 0.3)
        found = effects(design, neighbours([(3, 0.5)]), counted(count), 0.0)  # type: ignore[arg-type]
        which = np.array([0.0, -1.0, 0.0, 1.0])
        told, spread = found.mean @ which, np.sqrt(which @ found.covariance @ which)
        held.append(abs(told - 0.5) <= 1.96 * spread)
        luck.append(found.luck)
        gap.append(told)
        assert len(true) == len(found.mean)
    assert 0.91 < np.mean(held) < 0.98
    assert np.mean(luck) == pytest.approx(0.09, abs=0.02)
    assert np.mean(gap) == pytest.approx(0.5, abs=0.06)


def test_few_offers_are_drawn_towards_no_difference() -> None:
    design = np.hstack([np.ones((2, 1)), np.eye(2)])
    count = np.array([2, 8])
    found = effects(design, neighbours([(2, 0.2)]), counted(count), 0.0)  # type: ignore[arg-type]
    assert 0 < found.mean[2] - found.mean[1] < 0.3 < np.log(4)


def test_what_a_product_has_in_common_is_told_by_its_other_offers() -> None:
    chance = np.random.default_rng(3)
    product = np.repeat(np.arange(40), 5)
    own = 0.5 * chance.standard_normal(40)
    count = chance.poisson(30 * np.exp(own[product] + 0.2 * chance.standard_normal(200)))
    design = np.ones((200, 1))
    found = effects(design, np.eye(1) * 1e-6, lambda at: (count - 30 * np.exp(at), 30 * np.exp(at)), 0.0)
    told = np.array([shared(found, product, at)[0] for at in range(40)])
    assert np.corrcoef(told, own)[0, 1] > 0.85
    mean, variance, left = shared(found, product, 99)  # a product without an offer may differ as far as they do
    assert mean + variance / 2 == pytest.approx(0, abs=1e-9)
    assert own.var() < variance < own.var() + 0.3
    assert left == pytest.approx(0.04, abs=0.04)


@pytest.mark.parametrize("bound", [0.0, 1.0, 2.0, 7.0, 60.0])
@pytest.mark.parametrize("luck", [0.0, 0.05])
def test_the_mean_under_a_bound_is_the_sum_over_all_numbers(bound: float, luck: float) -> None:
    mean, numbers = np.array([[0.01, 0.5, 3.0, 6.9, 20.0, 55.0, 400.0]]), np.arange(2000)
    quantiles = lognorm.ppf((np.arange(400) + 0.5) / 400, np.sqrt(luck)) / np.exp(luck / 2) if luck else np.ones(1)
    exact = [np.mean([poisson.pmf(numbers, m * q) @ np.minimum(numbers, bound) for q in quantiles]) for m in mean[0]]
    assert at_most(mean, np.array([bound]), luck)[0] == pytest.approx(exact, rel=0.004, abs=0.004)


def test_without_a_bound_it_is_the_mean() -> None:
    assert at_most(np.array([[3.0]]), np.array([np.inf]), 0.08)[0, 0] == pytest.approx(3)


@given(st.floats(0.001, 500), st.floats(0.001, 0.999))
def test_poisson_numbers_at_quantiles_are_those_of_scipy(mean: float, where: float) -> None:
    told = float(poisson_at(np.array([[mean]]), np.array([where]))[0, 0])
    exact = float(poisson.ppf(where, mean))
    assert told == exact if mean < 12 else abs(told - exact) <= 1


@given(st.lists(st.floats(0, 100), min_size=2, max_size=8), st.floats(0.01, 0.99))
def test_with_the_same_luck_more_groups_fill_of_the_offer_that_fills_more(means: list[float], where: float) -> None:
    told = poisson_at(np.sort(np.array(means))[:, None], np.array([where]))[:, 0]
    assert (np.diff(told) >= 0).all()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=12))
def test_the_front_is_what_nothing_beats(points: list[tuple[int, int]]) -> None:
    one, other = (np.array(numbers, dtype=float) for numbers in zip(*points, strict=True))
    beaten = [any(a >= x and b >= y and (a > x or b > y) for a, b in points) for x, y in points]
    assert (~pareto(one, other)).tolist() == beaten


@given(st.floats(1, 1e6), st.floats(0.1, 1000), st.floats(1, 1e5))
def test_at_the_break_even_rate_the_margin_is_nothing(spend: float, opened: float, each: float) -> None:
    rate = break_even(spend, opened, each)
    if rate is None:
        assert opened * each < spend  # not even if every group fills
    else:
        assert opened * rate * each - spend == pytest.approx(0, abs=1e-6 * spend)


def test_an_offer_that_loses_with_every_filled_group_has_no_break_even() -> None:
    assert break_even(0, 10, -5) is None
    assert break_even(0, 10, 5) == 0


@pytest.mark.parametrize(("rate", "difference"), [(0.5, 0.15), (0.7, 0.1), (0.2, 0.2), (0.9, 0.3)])
def test_the_power_is_that_of_trials_by_dice(rate: float, difference: float) -> None:
    many, chance = groups_needed(rate, difference), np.random.default_rng(1)
    other = rate + difference if rate < 0.5 else rate - difference
    one, two = (chance.binomial(many, part, 40_000) / many for part in (rate, other))
    middle = (one + two) / 2
    told = np.abs(one - two) > norm.ppf(0.975) * np.sqrt(2 * middle * (1 - middle) / many)
    assert told.mean() == pytest.approx(0.8, abs=0.03)


@given(st.floats(0.05, 0.95), st.integers(20, 5000))
def test_the_smallest_difference_is_one_that_so_many_groups_can_tell(rate: float, many: int) -> None:
    found = smallest_difference(rate, many)
    assert found is not None
    assert groups_needed(rate, found) <= many
    assert groups_needed(rate, found * 0.98) > many


def test_a_handful_of_groups_tells_nothing() -> None:
    assert smallest_difference(0.5, 3) is None
    with pytest.raises(ValueError, match="cannot differ"):
        groups_needed(0.5, 0.6)


def test_products_that_were_not_seen_to_differ_may_do_so_by_as_much_as_their_offers_cannot_exclude() -> None:
    chance = np.random.default_rng(4)
    variances = []
    for products in (5, 200):
        count = chance.poisson(30, size=products * 3)
        found = effects(
            np.ones((len(count), 1)), np.eye(1) * 1e-6, lambda at, n=count: (n - 30 * np.exp(at), 30 * np.exp(at)), 0.0
        )
        variances.append(shared(found, np.repeat(np.arange(products), 3), 10_000)[1])
    assert variances[0] > 2 * variances[1] > 0


# A longer time to fill


@given(
    st.lists(st.tuples(st.floats(-3, 3), st.floats(0.1, 50)), min_size=1, max_size=7),
    st.lists(st.floats(-3, 3), min_size=7, max_size=7),
)
def test_what_cannot_fall_becomes_the_nearest_that_does_not(
    pairs: list[tuple[float, float]], other: list[float]
) -> None:
    values, weight = (np.array(part) for part in zip(*pairs, strict=True))
    found = rising(values[:, None], weight)[:, 0]
    assert (np.diff(found) >= 0).all()
    assert weight @ found == pytest.approx(weight @ values, abs=1e-6)
    if (np.diff(values) >= 0).all():
        assert found == pytest.approx(values)
    rival = np.sort(np.array(other[: len(values)]))
    assert weight @ (found - values) ** 2 <= weight @ (rival - values) ** 2 + 1e-6


# Sums side by side


@pytest.mark.parametrize(("part", "mean", "size"), [(0.3, 1.0, 3), (0.5, 0.4, 2)])
def test_sums_that_differ_so_far_are_told_four_times_in_five(part: float, mean: float, size: int) -> None:
    scatter = 1 + 1 / mean - 1 / size
    filled, chance = filled_needed(part, scatter), np.random.default_rng(8)
    assert difference_of_sums(filled, scatter) == pytest.approx(part)
    one = chance.binomial(size * chance.poisson(filled, 20_000), mean / size)
    two = chance.binomial(size * chance.poisson(filled * (1 + part), 20_000), mean / size)
    spread = np.sqrt(filled * mean**2 * scatter * 2)
    assert ((two - one) / spread > norm.ppf(0.975)).mean() == pytest.approx(0.8, abs=0.05)
