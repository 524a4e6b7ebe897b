"""Panels of buyers, each number a second time in plain Python."""

import math
from collections import Counter, defaultdict
from datetime import date, timedelta
from statistics import mean, median, stdev
from typing import Any

import pytest

from analytics.coverage import coverage
from analytics.period import Period
from analytics.question import Filters, Question
from analytics.result import Estimate
from tests.analytics.panels.given import (
    DAY,
    Given,
    answer,
    behind_of,
    known,
    place_of,
    random_shop,
    simulated,
    summed,
)

WHOLE = Question(Period(date(2023, 9, 1), date(2023, 11, 10)))


def buyers_of(given: Given, last: date) -> dict[str, list[Any]]:
    """The orders of every known buyer in the 365 days up to ``last``."""
    found = defaultdict(list)
    for order in given.paid(Period(last - timedelta(days=364), last)):
        if known(order.buyer_id):
            found[order.buyer_id].append(order)
    return found


def band(given: Given, orders: list[Any], last: date) -> int:
    until = coverage(given.facts).until
    end = min(given.start(last + timedelta(days=1)), until)
    gone = end - max(order.paid_at for order in orders)
    return sum(gone > days * DAY for days in (30, 60, 90, 180))


def grid(given: Given, last: date) -> dict[tuple[int, int], list[list[Any]]]:
    found = defaultdict(list)
    for orders in buyers_of(given, last).values():
        found[band(given, orders, last), min(len(orders), 5)].append(orders)
    return found


@pytest.mark.parametrize("days", [1, 30, 200])
def test_every_cell_of_the_grid_is_its_buyers_and_their_money(days: int) -> None:
    given = simulated()
    question = given.last(days)
    table = answer(given, "buyers", "rfm", question)
    expected = grid(given, question.period.last)
    assert len(table.rows) == 5
    for place, row in enumerate(table.rows):
        for times in range(1, 6):
            people = expected[place, times]
            amount = summed(order.payment_amount for orders in people for order in orders)
            assert row.cells[times] == amount
            assert row.cells[times + 5] == len(people)
            rows = behind_of(table, row, f"m{times}")
            assert (rows is None) == (not people)
            if rows is not None:
                assert rows.kind == "customers"
                assert given.ids(rows) == {orders[0].buyer_id for orders in people}
                assert given.sum(rows) == amount


def test_a_customer_is_of_one_kind_only() -> None:
    given = simulated()
    question = given.last(30)
    table = answer(given, "buyers", "standings", question)
    expected: Counter[tuple[bool, int]] = Counter()
    for (away, times), people in grid(given, question.period.last).items():
        expected[away >= 3, 0 if times >= 3 else 1 if times == 2 else 2] += len(people)
    numbers = [expected[away, often] for away in (False, True) for often in range(3)]
    assert [row.cells[1] for row in table.rows] == numbers
    groups = [given.ids(row.rows) for row in table.rows if row.rows]
    assert sum(map(len, groups)) == len(set().union(*groups)) == sum(numbers)


def test_a_category_tells_buyers_by_its_lines() -> None:
    given = simulated()
    products = given.by_id("products")
    category = Counter(known(product.category) for product in products.values()).most_common(1)[0][0]
    question = given.last(30, filters=Filters(categories=(category,)))
    table = answer(given, "buyers", "rfm", question)
    period = Period(question.period.last - timedelta(days=364), question.period.last)
    orders = defaultdict(set)
    for order, line in given.sold(period):
        if known(order.buyer_id) and products[line.product_id].category == category:
            orders[order.buyer_id].add(order.id)
    often = Counter(min(len(of_buyer), 5) for of_buyer in orders.values())
    assert [sum(row.cells[5 + times] for row in table.rows) for times in range(1, 6)] == [often[n] for n in range(1, 6)]


@pytest.mark.parametrize("panel", ["rfm", "standings", "cohorts"])
def test_what_looks_beyond_the_period_is_not_filtered_by_its_new_buyers(panel: str) -> None:
    given = simulated()
    table = answer(given, "buyers", panel, given.last(30, filters=Filters(buyers="new")))
    assert not table.rows
    assert "新老买家" in table.note.zh


