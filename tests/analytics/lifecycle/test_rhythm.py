"""The pause against the shop's own rhythm: the chance by other ways of working it out, and stories of pauses."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import lomax

from analytics.lifecycle.days import days_of
from analytics.lifecycle.rhythm import LEAST_GAPS, LONG_PAUSE, RARE, Pause, longer_than, pause_on
from storage.facts import Facts
from tests.analytics.lifecycle.planted import planted, shop_of, silent
from tests.analytics.making import Book, daily


def pause_of(facts: Facts, day: str | None = None) -> Pause | None:
    days = days_of(facts)
    assert days is not None
    return pause_on(days, days.place(date.fromisoformat(day)) if day else len(days) - 1)


def test_within_what_was_seen_the_chance_is_counted() -> None:
    gaps = np.array([1] * 60 + [2] * 30 + [3] * 10)
    assert longer_than(1, gaps) == 0.4
    assert longer_than(0, gaps) == 1.0


def test_beyond_it_the_tail_is_a_lomax() -> None:
    gaps = np.array([1] * 60 + [2] * 30 + [5, 6, 7, 8, 9, 10, 11, 12, 14, 20])
    above, longest = 1.5, np.sort(gaps)[::-1][:20]
    scale = float((longest - above).sum())
    for since in (15, 25, 60):
        expected = 0.2 * float(lomax.sf(since + 0.5 - above, 20, scale=scale))
        assert longer_than(since, gaps) == pytest.approx(expected)


def test_the_chance_is_kept_by_draws_of_the_mean_and_of_the_next_time() -> None:
    """Exponential times of an unknown mean: its inverse is gamma after what was seen, the next one is drawn from it."""
    rng = np.random.default_rng(3)
    gaps = np.array([3, 12, 7, 9, 30, 4, 15, 8, 11, 21])
    total = float((gaps - 0.5).sum())
    rates = rng.gamma(len(gaps), 1 / total, 400_000)
    drawn = rng.exponential(1 / rates) > 60.5 - 0.5
    assert longer_than(60, gaps) == pytest.approx(float(drawn.mean()), rel=0.05)


def test_shops_that_keep_their_rhythm_are_called_out_as_seldom_as_is_said() -> None:
    """Of pauses whose like comes once in twenty years of a rhythm, so many come in as many years."""
    called = years = 0.0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        chance = float(rng.uniform(0.1, 0.5))
        gaps = rng.geometric(chance, 400)
        for place in range(100, 400):
            before = gaps[place - 100 : place]
            limit = 0.05 * float(before.mean()) / 365
            called += longer_than(int(gaps[place]) - 1, before) < limit
            years += gaps[place] / 365
    assert called / years <= 0.15  # a pause that is looked at after it is over is as long as it gets


def test_the_times_between_days_with_orders_are_those_of_a_plain_count() -> None:
    facts = shop_of(per_month=6, months=12, seed=5)
    found = pause_of(facts)
    dates = sorted({one.paid_at // 86_400_000 for one in planted(per_month=6, months=12, seed=5)})  # type: ignore[attr-defined]
    closed = set(range((date(2024, 1, 31) - date(1970, 1, 1)).days, (date(2024, 2, 25) - date(1970, 1, 1)).days + 1))
    gaps = [max(1, sum(day not in closed for day in range(one + 1, other + 1))) for one, other in pairwise(dates)]
    assert found is not None
    assert found.gaps == len(gaps)
    assert found.usual == pytest.approx(sum(gaps) / len(gaps))
    assert found.days == (date(2024, 12, 30) - date(1970, 1, 1)).days - dates[-1]


def test_a_shop_that_sells_daily_is_out_of_rhythm_after_two_weeks_not_before() -> None:
    facts = daily(Book(), "2025-06-01", 90, 1000).facts("2025-09-20 12:00")
    holiday, too_long = pause_of(facts, "2025-09-11"), pause_of(facts, "2025-09-12")
    assert holiday is not None
    assert too_long is not None
    assert (holiday.days, holiday.out_of_rhythm) == (13, False)
    assert holiday.a_year < 0.01
    assert (too_long.days, too_long.out_of_rhythm) == (14, True)


def test_a_shop_that_closes_ten_days_for_the_spring_festival_is_not_out_of_rhythm() -> None:
    book = daily(Book(), "2025-11-01", 104, 1000)  # to 2026-02-12; the festival is on 02-17
    for day in ("2026-02-20", "2026-02-24"):
        found = pause_of(book.facts("2026-03-20 12:00"), day)
        assert found is not None
        assert (found.days, found.out_of_rhythm) == (0, False)
    late = pause_of(book.facts("2026-03-20 12:00"), "2026-03-19")  # two weeks after the Lantern Festival
    assert late is not None
    assert late.out_of_rhythm


def test_an_order_every_ten_days_makes_two_weeks_nothing_to_speak_of() -> None:
    facts = shop_of(silent(11.5), per_month=3, months=12, seed=3)
    found = pause_of(facts)
    assert found is not None
    assert found.days >= 14
    assert not found.out_of_rhythm


def test_a_handful_of_orders_is_no_rhythm_and_two_months_of_silence_are_long() -> None:
    facts = daily(Book(), "2025-06-01", 9, 1000).facts("2025-09-20 12:00")
    holiday, over = pause_of(facts, "2025-08-08"), pause_of(facts, "2025-08-09")
    assert holiday is not None
    assert over is not None
    assert not holiday.has_rhythm
    assert (holiday.days, holiday.out_of_rhythm, holiday.cannot_be_told) == (60, False, False)
    assert (over.days, over.longest, over.out_of_rhythm) == (61, 1, True)


def test_after_two_or_three_days_with_orders_nobody_knows_what_a_silence_means() -> None:
    facts = daily(Book(), "2025-01-05", 2, 1000).facts("2025-12-30 12:00")
    found = pause_of(facts)
    assert found is not None
    assert (found.out_of_rhythm, found.cannot_be_told) == (False, True)
    once = daily(Book(), "2025-01-05", 1, 1000).facts("2025-12-30 12:00")
    assert pause_of(once) is None


def test_the_first_times_of_a_shop_call_it_out_as_seldom_as_is_said() -> None:
    """As above, of shops too young for a rhythm: each further time between orders against those before it."""
    called = years = 0.0
    for seed in range(4000):
        rng = np.random.default_rng(seed)
        gaps = rng.geometric(float(rng.uniform(0.01, 0.05)), LEAST_GAPS)
        for place in range(1, LEAST_GAPS):
            before = gaps[:place]
            far = gaps[place] - 1 >= LONG_PAUSE
            called += far and longer_than(int(gaps[place]) - 1, before) * 365 / float(before.mean()) < RARE
            years += gaps[place] / 365
    assert called / years <= RARE
