"""What is expected of customers: against the published formula, and against customers whose future is known."""

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.testing import assert_allclose
from scipy.special import hyp2f1

from analytics.lifetime.forecast import alive, chance, chance_if_alive, expected
from analytics.lifetime.futures import span
from analytics.lifetime.gamma_gamma import GammaGamma
from analytics.lifetime.log import Floats, purchase_log
from analytics.lifetime.nbd import Nbd, Watched
from analytics.lifetime.rhythm import comeback, just_after, late_after, own_gaps
from analytics.lifetime.summary import Summary, summary
from tests.analytics.lifetime.drawn import CDNOW, LATER, drawn
from tests.analytics.lifetime.grid import averaged

STEADY = Nbd(1.4, 60.0, 1.6, 2.3, 0)
START, DAYS = 400.0, 90.0


def published(model: Nbd, seen: Watched, time: float) -> Floats:
    """Fader, Hardie, Lee (2005), eq. 10; for MBG/NBD Batislam et al. (2007): one coin more."""
    x, c = seen.repeats, seen.repeats + model.first_coin
    end = model.alpha + seen.watched
    series = hyp2f1(model.r + x, model.b + c, model.a + model.b + c - 1, time / (end + time))
    living = (model.a + model.b + c - 1) / (model.a - 1) * (1 - (end / (end + time)) ** (model.r + x) * series)
    odds = model.a / np.maximum(model.b + c - 1, 1e-9) * (end / (model.alpha + seen.recency)) ** (model.r + x)
    return np.asarray(living / (1 + np.where(c > 0, odds, 0.0)))


@pytest.mark.parametrize("first_coin", [0, 1])
@pytest.mark.parametrize("model", [STEADY, CDNOW, LATER])
def test_purchases_expected_are_those_of_the_published_formula(model: Nbd, first_coin: int) -> None:
    model = replace(model, first_coin=first_coin)
    seen = drawn(model, 2_000, 120, START, seed=1).seen(START)
    for time in (1.0, 30.0, 273.0):
        assert_allclose(expected(model, seen, time), published(model, seen, time), rtol=2e-5)


def test_the_check_value_of_cdnow() -> None:
    model = Nbd(0.2426, 4.4135, 0.7929, 2.4258, 0)
    one = Watched(np.array([2]), np.array([30.43]), np.array([38.86]))
    assert round(float(expected(model, one, 39.0)[0]), 3) == 1.226


@pytest.mark.parametrize("first_coin", [0, 1])
def test_the_chance_to_be_there_and_to_come_is_the_story_averaged_over_all_customers(first_coin: int) -> None:
    model = replace(STEADY, first_coin=first_coin)
    for x, t, end in ((0, 0.0, 50.0), (1, 40.0, 100.0), (6, 200.0, 260.0)):
        coins = x + first_coin

        def stayed(rate: Floats, p: Floats, x: int = x, end: float = end, coins: int = coins) -> Floats:
            return (1 - p) ** coins * rate**x * np.exp(-rate * end)

        def gone(rate: Floats, p: Floats, x: int = x, t: float = t, coins: int = coins) -> Floats:
            return p * (1 - p) ** (coins - 1) * rate**x * np.exp(-rate * t)

        def silent(rate: Floats, p: Floats, x: int = x, end: float = end, coins: int = coins) -> Floats:
            return (1 - p) ** coins * rate**x * np.exp(-rate * (end + DAYS))

        here = averaged(model, stayed)
        all_ways = here + (averaged(model, gone) if coins else 0.0)
        one = Watched(np.array([x]), np.array([t]), np.array([end]))
        assert_allclose(alive(model, one), here / all_ways, rtol=1e-5)
        assert_allclose(chance(model, one, DAYS), (here - averaged(model, silent)) / all_ways, rtol=1e-5)


@pytest.mark.parametrize("model", [CDNOW, LATER, replace(STEADY, first_coin=1)])
def test_customers_with_a_known_future_did_what_was_expected(model: Nbd) -> None:
    made = drawn(model, 60_000, 150, START + DAYS, seed=2)
    seen = made.seen(START)
    came, there = made.later(START, DAYS), made.alive(START)
    since = seen.watched - seen.recency
    for some in (
        seen.repeats == 0,
        seen.repeats == 1,
        seen.repeats > 3,
        (seen.repeats > 0) & (since > 120),
        since < 30,
    ):
        part = Watched(seen.repeats[some], seen.recency[some], seen.watched[some])
        for said, true in (
            (alive(model, part), there[some].astype(float)),
            (chance(model, part, DAYS), (came[some] > 0).astype(float)),
            (expected(model, part, DAYS), came[some].astype(float)),
        ):
            off = (said - true).mean() / np.sqrt(max(true.var(), 1e-12) / len(true))
            assert abs(off) < 4, (model, off)


def test_a_buyer_with_three_thousand_purchases_gives_finite_numbers() -> None:
    often = Watched(np.array([3000, 3000]), np.array([700.0, 300.0]), np.array([700.0, 700.0]))
    for model in (CDNOW, LATER):
        found = [alive(model, often), chance(model, often, 90), expected(model, often, 90)]
        assert all(np.isfinite(one).all() for one in found)
        assert found[0][0] > 0.99
        assert found[0][1] < 1e-6
        # four a day go on, but for the few who leave on the way
        assert 300 < found[2][0] < 3000 / 700 * 90


