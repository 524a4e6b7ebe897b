"""Planted lives: what each is called, what does not turn a stage, and what nothing is said of."""

from datetime import date, timedelta
from itertools import accumulate, pairwise

import msgspec
import numpy as np
import pytest

from analytics.lifecycle.course import LifeCycle, life_cycle
from analytics.lifecycle.force import SILENT, Force, after
from analytics.lifecycle.headline import headline
from analytics.lifecycle.risk import risk
from analytics.lifecycle.rules import says
from analytics.lifecycle.signals import Signals
from analytics.lifecycle.stages import FADING, GROWING, LAPSING, START, STEADY, Stage
from analytics.result import Estimate
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import Customer, DailyTraffic, Order
from storage.words import Words
from tests.analytics.lifecycle.planted import (
    CHINA,
    FIRST,
    end_of,
    gifts,
    level,
    moving,
    planted,
    seasonal,
    shop_of,
    silent,
)
from tests.analytics.making import Book

NONE = Words("说不出", "nothing")


def life(facts: Facts, day: date | None = None) -> LifeCycle:
    found = life_cycle(facts, day)
    assert isinstance(found, LifeCycle)
    return found


def stages(facts: Facts) -> list[str]:
    return [one.stage.id if one.stage else "" for one in life(facts).months]


