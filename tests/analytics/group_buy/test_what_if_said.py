"""What the answer says beside its advice: the stock that stays, one thing to do, by what chances go."""

from msgspec import structs

from analytics.group_buy.whatif.advice_words import left_of, unsure
from analytics.group_buy.whatif.asked import Choice
from analytics.group_buy.whatif.columns import columns_of
from analytics.group_buy.whatif.tables import tables_of
from analytics.group_buy.whatif.trial import Arm, Trial
from storage.words import Words
from tests.analytics.group_buy.asking import asked, simulated

BASE = Choice(size=3, price=4_490, window=720, reward=300)
FAINT = Trial((Arm(BASE, ()), Arm(structs.replace(BASE, size=2), ("size",))), 145, 90, 0.16, 0.44, 0.15)


def test_stock_that_stays_is_told_and_that_nothing_clears_it() -> None:
    answer = asked(simulated(), goal="clear", stock=5_000, days=10)
    assert answer.advised is not None
    sold = round(answer.advised.pieces.value)
    said = left_of(answer, answer.advised)
    assert said.zh == f"5,000 件里预计卖出 {sold} 件，还剩约 {5_000 - sold:,} 件；试过的做法都清不完。"
    lead = tables_of(answer, simulated().shop)[0].lead
    assert lead is not None
    assert said.zh in lead.zh
    few = asked(simulated(), goal="clear", stock=3, days=30)
    assert few.advised is not None
    assert left_of(few, few.advised).zh == "3 件预计都能卖出。"


def test_of_offers_that_clear_about_as_much_the_one_tried_most_is_taken() -> None:
    answer = asked(simulated(), goal="clear", stock=5_000)
    allowed = [one for one in answer.options if one.allowed]
    most = max(one.pieces.value for one in allowed)
    assert answer.advised is not None
    assert answer.advised.tried == max(one.tried for one in allowed if one.pieces.value >= 0.99 * most)


def test_of_offers_that_all_clear_the_stock_the_margin_decides() -> None:
    answer = asked(simulated(), goal="clear", stock=3, days=30)
    near = [one for one in answer.options if one.allowed and one.pieces.value >= 0.995 * 3 and one.margin]
    assert answer.advised is not None
    assert answer.advised.margin is not None
    assert answer.advised.margin.value >= max(one.margin.value for one in near if one.margin)


def test_advice_that_is_not_sure_says_one_thing_to_do() -> None:
    step = Words("2 人团", "2 people")
    said = unsure(FAINT, step).zh
    assert said == "把握不够，先只改一样：往建议走一步，换成 2 人团，和上次的做法对照着试；急着定的按上次的办"
    assert "急着定的" not in unsure(structs.replace(FAINT, expected=0.6), step).zh
    blind = structs.replace(FAINT, tells=None, tells_goal=None)
    assert unsure(blind, step).zh == "把握不够，眼下试也分不出：先按上次的办"


def test_terms_never_tried_together_are_not_said_to_need_no_trial() -> None:
    answer = asked(simulated())
    assert answer.advised is not None
    mixed = structs.replace(answer, advised=structs.replace(answer.advised, tried=0, better=0.97), trial=None)
    note = tables_of(mixed, simulated().shop)[3].note
    assert note is not None
    assert note.zh.endswith("可以直接办。")


def test_chances_say_by_what_they_go() -> None:
    table = tables_of(asked(simulated()), simulated().shop)[2]
    assert table.note is not None
    assert "把握按毛利加新客往后带来的毛利算" in table.note.zh
    assert Words("拼团价", "Group price") in [row.cells[0] for row in table.rows]
    best = next(one for one in columns_of("newcomers", spends=False) if one.id == "best")
    assert best.definition is not None
    assert "毛利加新客" in best.definition.zh
