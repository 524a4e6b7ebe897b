"""What is blamed for a change, and what is not: stories of shops whose truth is known."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from analytics.asked import Asked
from analytics.diagnosis.change import change_between
from analytics.diagnosis.comparison import compared
from analytics.diagnosis.finding import Finding
from analytics.diagnosis.why.findings import findings
from analytics.diagnosis.why.lead import lead
from analytics.diagnosis.why.waterfall import why_table
from analytics.measure import read
from analytics.metric import Metric
from analytics.metrics.people import AOV, BUYER_COUNT
from analytics.metrics.sales import PAID, PAYMENT_AMOUNT
from analytics.result import Selection, Verdict, Waterfall
from analytics.rows import behind, total
from storage.words import Words
from tests.analytics.diagnosis.noise.living import END, Living, asked, steady

TURN = END - timedelta(days=13)
START = END - timedelta(days=14 * 9 - 1)
PLACES = ("广东", "浙江", "四川")


def shop(seed: int) -> Living:
    """Three provinces and three channels, eight fortnights long, up to the last one."""
    living = Living(seed, buyers=2000)
    for place in PLACES:
        for way in ("微信", "搜索", "直播"):
            living.sell(START, TURN - timedelta(days=1), steady(3), province=place, channel=way, product=f"p-{way}")
    return living


def last(living: Living, levels: dict[tuple[str, str], float], otherwise: float = 3) -> Asked:
    """The last fortnight, with levels of its own for some cells."""
    for place in PLACES:
        for way in ("微信", "搜索", "直播"):
            level = steady(levels.get((place, way), otherwise))
            living.sell(TURN, END, level, province=place, channel=way, product=f"p-{way}")
    return asked(living.facts(), 14)


def values(found: Sequence[Finding]) -> list[tuple[tuple[str, str], ...]]:
    return [finding.values for finding in found]


def test_a_lost_province_is_named_and_nothing_else() -> None:
    question = last(shop(1), {("广东", way): 0.3 for way in ("微信", "搜索", "直播")})
    found = findings(question, PAYMENT_AMOUNT)
    assert values(found) == [(("province", "广东"),)]
    assert found[0].name.zh == "广东"
    assert found[0].share == pytest.approx(1, abs=0.5)
    assert found[0].interval.low <= found[0].change <= found[0].interval.high < 0
    assert found[0].p <= 0.02
    assert found[0].expected == pytest.approx(found[0].before, rel=0.5)


def test_a_fall_in_one_corner_names_both_values() -> None:
    question = last(shop(2), {("广东", "微信"): 0.0, ("浙江", "微信"): 3.0})
    found = findings(question, PAID)
    assert {("province", "广东")} <= set(found[0].values)
    assert {name for name, _ in found[0].values} & {"channel", "product"}


def test_a_common_movement_blames_nobody() -> None:
    """Everything doubles: the shop is up, no part of it stands out."""
    assert findings(last(shop(3), {}, otherwise=6), PAYMENT_AMOUNT) == ()


def test_a_steady_shop_blames_nobody() -> None:
    for seed in range(4, 8):
        assert findings(last(shop(seed), {}), PAYMENT_AMOUNT) == ()


def test_one_large_order_is_not_a_province() -> None:
    living = shop(8).order(END, 50_000_000, buyer_id="rich", province="广东", channel="微信")
    assert findings(last(living, {}), PAYMENT_AMOUNT) == ()


def test_two_causes_are_both_found_and_the_larger_is_first() -> None:
    levels = {("广东", way): 0.0 for way in ("微信", "搜索", "直播")}
    levels |= {("四川", "直播"): 12.0, ("浙江", "直播"): 12.0}
    found = findings(last(shop(9), levels), PAID)
    assert len(found) >= 2
    assert abs(found[0].change) >= abs(found[1].change)
    assert any(one.change > 0 for one in found)
    assert any(one.change < 0 for one in found)
    assert (("province", "广东"),) in values(found)


def test_what_comes_and_goes_in_this_shop_is_not_blamed() -> None:
    """Every fortnight another product is on group-buy and sells ten times as much."""
    living = Living(10, buyers=3000)
    products = [f"p{number}" for number in range(6)]
    for fortnight in range(9):
        first = START + timedelta(days=14 * fortnight)
        for number, product in enumerate(products):
            living.sell(first, first + timedelta(days=13), steady(2), product=product, type="normal")
            if number == fortnight % 6:
                living.sell(first, first + timedelta(days=13), steady(18), product=product, type="group")
    assert findings(asked(living.facts(), 14), PAYMENT_AMOUNT) == ()


@pytest.mark.parametrize("metric", [PAYMENT_AMOUNT, PAID, BUYER_COUNT], ids=lambda metric: metric.id)
def test_the_steps_add_up_and_every_number_is_that_of_its_rows(metric: Metric) -> None:
    levels = {("广东", way): 0.2 for way in ("微信", "搜索", "直播")} | {("四川", "直播"): 15.0}
    question = last(shop(11), levels)
    found = findings(question, metric)
    table = why_table(question, metric, found)
    now, before = read(question.now, metric).value, read(question.before, metric).value if question.before else None
    assert isinstance(now, int)
    assert isinstance(before, int)
    assert len(table.rows) == len(found) + 1 >= 3
    assert sum(int(str(row.cells[1])) for row in table.rows) == now - before
    assert table.drawn == Waterfall("part", "step", before, now)
    assert table.lead is not None
    assert found[0].name.zh in table.lead.zh
    for finding in found:
        assert finding.change == finding.now - finding.before
        assert _number(question, metric, finding.rows) == finding.now
        assert _number(question, metric, finding.previous_rows) == finding.before


def _number(question: Asked, metric: Metric, rows: Selection | None) -> int | None:
    """What the rows come to, by the way that drilling down takes."""
    assert rows is not None
    return total(question.facts, rows) if metric.top.how == "sum" else len(behind(question.facts, rows))


def test_quotients_are_left_to_what_they_are_made_of() -> None:
    question = last(shop(12), {("广东", "微信"): 0.0})
    assert findings(question, AOV) == ()
    assert why_table(question, AOV, ()).rows == ()


def test_where_nothing_stands_out_the_table_says_so() -> None:
    question = last(shop(13), {})
    table = why_table(question, PAYMENT_AMOUNT, findings(question, PAYMENT_AMOUNT))
    assert table.rows == ()
    assert table.drawn is None
    assert table.lead is not None
    assert "没有哪个" in table.lead.zh


def test_the_same_data_gives_the_same_findings() -> None:
    levels = {("浙江", way): 0.3 for way in ("微信", "搜索", "直播")}
    assert findings(last(shop(14), levels), PAYMENT_AMOUNT) == findings(last(shop(14), levels), PAYMENT_AMOUNT)


def test_who_is_new_explains_nothing_where_the_data_begins_with_the_comparison() -> None:
    """In the first fortnight everyone is new, in the next many have come back: that is no reason for anything."""
    living = Living(15, buyers=120).sell(END - timedelta(days=28), TURN - timedelta(days=1), steady(20))
    question = asked(living.sell(TURN, END, steady(12)).facts(), 14)
    for metric in (PAYMENT_AMOUNT, BUYER_COUNT, PAID):
        named = {name for finding in findings(question, metric) for name, _ in finding.values}
        assert "buyer_kind" not in named
    both = compared(question)
    assert both is not None
    assert not [table.id for _, table in change_between(question, both).mixes if "buyer_kind" in table.id]


def test_no_finding_is_shown_whose_interval_holds_no_change() -> None:
    """Orders of one product grow a lot, its money is mostly one order's: rows tell, the money does not."""
    shown = 0
    for seed in range(16, 22):
        living = shop(seed)
        living.sell(TURN, END, steady(1.2), product="p-new", province="广东", channel="微信")
        living.order(TURN, 4_000_000, product="p-new", province="广东", channel="微信")
        for finding in findings(last(living, {}), PAYMENT_AMOUNT):
            shown += 1
            assert finding.interval.low > 0 or finding.interval.high < 0
    assert shown


def test_the_answer_says_how_much_is_explained_and_tells_what_moved_against_it_apart() -> None:
    question = last(shop(1), {("广东", way): 0.3 for way in ("微信", "搜索", "直播")})
    (found,) = findings(question, PAYMENT_AMOUNT)
    told = _lead(question, found, found.change, "down").zh
    assert "能解释" in told
    assert "广东 少了" in told
    assert "大部分变化不是" not in told
    small = _lead(question, found, found.change * 12, "down").zh
    assert "大部分变化不是某一个商品、地区或渠道带来的；其中比较突出的是 广东 少了" in small
    assert "(占 8%)" in small
    against = _lead(question, found, -found.change, "unknown").zh
    assert against.startswith("这个变化还说不准是不是偶然。")
    assert "反方向变化的有 广东 少了" in against
    assert not any("最" in sentence for sentence in (told, small, against))


def _lead(question: Asked, found: Finding, change: int, verdict: Verdict) -> Words:
    return lead(question, PAYMENT_AMOUNT, [(found, found.change)], change, verdict)
