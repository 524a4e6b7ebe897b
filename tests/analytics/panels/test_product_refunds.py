"""Refunds by product, a second time in plain Python."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from scipy.stats import beta, binomtest

from analytics.result import Estimate
from analytics.shares import prior_of
from tests.analytics.making import Book, asking
from tests.analytics.panels.given import (
    Given,
    answer,
    behind_of,
    known,
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
