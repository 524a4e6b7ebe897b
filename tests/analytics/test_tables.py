"""Rankings that are cut, rows in order, what stopped, and single orders."""

from msgspec import structs

from analytics.asked import Asked
from analytics.breakdown import Breakdown, breakdown_table
from analytics.dimensions.time import HOUR, WEEKDAY
from analytics.listing import Listing, listing_table
from analytics.metrics.sales import PAYMENT_AMOUNT
from analytics.rows import behind, total
from analytics.subjects.orders import ORDERS
from analytics.views import SUBJECTS, evaluate
from storage.facts import Facts
from tests.analytics.making import Book, asking, at

MARCH = asking("2026-03-01", "2026-03-31")


def many_products(count: int) -> Facts:
    """Product n sells for n, all together in one order each; the two dearest cost the same."""
    book = Book()
    for number in range(1, count + 1):
        amount = min(number, count - 1)
        book.product(f"p{number:04d}", f"第 {number} 款").order(
            "2026-03-10 10:00", amount, f"b{number % 7}", lines=[(f"p{number:04d}", amount)]
        )
    book.order("2026-03-11 10:00", 7, "b9", lines=[(None, 7)])
    return book.order("2026-01-01 10:00", 5, lines=[("p0001", 5)]).facts("2026-04-02 00:00")


def test_no_page_has_more_tabs_than_fit_beside_one_another() -> None:
    assert {name: len(subject.tables) for name, subject in SUBJECTS.items() if len(subject.tables) > 10} == {}


def test_a_cut_ranking_keeps_the_rest_in_one_row_that_adds_up() -> None:
    facts = many_products(230)
    table = evaluate("products", facts, MARCH).table("top_products")
    assert len(table.rows) == 202
    assert table.total_rows == 231
    assert [row.cells[1] for row in table.rows[:3]] == ["p0229", "p0230", "p0228"]  # equals in the order of their ids
    rest, unknown = table.rows[-2:]
    assert str(unknown.cells[0]) == "未知商品"
    assert unknown.cells[2] == 7
    assert str(rest.cells[0]) == "其余 30 个"
    assert sum(row.cells[2] for row in table.rows) == evaluate("products", facts, MARCH).figure("goods_amount").value
    assert rest.cells[5] == 7  # buyers of the rest, each counted once
    assert rest.rows is not None
    assert total(facts, rest.rows) == rest.cells[2] == sum(range(1, 31))
    assert len(behind(facts, rest.rows)) == 30


def test_values_with_an_order_of_their_own_keep_it() -> None:
    book = Book().order("2026-03-02 09:00", 5).order("2026-03-08 21:00", 9).order("2026-01-01 00:00", 1)
    asked = Asked(book.facts("2026-04-02 00:00"), MARCH)
    by_weekday, by_hour = (Breakdown(one.id, one.name, one, (PAYMENT_AMOUNT,)) for one in (WEEKDAY, HOUR))
    weekdays = breakdown_table(asked, by_weekday).rows
    assert [str(row.cells[0]) for row in weekdays] == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    assert [row.cells[1] for row in weekdays] == [5, 0, 0, 0, 0, 0, 9]
    assert len(breakdown_table(asked, by_hour).rows) == 24


def test_unknown_comes_last_and_leads_to_its_rows() -> None:
    book = (
        Book().order("2026-03-02 09:00", 500).order("2026-03-03 09:00", 9, channel="live").order("2026-01-01 00:00", 1)
    )
    facts = book.facts("2026-04-02 00:00")
    rows = evaluate("orders", facts, MARCH).table("by_channel").rows
    assert [str(row.cells[0]) for row in rows] == ["live", "未知"]
    assert rows[1].rows is not None
    assert behind(facts, rows[1].rows).tolist() == [1]


def test_buyers_in_several_rows_are_told_apart_from_sums() -> None:
    book = Book().order("2026-03-02 09:00", 5, "b1", channel="a").order("2026-03-03 09:00", 9, "b1", channel="b")
    table = evaluate("orders", book.order("2026-01-01 00:00", 1).facts(), MARCH).table("by_channel")
    sums = {column.id: column.total for column in table.columns}
    assert sums["payment_amount"]
    assert sums["paid_orders"]
    assert not sums["buyers"]
    assert table.note is not None
    assert "支付买家数" in table.note.zh


