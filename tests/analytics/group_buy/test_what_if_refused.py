"""What the what-if refuses, and the next step that it names instead."""

import pytest

from analytics.group_buy.whatif.asked import Goal
from analytics.group_buy.whatif.sentences import plan_lead
from analytics.group_buy.whatif.tables import tables_of
from storage.records import GroupCampaign
from sync.sandbox.shop import simulate
from tests.analytics.group_buy.asking import asked, many_goods, small, told, two_sizes
from tests.analytics.group_buy.offers import Stall
from tests.analytics.making import Book
from tests.simulated import simulated_facts


def test_a_shop_without_group_buys_has_nothing_to_learn_from() -> None:
    assert "还没有办过拼团" in told(asked(Book().order("2026-03-01 10:00", 100, "a").facts()))
    stall = two_sizes()
    stall.records = [one for one in stall.records if not isinstance(one, GroupCampaign)]
    assert "没有写明每场拼团的人数" in told(asked(stall.closed()))


def test_too_few_groups_are_counted_and_the_rest_is_told_in_groups_and_days() -> None:
    answer = asked(Stall().goods().offer(0, 30, 20).offer(1, 20, 10).closed())
    assert answer.advised is None
    assert not answer.options
    assert "只有 80 个，要 100 个才能试算，还差 20 个" in told(answer)
    assert "约 6 天" in told(answer)
    assert answer.lacking == 20
    trial = tables_of(answer, small().shop)[3]
    assert trial.note is not None
    assert "再办出 20 个有结果的团" in trial.note.zh
    assert "不用另外试" not in trial.note.zh


def test_a_pace_that_takes_years_is_no_answer() -> None:
    stall = Stall().goods()
    for number in range(0, 30, 10):
        stall.offer(number, 1, 0)
    assert "一年也攒不够：先多办几场" in told(asked(stall.closed()))
    assert "天。" not in told(asked(stall.closed()))
    none = asked(Stall().goods().offer(0, 0, 0).closed()).untold[0]
    assert none.zh.startswith("还没有一个团有结果")
    assert none.en.startswith("No group has an outcome yet; it takes 100")


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({"size": 10}, "没有试过 10 人成团(试够了的：3 人成团、5 人成团)，试过的之外不猜"),
        ({"size": 4}, "没有试过 4 人成团(试够了的：3 人成团、5 人成团)，中间的也不猜"),
        ({"price": 5_000}, "没有试过优惠 50%(试够了的：优惠 10%、优惠 20%)，试过的之外不猜"),
        ({"price": 8_500}, "没有试过优惠 15%"),
        ({"reward": 500}, "没有试过团长奖励 ¥5"),
        ({"window": 600}, "没有试过 10 小时"),
    ],
)
def test_beyond_and_between_what_was_tried_nothing_is_made_up(terms: dict[str, int], why: str) -> None:
    answer = asked(small(), **terms)
    assert answer.own is None
    assert why in told(answer)
    assert answer.advised is not None  # what was tried is told all the same
    assert answer.trial is not None
    control, arm = answer.trial.arms
    assert answer.terms is not None
    assert control.choice == answer.terms.last
    assert len(arm.changed) == 1
    assert answer.trial.tells is not None


def test_advice_that_is_not_sure_is_tried_one_change_at_a_time_by_what_the_goal_counts() -> None:
    goals: tuple[Goal, ...] = ("newcomers", "margin", "clear")
    seen = 0
    for seed in range(3, 8):
        facts = simulated_facts(simulate(12_000, seed=seed))
        for goal in goals:
            answer = asked(facts, goal=goal)
            if answer.trial is None or answer.trial.tells_goal is None:
                continue
            seen += 1
            assert all(len(arm.changed) == 1 for arm in answer.trial.arms[1:])
            lead = plan_lead(answer.trial, goal)
            assert {"newcomers": "每天的新客差", "margin": "每天的毛利差", "clear": "每天卖出的件数差"}[goal] in lead.zh
            assert "个百分点" in lead.zh
            assert ("预计只差" in lead.zh) == (abs(answer.trial.expected or 9) < answer.trial.tells_goal)
    assert seen


