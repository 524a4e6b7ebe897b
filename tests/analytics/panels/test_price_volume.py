"""Prices that were tried: what was planted is found, what only looks like it is not."""

from datetime import date, timedelta
from statistics import median
from typing import Any

import numpy as np
import pytest

from analytics.prices import MOST, Level, Sales, Tried, sales, tried
from analytics.result import Estimate
from storage.facts_memory import facts_of
from storage.records import Order, OrderLine
from tests.analytics.making import Book, asking
from tests.analytics.panels.given import (
    Given,
    answer,
)


def sales_at(chance: np.random.Generator, elasticity: float, base: float = 3.0) -> Sales:
    """A year of an item whose price is changed every four weeks."""
    prices = np.repeat(chance.choice([80.0, 100.0, 120.0], 13), 28)
    prices[:56] = np.repeat([80.0, 120.0], 28)
    often = chance.poisson(base * (prices / 100) ** elasticity)
    day = np.repeat(np.arange(len(prices)), often)
    return sales(day, chance.integers(1, 3, len(day)), prices[day])


def test_part_of_the_sales_is_priced_day_by_day_as_if_there_were_no_others() -> None:
    chance = np.random.default_rng(4)
    for _ in range(50):
        day = np.sort(chance.integers(20, 60, 80))
        pieces, price = chance.integers(1, 4, 80), chance.choice([80.0, 95.0, 100.0, 120.0], 80)
        kept = (day >= 30) & (day < 50) & (chance.random(80) < 0.6)
        found = sales(day, pieces, price).only(kept).on_days(30, 50)
        mine = list(zip(day[kept].tolist(), price[kept].tolist(), strict=True))
        before, by_day = 0.0, []
        for one in range(mine[0][0], mine[-1][0] + 1):
            of_day = [paid for when, paid in mine if when == one]
            before = median(of_day) if of_day else before
            by_day.append(before)
        assert found.prices.tolist() == by_day
        assert found.pieces.tolist() == pieces[kept].tolist()
        assert found.sold.sum() == len(mine)


def test_the_elasticity_that_was_planted_lies_in_its_interval() -> None:
    chance = np.random.default_rng(11)
    inside = 0
    for _ in range(300):
        found = tried(sales_at(chance, -1.3), np.ones(364))
        assert found is not None
        assert [level.price for level in found.levels] in ([80, 120], [80, 100, 120])
        inside += found.elasticity.low <= -1.3 <= found.elasticity.high
    assert 0.92 <= inside / 300 <= 0.98


def test_a_busy_shop_is_not_taken_for_a_good_price() -> None:
    chance = np.random.default_rng(2)
    busy = np.repeat([2.0, 0.5], 182)
    prices = np.repeat([90.0, 110.0], 182)  # the price was low when everything sold
    day = np.repeat(np.arange(364), chance.poisson(4 * busy))
    found = tried(sales(day, np.ones(len(day), dtype=np.int64), prices[day]), busy / busy.mean())
    assert found is not None
    assert found.elasticity.low <= 0 <= found.elasticity.high


def test_wholesale_beside_retail_is_not_a_price_that_was_tried() -> None:
    chance = np.random.default_rng(7)
    called = 0
    for part in (0.5, 0.7, 0.9):
        for _ in range(100):
            day = np.repeat(np.arange(364), chance.poisson(0.6, 364))
            price = np.where(chance.random(len(day)) < part, 495.0, 1079.0)
            found = tried(sales(day, np.where(price < 500, 24, 1), price), np.ones(364))
            called += isinstance(found, Tried)
    assert called == 0


def test_prices_that_replaced_one_another_are_still_found_with_a_few_coupons_between() -> None:
    chance = np.random.default_rng(5)
    day = np.repeat(np.arange(364), chance.poisson(np.repeat([2.0, 1.0], 182)))
    price = np.where(day < 182, 80.0, 120.0)
    price = np.where(chance.random(len(day)) < 0.1, 80.0, price)  # one in ten pays the lower price all year
    found = tried(sales(day, np.ones(len(day), dtype=np.int64), price), np.ones(364))
    assert isinstance(found, Tried)
    assert found.elasticity.high < 0


def test_items_without_evidence_are_counted_and_not_drawn() -> None:
    chance = np.random.default_rng(3)
    book = Book().product("tea", "茶").product("cup", "杯").product("pot", "壶")
    for number in range(180):
        day = f"{date(2026, 1, 1) + timedelta(days=number)} 12:00"
        lines = [("tea", 100 if number < 90 else 50)] * int(chance.poisson(1 if number < 90 else 5))
        lines += [("cup", 100 if number < 90 else 90)] * int(chance.poisson(1))
        lines += [("pot", 100 if chance.random() < 0.5 else 200)] * int(chance.poisson(1))
        book.order(day, 1, lines=lines).order(day, 1, lines=[("other", 10)] * 20)
    given = Given(book.shop, book.records, book.facts("2026-07-02 00:00"))
    table = answer(given, "products", "price_volume", asking("2026-06-01", "2026-06-28"))
    assert [row.cells[1] for row in table.rows] == ["tea"]
    assert "1 个看不出价格的作用" in table.note.zh
    assert "1 个同时卖几个价" in table.note.zh
    assert table.drawn is not None


