"""The morning page: the last finished day, then what changed since the last look, in at most five lines."""

from datetime import timedelta

import pytest

from analytics.asked import Asked
from analytics.cards.brief import LATER, NO_DATA, NOTHING_NEW, QUIET, brief_of
from analytics.cards.cards import cards_of
from analytics.cards.rule import Scene
from analytics.period import Period
from analytics.question import Filters, Question
from analytics.result import Diagnosis
from analytics.usual import span
from storage.notebook import EMPTY, Mark, Notebook
from storage.words import Words
from tests.analytics.cards.stall import TODAY, Stall, ago, finding, node

LIVE = (("channel", "live"),)


def brief(state: Scene, notebook: Notebook) -> list[str]:
    cards = cards_of(state.asked, state.diagnosis, state.findings, notebook)
    lines = brief_of(state.asked, state.diagnosis, cards, notebook)
    assert 1 <= len(lines) <= 5
    assert all(line.zh and line.en and "!" not in line.zh + line.en and "！" not in line.zh for line in lines)
    return [line.zh for line in lines]


def looked(days: int, *marks: Mark) -> Notebook:
    return Notebook(marks, Stall().at(ago(days, "09:00")))


def steady(yesterday: int = 10) -> Stall:
    """Ten a day, give or take one, for four months."""
    stall = Stall()
    for day in range(2, 120):
        stall.sales(range(day, day + 1), "tea", 5000, 10 + day % 3 - 1)
    return stall.sales(range(1, 2), "tea", 5000, yesterday)


def test_an_empty_shop_has_nothing_to_tell() -> None:
    empty = Stall()
    empty.records.clear()
    assert brief(empty.scene(), EMPTY) == [NO_DATA.zh]


def test_the_first_look_tells_how_the_last_finished_day_was_and_what_comes_later() -> None:
    day, later = brief(steady().scene(), EMPTY)
    assert day.startswith("06-29 周一支付 ¥500，周一一般 ¥")
    assert day.endswith("，正常。")
    assert later == LATER.zh


def test_quiet_days_make_one_line_beside_the_day() -> None:
    day, quiet = brief(steady().scene(), looked(1))
    assert day.startswith("06-29 周一支付 ¥500，")
    assert quiet == QUIET.zh
    day, since, quiet = brief(steady().scene(), looked(2))
    assert since.startswith("上次看过以后：06-28 – 06-29（2 天）支付 ¥")
    assert since.endswith("，正常。")


def test_the_last_day_is_held_against_the_same_weekdays() -> None:
    day, *_ = brief(steady(2).scene(), looked(1))
    assert day.startswith("06-29 周一支付 ¥100，周一一般 ¥4")
    assert day.endswith("低于平时。")
    day, *_ = brief(steady(30).scene(), EMPTY)
    assert day.endswith("高于平时。")


def test_the_usual_span_is_that_of_the_same_weekdays_before() -> None:
    """Mondays bring twice as much; the span of the day is theirs alone."""
    stall = Stall()
    for day in range(1, 120):
        stall.sales(range(day, day + 1), "tea", 5000, (20 if day % 7 == 1 else 4) + day % 2)
    line, *_ = brief(stall.scene(), EMPTY)
    before = [5000 * (20 + day % 2) for day in range(8, 8 + 13 * 7, 7)]
    low, high = span(before)
    assert f"一般 ¥{low / 100:,.0f}–¥{high / 100:,.0f}" in line
    assert line.endswith("正常。")


def test_a_shop_of_a_few_weeks_does_not_claim_what_is_usual() -> None:
    young = Stall()
    young.records.clear()
    line, *_ = brief(young.sales(range(1, 20), "tea", 5000, 10).scene(), EMPTY)
    assert line == "06-29 周一支付 ¥500；之前的周一成交太少，说不出算不算正常。"


def test_the_first_day_of_a_shop_has_no_day_before() -> None:
    new = Stall()
    new.records.clear()
    assert brief(new.sales(range(1), "tea", 5000, 10).scene(days=1, until=0), EMPTY) == [LATER.zh]


def test_days_without_a_sale_are_no_measure() -> None:
    line, *_ = brief(Stall().scene(), EMPTY)
    assert line == "06-29 周一支付 ¥0；之前的周一成交太少，说不出算不算正常。"


def test_without_a_new_finished_day_nothing_is_made_up() -> None:
    day, nothing = brief(steady().scene(), looked(0))
    assert day.startswith("06-29")
    assert nothing == NOTHING_NEW.zh


def test_what_is_unusual_and_most_urgent_is_told() -> None:
    found = {"payment_amount": (finding(LIVE, 1_800_000, 300_000),)}
    nodes = (
        node("payment_amount", 60, 100, parent=None, contribution=-40),
        node("visitors", 80, 100, contribution=-15),
        node("conversion", 75, 100, contribution=-25),
        node("buyers", 99, 100, contribution=-90, verdict="flat"),
        node("aov", 98, 100, verdict="unknown"),
    )
    lines = brief(steady().scene(nodes=nodes, findings=found), looked(1))
    assert lines[1] == "超出平时波动：payment_amount降 40.0%，conversion降 25.0%，visitors降 20.0%。"
    assert lines[2] == "最急：查渠道「live」，召回它的老客，关系到约 ¥1.5万。"


