"""The usual span: quiet on a shop in which nothing happens, awake when something does, silent when it cannot know."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from analytics.period import Period
from analytics.question import Question
from analytics.result import Usual
from analytics.usual import LEAST, MOST, span
from analytics.views import evaluate
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import Order
from storage.shop import Shop
from tests.analytics.diagnosis.noise.living import Living
from tests.analytics.making import Book, asking, daily

FIRST = date(2025, 1, 1)
WEEKEND = 1.5


def totals(random: np.random.Generator, periods: int, orders_per_day: float, days: int) -> list[float]:
    """Sales of periods of a shop without any change: a random number of orders of heavy-tailed amounts."""
    counts = random.poisson(orders_per_day * days, periods)
    return [float(np.exp(random.normal(4.5, 0.9, count)).sum()) for count in counts]


@pytest.mark.parametrize("periods", [LEAST, MOST])
def test_a_shop_without_any_change_is_called_unusual_once_in_twenty(periods: int) -> None:
    random = np.random.default_rng(7)
    rates = [
        false_alarms(random, periods, orders_per_day, days)
        for orders_per_day, days in ((5, 7), (5, 30), (60, 1), (60, 7))
    ]
    assert all(0.03 < rate < 0.07 for rate in rates)
    assert 0.045 < sum(rates) / len(rates) < 0.055


def false_alarms(
    random: np.random.Generator, periods: int, orders_per_day: float, days: int, runs: int = 1500
) -> float:
    alarms = 0
    for _ in range(runs):
        *before, now = totals(random, periods + 1, orders_per_day, days)
        low, high = span(before)
        alarms += not low <= now <= high
    return alarms / runs


def shop_with(days: int, change_from: int, factor: float, seed: int, until_hour: int = 24) -> Facts:
    """About 20 orders a day, more at weekends; from one day on the number changes by a factor."""
    random = np.random.default_rng(seed)
    orders = []
    for day in range(days):
        on = FIRST + timedelta(days=day)
        mean = 20 * (WEEKEND if on.weekday() >= 5 else 1) * (factor if day >= change_from else 1)
        start = int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp() * 1000) - 8 * 3_600_000
        for number in range(random.poisson(mean)):
            at = start + int(random.integers(0, 24 * 3_600_000))
            if day < days - 1 or at < start + until_hour * 3_600_000:
                amount = int(np.exp(random.normal(8, 0.8)))
                key = f"{day}-{number}"
                orders.append(
                    Order(id=key, updated_at=at, created_at=at, paid_at=at, buyer_id=key, payment_amount=amount)
                )
    return facts_of(Shop(id="s1", name="小店"), orders)


def usual_of(facts: Facts, period: Period) -> Usual | None:
    return evaluate("overview", facts, Question(period, "none")).figure("payment_amount").usual


def last_days(days: int, of: int) -> Period:
    return Period(FIRST + timedelta(days=of - days), FIRST + timedelta(days=of - 1))


def test_quiet_weeks_are_within_and_a_lost_half_is_below() -> None:
    within = [usual_of(shop_with(140, 999, 1, seed), last_days(7, 138)) for seed in range(6)]
    assert sum(usual.within for usual in within if usual) >= 5
    fallen = usual_of(shop_with(140, 131, 0.4, 1), last_days(7, 138))
    assert fallen is not None
    assert not fallen.within
    assert fallen.value < fallen.low
    view = evaluate("overview", shop_with(140, 131, 0.4, 1), Question(last_days(7, 138), "none"))
    assert "低于平常的" in view.headline.zh
    assert "below the usual" in view.headline.en


def test_weekdays_are_held_against_the_same_weekdays() -> None:
    saturday = FIRST + timedelta(days=3 + 7 * 14)
    assert saturday.weekday() == 5
    usual = usual_of(shop_with(110, 999, 1, 3), Period(saturday, saturday))
    assert usual is not None
    assert usual.periods == MOST
    sunday_to_friday = usual_of(
        shop_with(110, 999, 1, 3), Period(saturday - timedelta(days=1), saturday - timedelta(days=1))
    )
    assert sunday_to_friday is not None
    assert sunday_to_friday.low + sunday_to_friday.high < usual.low + usual.high


def test_an_unfinished_last_day_is_left_out_of_the_judgement() -> None:
    facts = shop_with(140, 999, 1, 5, until_hour=2)
    usual = usual_of(facts, last_days(7, 140))
    assert usual is not None
    assert usual.days == Period(last_days(7, 140).first, FIRST + timedelta(days=138))
    assert usual.value < (evaluate("overview", facts, Question(last_days(7, 140))).figure("payment_amount").value or 0)


def test_a_short_history_says_nothing() -> None:
    assert usual_of(shop_with(60, 999, 1, 2), last_days(7, 58)) is None
    assert usual_of(shop_with(66, 999, 1, 2), last_days(7, 64)) is not None


def test_the_headline_names_refunds_that_are_not_usual_and_is_quiet_about_what_is() -> None:
    book = daily(Book(), "2026-01-01", 90, 1000, buyer="b1")
    for week in range(12):
        book.refund(f"{date(2026, 1, 7) + timedelta(days=7 * week)} 10:00", 100 + week % 3)
    question = asking("2026-03-25", "2026-03-31", compare="none")
    quiet = evaluate("overview", book.facts("2026-04-01 00:00"), question)
    assert "退款" not in quiet.headline.zh
    assert ";" not in quiet.headline.zh
    many = evaluate("overview", book.refund("2026-03-30 10:00", 1100).facts("2026-04-01 00:00"), question)
    assert "退款金额高于平常" in many.headline.zh
    assert "above the usual" in many.headline.en


@pytest.mark.parametrize("seed", range(4))
def test_with_a_comparison_every_page_says_what_the_diagnosis_says(seed: int) -> None:
    facts = shop_with(140, 100, (1, 0.5, 1.6, 1)[seed], seed)
    question = Question(last_days(30, 138))
    node = evaluate("diagnosis", facts, question).diagnosis.node("payment_amount")
    for view_id in ("overview", "orders"):
        view = evaluate(view_id, facts, question)
        usual = view.figure("payment_amount").usual
        assert usual is not None
        assert usual.verdict == node.verdict
        said = {"up": "超出正常波动", "down": "超出正常波动", "flat": "在正常波动内", "unknown": "看不准"}
        assert said[node.verdict] in view.headline.zh


def test_after_a_festival_the_headline_says_that_the_comparison_had_one() -> None:
    """Below the festival is not below the usual: it is the comparison that was unlike any other week."""
    festival = date(2026, 11, 11)

    def level(day: date) -> float:
        return 150 if abs((day - festival).days) <= 3 else 30

    facts = Living(3, 5000).sell(date(2026, 5, 1), date(2026, 11, 22), level).facts(date(2026, 11, 23))
    said = {
        last: evaluate("overview", facts, Question(Period(last - timedelta(days=6), last))).headline.zh
        for last in (date(2026, 11, 21), date(2026, 8, 30))
    }
    after, calm = said.values()
    assert "超出正常波动(两期赶上双11的日子不同)" in after
    assert "明显下降" in after
    assert "低于平常" not in after
    assert "双11" not in calm