def test_one_price_says_nothing_and_a_coupon_is_no_price() -> None:
    chance = np.random.default_rng(2)
    prices = np.where(np.arange(364) % 80 == 0, 70.0, 100.0)  # five days with a coupon
    day = np.repeat(np.arange(364), chance.poisson(3, 364))
    assert tried(sales(day, np.ones(len(day), dtype=np.int64), prices[day]), np.ones(364)) is None


def test_a_shop_that_never_changed_a_price_says_so() -> None:
    book = Book().product("tea", "茶")
    for day in range(1, 29):
        book.order(f"2026-02-{day:02d} 12:00", 50, lines=[("tea", 50)] * 2)
    given = Given(book.shop, book.records, book.facts("2026-03-02 00:00"))
    table = answer(given, "products", "price_volume", asking("2026-02-01", "2026-02-28"))
    assert not table.rows
    assert "没有商品试过两个以上的价格" in table.note.zh


def test_variants_with_prices_of_their_own_are_no_change_of_price() -> None:
    book = Book().product("tea", "茶")
    for day in range(1, 29):
        size = "small" if day % 2 else "large"
        order = Order(id=f"x{day}", updated_at=1, created_at=1, paid_at=book.at(f"2026-02-{day:02d} 12:00"))
        amount = 50 if size == "small" else 90
        line = OrderLine(
            id=f"y{day}", updated_at=1, created_at=1, order_id=order.id, product_id="tea", sku_id=size, quantity=1,
            amount=amount,
        )  # fmt: skip
        book.records += [order, line]
    given = Given(book.shop, book.records, book.facts("2026-03-02 00:00"))
    assert not answer(given, "products", "price_volume", asking("2026-02-01", "2026-02-28")).rows


def half_year(chance: np.random.Generator, low: int, **of_low: Any) -> Given:
    """A product at 100 whose lower price, from the fourth month on, sells three times as often beside a few at 100."""
    book = Book().product("tea", "茶")
    for number in range(180):
        day = f"{date(2026, 1, 1) + timedelta(days=number)} 12:00"
        for _ in range(int(chance.poisson(1))):
            book.order(day, 100, lines=[("tea", 100)])
        for _ in range(int(chance.poisson(3)) if number >= 90 else 0):
            book.order(day, low, lines=[("tea", low)], **of_low)
        book.order(day, 1, lines=[("other", 10)] * 20)
    return Given(book.shop, book.records, book.facts("2026-07-02 00:00"))


@pytest.mark.parametrize(
    "of_low", [{"type": "group"}, {"group_id": "g1"}, {"campaign_id": "c1"}, {"coupon_claim_id": "k1"}]
)
def test_what_a_group_a_campaign_or_a_coupon_sold_is_not_the_work_of_a_price(of_low: dict[str, str]) -> None:
    june = asking("2026-06-01", "2026-06-28")
    plain = answer(half_year(np.random.default_rng(6), 60), "products", "price_volume", june)
    called = answer(half_year(np.random.default_rng(6), 60, **of_low), "products", "price_volume", june)
    assert [row.cells[1] for row in plain.rows] == ["tea"]
    assert plain.note is None
    assert not called.rows
    assert "拼团、活动、用了券的订单不算" in called.note.zh


def test_what_came_back_was_not_sold_more() -> None:
    given = half_year(np.random.default_rng(6), 60)
    book = Book()
    for line in given.of("order_lines"):
        if line.amount == 60:
            book.refund("2026-06-30 12:00", 60, order_id=line.order_id, line_id=line.id, product_id="tea")
    records = [*given.records, *book.records]
    back = Given(given.shop, records, facts_of(given.shop, records, as_of=book.at("2026-07-02 00:00")))
    table = answer(back, "products", "price_volume", asking("2026-06-01", "2026-06-28"))
    assert not table.rows
    assert "退了款的也不算" in table.note.zh


def test_an_effect_beyond_belief_has_no_number() -> None:
    chance = np.random.default_rng(6)
    book = Book().product("tea", "茶")
    for number in range(180):
        day = f"{date(2026, 1, 1) + timedelta(days=number)} 12:00"
        for _ in range(int(chance.poisson(0.5 if number < 90 else 3))):  # ten percent off, six times as many
            price = 100 if number < 90 else 90
            book.order(day, price, lines=[("tea", price)])
        book.order(day, 1, lines=[("other", 10)] * 20)
    given = Given(book.shop, book.records, book.facts("2026-07-02 00:00"))
    table = answer(given, "products", "price_volume", asking("2026-06-01", "2026-06-28"))
    assert not table.rows
    assert "1 个说不准" in table.note.zh


def test_no_rise_is_told_beyond_tenfold() -> None:
    levels = tuple(Level(price, 30, 30, Estimate(1, 1, 1)) for price in (50, 100))
    assert Tried(levels, Estimate(-2, -8, -1)).effect == Estimate(3, 1, MOST)
    assert not Tried(levels, Estimate(-2, -8, -1)).beyond_belief
    assert Tried(levels, Estimate(-3.4, -4, -3)).beyond_belief
