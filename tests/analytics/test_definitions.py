"""The rules merchants know, one small story each, and the texts that tell them."""

import re

import pytest
from msgspec.structs import replace

from analytics.asked import Asked
from analytics.breakdown import Breakdown, breakdown_table
from analytics.dimensions.time import HOUR
from analytics.metric import Metric
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.question import Question
from analytics.result import View
from analytics.rows import behind, total
from analytics.views import SUBJECTS, evaluate
from storage.facts import Facts
from tests.analytics.making import LONDON, Book, asking


def overview(facts: Facts, question: Question) -> View:
    return evaluate("overview", facts, question)


def value(facts: Facts, question: Question, figure: str) -> int | float | None:
    return overview(facts, question).figure(figure).value


def test_an_order_counts_when_paid_not_when_placed() -> None:
    facts = Book().order("2026-03-02 00:10", 500, placed="2026-03-01 23:50").order(None, 900).facts()
    assert value(facts, asking("2026-03-01", "2026-03-01"), "payment_amount") == 0
    assert value(facts, asking("2026-03-02", "2026-03-02"), "payment_amount") == 500


@pytest.mark.parametrize("channels", [(), ("live",)])
def test_a_period_begins_with_its_first_moment_and_ends_before_the_next(channels: tuple[str, ...]) -> None:
    book = Book().order("2026-02-28 23:59", 1, channel="live").order("2026-03-01 00:00", 10, channel="live")
    facts = book.order("2026-03-31 23:59", 100, channel="live").order("2026-04-01 00:00", 1000, channel="live").facts()
    assert value(facts, asking("2026-03-01", "2026-03-31", channels=channels), "payment_amount") == 110


def test_refunds_stand_apart_and_count_on_their_own_day() -> None:
    book = Book().order("2026-03-01 10:00", 500, "b1").refund("2026-04-02 10:00", 500, order_id="o0")
    book.order("2026-04-02 11:00", 100).refund("2026-04-03 10:00", 70, status="refused")
    facts = book.facts()
    assert value(facts, asking("2026-03-01", "2026-03-31"), "payment_amount") == 500
    assert value(facts, asking("2026-03-01", "2026-03-31"), "refund_amount") == 0
    assert value(facts, asking("2026-04-01", "2026-04-30"), "refund_amount") == 500


def test_guests_are_orders_but_not_buyers() -> None:
    facts = Book().order("2026-03-01 10:00", 500, "b1").order("2026-03-01 11:00", 300).facts()
    march = asking("2026-03-01", "2026-03-31")
    assert [value(facts, march, name) for name in ("paid_orders", "buyers", "aov")] == [2, 1, 800]
    assert evaluate("buyers", facts, march).figure("guest_orders").value == 1


@pytest.mark.parametrize(("before", "kind"), [("2025-03-02 00:00", "returning"), ("2025-03-01 23:59", "new")])
def test_returning_is_who_paid_within_365_days_before_the_period(before: str, kind: str) -> None:
    facts = Book().order(before, 1, "b1").order("2026-03-05 10:00", 500, "b1").facts()
    march = asking("2026-03-02", "2026-03-31")
    assert value(facts, march, "returning_buyers") == (kind == "returning")
    assert value(facts, march, "new_buyers") == (kind == "new")
    assert value(facts, asking("2026-03-02", "2026-03-31", buyers=kind), "payment_amount") == 500


def test_a_new_buyer_who_comes_twice_in_the_period_stays_new() -> None:
    facts = Book().order("2026-03-05 10:00", 100, "b1").order("2026-03-25 10:00", 200, "b1").facts()
    view = overview(facts, asking("2026-03-01", "2026-03-31", buyers="new"))
    assert view.figure("payment_amount").value == 300
    assert sum(value or 0 for value in view.trends[0].series[0].values) == 300


def tea_and_cups() -> Facts:
    book = (
        Book().product("tea", "茶", "茶叶").product("cup", "杯", "茶具").customer("b1", "阿明").customer("b2", "阿芳")
    )
    book.order("2026-03-01 10:00", 1000, "b1", lines=[("tea", 600), ("cup", 300)], channel="live")  # freight 100
    book.order("2026-03-02 10:00", 250, "b2", lines=[("cup", 250)], channel="mini")
    book.refund("2026-03-03 10:00", 120, order_id=book.records[4].id, product_id="cup", buyer_id="b1")
    return book.facts()


def test_a_category_filter_counts_its_lines_and_leaves_freight_to_nobody() -> None:
    cups = asking("2026-03-01", "2026-03-31", categories=("茶具",))
    view = overview(tea_and_cups(), cups)
    assert [view.figure(name).value for name in ("payment_amount", "paid_orders", "buyers", "aov")] == [550, 2, 2, 275]
    assert view.figure("refund_amount").value == 120
    both = asking("2026-03-01", "2026-03-31", categories=("茶具", "茶叶"))
    assert value(tea_and_cups(), both, "payment_amount") == 1150  # and not 1250
    assert any("运费" in note.zh for note in view.notes)
    rows = view.figure("payment_amount").rows
    assert rows is not None
    assert rows.kind == "order_lines"
    assert total(tea_and_cups(), rows) == 550


def test_two_lines_of_one_order_do_not_make_a_repeat_buyer() -> None:
    book = Book().product("tea", "茶", "茶叶").product("oolong", "乌龙", "茶叶")
    book.order("2026-03-01 10:00", 100, "b1", lines=[("tea", 50), ("oolong", 50)])
    book.order("2026-03-02 10:00", 100, "b2", lines=[("tea", 50)]).order(
        "2026-03-03 10:00", 100, "b2", lines=[("tea", 50)]
    )
    view = evaluate("buyers", book.facts(), asking("2026-03-01", "2026-03-31", categories=("茶叶",)))
    assert view.figure("repeat_share").value == 0.5
    assert [row.cells[3] for row in view.table("by_orders").rows] == [1, 1, 0, 0, 0]


