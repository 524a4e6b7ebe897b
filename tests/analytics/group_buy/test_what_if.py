"""The what-if as a merchant meets it: what is advised, and that more never brings less."""

import re

import numpy as np
import pytest
from msgspec import structs

from analytics.coverage import present
from analytics.group_buy.whatif.answer import Answer, tried
from analytics.group_buy.whatif.asked import Choice, Goal
from analytics.group_buy.whatif.numbers import Option
from analytics.group_buy.whatif.past import BLOCK, past
from analytics.group_buy.whatif.tables import tables_of
from analytics.group_buy.whatif.view import answered
from analytics.group_buy.whatif.worth import worth
from analytics.local_time import DAY
from analytics.result import Estimate
from analytics.say import money
from storage.columns import MISSING
from storage.words import Words
from sync.sandbox.shop import simulate
from tests.analytics.group_buy.asking import asked, many_goods, simulated, small, told
from tests.analytics.group_buy.offers import Stall
from tests.long.what_if import scores


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


def served(answer: Answer, one: Option) -> float:
    """The goal; of new buyers with the margin they cost."""
    if answer.price is None:
        return one.goal.value
    assert one.margin is not None
    return one.margin.value + answer.price.mean * one.goal.value


def test_the_goal_decides() -> None:
    goals: tuple[Goal, ...] = ("newcomers", "margin", "clear")
    for goal in goals:
        answer = asked(simulated(), goal=goal)
        assert answer.advised is not None
        allowed = [one for one in answer.options if one.allowed]
        assert answer.advised in allowed
        best = max(served(answer, one) for one in allowed)
        assert served(answer, answer.advised) >= 0.99 * best
        assert sum(one.best for one in answer.options) == pytest.approx(1)
        value = {"newcomers": answer.advised.newcomers, "margin": answer.advised.margin, "clear": answer.advised.pieces}
        assert value[goal] == answer.advised.goal


def test_more_new_buyers_are_advised_only_while_one_costs_no_more_than_it_is_worth() -> None:
    answer = asked(simulated())
    best, price = answer.advised, answer.price
    assert best is not None
    assert price is not None
    assert price.learnt is not None
    assert price.learnt.low <= price.mean <= price.learnt.high
    assert best.newcomers is not None
    assert best.margin is not None
    for one in answer.options:
        assert one.newcomers is not None
        assert one.margin is not None
        more = one.newcomers.value - best.newcomers.value
        if one.allowed and more > 0.2:  # what is nearly as good may have been tried more
            assert (best.margin.value - one.margin.value) / more > 0.9 * price.mean
    rich = max((one for one in answer.options if one.allowed), key=lambda one: one.margin.value if one.margin else 0)
    table = tables_of(structs.replace(answer, advised=rich), simulated().shop)[0]
    lead, note = table.lead, table.note
    assert lead is not None
    assert note is not None
    assert "每位新客让利 ¥" in lead.zh
    assert "，毛利 ¥" in lead.zh
    assert "多出来的每位要少赚" in note.zh
    assert f"往后 {price.learnt.days} 天再买带来的毛利只有" in note.zh


def test_a_new_buyer_is_worth_the_margin_of_what_was_bought_afterwards() -> None:
    stall = Stall().goods()
    stall.offer(0, 30, 0).offer(1, 30, 0)
    for number in range(60):
        stall.order("2026-03-01 10:00", 10_000, stall.leader(number), lines=[("tea", 10_000)])
    stall.order("2026-12-01 10:00", 10_000, stall.leader(0), lines=[("tea", 10_000)])  # too late to count
    found = worth(stall.order("2026-12-31 10:00", 100, "somebody").facts())
    assert found is not None
    assert found.days == 180
    # 60 leaders with one later order each; their two members were new in the first of 60 groups
    assert found.mean == pytest.approx((60 * 6_000 + 2 * 59 * 4_000) / 62)
    assert found.low <= found.mean <= found.high


def test_where_it_is_not_known_what_new_buyers_are_worth_the_knee_is_advised() -> None:
    assert worth(small()) is None
    answer = asked(small())
    assert answer.price is not None
    assert answer.price.learnt is None
    lead = tables_of(answer, small().shop)[0].lead
    assert lead is not None


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
    assert table.lead.zh.startswith("建议不办：每一种做法都会亏；亏得最少的 3 人团")
    assert re.search("预计毛利 [-−]¥", table.lead.zh)
    assert table.rows[0].cells[0] == Words("亏得最少", "Least loss")


def test_a_spend_that_cannot_be_earned_is_advised_against_with_what_could_be() -> None:
    facts = simulated()
    free = asked(facts)
    assert free.advised is not None
    answer = asked(facts, spend=10_000_000)
    lead = tables_of(answer, facts.shop)[0].lead
    assert not answer.safe
    assert lead is not None
    assert lead.zh.startswith("建议不办：")
    safe = max(one.bad_margin for one in free.options if one.bad_margin is not None)
    assert f"固定花费压到 {money(facts.shop, int(safe)).zh} 以内" in lead.zh
    assert answer.trial is None
    assert asked(facts, spend=int(safe) - 1).safe
    assert not asked(facts, spend=int(safe) + 100).safe


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


def test_a_longer_time_never_fills_fewer_groups() -> None:
    for goal in ("newcomers", "margin"):
        options = {one.choice: one for one in asked(simulated(), goal=goal).options}
        for one in options.values():
            longer = [structs.replace(one.choice, window=window) for window in (720, 1440, 2880)]
            fills = [options[each].fill for each in longer if each in options]
            for name in ("low", "value", "high"):
                assert (np.diff([getattr(each, name) for each in fills]) >= -1e-12).all()


def test_a_shop_in_which_longer_groups_filled_less_is_told_that_more_time_brings_nobody() -> None:
    stall = Stall().goods()
    for number in range(3):
        stall.offer(number, 30, 10, window_minutes=720).offer(number, 20, 20, window_minutes=2880)
    answer = asked(stall.closed())
    fill = {one.choice.window: one.fill for one in answer.options}
    assert fill[720].value == pytest.approx(fill[2880].value, abs=0.04)
    assert fill[720].value <= fill[2880].value


def test_a_product_that_was_never_tried_is_told_with_wider_intervals_that_say_so() -> None:
    facts = many_goods(6).goods("new").closed()
    known, new = (asked(facts, product=product) for product in ("tea1", "new"))
    assert "没有办过拼团" in told(new)
    assert "没有办过拼团" not in told(known)
    for one, other in zip(known.options, new.options, strict=True):
        assert other.opened.high / other.opened.low > 1.03 * one.opened.high / one.opened.low
        assert other.tried == one.tried
        assert other.tried_here == 0 <= one.tried_here
    assert sum(one.tried_here for one in known.options) > 0


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
        assert ours.sum() > (0.75 if goal == "newcomers" else 0.85) * most.sum()  # not at any price
        worth, was, best = (sum(one[goal].served[place] for one in found) for place in range(3))
        assert worth > 1.2 * was
        assert worth > 0.85 * best
    held = [one for shop in found for score in shop.values() for one in score.held]
    assert np.mean(held) > 0.75  # those of one shop hold or fail together; of 200 shops nine in ten and more hold
