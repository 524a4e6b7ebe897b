"""The what-if as a merchant meets it: what is advised, what is refused and why, what is warned of."""

from functools import cache

import numpy as np
import pytest
from msgspec import structs

from analytics.coverage import present
from analytics.group_buy.whatif.answer import Answer, tried, what_if
from analytics.group_buy.whatif.asked import Asked, Choice, Goal
from analytics.group_buy.whatif.past import BLOCK, past
from analytics.group_buy.whatif.tables import tables_of
from analytics.group_buy.whatif.view import answered
from analytics.local_time import DAY
from analytics.result import Estimate
from storage.columns import MISSING
from storage.facts import Facts
from storage.records import GroupCampaign
from sync.sandbox.shop import simulate
from tests.analytics.group_buy.offers import Stall
from tests.analytics.making import Book
from tests.long.what_if import scores
from tests.simulated import simulated_facts


def two_sizes() -> Stall:
    """Threes and fives at two prices, all in all 160 groups; threes fill more often, the lower price fills more."""
    stall = Stall().goods()
    for number in range(4):
        stall.offer(number, 14, 6, size=3, group_price=8_000)
        stall.offer(number, 8, 12, size=5, group_price=9_000)
    return stall


@cache
def small() -> Facts:
    return two_sizes().closed()


@cache
def simulated() -> Facts:
    return simulated_facts(simulate(60_000, seed=3))


def asked(facts: Facts, **more: object) -> Answer:
    return what_if(facts, structs.replace(Asked(), **more))  # type: ignore[arg-type]


def told(answer: Answer) -> str:
    return "\n".join(one.zh for one in answer.untold)


# What is told


def test_what_is_not_asked_for_is_as_it_was_in_the_last_offer() -> None:
    answer = asked(small())
    assert answer.terms is not None
    assert answer.terms.last == Choice(size=5, price=9_000, window=1440, reward=0)
    assert (answer.asked.product, answer.asked.days, answer.asked.stock) == ("tea", 10, 500)
    assert answer.own is None
    assert answer.last is not None
    assert answer.last.choice == answer.terms.last
    assert answer.last.better is None


def test_terms_that_were_tried_bring_about_what_they_brought() -> None:
    answer = asked(small(), days=10)
    by_size = {(one.choice.size, one.choice.price): one for one in answer.options}
    for key, groups, full in (((3, 8_000), 20, 0.7), ((5, 9_000), 20, 0.4)):
        option = by_size[key]
        assert option.opened.value == pytest.approx(groups, rel=0.1)
        assert option.fill.low < full < option.fill.high
        assert option.tried == 80
        assert option.pieces.value == pytest.approx(groups * full * key[0], rel=0.15)
        assert option.newcomers is not None
        assert option.newcomers.value == pytest.approx(groups * full, rel=0.15)  # each leader is new, nobody else
        assert option.margin is not None
        assert option.margin.value == pytest.approx(groups * full * key[0] * (key[1] - 4_000), rel=0.2)
        assert option.per_newcomer == pytest.approx(key[0] * (10_000 - key[1]), rel=0.1)


def test_the_goal_decides() -> None:
    goals: tuple[Goal, ...] = ("newcomers", "margin", "clear")
    for goal in goals:
        answer = asked(simulated(), goal=goal)
        assert answer.advised is not None
        allowed = [one for one in answer.options if one.allowed]
        best = max(one.goal.value for one in allowed)
        assert answer.advised in allowed
        assert answer.advised.goal.value >= 0.99 * best
        assert sum(one.best for one in answer.options) == pytest.approx(1)
        value = {"newcomers": answer.advised.newcomers, "margin": answer.advised.margin, "clear": answer.advised.pieces}
        assert value[goal] == answer.advised.goal


def test_no_option_that_may_lose_money_is_advised_while_another_is_safe() -> None:
    answer = asked(simulated())
    losing = [one for one in answer.options if one.bad_margin is not None and one.bad_margin < 0]
    assert losing
    assert not any(one.allowed for one in losing)
    assert answer.advised is not None
    assert answer.advised.bad_margin is not None
    assert answer.advised.bad_margin >= 0


def test_where_every_option_may_lose_the_advice_says_so() -> None:
    facts = Stall().goods(cost=9_900).offer(0, 40, 30).offer(1, 40, 30).closed()
    table = tables_of(asked(facts), facts.shop)[0]
    assert table.lead is not None
    assert "坏情况会亏钱" in table.lead.zh


def test_more_stock_never_lowers_what_is_sold() -> None:
    last = None
    for stock in (0, 3, 10, 40, 200, 10_000):
        answer = asked(simulated(), stock=stock, goal="clear")
        pieces = np.array([one.pieces.value for one in answer.options])
        new = np.array([one.newcomers.value if one.newcomers else np.nan for one in answer.options])
        assert (pieces <= stock + 1e-9).all()
        if last is not None:
            assert (pieces >= last[0] - 1e-9).all()
            assert (new >= last[1] - 1e-9).all()
        last = pieces, new


def test_longer_brings_more_and_spending_costs_what_it_costs() -> None:
    short, long = (asked(simulated(), days=days, stock=10**6) for days in (10, 20))
    costly = asked(simulated(), days=10, stock=10**6, spend=5_000)
    for one, two, three in zip(short.options, long.options, costly.options, strict=True):
        assert two.pieces.value == pytest.approx(2 * float(one.pieces.value))
        assert one.margin is not None
        assert three.margin is not None
        assert three.margin.value == pytest.approx(one.margin.value - 5_000, abs=1)
        if three.break_even is not None:
            assert three.break_even > 0
            assert (three.break_even < float(three.fill.value)) == (three.margin.value > 0)