def test_days_or_weeks_make_no_difference() -> None:
    weekly = replace(LATER, alpha=LATER.alpha / 7)
    days = drawn(LATER, 500, 120, START, seed=4).seen(START)
    weeks = Watched(days.repeats, days.recency / 7, days.watched / 7)
    assert_allclose(expected(weekly, weeks, DAYS / 7), expected(LATER, days, DAYS), rtol=1e-10)


@pytest.mark.parametrize("gaps", [3, 6, 20])
def test_nine_in_ten_next_gaps_are_shorter_than_what_is_called_late(gaps: int) -> None:
    rng = np.random.default_rng(gaps)
    rate = rng.gamma(2.0, 1 / 60.0, 40_000)
    waits = rng.exponential(1.0, (len(rate), gaps + 1)) / rate[:, None]
    seen = waits[:, :gaps].sum(axis=1)
    nothing = np.zeros(len(rate))
    known = Summary(0, np.arange(len(rate)), np.full(len(rate), gaps), seen, seen, nothing, nothing)
    assert_allclose(own_gaps(known), seen / gaps)
    assert abs((waits[:, gaps] <= late_after(known)).mean() - 0.9) < 0.006


def test_of_two_gaps_no_rhythm_is_told() -> None:
    known = summary(purchase_log(np.array([0, 0, 0, 1]), np.array([1, 5, 9, 2]), np.ones(4)), 20)
    assert np.isnan(own_gaps(known)).all()
    assert np.isnan(late_after(known)).all()


def test_half_of_those_who_came_back_did_so_within_the_days_that_are_told() -> None:
    log = purchase_log(np.array([0, 0, 1, 1, 1, 2, 2, 3]), np.array([0, 10, 0, 40, 41, 5, 25, 7]), np.ones(8))
    assert comeback(log, 100) == 20
    assert comeback(log, 12) == 10  # by then only the first had
    assert comeback(log, 5) == 0


def test_just_after_a_purchase_nothing_has_been_missed_yet() -> None:
    seen = drawn(LATER, 500, 120, START, seed=6).seen(START)
    same_day = Watched(seen.repeats, seen.recency, np.maximum(seen.recency, 0.5))
    assert_allclose(just_after(LATER, seen, DAYS), expected(LATER, same_day, DAYS))
    assert (just_after(LATER, seen, DAYS) >= expected(LATER, seen, DAYS) - 1e-9).all()


def test_the_money_of_single_customers_lies_in_its_span_as_often_as_said() -> None:
    model, spend = replace(STEADY, first_coin=1), GammaGamma(4.0, 3.5, 3000.0, 0.0)
    made = drawn(model, 3_000, 150, START + DAYS, seed=7)
    rng = np.random.default_rng(8)
    level = rng.gamma(spend.q, 1 / spend.gamma, len(made.first))
    paid = rng.gamma(spend.p, 1.0, len(made.at)) / level[made.who]
    seen = made.seen(START)
    early, late = made.at <= START, (made.at > START) & (made.at <= START + DAYS)
    so_far = np.bincount(made.who[early], weights=paid[early], minlength=len(level))
    came = np.bincount(made.who[late], weights=paid[late], minlength=len(level))
    low, high = span(model, seen, alive(model, seen), spend, so_far, DAYS)
    inside = (came >= low - 1e-9) & (came <= high + 1e-9)
    assert inside.mean() > 0.94
    some = chance_if_alive(model, seen, DAYS) * alive(model, seen) > 0.5  # where 0 is not simply inside
    assert 0.92 < inside[some].mean() < 0.98


def test_the_span_of_a_customer_is_that_of_many_drawn_futures_and_does_not_depend_on_the_others() -> None:
    model, spend = Nbd(0.8, 40.0, 0.9, 2.5, 1), GammaGamma(4.0, 3.5, 3000.0, 0.0)
    seen = Watched(np.array([0, 1, 4, 30]), np.array([0.0, 20.0, 90.0, 300.0]), np.array([50.0, 60.0, 120.0, 310.0]))
    there, total = np.array([0.7, 0.95, 0.8, 1.0]), np.array([1500.0, 2600.0, 9000.0, 30_000.0])
    low, high = span(model, seen, there, spend, total, DAYS)
    rng, size = np.random.default_rng(3), 200_000
    for place in range(len(seen)):
        rate = rng.gamma(model.r + seen.repeats[place], 1.0, size) / (model.alpha + seen.watched[place])
        coin = rng.beta(model.a, model.b + seen.repeats[place] + 1, size)
        times = np.minimum(rng.poisson(rate * DAYS), rng.geometric(coin)) * (rng.random(size) < there[place])
        level = rng.gamma(spend.q + spend.p * (seen.repeats[place] + 1), 1.0, size) / (spend.gamma + total[place])
        money = np.where(times > 0, rng.gamma(np.maximum(spend.p * times, 1e-9)), 0.0) / level
        assert_allclose((low[place], high[place]), np.quantile(money, (0.025, 0.975)), rtol=0.02, atol=1.0)
        alone = Watched(*(part[place : place + 1] for part in (seen.repeats, seen.recency, seen.watched)))
        ends = span(model, alone, there[place : place + 1], spend, total[place : place + 1], DAYS)
        assert_allclose((ends[0][0], ends[1][0]), (low[place], high[place]))


def test_of_nobody_nothing_is_expected() -> None:
    nobody = Watched(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    assert len(expected(STEADY, nobody, DAYS)) == 0
