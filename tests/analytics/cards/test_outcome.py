"""What became of a card that was marked done: moved, not visible, too early; against what was to be expected."""

from random import Random

import pytest

from analytics.cards.outcome import outcome_of
from storage.notebook import Mark
from tests.analytics.cards.stall import Stall, ago

TEA = (("product", "tea"),)


def mark(days: int, rule: str = "sold_out", slices: tuple[tuple[str, str], ...] = TEA, **more: object) -> Mark:
    return Mark(f"{rule}:tea", "done", Stall().at(ago(days)), **({"node": "payment_amount", "slices": slices} | more))


def stall(before: int, after: int, since: int, cups: tuple[int, int] = (10, 10), seed: int = 1) -> Stall:
    """Tea sells so many a day, give or take, before and after; cups too."""
    random, shop = Random(seed), Stall()
    for day in range(1, 100):
        for product, (then, now) in (("tea", (before, after)), ("cup", cups)):
            usual = then if day >= since else now
            for number in range(max(0, usual + random.choice((-1, 0, 1)))):
                shop.sale(day, product, 5000, clock=f"{8 + number % 12:02d}:{number // 12:02d}")
    return shop


def test_a_real_rise_is_seen_with_its_size() -> None:
    outcome = outcome_of(stall(4, 8, 15).facts(ago(0, "10:00")), mark(15))
    assert (outcome.state, outcome.helped) == ("moved", True)
    assert outcome.words.zh.startswith("动了：之后 14 天，支付金额每天 ¥")
    assert outcome.change is not None
    assert outcome.change.value == pytest.approx(4 * 5000, rel=0.25)
    assert 0 < outcome.change.low < outcome.change.value < outcome.change.high


def test_no_change_is_not_seen() -> None:
    seen = [outcome_of(stall(4, 4, 15, seed=seed).facts(ago(0, "10:00")), mark(15)).state for seed in range(40)]
    assert seen.count("not visible") >= 36  # one in twenty is chance
    assert outcome_of(stall(4, 4, 15).facts(ago(0, "10:00")), mark(15)).words.zh.startswith("还看不出：")


def test_what_cannot_be_seen_yet_is_waited_for_up_to_four_weeks() -> None:
    facts = stall(4, 4, 15).facts(ago(0, "10:00"))
    assert outcome_of(facts, mark(15)).words.zh.endswith("。效果可能来得晚，再等 14 天。")
    assert outcome_of(facts, mark(28)).words.zh.endswith("。效果可能来得晚，再等 1 天。")
    assert "再等" not in outcome_of(facts, mark(29)).words.zh
    assert "再等" not in outcome_of(stall(4, 8, 15).facts(ago(0, "10:00")), mark(15)).words.zh


def test_a_week_is_waited_for() -> None:
    facts = stall(4, 40, 7).facts(ago(0, "10:00"))
    early = outcome_of(facts, mark(7))
    assert early.state == "early"
    assert early.words.zh == "还太早，再等 1 天。"
    assert outcome_of(facts, mark(8)).state == "moved"
    assert outcome_of(facts, mark(0)).words.zh == "还太早，再等 7 天。"


def test_what_the_whole_shop_does_is_no_merit_of_the_card() -> None:
    with_the_shop = outcome_of(stall(4, 8, 15, cups=(10, 20)).facts(ago(0, "10:00")), mark(15))
    assert with_the_shop.state == "not visible"
    against_it = outcome_of(stall(4, 4, 15, cups=(20, 8)).facts(ago(0, "10:00")), mark(15))
    assert against_it.state == "moved"


def test_a_trend_of_the_whole_shop_goes_on_by_itself() -> None:
    shop = Stall()
    for day in range(1, 130):
        for number in range(round(40 * 1.012 ** (100 - day))):
            shop.sale(day, "tea", 5000, clock=f"{8 + number % 12:02d}:{number // 12:02d}")
    facts = shop.facts(ago(0, "10:00"))
    grown = outcome_of(facts, mark(20, slices=()))
    assert grown.change is not None
    assert abs(grown.change.value) < 0.06 * 40 * 1.012**90 * 5000  # a rise of a quarter that was on its way
    assert grown.state == "not visible"


def test_weekdays_are_held_against_their_like() -> None:
    shop = Stall()
    for day in range(1, 60):  # seven times as much on the weekday of today's eve
        shop.sales(range(day, day + 1), "tea", 5000, 14 if day % 7 == 1 else 2)
    for after in (8, 9, 11):
        outcome = outcome_of(shop.facts(ago(0, "10:00")), mark(after, slices=()))
        assert outcome.change is not None
        assert outcome.change.value == pytest.approx(0, abs=1)


def test_what_should_hold_has_held_if_it_did_not_fall() -> None:
    held = outcome_of(stall(4, 4, 15).facts(ago(0, "10:00")), mark(15, "restock"))
    assert held.helped
    assert held.words.zh.startswith("守住了：")
    fell = outcome_of(stall(6, 1, 15).facts(ago(0, "10:00")), mark(15, "restock"))
    assert (fell.state, fell.helped) == ("moved", False)
    assert fell.words.zh.startswith("朝反方向动了：")


def test_refunds_are_to_fall() -> None:
    shop = Stall().sales(range(1, 99), "tea", 5000)
    for day in range(1, 99):
        for _ in range(3 if day > 15 else day % 2):
            shop.refund(ago(day), 2000, product_id="tea")
    facts = shop.facts(ago(0, "10:00"))
    outcome = outcome_of(facts, mark(15, "refunds_product", node="refund_amount"))
    assert (outcome.state, outcome.helped) == ("moved", True)
    assert "退款金额每天" in outcome.words.zh


def test_an_expectation_that_was_noted_counts() -> None:
    facts = stall(4, 4, 15).facts(ago(0, "10:00"))
    expected_more = outcome_of(facts, mark(15, expected=12 * 5000.0))
    assert expected_more.change is not None
    assert expected_more.change.high < 0


def test_too_little_before_or_no_number_is_said_plainly() -> None:
    young = Stall()
    young.records.clear()
    young.sales(range(1, 30), "tea", 5000)
    facts = young.facts(ago(0, "10:00"))
    assert outcome_of(facts, mark(15)).words.zh == "之前的数据不够，没法比较。"
    assert outcome_of(facts, mark(15, node="")).state == "unknown"
