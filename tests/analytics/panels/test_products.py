"""Panels of products, each number a second time in plain Python."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given as holds
from hypothesis import settings
from hypothesis import strategies as st

from analytics.abc import classes
from analytics.baskets import pairs_in, surprise
from analytics.coverage import coverage
from analytics.pace import poisson_bounds
from analytics.prices import Sales, Tried, sales, tried
from analytics.result import Estimate
from analytics.shares import Prior, discovered, prior_of, shrunk, unlike_the_rest
from storage.records import Order, OrderLine, Product
from tests.analytics.making import Book, asking
from tests.analytics.panels.given import (
    Given,
    answer,
    behind_of,
    known,
    place_of,
    random_shop,
    simulated,
)
from tests.analytics.panels.test_buyers import WHOLE


def class_of(amounts: dict[str, int], product: str) -> str:
    more = sum(amount for amount in amounts.values() if amount > max(amounts[product], 0))
    part = more / sum(amount for amount in amounts.values() if amount > 0)
    return "C" if amounts[product] <= 0 or part >= 0.95 else "A" if part < 0.8 else "B"


@pytest.mark.parametrize("seed", range(4))
def test_classes_hold_the_products_they_name(seed: int) -> None:
    given = random_shop(seed) if seed else simulated()
    question = given.last(60) if seed == 0 else WHOLE
    table = answer(given, "products", "abc", question)
    amounts: Counter[str] = Counter()
    for _, line in given.sold(question.period):
        if known(line.product_id) is not None:
            amounts[line.product_id] += known(line.amount) or 0
    if len(amounts) < 5:
        assert not table.rows
        return
    for row, name in zip(table.rows, "ABC", strict=True):
        mine = [product for product in amounts if class_of(amounts, product) == name]
        assert row.cells[1] == len(mine) == given.count(row.rows)
        assert row.cells[3] == sum(amounts[product] for product in mine)
        assert given.sum(behind_of(table, row, "goods_amount")) == row.cells[3]


@holds(st.lists(st.integers(-5, 40), min_size=1, max_size=60))
@settings(deadline=None)
def test_products_with_the_same_money_are_in_the_same_class(amounts: list[int]) -> None:
    found = classes(np.array(amounts))
    named = {str(number): amount for number, amount in enumerate(amounts)}
    if max(amounts) > 0:
        assert ["ABC"[code] for code in found] == [class_of(named, product) for product in named]
    assert len({(amount, code) for amount, code in zip(amounts, found.tolist(), strict=True)}) == len(set(amounts))


def state_of(given: Given, product: Product) -> str | None:
    """How the stock of a product stands, told once more."""
    stock = known(product.stock)
    until = coverage(given.facts)
    assert until is not None
    window = [until.until_day - timedelta(days=number) for number in range(1, 31)]
    sold = [(order, line) for order, line in given.sold() if line.product_id == product.id]
    pieces = sum(line.quantity for order, line in sold if given.day(order.paid_at) in window)
    since = given.start(until.until_day - timedelta(days=90))
    if stock is None or (stock <= 0 and product.status == "off_sale"):
        return None
    if stock <= 0:
        return "已经卖断"
    if max((order.paid_at for order, _ in sold), default=0) < since and (known(product.listed_at) or 0) < since:
        return "90 天没卖出" if sold else "上架 90 天从没卖出"
    days = stock * 30 / pieces if pieces else float("inf")
    return "14 天内卖断" if days < 14 else "够卖 180 天以上" if days > 180 else "够卖 14–180 天"


def stocked() -> Given:
    """A shop whose shelf has something in every state."""
    book = Book()
    stock = {"p0": 0, "p1": 5, "p2": 300, "p3": 900, "p4": 50, "p5": 70, "p6": None, "p7": 0, "p8": 40, "p9": 60}
    for key, pieces in stock.items():
        book.product(key, f"商品{key}")
        off = "off_sale" if key == "p7" else "on_sale"
        cost = None if key == "p4" else 100
        listed = book.at("2026-06-20 10:00" if key == "p8" else "2026-01-01 00:00")
        book.records[-1] = Product(
            id=key, updated_at=1, title=f"商品{key}", stock=pieces, cost=cost, status=off, listed_at=listed
        )
    for day in range(1, 31):
        lines = [("p0", 100), ("p1", 100), ("p2", 100), ("p9", 100)]
        book.order(f"2026-06-{day:02d} 12:00", 400, lines=[*lines, *([("p3", 9)] if day == 9 else [])])
    book.order("2026-01-05 12:00", 100, lines=[("p4", 100), ("p6", 5)]).order("2026-07-01 08:00", 5)
    return Given(book.shop, book.records, book.facts("2026-07-01 12:00"))


@pytest.mark.parametrize("made", [stocked, simulated])
def test_every_product_is_in_the_state_its_stock_is_in(made: object) -> None:
    given = made()  # type: ignore[operator]
    question = asking("2026-06-01", "2026-06-30") if made is stocked else given.last(30)
    table = answer(given, "products", "stock", question)
    expected = {product.id: state_of(given, product) for product in given.of("products")}
    for row in table.rows:
        mine = [product for product in given.of("products") if expected[product.id] == str(row.cells[0])]
        assert row.cells[1] == len(mine)
        assert row.cells[2] == sum(product.stock for product in mine)
        costs = [product.stock * product.cost for product in mine if known(product.cost) is not None]
        assert row.cells[3] == sum(costs)
        if row.rows is not None:
            assert given.ids(row.rows) == {product.id for product in mine}
    if made is stocked:
        assert all(row.cells[1] == 1 for row in table.rows if str(row.cells[0]) != "够卖 180 天以上")


def test_what_runs_out_first_stands_first() -> None:
    given = stocked()
    table = answer(given, "products", "runs_out", asking("2026-06-01", "2026-06-30"))
    assert [row.cells[1] for row in table.rows] == ["p1", "p9"]
    _, _, stock, speed, before, cover, gone = table.rows[0].cells
    assert (stock, speed.value, cover.value) == (5, 1, 5)
    assert (speed.low, speed.high) == pytest.approx((0.674, 1.428), abs=0.003)  # 30 sales: Garwood 20.24 to 42.83
    assert (cover.low, cover.high) == pytest.approx((5 / speed.high, 5 / speed.low))
    assert before.value == 0.5  # nothing sold in May
    assert str(gone) == "2026-07-06"
    assert given.sum(behind_of(table, table.rows[0], "pace")) == 30


def test_dead_stock_tells_the_money_in_it_where_it_is_known() -> None:
    given = stocked()
    table = answer(given, "products", "dead_stock", asking("2026-06-01", "2026-06-30"))
    assert [(row.cells[1], row.cells[3], row.cells[4]) for row in table.rows] == [("p4", 177, None)]


def test_pace_knows_that_one_large_sale_is_one_event() -> None:
    low, high = poisson_bounds(np.array([1.0, 3.0, 10.0, 100.0]))
    assert low[1:] == pytest.approx([0.6187, 4.795, 81.36], rel=0.03)
    assert high[1:] == pytest.approx([8.767, 18.39, 121.6], rel=0.02)


def pairs_twin(baskets: list[set[int]], least: int) -> dict[frozenset[int], int]:
    found = Counter(frozenset(pair) for basket in baskets for pair in combinations(sorted(basket), 2))
    return {pair: count for pair, count in found.items() if count >= least}


@holds(st.lists(st.lists(st.integers(-1, 6), min_size=1, max_size=7), max_size=40), st.integers(1, 4))
@settings(deadline=None)
def test_pairs_are_those_of_the_baskets(lists: list[list[int]], least: int) -> None:
    baskets = [{product for product in lines if product >= 0} for lines in lists]
    orders = np.array([number for number, lines in enumerate(lists) for _ in lines], dtype=np.int32)
    products = np.array([product for lines in lists for product in lines], dtype=np.int32)
    pairs = pairs_in(orders, products, least)
    found = {
        frozenset(ends): count
        for *ends, count in zip(pairs.one.tolist(), pairs.other.tolist(), pairs.together.tolist(), strict=True)
    }
    assert found == pairs_twin(baskets, least)
    assert pairs.orders == len([basket for basket in baskets if basket])
    for place, code in enumerate(pairs.one.tolist()):
        assert pairs.with_one[place] == len([basket for basket in baskets if code in basket])


def test_baskets_filled_by_chance_have_no_pairs() -> None:
    chance = np.random.default_rng(3)
    false_alarms = 0
    popular = 1 / np.arange(1, 81) ** 0.8
    for _ in range(40):
        sizes = chance.choice([1, 1, 1, 2, 3, 12], 800)  # a few large baskets: all products meet there
        picks = [chance.choice(80, size, replace=False, p=popular / popular.sum()) for size in sizes]
        order = np.repeat(np.arange(800), sizes)
        pairs = pairs_in(order, np.concatenate(picks), 5)
        false_alarms += bool(discovered(surprise(pairs.together, pairs.expected), pairs.tested).any())
    assert false_alarms <= 4


def test_what_is_bought_together_leads_to_the_orders_with_both() -> None:
    book = Book()
    for key in ("tea", "cup", "pot"):
        book.product(key, key)
    for number in range(120):
        lines = (
            [("tea", 5), ("cup", 5)]
            if number < 40
            else [("pot", 5)]
            if number < 80
            else [(("tea", "cup")[number % 2], 5)]
        )
        book.order(f"2026-03-{1 + number % 28:02d} 12:00", 10, lines=lines)
    given = Given(book.shop, book.records, book.facts("2026-04-02 00:00"))
    table = answer(given, "products", "bought_together", asking("2026-03-01", "2026-03-31"))
    assert len(table.rows) == 1
    row = table.rows[0]
    assert {row.cells[1], row.cells[2]} == {"tea", "cup"}
    assert row.cells[3] == 40 == given.count(row.rows)
    assert given.ids(row.rows) == {o.id for o in given.of("orders")[:40]}
    assert row.cells[8].value == pytest.approx(40 * 120 / (60 * 60))
    assert given.count(behind_of(table, row, "with_one")) == 60


def test_simulated_pairs_lead_to_their_orders() -> None:
    given = simulated()
    table = answer(given, "products", "bought_together", given.last(700))
    baskets = defaultdict(set)
    for order, line in given.sold():
        baskets[order.id].add(line.product_id)
    for row in table.rows:
        assert given.count(row.rows) == row.cells[3]
        for column in ("with_one", "with_other"):
            assert given.count(behind_of(table, row, column)) == row.cells[place_of(table, column)]


def sales_at(chance: np.random.Generator, elasticity: float, base: float = 3.0) -> Sales:
    """A year of an item whose price is changed every four weeks."""
    prices = np.repeat(chance.choice([80.0, 100.0, 120.0], 13), 28)
    prices[:56] = np.repeat([80.0, 120.0], 28)
    often = chance.poisson(base * (prices / 100) ** elasticity)
    day = np.repeat(np.arange(len(prices)), often)
    return sales(day, chance.integers(1, 3, len(day)), prices[day])


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


BATTERS = {  # Efron and Morris 1975: hits in the first 45 times at bat, the average of the rest of the season
    "hits": (18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7),
    "rest": (
        0.346, 0.298, 0.276, 0.222, 0.273, 0.270, 0.263, 0.210, 0.269,
        0.230, 0.264, 0.256, 0.303, 0.264, 0.226, 0.286, 0.316, 0.200,
    ),
}  # fmt: skip


def test_shares_are_drawn_together_as_efron_and_morris_did() -> None:
    hits, rest = np.array(BATTERS["hits"]), np.array(BATTERS["rest"])
    bats = np.full(18, 45)
    values = np.array([one.value for one in shrunk(hits, bats, prior_of(hits, bats))])
    raw, drawn = (float(((estimate - rest) ** 2).sum()) for estimate in (hits / bats, values))
    assert raw == pytest.approx(0.0755, abs=0.001)
    assert drawn == pytest.approx(0.0228, abs=0.001)


def test_drawn_shares_cover_the_truth() -> None:
    chance = np.random.default_rng(8)
    inside = total = 0
    for _ in range(60):
        truth = chance.beta(4, 96, 80)
        sold = chance.integers(5, 200, 80)
        back = chance.binomial(sold, truth)
        for share, value in zip(shrunk(back, sold, prior_of(back, sold)), truth.tolist(), strict=True):
            inside += share.low <= value <= share.high
            total += 1
    assert 0.92 <= inside / total <= 0.975


def test_equal_shares_are_called_unlike_one_time_in_twenty_at_most() -> None:
    chance = np.random.default_rng(4)
    alarms = 0
    for _ in range(300):
        every = chance.integers(30, 900, 31)
        alarms += bool(unlike_the_rest(chance.binomial(every, 0.05), every).any())
    assert alarms / 300 <= 0.075
    odd = np.array([30, 30, 90]), np.array([1000, 1000, 1000])
    assert unlike_the_rest(*odd).tolist() == [True, True, True]


def done_of(given: Given) -> list[Any]:
    return [r for r in given.of("refunds") if known(r.refunded_at) and r.status not in ("open", "refused")]


def test_product_refunds_are_lines_sold_that_came_back_ranked_by_what_is_sure() -> None:
    given = simulated()
    question = given.last(365)
    table = answer(given, "products", "product_refunds", question)
    groups, done = given.by_id("groups"), done_of(given)
    by_line = {known(refund.line_id) for refund in done}
    by_product = {(known(r.order_id), known(r.product_id)) for r in done if known(r.line_id) is None}
    sold, back = Counter[str](), Counter[str]()
    for order, line in given.sold(question.period):
        if not (known(order.group_id) and groups[order.group_id].status == "failed"):
            sold[line.product_id] += 1
            back[line.product_id] += line.id in by_line or (order.id, line.product_id) in by_product
    assert table.rows
    for row in table.rows:
        assert (row.cells[2], row.cells[3]) == (sold[row.cells[1]], back[row.cells[1]])
        assert given.count(behind_of(table, row, "refunds")) == row.cells[3]
        assert given.sum(behind_of(table, row, "refund_amount")) == row.cells[5]
    lows = [row.cells[4].low for row in table.rows if isinstance(row.cells[4], Estimate)]
    assert lows == sorted(lows, reverse=True)
    assert len(table.rows) == min(50, len([product for product in back if back[product]]))


def test_refunds_that_name_no_line_are_a_rate_and_not_clipped_to_a_share() -> None:
    book = Book()
    for number in range(20):
        book.order("2026-03-05 12:00", 1000, f"b{number}", lines=[("cup", 500), ("pot", 500)])
        for hour in range(3):
            book.refund(f"2026-03-08 1{hour}:00", 100, product_id="cup", buyer_id=f"b{number}")
    given = Given(book.shop, book.records, book.facts("2026-04-02 00:00"))
    table = answer(given, "products", "product_refunds", asking("2026-03-01", "2026-03-31"))
    assert table.rows[0].cells[2:4] == (20, 60)
    assert table.rows[0].cells[4].value > 2
    assert given.count(behind_of(table, table.rows[0], "refunds")) == 60


def test_few_refunds_are_not_ranked() -> None:
    given = random_shop(3, 20)
    table = answer(given, "products", "product_refunds", WHOLE)
    assert not table.rows
    assert table.note is not None


def test_a_prior_is_kept_apart_from_what_was_seen() -> None:
    share = shrunk(np.array([0]), np.array([0]), Prior(2.0, 98.0))[0]
    assert share.value == pytest.approx(0.02)
