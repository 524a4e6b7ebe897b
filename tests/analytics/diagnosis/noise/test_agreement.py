"""A verdict and its interval never contradict each other, and neither claims more than the buyers bear out."""

from datetime import date, timedelta

import numpy as np
import pytest

from analytics.asked import Asked
from analytics.chance import false_discovery, level_of
from analytics.diagnosis.noise.flips import as_far, beaten_by
from analytics.diagnosis.noise.judge import WORTH_SEEING_OF_RATIOS, judge
from analytics.diagnosis.view import diagnose
from analytics.metrics.people import AOV, BUYER_COUNT, NEW, ORDERS_PER_BUYER, RETURNING
from analytics.metrics.sales import ITEMS_PER_ORDER, PAID, PAYMENT_AMOUNT
from analytics.period import Period
from analytics.question import Question
from analytics.usual import usual_of
from storage.notebook import EMPTY
from tests.analytics.diagnosis.noise.living import BRITAIN, END, Living, asked, steady

TREE = (PAYMENT_AMOUNT, BUYER_COUNT, AOV, NEW, RETURNING, PAID, ORDERS_PER_BUYER, ITEMS_PER_ORDER)
SHOPS = [(seed, change, weeks) for seed in range(6) for change in (0.0, 0.4, 0.7, 1.0, 2.0) for weeks in (2, 16)]


@pytest.mark.parametrize(("seed", "change", "weeks"), SHOPS)
def test_up_and_down_leave_out_zero_and_nothing_else_does(seed: int, change: float, weeks: int) -> None:
    """Small shops and larger ones, rises, falls and standstill, with a history and without."""
    daily = float(np.random.default_rng(seed).choice([2, 6, 20]))
    turn = END - timedelta(days=6)
    shop = Living(seed, 200, BRITAIN).sell(END - timedelta(days=7 * weeks), turn - timedelta(days=1), steady(daily))
    question = asked(shop.sell(turn, END, steady(daily * change)).facts(), 7)
    judged = judge(question, TREE)
    for name, one in judged.items():
        if one.interval is None:
            assert one.verdict == "unknown"
            continue
        outside = one.interval.low > 0 or one.interval.high < 0
        assert outside == (one.verdict in ("up", "down")), (name, one)
    for name, usual in usual_of(question, TREE).items():  # judged with the numbers of all pages
        if usual is not None:
            beyond = {"up": usual.value > usual.high, "down": usual.value < usual.low}
            assert beyond.get(usual.verdict or "", not any(beyond.values())), name


def test_a_change_is_seen_at_a_level_exactly_where_it_is_beyond_what_that_level_asks() -> None:
    random = np.random.default_rng(1)
    flipped = random.choice([-3.0, -1.0, 0.5, 1.0, 2.0, 3.0], 1999) + random.normal(0, 0.1, 1999).round(1)
    far = np.sort(np.abs(flipped))
    for level in (0.0003, 0.0005, 0.003, 0.05, 0.5):
        for seen in (0.0, 0.9, 1.0, 2.9, 3.0, 3.1, 3.2, 3.3, 9.0):
            assert (as_far(flipped, seen) <= level) == (seen > beaten_by(far, level)), (level, seen)


def test_the_level_parts_those_called_changed_from_the_others() -> None:
    random = np.random.default_rng(2)
    for _ in range(300):
        p_values = {str(n): float(p) for n, p in enumerate(random.random(12) ** random.choice([1, 3, 6]))}
        q_values = false_discovery(p_values)
        level = level_of(q_values.values())
        assert all((p_values[name] <= level) == (q <= 0.05) for name, q in q_values.items())


def test_a_day_on_which_the_shop_never_sells_is_no_fall() -> None:
    """A wholesaler that is closed on Saturdays: nothing sold on a Saturday says nothing, nor does the day after."""

    def level(day: date) -> float:
        return 0 if day.weekday() == 5 else 40

    facts = Living(1, 300, BRITAIN).sell(END - timedelta(days=120), END, level).facts()
    saturday = END - timedelta(days=1)
    assert saturday.weekday() == 5
    judged = judge(Asked(facts, Question(Period(saturday, saturday), "previous")), (PAYMENT_AMOUNT, PAID, BUYER_COUNT))
    assert {one.verdict for one in judged.values()} == {"unknown"}
    assert "星期六平时几乎不卖货" in judged["paid_orders"].tested.zh
    headline = diagnose(facts, Question(Period(saturday, saturday), "previous"), EMPTY).headline.zh
    assert headline.endswith("(−100.0%)。店里星期六平时几乎不卖货，没法和别的日子比，判断不了涨跌。")
    week = Period(saturday, saturday)
    earlier = Question(week, against=Period(saturday - timedelta(days=7), saturday - timedelta(days=7)))
    assert judge(Asked(facts, earlier), (PAID,))["paid_orders"].verdict == "unknown"


def test_a_comparison_weighed_down_is_no_surer_for_that() -> None:
    """A day against the thirty before it, which count a thirtieth each: what a day brings by chance stays the same."""
    falls = 0
    for seed in range(40):
        shop = Living(seed, 300, BRITAIN).sell(END - timedelta(days=31), END - timedelta(days=1), steady(12))
        shop.sell(END, END, steady(12))
        days = Period(END - timedelta(days=30), END - timedelta(days=1))
        judged = judge(Asked(shop.facts(), Question(Period(END, END), against=days)), (PAID,))["paid_orders"]
        falls += judged.verdict in ("up", "down")
    assert falls <= 5


def test_where_every_buyer_is_alike_chance_is_not_known() -> None:
    """One order each, before and now: no buyer says how much orders per buyer could move."""
    shop = Living(3, shop=BRITAIN)
    for number in range(60):
        shop.order(END - timedelta(days=number % 14), 1000, buyer_id=f"b{number}")
    shop.order(END - timedelta(days=20), 1000)
    judged = judge(asked(shop.facts(), 7), (ORDERS_PER_BUYER,))["orders_per_buyer"]
    assert judged.verdict == "unknown"
    assert judged.interval is None
    assert "每位买家都一样" in judged.tested.zh


def test_what_one_buyer_makes_is_no_change_of_the_shop() -> None:
    shop = Living(4, 300, BRITAIN).sell(END - timedelta(days=14), END - timedelta(days=7), steady(30))
    shop.sell(END - timedelta(days=6), END, steady(6)).order(END, 9_000_000, buyer_id="rich")
    judged = judge(asked(shop.facts(), 7), (AOV, PAID))
    assert judged["aov"].verdict == "unknown"
    assert "一位买家" in judged["aov"].tested.zh
    assert judged["paid_orders"].verdict == "down"


def test_a_price_that_could_as_well_have_moved_a_fifth_is_not_flat() -> None:
    for seed in range(6):
        shop = Living(seed, 2000, BRITAIN).sell(END - timedelta(days=14), END, steady(25))
        judged = judge(asked(shop.facts(), 7), (AOV,))["aov"]
        assert judged.interval is not None
        wide = max(-judged.interval.low, judged.interval.high) > WORTH_SEEING_OF_RATIOS
        assert judged.verdict == ("unknown" if wide else "flat")
        assert wide