def test_most_urgent_is_only_what_is_lost_for_certain_and_for_the_whole_shop() -> None:
    down = (node("payment_amount", 60, 100, parent=None, contribution=-40),)
    flat = (node("payment_amount", 99, 100, parent=None, contribution=-1, verdict="unknown"),)
    found = {"payment_amount": (finding(LIVE, 1_800_000, 300_000),)}
    assert any(line.startswith("最急") for line in brief(steady().scene(nodes=down, findings=found), looked(1)))
    assert not any(line.startswith("最急") for line in brief(steady().scene(nodes=flat, findings=found), looked(1)))
    dearer = steady().sales(range(31, 61), "cup", 5000, 4).sales(range(1, 31), "cup", 6000, 2).scene(nodes=down)
    assert [card.rule for card in cards_of(dearer.asked, dearer.diagnosis, {}, EMPTY)] == ["price_rise"]
    assert not any(line.startswith("最急") for line in brief(dearer, looked(1)))  # it may have cost nothing


def test_what_a_done_card_brought_is_told() -> None:
    stall = steady().sales(range(1, 15), "cup", 5000, 6).sales(range(15, 60), "cup", 5000, 1)
    cup = Mark("sold_out:cup", "done", stall.at(ago(15)), "payment_amount", None, "补杯\nCups", (("product", "cup"),))
    early = Mark("sold_out:tea", "done", stall.at(ago(2)), "payment_amount", None, "补茶\nTea")
    lines = brief(stall.scene(), looked(1, early, cup))
    assert any(line.startswith("你做过的「补杯」动了：之后 14 天，支付金额每天 ¥300") for line in lines)
    assert not any("补茶" in line for line in lines)


def test_a_long_absence_looks_back_four_weeks() -> None:
    _day, since, _quiet = brief(steady().scene(), looked(90))
    assert since.startswith("上次看过以后：06-02 – 06-29（28 天）")


def test_of_a_part_of_the_shop_or_of_earlier_days_nothing_is_said_of_the_whole_shop_now() -> None:
    down = (node("visitors", 80, 100, contribution=-15),)
    for notebook in (EMPTY, looked(0), looked(3)):
        for state in (
            steady().scene(nodes=down, filters=Filters(channels=("live",))),
            steady().scene(nodes=down, until=9),
        ):
            assert brief(state, notebook) == ["超出平时波动：visitors降 20.0%。"]
        assert brief(steady().scene(until=9), notebook) == [QUIET.zh]
        assert brief(steady().scene(nodes=down, until=7), notebook)[0].startswith("06-29 周一")


def test_of_days_before_the_data_it_is_not_said_that_all_is_well() -> None:
    assert brief(steady().scene(until=4_000), EMPTY) == ["数据从 2025-09-03 开始。"]
    assert brief(steady().scene(days=200, until=20), EMPTY) == ["对比期只有部分数据。"]


def test_that_it_is_the_festival_is_said_before_what_fell() -> None:
    """The day after Double 11: everything is less than on the day itself."""
    down = (node("visitors", 172, 585, contribution=-15),)
    day = finding((("day", "双11"),), 2_400_000, 520_000)
    first, *rest = brief(steady().scene(nodes=down, findings={"payment_amount": (day,)}), looked(1))
    assert first.startswith("不用处理：是双11的影响。双11前后支付少 ¥1.88万")
    assert first.endswith("。超出平时波动：visitors降 70.6%。")
    assert rest[0].startswith("06-29 周一支付 ¥500")
    assert rest[1:] == [QUIET.zh]
    quiet = brief(steady().scene(findings={"payment_amount": (day,)}), looked(1))
    assert not any("双11" in line for line in quiet)  # nothing fell that needs an excuse


@pytest.mark.parametrize(("orders", "ending"), [(40, "高于平时，正赶上618前后。"), (10, "正常。")])
def test_a_day_out_of_the_ordinary_around_a_festival_says_so(orders: int, ending: str) -> None:
    stall, mid_year = Stall(), TODAY - timedelta(days=12)
    for day in range(13, 120):
        stall.sales(range(day, day + 1), "tea", 5000, 10 + day % 3 - 1)
    facts = stall.sales(range(12, 13), "tea", 5000, orders).facts(ago(11, "10:00"))
    asked = Asked(facts, Question(Period(mid_year, mid_year), "none"))
    line, *_ = brief_of(asked, Diagnosis((), "none", Words("", "")), (), EMPTY)
    assert line.zh.startswith("06-18 周四支付 ¥")
    assert line.zh.endswith(ending)
    assert line.en.endswith(": more than usual, around 618." if orders == 40 else ": as usual.")
