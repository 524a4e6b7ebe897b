"""Prices: what became dearer and sells less than the rest is to be tried at the old price."""

import pytest
from msgspec.structs import replace

from analytics.cards.rules.prices import PRICE_RISE
from storage.records import OrderLine
from tests.analytics.cards.stall import Stall, listed, said

NOW, BEFORE = range(1, 31), range(31, 61)


def dearer(price: int, each: int, category: str | None = "茶", cups: int = 10) -> Stall:
    """Tea, once ¥50 and four a day; cups go on."""
    stall = Stall().shelf("tea", category=category).shelf("cup", category="杯")
    stall.sales(BEFORE, "tea", 5000, 4).sales(NOW, "tea", price, each)
    return stall.sales(BEFORE, "cup", 1000, 10).sales(NOW, "cup", 1000, cups)


def test_dearer_and_less_sold_names_the_price() -> None:
    scene = dearer(6000, 2).scene()
    draft = said(PRICE_RISE, scene)[0]
    assert draft.about == (("category", "茶"),)
    assert draft.evidence.zh.startswith("05-31 起单价涨了 20.0%，之后卖 60 笔；之前卖 120 笔，")
    assert "只有跟着全店走应有数的 50" in draft.evidence.zh
    assert (("product", "tea"),) in draft.covers
    assert len(listed(scene, draft)) == 60


def test_the_stake_is_what_published_elasticities_explain_of_the_missing_money() -> None:
    draft = said(PRICE_RISE, dearer(6000, 2).scene())[0]
    assert draft.stake is not None
    before = 120 * 5000
    assert draft.stake.value == pytest.approx(before * (1 - 1.2 ** (1 - 2.62)), abs=1)
    assert draft.stake.value < before - 60 * 6000
    assert draft.stake.low == 0  # at the weak end of what is published a rise loses no money
    assert draft.stake.high == pytest.approx(before * (1 - 1.2**-3), abs=1)
    rest_fell_too = said(PRICE_RISE, dearer(6000, 1, cups=8).scene())[0]
    assert rest_fell_too.stake is not None
    assert rest_fell_too.stake.value == pytest.approx(0.8 * before * (1 - 1.2 ** (1 - 2.62)), abs=1)


def test_no_more_is_at_stake_than_is_missing() -> None:
    draft = said(PRICE_RISE, dearer(8000, 2).scene())[0]  # 60 x ¥80 came in of 120 x ¥50
    assert draft.stake is not None
    assert draft.stake.value == pytest.approx(120 * 5000 - 60 * 8000, rel=0.05)


def test_one_card_for_a_category_of_one_product() -> None:
    assert [draft.about for draft in said(PRICE_RISE, dearer(6000, 2).scene())] == [(("category", "茶"),)]
    assert [draft.about for draft in said(PRICE_RISE, dearer(6000, 2, None).scene())] == [(("product", "tea"),)]


@pytest.mark.parametrize(
    ("price", "each", "why"),
    [(5200, 2, "hardly dearer"), (6000, 4, "sells as before"), (4000, 2, "cheaper"), (12000, 2, "brings more")],
)
def test_silent_where_the_price_is_not_the_matter(price: int, each: int, why: str) -> None:
    assert not said(PRICE_RISE, dearer(price, each).scene()), why


def test_silent_where_everything_fell_alike() -> None:
    assert not said(PRICE_RISE, dearer(6000, 2, cups=5).scene())


def test_silent_with_thin_data() -> None:
    thin = Stall().sales(range(31, 50), "tea", 5000).sales(NOW, "cup", 1000, 9).sales(BEFORE, "cup", 1000, 9)
    assert not said(PRICE_RISE, thin.sale(3, "tea", 9000).scene())


def test_the_end_of_a_group_buy_is_no_price_rise() -> None:
    stall = Stall().shelf("tea", category="茶").sales(BEFORE, "tea", 4000, 4, group_id="g1").sales(NOW, "tea", 6000, 1)
    assert not said(PRICE_RISE, stall.sales(range(1, 61), "cup", 1000, 10).scene())


def test_the_mix_of_products_is_no_price() -> None:
    stall = Stall().shelf("dear", category="茶").shelf("cheap", category="茶")
    stall.sales(BEFORE, "cheap", 1000, 5).sales(BEFORE, "dear", 9000, 1)
    stall.sales(NOW, "cheap", 1000, 1).sales(NOW, "dear", 9000, 1)  # a piece costs more on average, none costs more
    assert not said(PRICE_RISE, stall.sales(range(1, 61), "cup", 1000, 10).scene())


