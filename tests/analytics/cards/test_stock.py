"""Stock: restock in time, bring back what has run out, clear what does not move."""

import pytest
from scipy.stats import poisson as law

from analytics.cards.rules.stock import DEAD_STOCK, RESTOCK, SOLD_OUT
from analytics.intervals import poisson
from analytics.question import Filters
from analytics.result import Estimate
from storage.records import Product
from tests.analytics.cards.stall import Stall, finding, listed, said


def selling(stock: int, each: int = 2, **more: object) -> Stall:
    """Tea of ¥50 sells two a day until today."""
    return Stall().shelf("tea", stock=stock, **more).sales(range(1, 41), "tea", 5000, each)


def test_what_runs_out_before_a_delivery_is_to_be_restocked() -> None:
    scene = selling(6).scene()
    (draft,) = said(RESTOCK, scene)
    assert draft.title.zh == "给「商品tea」补货"
    assert "库存 6 件" in draft.evidence.zh
    assert "每天卖 2 件，约 3 天卖完" in draft.evidence.zh
    assert listed(scene, draft) == ["tea"]
    assert draft.slices == draft.about == (("product", "tea"),)


def test_the_stake_is_what_cannot_be_served_until_the_delivery() -> None:
    (draft,) = said(RESTOCK, selling(6).scene())
    lost = sum((demand - 6) * law.pmf(demand, 14) for demand in range(6, 100))
    assert draft.stake is not None
    assert draft.stake.value == pytest.approx(lost * 5000, rel=0.001)
    seen = poisson(2 * 28)
    assert draft.stake.low == max(0, law.ppf(0.025, seen.low / 4) - 6) * 5000
    assert draft.stake.high == (law.ppf(0.975, seen.high / 4) - 6) * 5000


def test_stock_for_the_time_of_a_delivery_is_enough() -> None:
    assert said(RESTOCK, selling(13).scene())
    assert not said(RESTOCK, selling(14).scene())


def test_a_few_sales_are_too_few_to_restock_by() -> None:
    sold_on = [3, 6, 9, 12, 15, 18, 21]
    stall = Stall().shelf("tea", stock=1)
    for day in sold_on:
        stall.sale(day, "tea", 5000)
    assert not said(RESTOCK, stall.scene())
    assert said(RESTOCK, stall.sale(24, "tea", 5000).scene())


@pytest.mark.parametrize("stock", [None, 0])
def test_stock_that_is_not_known_or_gone_is_not_about_to_run_out(stock: int | None) -> None:
    assert not said(RESTOCK, selling(0 if stock == 0 else 6, **({} if stock == 0 else {"status": "off_sale"})).scene())
    unknown = Stall().sales(range(1, 41), "tea", 5000, 2)
    unknown.records.append(Product(id="tea", updated_at=1))
    assert not said(RESTOCK, unknown.scene())


def test_the_present_is_no_matter_of_a_question_about_the_past_or_a_part() -> None:
    assert not said(RESTOCK, selling(6).scene(until=9))
    assert not said(RESTOCK, selling(6).scene(filters=Filters(channels=("live",))))


def gone(since: int, stock: int | None = 0, each: int = 2) -> Stall:
    """Tea sold every day until so many days ago; cups go on."""
    stall = Stall().shelf("tea", stock=stock).sales(range(since, since + 40), "tea", 5000, each)
    return stall.sales(range(1, 60), "cup", 1000)


def test_what_stopped_selling_without_stock_is_sold_out() -> None:
    scene = gone(11).scene()
    (draft,) = said(SOLD_OUT, scene)
    assert draft.title.zh == "「商品tea」卖完了：补货或下架"
    assert "10 天没有成交" in draft.evidence.zh
    assert "每天卖 2 件、¥100" in draft.evidence.zh
    assert draft.stake is not None
    assert draft.stake.value == 10 * 2 * 5000
    seen = poisson(2 * 28)
    most = law.ppf(0.975, seen.high * 10 / 28) * 5000
    assert (draft.stake.low, draft.stake.high) == (law.ppf(0.025, seen.low * 10 / 28) * 5000, most)
    assert listed(scene, draft) == ["tea"]


