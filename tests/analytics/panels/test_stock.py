"""The shelf: every product in the state its stock is in, a second time in plain Python."""

from datetime import timedelta

import numpy as np
import pytest
from msgspec import structs

from analytics.coverage import coverage
from analytics.intervals import poisson_bounds
from storage.facts_memory import facts_of
from storage.records import Product
from tests.analytics.making import Book, asking, at
from tests.analytics.panels.given import (
    Given,
    answer,
    behind_of,
    known,
    simulated,
)


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
    assert (cover.low, cover.high) == (int(5 / speed.high), int(5 / speed.low))  # whole days
    assert table.lead.zh == "1 个商品 14 天内会卖断，最先是“商品p1”，只够卖 5(3–7) 天。"
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


def changed(given: Given, key: str, **fields: int) -> Given:
    """The same shop, one product otherwise."""
    records = [
        structs.replace(record, **fields) if isinstance(record, Product) and record.id == key else record
        for record in given.records
    ]
    return Given(given.shop, records, facts_of(given.shop, records, as_of=at("2026-07-01 12:00")))


def test_where_nothing_runs_out_soon_nothing_is_named_as_first() -> None:
    given = changed(changed(stocked(), "p1", stock=20), "p9", stock=30)
    table = answer(given, "products", "runs_out", asking("2026-06-01", "2026-06-30"))
    assert [row.cells[1] for row in table.rows] == ["p1", "p9"]
    assert table.lead.zh == "14 天内没有商品会卖断。"


@pytest.mark.parametrize(("key", "states"), [("p4", ("dead_stock", "stock")), ("p8", ("stock",))])
def test_a_cost_of_stock_beyond_all_sense_is_named_and_not_summed(key: str, states: tuple[str, ...]) -> None:
    question = asking("2026-06-01", "2026-06-30")
    dear = changed(stocked(), key, cost=60_000_000)
    for name in states:
        table = answer(dear, "products", name, question)
        assert f"“商品{key}”" in table.note.zh
        assert "多半是填错了" in table.note.zh
        assert "3000" not in table.lead.zh.replace(",", "")
        assert "亿" not in table.lead.zh
        assert name == "stock" or "¥" not in table.lead.zh  # no other cost is known
    usual = answer(changed(stocked(), key, cost=900), "products", "stock", question)
    assert "填错" not in str(usual.note)
