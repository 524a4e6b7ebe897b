"""Prices: what became dearer and sells less than the rest is to be tried at the old price."""

import pytest

from analytics.cards.rules.prices import PRICE_RISE
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
    assert "每件实付涨了 20.0%" in draft.evidence.zh
    assert "从 120 笔变成 60 笔，只有跟着全店走应有数的 50" in draft.evidence.zh
    assert (("product", "tea"),) in draft.covers
    assert len(listed(scene, draft)) == 60


def test_the_stake_is_the_money_missing_against_the_rest_of_the_shop() -> None:
    draft = said(PRICE_RISE, dearer(6000, 2).scene())[0]
    assert draft.stake is not None
    assert draft.stake.value == pytest.approx(120 * 5000 - 60 * 6000, rel=0.02)
    assert draft.stake.low > 0
    assert draft.stake.high < 120 * 5000
    rest_fell_too = said(PRICE_RISE, dearer(6000, 1, cups=8).scene())[0]
    assert rest_fell_too.stake is not None
    assert rest_fell_too.stake.value == pytest.approx(0.8 * 120 * 5000 - 30 * 6000, rel=0.03)


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