def test_a_refund_takes_channel_and_region_from_its_order() -> None:
    facts = tea_and_cups()
    assert value(facts, asking("2026-03-01", "2026-03-31", channels=("live",)), "refund_amount") == 120
    assert value(facts, asking("2026-03-01", "2026-03-31", channels=("mini",)), "refund_amount") == 0


def test_a_refund_that_names_only_its_line_takes_the_category_of_the_line() -> None:
    book = Book().product("tea", "茶", "茶叶").order("2026-03-01 10:00", 100, lines=[("tea", 100)])
    facts = book.refund("2026-03-03 10:00", 40, line_id="o1-0").facts()
    assert value(facts, asking("2026-03-01", "2026-03-31", categories=("茶叶",)), "refund_amount") == 40


def test_a_line_counts_with_its_order_whatever_time_it_bears_itself() -> None:
    book = Book().product("tea", "茶", "茶叶").order("2026-03-01 10:00", 100, lines=[("tea", 100)])
    book.records[-1] = replace(book.records[-1], created_at=book.at("2026-04-09 10:00"))
    view = evaluate("orders", book.facts(), asking("2026-03-01", "2026-03-31", categories=("茶叶",)))
    assert view.figure("placed_orders").value == 1
    assert view.figure("payment_rate").value == 1.0


def test_discounts_are_held_against_the_list_prices_of_the_same_orders() -> None:
    book = Book().order("2026-03-01 10:00", 90, list_amount=100, discount_amount=10)
    book.order("2026-03-02 10:00", 90, discount_amount=50).order("2026-03-03 10:00", 90, list_amount=100)
    view = evaluate("orders", book.facts(), asking("2026-03-01", "2026-03-31"))
    assert view.figure("discount_share").value == 0.1


def test_products_and_freight_make_up_the_whole_change() -> None:
    book = Book().product("tea", "茶", "茶叶").order("2026-02-10 10:00", 700, lines=[("tea", 600)])
    book.order("2026-03-10 10:00", 1250, lines=[("tea", 900), ("gone", 200)]).order("2026-01-01 00:00", 1)
    table = overview(book.facts("2026-04-01 00:00"), asking("2026-03-01", "2026-03-31")).table("movers_products")
    cells = [(str(row.cells[0]), *row.cells[2:5]) for row in table.rows]
    assert cells == [("茶", 900, 600, 300), ("gone", 200, 0, 200), ("运费等商品以外的金额", 150, 100, 50)]
    assert table.rows[2].rows is not None
    assert total(book.facts(), table.rows[2].rows) == 150
    of_tea = asking("2026-03-01", "2026-03-31", categories=("茶叶",))
    tea = overview(book.facts("2026-04-01 00:00"), of_tea).table("movers_products")
    assert [row.cells[2:5] for row in tea.rows] == [(900, 600, 300)]


def test_days_are_those_of_the_shops_clock_when_summer_time_ends() -> None:
    book = Book(LONDON)
    book.order("2011-10-29 23:59", 1).order("2011-10-30 00:00", 10).order("2011-10-30 01:30", 100)
    book.order("2011-10-30 23:59", 1000).order("2011-10-31 00:00", 10_000)
    facts = book.facts()
    sunday = overview(facts, asking("2011-10-30", "2011-10-30"))
    assert sunday.figure("payment_amount").value == 1110
    weekend = overview(facts, asking("2011-10-29", "2011-10-31"))
    assert weekend.trends[0].series[0].values == (1, 1110, 10_000)
    declared = Breakdown("by_hour", HOUR.name, HOUR, (PAYMENT_AMOUNT,))
    by_hour = breakdown_table(Asked(facts, asking("2011-10-29", "2011-10-31")), declared)
    assert [row.cells[1] for row in by_hour.rows[:2]] == [10_010, 100]
    assert by_hour.rows[23].cells[1] == 1001


def test_people_without_a_record_are_shown_by_their_first_order() -> None:
    book = (
        Book()
        .order("2026-03-01 10:00", 100, "b1")
        .order("2026-03-02 10:00", 200, "b1")
        .order("2026-03-03 10:00", 1, "b2")
    )
    facts = book.facts()
    rows = overview(facts, asking("2026-03-01", "2026-03-31")).figure("buyers").rows
    assert rows is not None
    assert rows.kind == "orders"
    assert behind(facts, rows).tolist() == [1, 3]
    known = book.customer("b1", "阿明").customer("b2", "阿芳").facts()
    people = overview(known, asking("2026-03-01", "2026-03-31")).figure("buyers").rows
    assert people is not None
    assert people.kind == "customers"
    assert behind(known, people).tolist() == [1, 2]


def declared_metrics() -> list[Metric]:
    metrics: dict[tuple[str, str], Metric] = {}
    for subject in SUBJECTS.values():
        tables = [metric for table in subject.tables if isinstance(table, Breakdown) for metric in table.metrics]
        for metric in (*subject.figures, *subject.trend, *tables):
            metrics[subject.id, metric.id] = metric
    return list(metrics.values())


@pytest.mark.parametrize("metric", declared_metrics(), ids=lambda metric: metric.id)
def test_every_definition_tells_days_refunds_and_filters_in_both_languages(metric: Metric) -> None:
    zh, en = metric.definition.zh, metric.definition.en
    assert "当地日期" in zh
    assert "local day" in en
    assert "退" in zh
    assert re.search("refund|return", en, re.IGNORECASE)
    assert "筛选" in zh
    assert re.search("[Ff]ilter", en)
    assert not re.search("[一-鿿]", en)