def test_a_far_size_is_tried_by_way_of_the_next_rung() -> None:
    answer = asked(small(), size=1000)
    assert answer.trial is not None
    assert answer.trial.arms[1].choice.size == 10


def test_a_value_with_a_few_groups_only_is_not_told() -> None:
    facts = two_sizes().offer(3, 10, 10, size=7).closed()
    answer = asked(facts, size=7)
    assert answer.own is None
    assert "7 人成团只试过 20 个团" in told(answer)
    assert not any(one.choice.size == 7 for one in answer.options)
    once = two_sizes().offer(3, 30, 30, size=7).closed()
    assert asked(once, size=7).own is None  # sixty groups, but of one offer: it may have been lucky
    twice = two_sizes().offer(2, 15, 15, size=7).offer(3, 15, 15, size=7).closed()
    assert asked(twice, size=7).own is not None


def test_with_one_price_nothing_is_said_of_prices_and_a_second_is_proposed() -> None:
    facts = (
        Stall()
        .goods()
        .offer(0, 40, 30, size=3)
        .offer(1, 40, 30, size=5)
        .offer(2, 40, 30)
        .offer(3, 9, 9, size=5)
        .closed()
    )
    answer = asked(facts)
    assert {one.choice.price for one in answer.options} == {8_000}
    assert "只试过一个价位" in told(answer)
    assert answer.trial is not None
    assert any(arm.changed == ("discount",) for arm in answer.trial.arms)


def test_without_a_cost_margin_is_unknown_and_new_buyers_are_told_all_the_same() -> None:
    facts = two_sizes().goods("water", cost=None).offer(3, 3, 3, product_id="water").closed()
    margin = asked(facts, product="water", goal="margin")
    assert margin.advised is None
    assert "没有填成本" in told(margin)
    new = asked(facts, product="water")
    assert new.advised is not None
    assert new.advised.margin is None
    assert new.advised.break_even is None
    assert "没有填成本" in told(new)


def test_a_product_that_is_not_there_is_named() -> None:
    assert "没有商品「coffee」" in told(asked(small(), product="coffee"))


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({"size": 1}, "1 人不成团：一个团连团长至少 2 人，请填 2 或更多"),
        ({"size": -4}, "-4 人不成团"),
        ({"price": 0}, "拼团价 ¥0 不是价格，请填大于 0、低于单买价 ¥100 的数"),
        ({"price": -500}, "¥5 不是价格"),
        ({"price": 10_000}, "拼团价 ¥100 不低于单买价 ¥100，没人会拼；请填低于 ¥100 的价"),
        ({"price": 10**12}, "不低于单买价"),
        ({"window": 0}, "成团时限要多于 0 分钟"),
        ({"reward": -1}, "¥0.01；不给就填 0"),
        ({"days": 0}, "请填 1 到 365 天"),
        ({"days": 10_000}, "请填 1 到 365 天"),
    ],
)
def test_terms_that_cannot_be_are_refused_first_and_no_trial_of_them_is_proposed(
    terms: dict[str, int], why: str
) -> None:
    answer = asked(small(), **terms)
    assert why in answer.untold[0].zh
    assert answer.own is None
    assert answer.advised is not None
    assert "小规模" not in told(answer)
    arms = answer.trial.arms if answer.trial else ()
    assert all(arm.choice.size > 1 and 0 < arm.choice.price < 10_000 for arm in arms)
    assert 1 <= (answer.asked.days or 0) <= 365


def test_of_too_few_products_or_one_far_dearer_nothing_is_told() -> None:
    few = asked(two_sizes().goods("new").closed(), product="new")
    assert few.advised is None
    assert "只有 1 个商品办过(要 5 个)" in told(few)
    facts = many_goods(6).goods("jade", price=99_999_999).goods("straw", price=100).closed()
    for product in ("jade", "straw"):
        answer = asked(facts, product=product)
        assert answer.advised is None
        assert not answer.options
        assert "差得太远，不猜" in told(answer)
        assert "先用它小规模办 2 场" in told(answer)
