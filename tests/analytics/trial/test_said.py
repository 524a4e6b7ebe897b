"""What is said of a trial: so many buyers more, not yet, or too few people; and what one has to know to read it."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from analytics.result import Estimate, View
from analytics.trial.outcome import outcome
from analytics.trial.size import said
from analytics.trial.view import lists_view, result_view, to_show, trials_view
from storage.facts import Facts
from storage.trial import HELD, Arm, Enrolled, Trial
from storage.words import Words
from tests.analytics.making import Book, at

NOBODY_MERGED: dict[str, str] = {}


def made(*sizes: int, days: int = 30, **more: Any) -> Enrolled:
    """A trial from 2026-11-20 with arms of so many people."""
    keys = {2: ("treated", HELD), 3: ("a", "b", HELD)}[len(sizes)]
    arms = tuple(_arm(key, many) for key, many in zip(keys, sizes, strict=True))
    ids = tuple(tuple(f"{arm.key}{one}" for one in range(arm.people)) for arm in arms)
    return Enrolled(Trial("t", "召回", 0, date(2026, 11, 20), days, arms, **more), ids)


def _arm(key: Any, people: int) -> Arm:
    return Arm(key, 0.5, people, "" if key == HELD else f"offer {key}")


def shop(as_of: str, **buyers: int) -> Facts:
    """So many of each arm buy for 100 yuan each, two days after the start; before, everybody had bought once."""
    book = Book()
    for arm, many in buyers.items():
        for one in range(many):
            book.order("2026-11-22 10:00", 10_000, f"{arm}{one}")
    return book.order("2026-10-01 10:00", 100, "somebody").facts(as_of)


def told(facts: Facts, trial: Enrolled, *others: Enrolled) -> View:
    return result_view(facts, trial, others, NOBODY_MERGED)


OVER = "2026-12-20 08:00"


def test_more_buyers_are_told_with_their_range() -> None:
    view = told(shop(OVER, treated=160, held_out=20), made(800, 200))
    assert view.headline.zh == "多带来 80 个买家(35–116)。平均每人多付 ¥10(¥4.94–¥15.06)，共约 ¥8,000。"
    assert view.headline.en == "80 more buyers (35–116). ¥10 more a head (¥4.94–¥15.06), about ¥8,000 in all."
    buyers = view.table("result").rows[0].cells[2]
    assert (buyers.value, round(buyers.low), round(buyers.high)) == (80, 35, 116)  # type: ignore[union-attr]
    assert view.table("arms").rows[0].cells[2:4] == (800, 160)


def test_fewer_buyers_are_told_as_what_was_lost() -> None:
    view = told(shop(OVER, treated=80, held_out=40), made(800, 200))
    assert view.headline.zh.startswith("反而少了 80 个买家(")
    assert view.headline.en.startswith("80 fewer buyers (")
    assert "平均每人少付 ¥10(" in view.headline.zh


def test_no_difference_says_how_small_a_one_could_have_been_seen() -> None:
    view = told(shop(OVER, treated=85, held_out=20), made(800, 200))
    least = view.table("result").rows[0].cells[4]
    assert view.headline.zh.startswith("看不出差别(−")
    assert f"差别小于 {least:.0f} 个买家看不出来" in view.headline.zh
    assert "付款金额看不出差别" in view.headline.zh


def test_few_people_are_too_few() -> None:
    view = told(shop(OVER, treated=2, held_out=1), made(4, 2))
    assert view.headline.zh == "人太少，多大的差别都看不出来。有一组买的人不到 20 个，付款金额先不比。"


def test_before_the_end_it_waits_for_the_day() -> None:
    view = told(shop("2026-12-02 12:00", treated=100, held_out=20), made(800, 200))
    assert view.headline.zh == "第 13 天(共 30 天)。还看不出来：要到 12-20 满 30 天。"
    assert view.headline.en == "Day 13 of 30. Not to be seen yet: the 30 days end on 12-20."
    assert any("天天看" in note.zh for note in view.notes)


def test_an_effect_that_is_plain_before_the_end_is_told_as_preliminary() -> None:
    early, late = (told(shop(at, treated=300, held_out=10), made(800, 200)) for at in ("2026-12-05 12:00", OVER))
    assert early.headline.zh.startswith("第 16 天(共 30 天)。初步看，多带来 260 个买家(")
    assert early.headline.zh.endswith("；要到 12-20 满 30 天才算数。")
    assert early.table("result").rows[0].cells[2:4] == (None, None)  # no result before the last day
    assert late.table("result").rows[0].cells[2].value == 260  # type: ignore[union-attr]
    assert not any("天天看" in note.zh for note in late.notes)


def test_a_running_trial_says_of_what_size_a_difference_is_seen_as_it_did_when_it_was_planned() -> None:
    planned = made(364, 86, usual=0.16)
    told_then = said(Estimate(0.16, 0.12, 0.2), 30, planned.trial.arms).zh
    for as_of in ("2026-11-21 12:00", "2026-12-05 12:00"):
        least = told(shop(as_of, treated=4), planned).table("result").rows[0].cells[4]
        assert f"每百人差 {float(least) / 3.64:.1f} 个买家" in told_then  # type: ignore[arg-type]
    unplanned = told(shop("2026-11-21 12:00", treated=4), made(364, 86))
    assert unplanned.table("result").rows[0].cells[4] is None
    assert told(shop(OVER, treated=80, held_out=14), made(364, 86)).table("result").rows[0].cells[4] is not None


def test_before_the_last_day_no_difference_stands_as_if_it_were_a_result() -> None:
    table = told(shop("2026-11-23 12:00", treated=30), made(364, 86)).table("result")
    assert table.rows[0].cells[2:4] + table.rows[0].cells[5:] == (None,) * 4
    assert table.note is not None
    assert "天数满了才写" in table.note.zh


@pytest.mark.parametrize(("treated", "held"), [(0, 0), (3, 0), (0, 5), (364, 0), (2, 80)])
def test_no_more_buyers_came_or_stayed_away_than_there_are(treated: int, held: int) -> None:
    buyers = told(shop(OVER, treated=treated, held_out=held), made(364, 86)).table("result").rows[0].cells[2]
    assert isinstance(buyers, Estimate)
    assert treated - 364 <= buyers.low <= buyers.value <= buyers.high <= treated
    assert buyers.value == pytest.approx(treated - held * 364 / 86)


def test_a_page_goes_on_showing_what_came_of_trials_of_a_quarter() -> None:
    begun = [date(2026, 11, 20) - timedelta(days=days) for days in range(0, 200, 10)]
    trials = [replace(made(9, 9).trial, name=str(day), start=day, view="churn") for day in begun]
    shown = to_show(shop(OVER), [replace(trials[0], view="recommend"), *trials], "churn")
    assert shown == trials[:8]
    few = to_show(shop(OVER), trials[5:], "churn")
    assert few == trials[5:10]  # the last ended on 2026-09-21, 90 days before
    assert to_show(shop("2026-11-18 12:00"), trials[:1], "churn") == trials[:1]


def test_a_trial_that_the_data_does_not_reach_has_no_result() -> None:
    view = told(shop("2026-11-18 12:00"), made(800, 200))
    assert view.headline.zh == "从 11-20 开始算，数据只到 11-18，还没有结果。"
    assert view.tables == ()


def test_one_order_dated_too_late_ends_no_trial() -> None:
    """Day 2 of 30, and an order of 2062: it still runs, and whoever can mend the date is told."""
    book = Book().order("2026-11-21 09:00", 100, "somebody")
    good = told(book.facts("2026-11-21 10:00"), made(800, 200))
    late = told(book.order("2062-12-03 09:00", 100, "other").facts("2026-11-21 10:00"), made(800, 200))
    assert late.headline == good.headline
    assert "第 2 天(共 30 天)" in late.headline.zh
    assert "多半写错了" in late.notes[0].zh
    assert late.notes[1:] == good.notes


def test_lists_of_a_trial_that_begins_today_are_to_go_out_now() -> None:
    today = made(2, 1)
    today = replace(today, trial=replace(today.trial, at=at("2026-11-20 23:52")))
    said = lists_view(Book().order("2026-10-01 10:00", 100, "x").facts(), today, (), NOBODY_MERGED).headline.zh
    assert said.endswith("2026-11-20 零点起 30 天里的单都算，名单现在就发；发之前下的单哪一组都有，会把差别冲淡一点。")
    before = replace(today, trial=replace(today.trial, at=at("2026-11-19 23:52")))
    said = lists_view(Book().order("2026-10-01 10:00", 100, "x").facts(), before, (), NOBODY_MERGED).headline.zh
    assert said.endswith("2026-11-20 零点起 30 天里的单才算，在那之前发出去。")


def test_offers_are_held_against_each_other_and_against_nothing() -> None:
    view = told(shop(OVER, a=100, b=30, held_out=30), made(300, 300, 300))
    pairs = [row.cells[0] for row in view.table("result").rows]
    assert [pair.zh for pair in pairs] == ["A 比 B", "A 比不发", "B 比不发"]  # type: ignore[union-attr]
    assert view.headline.zh.startswith("A 比 B：多带来 70 个买家(")
    assert "B 比不发：看不出差别" in view.headline.zh
    assert [row.cells[1] for row in view.table("arms").rows] == ["offer a", "offer b", None]


def test_what_blurs_the_comparison_is_told_first() -> None:
    mine = made(800, 200)
    other = Enrolled(replace(mine.trial, name="双11"), (("held_out3", "held_out4", "treated1"), ("held_out5",)))
    facts = shop(OVER, treated=160, held_out=20)
    view = told(facts, mine, other)
    assert view.notes[0].zh == "留着不发的人里有 2 个在「双11」里会收到优惠，差别可能看小了。"
    found = outcome(facts, mine, NOBODY_MERGED)
    assert any(f"{found.absent} 人在现在的数据里找不到了" in note.zh for note in view.notes)
    assert view.notes[-1].zh.startswith("分到哪组就算哪组")


def test_nobody_left_in_an_arm() -> None:
    mine = made(2, 1)
    merges = {"held_out0": "treated0"}
    view = result_view(shop(OVER), mine, (), merges)
    assert view.headline.zh == "有一组一个人也没剩下，比不了。"


@pytest.mark.parametrize(
    ("as_of", "state"), [("2026-11-18 12:00", "数据还没到"), ("2026-11-25 12:00", "进行中"), (OVER, "满了，看结果")]
)
def test_trials_are_listed_with_their_days_and_state(as_of: str, state: str) -> None:
    trial = made(800, 200, note="先试").trial
    view = trials_view(shop(as_of), [trial])
    cells = view.table("trials").rows[0].cells
    assert cells[0] == "召回"
    assert cells[1].zh == state  # type: ignore[union-attr]
    offers = Words("offer treated", "offer treated")
    assert cells[2:] == (date(2026, 11, 20), date(2026, 12, 19), 1000, 200, offers, "先试")
    assert view.headline.en == "1 trial so far."
    assert trials_view(shop(as_of), []).headline.zh == "还没有做过试验。"


def test_lists_have_a_table_per_arm_with_names() -> None:
    book = Book().customer("treated0", "小满").order("2026-10-01 10:00", 100, "treated0")
    view = lists_view(book.facts(), made(2, 1), (), NOBODY_MERGED)
    assert (
        view.headline.zh == "「召回」：发的 2 人，留着不发的 1 人；2026-11-20 零点起 30 天里的单才算，在那之前发出去。"
    )
    assert [table.id for table in view.tables] == ["treated", HELD]
    assert [row.cells for row in view.tables[0].rows] == [("treated0", "小满"), ("treated1", None)]
    assert view.tables[0].lead is not None
    assert view.tables[0].lead.zh == "给这些人发「offer treated」。"


def test_lists_that_reach_into_other_trials_say_so_before_they_go_out() -> None:
    mine = made(3, 2)
    other = Enrolled(replace(mine.trial, name="双11"), (("held_out1", "x"), ("treated0", "treated2")))
    view = lists_view(Book().order("2026-10-01 10:00", 100, "x").facts(), mine, [other], NOBODY_MERGED)
    assert [note.zh for note in view.notes] == [
        "留着不发的人里有 1 个在「双11」里会收到优惠，差别可能看小了。",
        "要发的人里有 2 个在「双11」里是留着不发的，发了那边的差别就看小了。",
    ]
