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
from analytics.lifecycle.stages import LAPSING
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
from tests.analytics.lifecycle.planted import end_of, moving, planted, shop_of, silent
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
    assert re.match(r"店铺在「下滑」阶段\(20\d\d-\d\d 起\)：近 126 天支付金额一共比去年同期 −\d+%，每两周", said.zh)
    assert said.zh.endswith("先做：看诊断：钱少在哪。")
    assert said.en.startswith("Stage: Fading (since 20")
    assert re.search(
        r"The payment amount of the last 126 days is −\d+% against last year in all; fortnight by", said.en
    )


def test_the_plain_total_stands_beside_the_fortnight_in_the_middle() -> None:
    """What anybody adds up from the months: one large fortnight moves it, and not the middle one."""
    facts = shop_of(lambda months: np.where((months > 21) & (months < 21.5), 6.0, 1.0), seed=2)
    signs = {row.cells[0].zh: row.cells[1] for row in view_of(facts).table("signs").rows}  # type: ignore[union-attr]
    whole, middle = signs["近 126 天一共比去年同期"], signs["每两周比去年同期，居中的"]
    assert isinstance(middle, Estimate)
    assert isinstance(whole, float)
    assert whole > middle.value + 0.3
    assert f"一共比去年同期 +{whole:.0%}，" in view_of(facts).headline.zh


def test_a_shop_far_above_last_year_says_why_it_is_steady_all_the_same() -> None:
    above = view_of(shop_of(lambda months: np.where(months > 12, 1.8, 1.0), seed=1)).headline
    assert re.search(r"「稳定」阶段.*居中的是 \+\d+%.*还分不清是不是碰巧，所以算「稳定」。", above.zh)
    assert "which may be chance: that is why the shop counts as steady" in above.en
    assert "所以算" not in view_of(shop_of(seed=2)).headline.zh


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
    assert table.lead == Words("先看：静(快停了)、落(下滑)。", "Look first at: 静 (about to lapse), 落 (fading).")
    assert shops_table([shops[2]]).lead == Words("没有店铺在下滑或快停了。", "No shop is fading or about to lapse.")