def test_the_same_question_has_the_same_answer_and_another_seed_nearly() -> None:
    one, two, other = (asked(simulated(), seed=seed) for seed in (1, 1, 2))
    assert one == two
    assert one != other
    for mine, theirs in zip(one.options, other.options, strict=True):
        assert mine.pieces.value == pytest.approx(float(theirs.pieces.value), rel=0.05)


def test_the_own_price_counts_to_the_cent_within_a_discount_that_was_tried() -> None:
    near, tried_one = (asked(small(), price=price).own for price in (8_100, 8_000))
    assert near is not None
    assert tried_one is not None
    assert near.opened == tried_one.opened
    assert near.margin is not None
    assert tried_one.margin is not None
    assert near.margin.value > tried_one.margin.value


# What is refused


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
    facts = two_sizes().goods("water", cost=None).closed()
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


# What is warned of


def rules(answer: Answer) -> dict[str, str]:
    return {one.rule: one.says.zh for one in answer.warnings}


def test_links_in_moments_are_warned_of_always_and_rewards_where_there_are_some() -> None:
    assert "moments" in rules(asked(small()))
    assert "reward" not in rules(asked(small()))
    assert "reward" in rules(asked(small(), reward=500))


def test_the_base_of_a_discount_is_the_lowest_price_of_seven_days() -> None:
    sold = two_sizes().order("2026-02-08 10:00", 7_500, "x", lines=[("tea", 7_500)])
    facts = sold.order("2026-02-13 10:00", 9_900, "y", lines=[("tea", 9_900)]).closed()
    assert "近 7 天最低成交价是 ¥75，拼团价 ¥80 并不更低" in rules(asked(facts, price=8_000))["base_price"]
    assert "优惠要按 ¥75 算" in rules(asked(facts, price=7_000))["base_price"]
    later = sold.order("2026-02-20 10:00", 10_000, "z", lines=[("tea", 10_000)]).closed()
    assert "¥99" in rules(asked(later, price=8_000))["base_price"]  # the seven days have moved on
    assert "base_price" not in rules(asked(two_sizes().goods("new").closed(), product="new"))


def test_a_group_price_that_is_no_discount_is_named() -> None:
    assert "不低于单买价" in rules(asked(small(), price=10_000))["above_solo"]


def test_an_offer_without_end_is_not_limited_in_time() -> None:
    endless = Stall().goods()
    for number in range(9):
        endless.offer(number, 5, 5)
    assert "90 天里有" in rules(asked(endless.closed()))["endless"]
    assert "endless" not in rules(asked(small()))


# What it is made of


def test_the_past_is_what_a_loop_over_offers_and_groups_finds() -> None:
    facts = simulated()
    found, now, groups, table = past(facts), present(facts), facts["groups"], facts["group_campaigns"]
    for at in range(0, len(found), 17):
        offer = int(table["id"][found.position[at]])
        mine = groups["group_campaign_id"] == offer
        over = mine & (groups["expires_at"] <= now) & (groups["status"] != facts.category("status", "open"))
        assert found.finished[at] == over.sum()
        assert found.filled[at] == (over & (groups["completed_at"] != MISSING)).sum()
        cells = found.cell_offer == at
        days = (min(int(found.ends[at]), now) - int(found.starts[at])) / DAY
        assert found.cell_days[cells].sum() == pytest.approx(days, abs=0.26)
        for block in found.cell_block[cells].tolist():
            opened = groups["created_at"][mine]
            inside = (opened >= now - (block + 1) * BLOCK) & (opened < now - block * BLOCK)
            assert found.cell_opened[cells & (found.cell_block == block)].sum() == inside.sum()


def test_what_can_be_asked_is_what_was_tried() -> None:
    found = tried(simulated())
    assert found is not None
    assert found.size == (2, 3, 5, 10)
    assert found.reward == (0, 300, 500, 1000)
    assert found.window == (720, 1440, 2880)
    for size in found.size:
        for price in found.price:
            assert asked(simulated(), size=size, price=price, stock=100).own is not None


def test_tables_show_what_was_found_and_nothing_else() -> None:
    answer = asked(simulated(), size=3, stock=80, goal="margin")
    tables = {table.id: table for table in answered(simulated(), answer.asked).tables}
    assert list(tables) == ["advice", "options", "levers", "trial", "rules"]
    for table in tables.values():
        assert all(len(row.cells) == len(table.columns) for row in table.rows)
    columns = [column.id for column in tables["advice"].columns]
    first = dict(zip(columns, tables["advice"].rows[0].cells, strict=True))
    assert answer.advised is not None
    assert first["margin"] == answer.advised.margin
    assert isinstance(first["margin"], Estimate)
    assert isinstance(first["margin"].value, int)
    assert len(tables["levers"].rows) >= 8
    assert [row.cells[0] for row in tables["rules"].rows] == [one.says for one in answer.warnings]


def test_advice_beats_last_time_and_intervals_hold_in_shops_that_know_the_truth() -> None:
    """Ten of the shops of ``python -m tests.long what_if``."""
    found = [scores(simulate(20_000, seed=seed), seed) for seed in range(1, 11)]
    goals: tuple[Goal, ...] = ("newcomers", "margin", "clear")
    for goal in goals:
        ours, last, lot, most = (
            np.array([getattr(one[goal], name) for one in found]) for name in ("advised", "last", "lot", "most")
        )
        assert ours.sum() > 1.2 * max(last.sum(), lot.sum())
        assert ours.sum() > 0.85 * most.sum()
    held = [one for shop in found for score in shop.values() for one in score.held]
    assert np.mean(held) > 0.75  # those of one shop hold or fail together; of 200 shops nine in ten and more hold
