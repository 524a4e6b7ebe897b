"""The morning page: what changed since the last look, in at most five lines."""

from analytics.cards.brief import FIRST, NO_DATA, NOTHING_NEW, brief_of
from analytics.cards.cards import cards_of
from analytics.cards.rule import Scene
from storage.notebook import EMPTY, Mark, Notebook
from tests.analytics.cards.stall import Stall, ago, finding, node

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


def test_an_empty_shop_and_a_first_look() -> None:
    empty = Stall()
    empty.records.clear()
    assert brief(empty.scene(), EMPTY) == [NO_DATA.zh]
    assert brief(steady().scene(), EMPTY) == [FIRST.zh]


def test_quiet_days_make_one_line() -> None:
    (line,) = brief(steady().scene(), looked(1))
    assert line == "06-29（1 天）支付 ¥500，和平时一样，没有要处理的异常。"
    (line,) = brief(steady().scene(), looked(2))
    assert line.startswith("06-28 – 06-29（2 天）支付 ¥")


def test_a_bad_day_is_held_against_the_same_weekdays() -> None:
    first, *_ = brief(steady(2).scene(), looked(1))
    assert first.startswith("06-29（1 天）支付 ¥100，低于平时：同样的星期几一般 ¥4")
    first, *_ = brief(steady(30).scene(), looked(1))
    assert "高于平时" in first


def test_without_a_new_finished_day_nothing_is_made_up() -> None:
    assert brief(steady().scene(), looked(0)) == [NOTHING_NEW.zh]


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


def test_what_a_done_card_brought_is_told() -> None:
    stall = steady().sales(range(1, 15), "cup", 5000, 6).sales(range(15, 60), "cup", 5000, 1)
    cup = Mark("sold_out:cup", "done", stall.at(ago(15)), "payment_amount", None, "补杯\nCups", (("product", "cup"),))
    early = Mark("sold_out:tea", "done", stall.at(ago(2)), "payment_amount", None, "补茶\nTea")
    lines = brief(stall.scene(), looked(1, early, cup))
    assert any(line.startswith("你做过的「补杯」动了：之后 14 天，支付金额每天 ¥300") for line in lines)
    assert not any("补茶" in line for line in lines)


def test_a_long_absence_looks_back_four_weeks() -> None:
    (line,) = brief(steady().scene(), looked(90))
    assert line.startswith("06-02 – 06-29（28 天）")
