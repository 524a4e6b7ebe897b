"""Refunds by product, a second time in plain Python."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from scipy.stats import beta, binomtest

from analytics.result import Estimate
from analytics.shares import prior_of
from analytics.views import evaluate
from storage.records import Group
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
        raw, rate = binomtest(row.cells[3], row.cells[2]), row.cells[4]
        between = raw.proportion_ci(method="wilson")
        assert isinstance(rate, Estimate)
        assert rate.value == raw.statistic
        assert (rate.low, rate.high) == pytest.approx((between.low, between.high))
    some, every = (np.array([row.cells[place] for row in table.rows]) for place in (3, 2))
    codes = [code for code in sold if sold[code]]
    prior = prior_of(np.array([back[code] for code in codes]), np.array([sold[code] for code in codes]))
    lows = beta.ppf(0.025, prior.yes + some, prior.no + every - some)
    assert (np.diff(lows) <= 1e-12).all()
    whole = sum(back.values()) / sum(sold.values())
    assert f"明显偏高的商品有 {(lows > whole).sum()} 个" in table.lead.zh or not (lows > whole).any()
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
    assert table.rows[0].cells[4].value == 60 / 20
    assert given.count(behind_of(table, table.rows[0], "refunds")) == 60


def test_few_refunds_are_not_ranked() -> None:
    given = random_shop(3, 20)
    table = answer(given, "products", "product_refunds", WHOLE)
    assert not table.rows
    assert table.note is not None


def test_refunds_of_groups_that_did_not_fill_stand_in_no_list_of_products() -> None:
    book = Book().product("cup", "杯", "杯具")
    book.records.append(Group(id="g1", updated_at=1, created_at=book.at("2026-03-05 10:00"), status="failed"))
    for number in range(20):
        book.order("2026-03-05 12:00", 500, f"b{number}", lines=[("cup", 500)], group_id="g1" if number < 8 else None)
        if number in range(18):
            order = book.records[-2].id
            book.refund("2026-03-08 12:00", 500, order_id=order, line_id=f"{order}-0", product_id="cup")
    given = Given(book.shop, book.records, book.facts("2026-04-02 00:00"))
    march = asking("2026-03-01", "2026-03-31")
    view = evaluate("products", given.facts, march)
    came_back = answer(given, "products", "product_refunds", march).rows[0]
    for name, key in (("top_products", "cup"), ("by_category", None)):
        table = view.table(name)
        (row,) = table.rows
        amount, rate = (place_of(table, one) for one in ("kept_refund_amount", "kept_refund_rate"))
        assert row.cells[amount] == came_back.cells[5] == 10 * 500
        assert row.cells[rate] == came_back.cells[4].value == 10 / 12
        assert all("拼团没成" in table.columns[place].definition.zh for place in (amount, rate))
        assert key is None or row.cells[1] == key
    assert view.figure("refund_amount").value == 18 * 500