def opening(months: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.minimum(0.1 + 0.4 * months, 1.6)


def in_force(said: list[Stage | Words]) -> tuple[Stage | None, ...]:
    """The stage at the end of each period."""
    return tuple(force.stage for force in accumulate(said, after, initial=Force()))[1:]


def signs(**more: Estimate | float | None) -> Signals:
    """Of a shop of which the half year tells nothing."""
    undecided = Estimate(0.03, -0.15, 0.18)
    known = Signals(undecided, 12, 12, undecided, None, None, undecided, 1.0, 500)
    return msgspec.structs.replace(known, **more)


def live_sales(days: list[date], now: str, each: int = 30, amount: int = 5000) -> Facts:
    """A shop that sells on some days only, many orders on each."""
    book = Book()
    for day in days:
        for _ in range(each):
            book.order(f"{day} 20:00", amount)
    return book.facts(f"{now} 12:00")


def test_one_period_does_not_turn_a_stage_and_two_do() -> None:
    assert in_force([STEADY, STEADY, FADING, STEADY, STEADY]) == (None, STEADY, STEADY, STEADY, STEADY)
    assert in_force([STEADY, STEADY, FADING, FADING]) == (None, STEADY, STEADY, FADING)
    assert in_force([STEADY, STEADY, FADING, NONE, FADING]) == (None, STEADY, STEADY, STEADY, STEADY)
    assert in_force([GROWING, FADING] * 4) == (None,) * 8


def test_periods_that_say_nothing_leave_the_stage_for_half_a_year() -> None:
    said = in_force([STEADY, STEADY, *[NONE] * (SILENT + 1)])
    assert said == (None, *[STEADY] * SILENT, None, None)


def test_fading_and_about_to_lapse_agree_on_the_milder() -> None:
    assert in_force([STEADY, STEADY, LAPSING, FADING, LAPSING]) == (None, STEADY, STEADY, FADING, FADING)
    assert in_force([STEADY, STEADY, FADING, LAPSING, LAPSING]) == (None, STEADY, STEADY, FADING, LAPSING)


def test_an_opening_is_seen_at_once() -> None:
    assert in_force([NONE, START, START, GROWING, GROWING]) == (None, START, START, START, GROWING)


@pytest.mark.parametrize("seed", range(3))
def test_a_shop_that_opens_with_little_is_starting(seed: int) -> None:
    facts = shop_of(opening, months=5, seed=seed, first=date(2025, 3, 1))
    found = life(facts)
    assert found.stage is START
    assert found.since == found.first
    assert START.first_step.zh in headline(found).zh


@pytest.mark.parametrize("seed", range(2, 5))
def test_growth_is_found_and_lasts(seed: int) -> None:
    found = stages(shop_of(moving(0.1, 8), seed=seed))
    assert found[-4:] == ["growing"] * 4
    assert "fading" not in found


@pytest.mark.parametrize("seed", range(2, 5))
def test_a_shop_that_loses_an_eighth_a_month_is_fading_within_ten_months(seed: int) -> None:
    found = stages(shop_of(moving(-0.12, 12), seed=seed))
    assert "fading" in found[12:22]
    assert found[-1] in ("fading", "lapsing")


def test_far_below_last_year_is_fading_though_half_a_year_tells_nothing() -> None:
    """And it stays so, once fading, until sales are no longer surely below; not where the distance closes."""
    far, below, near = Estimate(-0.48, -0.58, -0.44), Estimate(-0.25, -0.35, -0.2), Estimate(-0.2, -0.3, -0.1)
    assert says(signs(against_last_year=far)) is FADING
    assert says(signs(against_last_year=below)) is STEADY
    assert says(signs(against_last_year=below), FADING) is FADING
    assert says(signs(against_last_year=near), FADING) is STEADY
    assert says(signs(against_last_year=far, season=Estimate(0.1, 0.04, 0.2)), FADING) is STEADY


def test_a_fall_of_years_is_fading_in_every_season() -> None:
    """30 months of 5% less with a season of 30%: where the season rises, the half year alone looks level or better."""
    falling = moving(-0.05, 0)
    every = [
        life(shop_of(seasonal(0.3, peak, falling), months=30, per_month=600, seed=peak)) for peak in range(0, 12, 2)
    ]
    assert [one.stage for one in every] == [FADING] * 6
    assert all("店铺在「下滑」" in headline(one).zh for one in every)
    assert np.mean([month.stage is FADING for one in every for month in one.months[18:]]) > 0.85


def test_a_season_is_no_fall_once_last_year_is_known() -> None:
    every = [stages(shop_of(seasonal(0.3, peak), months=36, seed=peak + 1)) for peak in range(0, 12, 2)]
    assert np.mean([stage in ("fading", "lapsing") for one in every for stage in one[18:]]) < 0.08


def test_steady_shops_are_rarely_called_anything_else() -> None:
    every = [stages(shop_of(level, seed=seed)) for seed in range(12)]
    assert sum("fading" in one for one in every) <= 2
    assert sum("lapsing" in one for one in every) == 0
    assert sum(one[-1] == "steady" for one in every) >= 9
    turns = [sum(a != b for a, b in pairwise(one) if a) for one in every]
    assert sum(turns) <= 8


def test_one_bad_month_does_not_turn_a_steady_shop() -> None:
    bad = shop_of(lambda months: np.where((months >= 19) & (months < 20), 0.35, 1.0), seed=2)
    assert stages(bad)[17:] == ["steady"] * 6


def test_a_shop_that_falls_silent_is_about_to_lapse_at_once_and_comes_back() -> None:
    paused = life(shop_of(silent(23.5), seed=2))
    assert paused.stage is LAPSING
    assert paused.since == paused.last + timedelta(days=1)
    assert "停" in headline(paused).zh
    assert risk(paused).zh == "高"
    back = life(shop_of(silent(18.0, 19.3), seed=2))
    assert [one.stage for one in back.months].count(LAPSING) == 1
    assert back.stage is STEADY


def test_a_shop_of_which_a_twentieth_is_left_is_about_to_lapse_after_two_months() -> None:
    found = life(shop_of(lambda months: np.where(months >= 20, 0.05, 1.0), seed=2))
    assert found.stage is LAPSING
    assert not found.paused
    assert found.months[-1].look.signals.left == pytest.approx(0.06, abs=0.05)


@pytest.mark.parametrize("seed", range(3))
def test_a_gift_shop_does_not_fade_after_november_when_last_year_is_known(seed: int) -> None:
    found = life(shop_of(gifts, months=26.5, seed=seed + 2))
    after = [one for one in found.months if date(2025, 11, 1) <= one.days.first <= date(2026, 2, 1)]
    assert [one.stage for one in after] == [STEADY] * 4


@pytest.mark.parametrize("cut", [7.3, 13.0, 19.5])
def test_nothing_later_changes_what_was_said_of_a_month(cut: float) -> None:
    records = planted(moving(-0.12, 12), seed=4)
    whole = facts_of(CHINA, records, as_of=end_of(24))
    moment = end_of(cut)
    then = facts_of(CHINA, [one for one in records if one.created_at < moment], as_of=moment)  # type: ignore[attr-defined]
    day = FIRST + timedelta(days=round(cut * 365.25 / 12) - 1)
    before, after = life(then), life(whole, day)
    assert before.now == after.now
    assert before.months == after.months == life(whole).months[: len(before.months)]
    assert (before.stage, before.since, before.last) == (after.stage, after.since, after.last)


def test_a_marker_in_the_future_reaches_no_earlier_sign() -> None:
    records = planted(seed=4)
    at = end_of(23.9)
    marked = [*records, Order(id="x", updated_at=1, created_at=at, paid_at=at, payment_amount=10**13, buyer_id="b1")]
    plain, with_marker = (life(facts_of(CHINA, some, as_of=end_of(24))) for some in (records, marked))
    assert plain.months[:22] == with_marker.months[:22]


def test_a_month_of_a_file_is_no_new_shop() -> None:
    found = life(shop_of(months=1.0, seed=3))
    assert found.stage is None
    assert "分不清" in headline(found).zh
    assert life(shop_of(months=5, seed=3)).stage is None


def test_fans_from_long_before_the_first_order_speak_against_an_opening() -> None:
    first = date(2025, 3, 1)
    records = planted(opening, months=5, seed=1, first=first)
    joined = end_of(0, date(2024, 6, 1))
    old = facts_of(CHINA, [*records, Customer(id="b1", updated_at=1, joined_at=joined)], as_of=end_of(5, first))
    assert life(facts_of(CHINA, records, as_of=end_of(5, first))).stage is START
    assert life(old).stage is None


def test_thirty_orders_in_two_years_are_too_few() -> None:
    found = life(shop_of(per_month=1.2, seed=3))
    assert found.stage is None
    assert "单才看得出走势" in headline(found).zh


def test_a_shop_that_stopped_after_a_few_live_sales_is_not_steady() -> None:
    every = [date(2025, 1, 1) + timedelta(days=4 * n) for n in range(8)]
    stopped = life(live_sales(every, "2026-01-20"))
    assert stopped.stage is LAPSING
    assert stopped.since == date(2025, 1, 30)
    assert "以前只有 8 天卖出过东西，最多隔 4 天" in headline(stopped).zh
    assert risk(stopped).zh == "高"


def test_a_long_silence_after_one_or_two_days_is_not_known() -> None:
    one, two = ([date(2025, 1, 5), date(2025, 1, 6)][:many] for many in (1, 2))
    for days, why in ((one, "近半年没有收到过钱"), (two, "说不准是停了，还是隔这么久才卖一次")):
        found = life(live_sales(days, "2025-12-20"))
        assert found.stage is None
        assert why in headline(found).zh
        assert risk(found).zh.startswith("说不准")


def test_orders_on_one_day_a_year_or_for_nothing_are_no_course() -> None:
    yearly = live_sales([date(2024, 1, 5), date(2025, 1, 5), date(2026, 1, 5)], "2026-01-31", each=50)
    free = live_sales([date(2025, 1, 1) + timedelta(days=n) for n in range(390)], "2026-01-26", 2, amount=0)
    for facts in (yearly, free):
        assert set(stages(facts)) == {""}
        assert life(facts).stage is None
    assert "只有 1 个收到过钱" in headline(life(yearly)).zh
    assert "近半年没有收到过钱" in headline(life(free)).zh


def test_one_huge_order_turns_nothing() -> None:
    records = planted(seed=2)
    at = end_of(22.4)
    huge = Order(id="bulk", updated_at=1, created_at=at, paid_at=at, payment_amount=8_000_000, buyer_id="bulk")
    plain, with_it = (stages(facts_of(CHINA, some, as_of=end_of(24))) for some in (records, [*records, huge]))
    assert plain == with_it


def test_a_shop_of_daily_totals_only_has_no_life_that_could_be_told() -> None:
    days = [
        DailyTraffic(id=f"d{n}", updated_at=1, day=f"{date(2026, 1, 1) + timedelta(days=n)}", visitors=50)
        for n in range(200)
    ]
    assert life_cycle(facts_of(CHINA, days, as_of=end_of(31))) == Words(
        "店铺还没有付款的订单。", "The shop has no paid orders yet."
    )