def test_no_more_is_lost_than_the_days_of_the_period() -> None:
    (draft,) = said(SOLD_OUT, gone(31).scene(days=7))
    assert draft.stake is not None
    assert draft.stake.value == 7 * 2 * 5000


@pytest.mark.parametrize("stock", [1, None])
def test_what_has_stock_is_not_sold_out(stock: int | None) -> None:
    assert not said(SOLD_OUT, gone(11, stock).scene())


def test_a_day_or_two_without_a_sale_is_nothing() -> None:
    assert not said(SOLD_OUT, gone(3, each=3).scene())
    assert said(SOLD_OUT, gone(4, each=3).scene())


def test_what_sold_rarely_may_simply_not_have_been_asked_for() -> None:
    rare = Stall().shelf("tea", stock=0).sales(range(1, 60), "cup", 1000)
    for day in range(8, 36, 3):
        rare.sale(day, "tea", 5000)
    assert not said(SOLD_OUT, rare.scene())  # ten in four weeks: a week without one is common


def test_what_has_no_stock_and_still_sells_now_and_then_is_sold_out_by_its_finding() -> None:
    tea = (("product", "tea"),)
    found = {"payment_amount": (finding(tea, 300_000, 40_000), finding((("product", "cup"),), 90_000, 1_000))}
    scene = gone(11).shelf("cup", stock=3).sale(2, "tea", 5000).scene(findings=found)
    (draft,) = said(SOLD_OUT, scene)
    assert (draft.about, draft.stake) == (tea, Estimate(260_000, 234_000, 286_000))
    assert draft.evidence.zh.startswith("库存 0 件；支付 ¥400，对比期 ¥3,000")
    assert listed(scene, draft) == ["tea"]


def test_dead_stock_ties_up_cash_and_costs_a_part_of_it() -> None:
    stall = (
        Stall().shelf("tea", stock=100, cost=3000).shelf("cup", stock=10, cost=1000).shelf("pot", stock=50, cost=9000)
    )
    scene = stall.sale(100, "tea", 5000).sale(91, "cup", 5000).sale(20, "pot", 5000).scene()
    (draft,) = said(DEAD_STOCK, scene)
    cash = 100 * 3000 + 10 * 1000
    assert draft.title.zh == "清掉 2 款滞销商品"
    assert "¥3,100" in draft.evidence.zh
    assert listed(scene, draft) == ["cup", "tea"]
    assert draft.stake is not None
    assert draft.stake.value == pytest.approx(cash * 0.25 * 30 / 365, abs=1)
    assert (draft.stake.low, draft.stake.high) == pytest.approx((cash * 0.15 * 30 / 365, cash * 0.35 * 30 / 365), abs=1)


def test_dead_stock_costs_the_same_whatever_days_are_asked_about() -> None:
    stall = Stall().shelf("tea", stock=100, cost=3000).sale(100, "tea", 5000)
    drafts = [said(DEAD_STOCK, stall.scene(days=days))[0] for days in (7, 30, 299, 4_000)]
    assert len({draft.stake for draft in drafts}) == 1
    (stake,) = {draft.stake for draft in drafts}
    assert stake is not None
    assert stake.low < stake.value < stake.high < 100 * 3000
    assert "今后 30 天" in drafts[0].evidence.zh


def test_what_sold_of_late_never_sold_or_is_gone_is_no_dead_stock() -> None:
    stall = Stall().shelf("late", stock=9, cost=100).shelf("never", stock=9, cost=100).shelf("gone", stock=0, cost=100)
    stall.sale(89, "late", 500).sale(120, "gone", 500)
    assert not said(DEAD_STOCK, stall.scene())


def test_cash_that_is_not_known_is_not_guessed() -> None:
    assert not said(DEAD_STOCK, Stall().shelf("tea", stock=100).sale(100, "tea", 5000).scene())