def test_parallel_prices_are_no_rise_when_one_kind_of_buyer_stays_away() -> None:
    stall = Stall().shelf("tea").sales(range(1, 61), "cup", 1000, 10)
    stall.sales(BEFORE, "tea", 3950, 3, buyer_id="shopkeeper").sales(range(1, 61), "tea", 8250, 1)
    assert not said(PRICE_RISE, stall.scene())  # ¥39.50 is gone, ¥82.50 was there all the time


def test_what_single_pieces_cost_is_no_rise_when_large_orders_stay_away() -> None:
    stall = Stall().shelf("tea").sales(range(1, 61), "cup", 1000, 10)
    for day in range(31, 61):
        for number in range(4):
            stall.sale(day, "tea", 12 * 1690, 12, clock=f"1{number}:00")
    assert not said(PRICE_RISE, stall.sales(NOW, "tea", 2100, 1).scene())


def test_a_few_sales_at_another_price_are_no_rise() -> None:
    stall = Stall().sales(range(1, 61), "cup", 1000, 10).sales(BEFORE, "tea", 5000, 4)
    assert not said(PRICE_RISE, stall.sales(range(1, 10), "tea", 6000).scene())
    assert said(PRICE_RISE, stall.sales(range(10, 12), "tea", 6000).scene())


def test_one_buyer_is_not_the_market() -> None:
    one = Stall().sales(range(1, 61), "cup", 1000, 10).sales(BEFORE, "tea", 5000, 4)
    assert not said(PRICE_RISE, one.sales(NOW, "tea", 6000, 1, buyer_id="ann").scene())


def test_an_old_price_that_is_still_paid_has_not_risen() -> None:
    stall = Stall().sales(range(1, 61), "cup", 1000, 10).sales(BEFORE, "tea", 5000, 4)
    assert not said(PRICE_RISE, stall.sales(NOW, "tea", 6000, 1).sales(range(1, 10), "tea", 5000, 1).scene())


def test_coupons_are_no_price_where_the_list_price_is_known() -> None:
    stall = Stall().sales(range(1, 61), "cup", 1000, 10)
    for days, paid, each in ((BEFORE, 4000, 4), (NOW, 5000, 2)):
        stall.sales(days, "tea", paid, each)
    assert said(PRICE_RISE, stall.scene())
    told = [
        replace(each, list_amount=5000) if isinstance(each, OrderLine) and each.product_id == "tea" else each
        for each in stall.records
    ]
    stall.records[:] = told
    assert not said(PRICE_RISE, stall.scene())


def test_a_rise_within_the_period_is_held_against_the_days_before_it() -> None:
    stall = Stall().shelf("tea", category="茶").sales(range(1, 61), "cup", 1000, 10)
    stall.sales(range(16, 61), "tea", 5000, 4).sales(range(1, 16), "tea", 6000, 1)
    (draft,) = said(PRICE_RISE, stall.scene())
    assert draft.evidence.zh.startswith("06-15 起单价涨了 20.0%，之后卖 15 笔；之前卖 120 笔，")
    assert draft.stake is not None
    assert draft.stake.high < 15 * 4 * 5000  # not more than these days would have brought


def test_what_had_fallen_before_it_was_dearer_did_not_fall_by_it() -> None:
    stall = Stall().sales(range(1, 61), "cup", 1000, 10)
    stall.sales(range(45, 61), "tea", 5000, 8).sales(range(31, 45), "tea", 5000, 2)
    assert not said(PRICE_RISE, stall.sales(NOW, "tea", 6000, 2).scene())


def test_a_whole_category_out_of_season_is_no_matter_of_one_price() -> None:
    stall = Stall().shelf("tea", category="茶").shelf("green", category="茶").sales(range(1, 61), "cup", 1000, 10)
    stall.sales(BEFORE, "tea", 5000, 4).sales(NOW, "tea", 6000, 1)
    assert said(PRICE_RISE, stall.scene())
    assert not said(PRICE_RISE, stall.sales(BEFORE, "green", 5000, 8).sales(NOW, "green", 5000, 2).scene())


def test_what_fell_a_year_ago_as_well_is_its_season() -> None:
    stall = Stall().sale(450, "cup", 1000).sales(range(1, 61), "cup", 1000, 10)
    stall.sales(BEFORE, "tea", 5000, 4).sales(NOW, "tea", 6000, 1)
    assert said(PRICE_RISE, stall.scene())
    stall.sales(range(365, 425), "cup", 1000, 10)
    stall.sales(range(395, 425), "tea", 5000, 4).sales(range(365, 395), "tea", 5000, 1)
    assert not said(PRICE_RISE, stall.scene())