def test_what_stopped_selling_shows_what_it_used_to_sell() -> None:
    book = Book().product("a", "还在卖").product("b", "停了").order("2026-01-01 10:00", 1, lines=[("a", 1)])
    book.order("2026-02-10 10:00", 70, lines=[("a", 20), ("b", 50)]).order("2026-03-10 10:00", 20, lines=[("a", 20)])
    facts = book.facts("2026-04-02 00:00")
    table = evaluate("products", facts, MARCH).table("stopped")
    assert [row.cells[:4] for row in table.rows] == [("停了", "b", 50, 1)]
    assert table.rows[0].rows is not None
    assert total(facts, table.rows[0].rows) == 50


def test_single_orders_are_listed_by_amount_and_by_time() -> None:
    book = Book().customer("b1", "阿明").order("2026-01-01 00:00", 1)
    for day in range(1, 32):
        book.order(f"2026-03-{day:02d} 10:00", 100 * (day % 10), "b1")
        book.order(f"2026-03-{day:02d} 11:00", 50, "b1")
    facts = book.facts("2026-04-02 00:00")
    largest = evaluate("orders", facts, MARCH).table("largest")
    declared = next(one for one in ORDERS.tables if one.id == "largest")
    assert isinstance(declared, Listing)
    latest = listing_table(Asked(facts, MARCH), structs.replace(declared, by="time"))
    assert len(latest.rows) == len(largest.rows) == 50
    assert latest.total_rows == 62
    times = [row.cells[1] for row in latest.rows]
    assert times == sorted(times, reverse=True)
    amounts = [row.cells[-1] for row in largest.rows]
    assert amounts == sorted(amounts, reverse=True)
    assert amounts[:4] == [900, 900, 900, 800]
    assert [row.cells[1] for row in largest.rows[:3]] == [at(f"2026-03-{day} 10:00") for day in (29, 19, "09")]
    first = largest.rows[0]
    assert first.cells[2] == "阿明"
    assert first.rows is not None
    assert total(facts, first.rows) == 900
    assert len(behind(facts, first.rows)) == 1


def test_movers_show_the_best_first_and_the_worst_last() -> None:
    book = Book().order("2026-01-01 00:00", 1)
    for number in range(20):
        province = f"省{number:02d}"
        book.order("2026-02-10 10:00", 1000, province=province)
        book.order("2026-03-10 10:00", 1000 + 10 * (number - 10), province=province)
    table = evaluate("overview", book.facts("2026-04-02 00:00"), MARCH).table("movers_provinces")
    names = [str(row.cells[0]) for row in table.rows]
    assert names == ["省19", "省18", "省17", "省16", "省15", "省04", "省03", "省02", "省01", "省00", "其他 10 个"]
    assert [row.cells[3] for row in table.rows][:2] == [90, 80]
    assert sum(row.cells[3] for row in table.rows) == -100
    assert table.rows[0].cells[4] == 90 / -100


def test_products_whose_amounts_are_unknown_leave_the_money_to_the_row_beyond_goods() -> None:
    book = Book().product("tea", "茶").order("2026-01-01 00:00", 1)
    book.order("2026-02-10 10:00", 700, lines=[("tea", None)])
    facts = book.order("2026-03-10 10:00", 900, lines=[("tea", None)]).facts("2026-04-02 00:00")
    table = evaluate("overview", facts, MARCH).table("movers_products")
    assert [row.cells[2:5] for row in table.rows] == [(0, 0, 0), (900, 700, 200)]


def test_products_of_which_none_moved_leave_freight_to_its_own_row() -> None:
    book = Book().product("tea", "茶").order("2026-01-01 00:00", 1)
    book.order("2026-02-10 10:00", 5000, lines=[("tea", 4000)]).order("2026-03-10 10:00", 5500, lines=[("tea", 4000)])
    facts = book.facts("2026-04-02 00:00")
    table = evaluate("overview", facts, MARCH).table("movers_products")
    assert [row.cells[2:5] for row in table.rows] == [(4000, 4000, 0), (1500, 1000, 500)]
    assert [total(facts, row.rows) for row in table.rows if row.rows] == [4000, 1500]
