"""The view: what the page, the workbook and JSON say of a life, in both languages, and of all shops together."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import numpy as np
import pytest

from analytics.lifecycle.course import judged_at
from analytics.lifecycle.quarter import quarter_to
from analytics.lifecycle.shops import shops_table, standing_of, with_shops
from analytics.lifecycle.stages import FADING, LAPSING
from analytics.period import Period
from analytics.presets import default_period
from analytics.question import Filters, Question
from analytics.result import Estimate, View
from analytics.rows import behind, total
from analytics.views import evaluate
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.shop import Shop
from storage.words import Words
from sync.sandbox.shop import simulate
from tests.analytics.lifecycle.planted import end_of, level, moving, planted, seasonal, shop_of, silent
from tests.analytics.making import Book, daily
from tests.simulated import simulated_facts


def view_of(facts: Facts, **filters: Any) -> View:
    return evaluate("lifecycle", facts, Question(default_period(facts), filters=Filters(**filters)))


def words(part: object) -> Iterator[Words]:
    if isinstance(part, Words):
        yield part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from words(getattr(part, name))
    elif isinstance(part, tuple):
        for each in part:
            yield from words(each)


@pytest.mark.parametrize(
    "facts",
    [
        shop_of(seed=2),
        shop_of(moving(-0.15, 12), seed=2),
        shop_of(moving(0.1, 8), seed=2),
        shop_of(silent(23.0), seed=2),
        shop_of(months=2, seed=2),
        shop_of(per_month=1, seed=2),
    ],
    ids=("steady", "fading", "growing", "silent", "young", "few"),
)
def test_every_sentence_is_said_in_both_languages(facts: Facts) -> None:
    said = list(words(with_shops(view_of(facts), [standing_of(facts)])))
    assert len(said) > 60
    for each in said:
        assert each.en
        assert not re.search("[一-鿿]", each.en.replace("双11", "").replace("茶舍", "")), each.en
        assert "！" not in each.zh
        assert "!" not in each.en


def test_the_headline_says_stage_reason_and_first_step() -> None:
    said = view_of(shop_of(moving(-0.15, 12), seed=2)).headline
    whole = r"店铺在「下滑」阶段\(20\d\d-\d\d 起\)：近 18 周比去年同期 −\d+%。先做：看诊断：钱少在哪。"
    assert re.fullmatch(whole, said.zh)
    assert said.en.startswith("Stage: Fading (since 20")
    assert re.search(r"The last 18 weeks are −\d+% against last year\. First: see in Diagnosis", said.en)


@pytest.mark.parametrize("seed", range(3))
def test_the_headline_is_one_line(seed: int) -> None:
    """Of some sixty wide letters, half as much for digits; what statistics call it stands with the signs."""
    for curve in (level, moving(-0.15, 12), moving(-0.4, 22), moving(0.1, 8), seasonal(0.8, 3)):
        said = view_of(shop_of(curve, seed=seed)).headline
        assert sum(0.55 if letter.isascii() else 1 for letter in said.zh) <= 62, said.zh
        assert "居中" not in said.zh


@pytest.mark.parametrize(("seed", "half"), [(4, "单看近半年说不清"), (6, "近半年在变多，但没超出去年这时候的走势")])
def test_a_fall_told_from_last_year_alone_says_so_with_the_signs(seed: int, half: str) -> None:
    facts = shop_of(seasonal(0.3, 6, moving(-0.05, 0)), months=30, per_month=600, seed=seed)
    view = view_of(facts)
    lead = view.table("signs").lead
    assert "「下滑」" in view.headline.zh
    assert lead is not None
    assert re.fullmatch(rf"少卖是和去年同期比出来的，居中的两周 −\d+%\(.*\)；{half}。", lead.zh)


def test_newest_data_that_speaks_for_worse_says_what_to_do_about_it() -> None:
    facts = shop_of(lambda months: np.where(months >= 11, 0.3, 1.0), months=13.8, per_month=600, seed=1)
    view = view_of(facts)
    assert re.match(r"店铺在「稳定」阶段\(.*\)，眼下像「下滑」：近半年每月约 .*，也可能只是季节。", view.headline.zh)
    assert view.headline.zh.endswith("先做：看诊断：钱少在哪。")
    lead = view.table("signs").lead
    assert lead is not None
    assert "连着两个月底都这样才改判" in lead.zh
    cells = shops_table([standing_of(facts)]).rows[0].cells
    assert cells[4] == Words("留意：眼下像「下滑」", "Watch: now looking like fading")
    assert cells[5] == FADING.first_step


def test_an_old_stage_that_the_newest_data_says_nothing_of_is_called_old() -> None:
    """Falling with the season in autumn; in February so restless that nothing can be read."""
    facts = shop_of(seasonal(0.8, 3), months=13.5, per_month=300, seed=1, wander=0.05)
    view = view_of(facts)
    assert re.match(r"店铺在「下滑」阶段\(.*\)：这是 20\d\d-\d\d 底判的，眼下看不出走势。先做", view.headline.zh)
    assert "That was judged at the end of 20" in view.headline.en
    lead = view.table("signs").lead
    assert lead is not None
    assert "都说得通，看不出是涨是跌。" in lead.zh
    assert shops_table([standing_of(facts)]).rows[0].cells[4] == Words(
        "留意：之前在下滑，眼下说不准", "Watch: sales were falling; not known now"
    )


def test_the_plain_total_stands_beside_the_fortnight_in_the_middle() -> None:
    """What anybody adds up from the months: one large fortnight moves it, and not the middle one."""
    facts = shop_of(lambda months: np.where((months > 21) & (months < 21.5), 6.0, 1.0), seed=2)
    signs = {row.cells[0].zh: row.cells[1] for row in view_of(facts).table("signs").rows}  # type: ignore[union-attr]
    whole, middle = signs["近 126 天一共比去年同期"], signs["每两周比去年同期，居中的"]
    assert isinstance(middle, Estimate)
    assert isinstance(whole, float)
    assert whole > middle.value + 0.3


def test_a_shop_far_above_last_year_says_why_it_is_steady_all_the_same() -> None:
    above = view_of(shop_of(lambda months: np.where(months > 12, 1.8, 1.0), seed=1)).headline
    assert re.search(r"「稳定」阶段.*近 18 周比去年同期 \+\d+%，近半年没再明显涨。", above.zh)
    assert "with no clear rise in the last half year" in above.en
    assert "没再" not in view_of(shop_of(seed=2)).headline.zh


def test_signs_carry_their_interval_or_say_what_is_missing() -> None:
    table = view_of(shop_of(months=8, seed=2)).table("signs")
    value = {row.cells[0].en: row.cells[1:] for row in table.rows}  # type: ignore[union-attr]
    assert isinstance(value["Payment amount, change per month"][0], Estimate)
    unknown = (None, Words("没有去年同期。", "The same days of last year are not known."))
    assert value["The last 126 days in all against last year"] == unknown
    assert value["Fortnights against last year, the middle one"] == unknown
    assert value["Chance of a pause this long"][0] == 1.0


def test_months_tell_what_was_sold_and_lead_to_the_orders() -> None:
    facts = simulated_facts(simulate(1500, seed=7))
    table = view_of(facts).table("months")
    assert len(table.rows) > 12
    for row in table.rows[:6]:
        amount, buyers = row.cells[1], row.cells[4]
        assert row.behind[1] is not None
        assert row.behind[4] is not None
        assert total(facts, row.behind[1]) == amount
        assert len(behind(facts, row.behind[4])) == buyers


def test_a_filter_acts_on_the_figures_and_leaves_the_stage_alone() -> None:
    facts = simulated_facts(simulate(1500, seed=7))
    whole, part = view_of(facts), view_of(facts, channels=("公众号",))
    assert whole.headline == part.headline
    assert whole.tables == part.tables
    assert part.figure("payment_amount").value != whole.figure("payment_amount").value
    assert any("筛选只管上面的数字" in note.zh for note in part.notes)


def test_an_earlier_period_shows_the_stage_as_it_was_then() -> None:
    facts = shop_of(moving(-0.15, 12), seed=2)
    early = evaluate(
        "lifecycle", facts, Question(Period(default_period(facts).first.replace(year=2024), end(facts, 365)))
    )
    assert "「稳定」" in early.headline.zh
    assert len(early.table("months").rows) < len(view_of(facts).table("months").rows)


def end(facts: Facts, days_back: int) -> Any:
    return default_period(facts).last - timedelta(days=days_back)


def test_a_period_that_ends_with_the_last_order_takes_in_the_silence_after_it() -> None:
    facts = daily(Book(), "2025-06-01", 90, 1000).facts("2025-09-30 12:00")
    period = default_period(facts)
    assert str(period.last) == "2025-08-29"
    assert str(judged_at(facts, period)) == "2025-09-29"
    assert "31 天没有付款" in view_of(facts).headline.zh


def test_parts_of_the_last_ninety_days_are_those_of_a_plain_sum() -> None:
    records = planted(months=12, seed=2)
    facts = facts_of(Shop(id="s1", name="茶舍"), records, as_of=end_of(12))
    found = quarter_to(facts, default_period(facts).last)
    start, stop = found.days.bounds(facts.shop.zone)
    sold = [(one.buyer_id, one.payment_amount) for one in records if start <= one.paid_at < stop]  # type: ignore[attr-defined]
    sums: dict[str, int] = {}
    for buyer, amount in sold:
        sums[buyer] = sums.get(buyer, 0) + amount
    every = sum(sums.values())
    assert found.few_buyers == pytest.approx(sum(sorted(sums.values())[-5:]) / every)
    assert found.one_order == pytest.approx(max(amount for _, amount in sold) / every)
    assert found.one_product is None  # no lines
    before = {one.buyer_id for one in records if start - 365 * 86_400_000 <= one.paid_at < start}  # type: ignore[attr-defined]
    assert found.returning is not None
    assert found.returning.value == pytest.approx(np.mean([buyer in before for buyer in sums]))


def test_all_shops_stand_side_by_side_the_most_worrying_first() -> None:
    made = {"静": silent(23.0), "落": moving(-0.15, 12), "平": lambda months: np.ones_like(months)}
    shops = [
        standing_of(facts_of(Shop(id=name, name=name), planted(curve, seed=2), as_of=end_of(24)))
        for name, curve in made.items()
    ]
    empty = standing_of(facts_of(Shop(id="空", name="空"), []))
    table = shops_table([shops[2], empty, shops[1], shops[0]])
    assert [row.cells[0] for row in table.rows] == ["静", "落", "空", "平"]
    assert table.rows[0].cells[2] == LAPSING.name
    assert table.rows[0].cells[4] == Words("高", "High")
    assert table.rows[2].cells[6] == Words("店铺还没有付款的订单。", "The shop has no paid orders yet.")
    assert table.lead == Words(
        "先看：静(快停了)、落(下滑)；1 家说不出。",
        "Look first at: 静 (about to lapse), 落 (fading); of 1 shop nothing can be told.",
    )
    assert shops_table([shops[2]]).lead == Words("没有店铺在下滑或快停了。", "No shop is fading or about to lapse.")


def test_a_shop_of_which_nothing_can_be_told_has_no_low_risk() -> None:
    few = standing_of(shop_of(per_month=1.2, seed=3))
    table = shops_table([few])
    assert table.lead == Words(
        "没有店铺在下滑或快停了；1 家说不出。",
        "No shop is fading or about to lapse; of 1 shop nothing can be told.",
    )
    assert table.rows[0].cells[2] is None
    assert table.rows[0].cells[4] == Words("说不准：还看不出阶段", "Not known: its stage cannot be told")