@pytest.mark.parametrize("channel", [None, "公众号"])
def test_cohorts_count_each_buyer_once_a_month(channel: str | None) -> None:
    given = simulated()
    question = given.last(30, filters=Filters(channels=(channel,) if channel else ()))
    table = answer(given, "buyers", "cohorts", question)
    first: dict[str, str] = {}
    months = defaultdict(set)
    for order in given.paid():
        if known(order.buyer_id) and (channel is None or order.channel == channel):
            month = f"{given.local(order.paid_at):%Y-%m}"
            first.setdefault(order.buyer_id, month)
            months[order.buyer_id].add(month)
    over = given.last(1).period.last + timedelta(days=1)  # months that end before this day are over
    assert table.rows
    for row in table.rows:
        cohort = [buyer for buyer, month in first.items() if month == row.cells[0]]
        assert row.cells[1] == len(cohort) == given.count(row.rows)
        for later in range(1, len(row.cells) - 1):
            month = (date.fromisoformat(f"{row.cells[0]}-01") + timedelta(days=31 * later)).replace(day=1)
            value = row.cells[1 + later]
            ended = (month + timedelta(days=32)).replace(day=1) <= over
            assert (value is not None) == (ended and bool(cohort))
            if isinstance(value, Estimate):
                again = len([buyer for buyer in cohort if f"{month:%Y-%m}" in months[buyer]])
                assert value.value == pytest.approx(again / len(cohort))
                assert given.count(behind_of(table, row, f"m{later}")) == again


@pytest.mark.parametrize("seed", range(4))
def test_new_and_returning_buyers_are_worth_what_they_paid(seed: int) -> None:
    given = random_shop(seed) if seed else simulated()
    question = given.last(30) if seed == 0 else WHOLE
    table = answer(given, "buyers", "new_returning", question)
    start = given.start(question.period.first)
    earlier = {o.buyer_id for o in given.paid() if known(o.buyer_id) and start - 365 * DAY <= o.paid_at < start}
    spent: dict[bool, dict[str, int]] = {False: defaultdict(int), True: defaultdict(int)}
    for order in given.paid(question.period):
        if known(order.buyer_id):
            spent[order.buyer_id in earlier][order.buyer_id] += known(order.payment_amount) or 0
    for row, returning in zip(table.rows, (False, True), strict=True):
        amounts = list(spent[returning].values())
        assert row.cells[1] == len(amounts)
        assert row.cells[3] == sum(amounts)
        worth = row.cells[place_of(table, "worth")]
        assert isinstance(worth, Estimate) == (len(amounts) > 1)
        if isinstance(worth, Estimate):
            assert worth.value == pytest.approx(mean(amounts), abs=0.5)
            reach = 1.959964 * stdev(amounts) / math.sqrt(len(amounts))
            assert worth.high - worth.value == pytest.approx(reach, rel=1e-6, abs=1)
            assert given.count(row.rows) == len(amounts)
            assert given.sum(row.rows) == sum(amounts)


def test_order_values_add_up_and_lead_to_their_orders() -> None:
    given = simulated()
    question = given.last(60)
    table = answer(given, "orders", "order_values", question)
    orders = given.paid(question.period)
    assert sum(row.cells[1] for row in table.rows) == len(orders)
    assert sum(row.cells[3] for row in table.rows) == summed(order.payment_amount for order in orders)
    for row in table.rows:
        assert given.count(row.rows) == row.cells[1]
        assert given.sum(row.rows) == row.cells[3]
    half = median(order.payment_amount for order in orders) / 100
    assert f"¥{half:.2f}".rstrip("0").rstrip(".") in table.lead.zh
    spent: Counter[str] = Counter()
    for order in orders:
        if known(order.buyer_id):
            spent[order.buyer_id] += order.payment_amount
    tenth = math.ceil(len(spent) / 10)
    part = sum(sorted(spent.values(), reverse=True)[:tenth]) / sum(spent.values())
    assert f"({tenth:,} 位)带来 {part:.0%}" in table.lead.zh
