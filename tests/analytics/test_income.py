"""Income: the statement, and the account held against the orders, one order at a time."""

from datetime import date
from typing import Any

from analytics.period import Period
from analytics.question import Question
from analytics.result import Table, View
from analytics.rows import behind, total
from analytics.settlement import STATES, settlement
from analytics.views import evaluate
from storage.facts import Facts
from storage.records import AdSpend, Commission, Product, Settlement
from tests.analytics.making import LONDON, Book

MARCH = Question(Period(date(2026, 3, 1), date(2026, 3, 31)))
END = "2026-05-01 12:00"


def settled(book: Book, order: str, on: str, kind: str, amount: int) -> None:
    key = f"s{len(book.records)}"
    book.records.append(
        Settlement(id=key, updated_at=1, created_at=book.at(on), order_id=order, type=kind, amount=amount)
    )


def sold(book: Book, amount: int, received: str | None = "2026-03-10 10:00", **more: Any) -> str:
    """An order of March; its id."""
    book.order("2026-03-05 10:00", amount, "b1", finished_at=book.at(received) if received else None, **more)
    return next(record.id for record in reversed(book.records) if record.KIND == "orders")


def income(book: Book) -> View:
    return evaluate("income", book.facts(as_of=END), MARCH)


def state_of(facts: Facts, order: str) -> tuple[str, int]:
    """The state and the gap of an order, as the income page sees it."""
    row = facts.position("orders")[list(facts.ids("orders")).index(order)]
    result = settlement(facts)
    return [*STATES, ""][result.state[row]], int(result.gap[row])


def a_settled_shop() -> Book:
    """Its record of movements begins before the orders of March do."""
    book = Book()
    old = sold(book, 1, "2026-02-20 10:00")
    settled(book, old, "2026-02-20 10:00", "sale", 1)
    return book


def test_each_order_is_held_against_its_movements() -> None:
    book = a_settled_shop()
    states = {}
    states[sold(book, 1000)] = ("missing", -1000)  # received seven weeks ago, nothing came
    short = sold(book, 2000)
    settled(book, short, "2026-03-10 10:00", "sale", 1900)
    states[short] = ("short", -100)
    twice = sold(book, 3000)
    for hour in (10, 11):
        settled(book, twice, f"2026-03-10 {hour}:00", "sale", 3000)
    states[twice] = ("over", 3000)
    right = sold(book, 4000)
    settled(book, right, "2026-03-10 10:00", "sale", 4000)
    settled(book, right, "2026-03-10 10:00", "fee", -24)
    states[right] = ("right", 0)
    back = sold(book, 5000)
    settled(book, back, "2026-03-10 10:00", "sale", 5000)
    settled(book, back, "2026-03-12 10:00", "refund", -700)
    book.refund("2026-03-12 10:00", 600, order_id=back)
    states[back] = ("refund", -100)  # 1.00 more left the account than was refunded
    states[sold(book, 6000, received=None)] = ("open", 0)
    states[sold(book, 7000, received="2026-04-20 10:00")] = ("open", 0)  # eleven days ago
    facts = book.facts(as_of=END)
    assert {order: state_of(facts, order) for order in states} == states


def test_a_refund_that_is_still_on_its_way_does_not_count_as_a_difference() -> None:
    book = a_settled_shop()
    order = sold(book, 5000)
    settled(book, order, "2026-03-10 10:00", "sale", 5000)
    book.refund("2026-04-25 10:00", 600, order_id=order)
    assert state_of(book.facts(as_of=END), order) == ("right", 0)
    assert state_of(book.facts(as_of="2026-05-20 12:00"), order) == ("refund", 600)


def test_orders_received_before_the_record_begins_are_not_called_missing() -> None:
    book = Book()
    early = sold(book, 900, received="2026-03-06 10:00")
    late = sold(book, 1000, received="2026-03-20 10:00")
    settled(book, late, "2026-03-20 10:00", "sale", 1000)
    assert state_of(book.facts(as_of=END), early) == ("", 0)


def test_the_page_leads_to_the_orders_that_do_not_match() -> None:
    book = a_settled_shop()
    sold(book, 1000)
    short = sold(book, 2000)
    settled(book, short, "2026-03-10 10:00", "sale", 1900)
    view = income(book)
    table = view.table("settled")
    assert table.lead is not None
    assert table.lead.zh.startswith("2 单对不上，差额合计 ¥11")
    rows = {row.cells[0].zh: row for row in table.rows}  # type: ignore[union-attr]
    missing = rows["到期没到账"]
    assert missing.cells[1:] == (1000, 1, 1000)
    assert missing.behind[3] is not None
    facts = book.facts(as_of=END)
    assert len(behind(facts, missing.behind[3])) == 1
    listed = view.table("not_matching")
    assert [row.cells[2] for row in listed.rows] == [-1000, -100]


def test_without_movements_the_page_says_what_to_import() -> None:
    book = Book()
    sold(book, 1000)
    table = income(book).table("settled")
    assert not table.rows
    assert table.note is not None
    assert "结算账单" in table.note.zh
    listed = income(book).table("not_matching")
    assert not listed.rows
    assert listed.note == table.note


def test_where_nothing_was_due_nothing_is_said_to_match() -> None:
    book = a_settled_shop()
    old = sold(book, 1000)
    settled(book, old, "2026-03-10 10:00", "sale", 1000)
    facts = book.facts(as_of=END)
    empty = evaluate("income", facts, Question(Period(date(2026, 4, 10), date(2026, 4, 12))))
    for name in ("settled", "not_matching"):
        table = empty.table(name)
        assert not table.rows
        assert table.lead is None
        assert "没有可核对的" in str(table.note)
    assert "都对得上" in str(income(book).table("settled").lead)
    assert "¥0" not in str(income(book).table("settled").lead)
    assert "都对得上" in str(income(book).table("not_matching").note)


def test_what_is_all_still_to_come_is_not_said_to_match() -> None:
    book = a_settled_shop()
    book.order("2026-04-20 10:00", 6000, "b1")
    view = evaluate("income", book.facts(as_of=END), Question(Period(date(2026, 4, 10), date(2026, 4, 25))))
    table = view.table("settled")
    assert table.lead is not None
    assert "对得上" not in table.lead.zh
    assert "还有 ¥60 没到期" in table.lead.zh
    listed = view.table("not_matching")
    assert listed.note is not None
    assert "没有可核对的" in listed.note.zh


def statement(book: Book) -> Table:
    return income(book).table("statement")


def test_the_statement_takes_off_what_is_known_and_names_what_is_not() -> None:
    book = a_settled_shop()
    book.records.append(Product(id="cup", updated_at=1, title="杯", cost=300))
    order = sold(book, 10_000, lines=[("cup", 10_000)])
    settled(book, order, "2026-03-10 10:00", "fee", -60)
    book.refund("2026-03-12 10:00", 600, order_id=order)
    book.records.append(AdSpend(id="a1", updated_at=1, day="2026-03-07", cost=450))
    book.records.append(AdSpend(id="a0", updated_at=1, day="2026-02-01", cost=1))
    table = statement(book)
    amounts = {row.cells[0].zh: row.cells[1] for row in table.rows}  # type: ignore[union-attr]
    assert amounts == {"支付金额": 10_001, "退款金额": -600, "平台服务费": -60, "推广花费": -450, "商品成本": -300}
    assert table.drawn is not None
    assert table.drawn.end == sum(amounts.values())
    assert table.note is not None
    assert "佣金" in table.note.zh
    assert table.lead is not None
    assert table.lead.zh.startswith("每收 ¥100：")
    assert "剩 ¥85.9" in table.lead.zh


def test_the_statement_speaks_in_the_currency_of_the_shop() -> None:
    book = Book(LONDON)
    sold(book, 10_000)
    book.refund("2026-03-12 10:00", 600)
    lead = statement(book).lead
    assert lead is not None
    assert lead.zh.startswith("每收 £100：退款金额 £6.0；剩 £94.0")
    assert lead.en.startswith("Of every £100 paid: Refund amount £6.0; £94.0 is left")
    assert "元" not in lead.zh


def test_a_cancelled_commission_is_no_cost() -> None:
    book = a_settled_shop()
    order = sold(book, 10_000)
    for number, (state, amount) in enumerate((("settled", 100), ("waiting", 20), ("cancelled", 7))):
        book.records.append(
            Commission(
                id=f"c{number}", updated_at=1, created_at=book.at("2026-03-05 11:00"),
                order_id=order, customer_id="p1", level=1, amount=amount, status=state,
            )
        )  # fmt: skip
    facts = book.facts(as_of=END)
    figure = evaluate("income", facts, Question(Period(date(2026, 3, 5), date(2026, 3, 31)))).figure(
        "commission_amount"
    )
    assert figure.value == 120
    assert figure.rows is not None
    assert total(facts, figure.rows) == 120
    assert len(behind(facts, figure.rows)) == 2


def cups(book: Book, **more: Any) -> str:
    """An order of March for a cup that costs 3 yuan; its id."""
    return sold(book, 1000, received=None, lines=[("cup", 1000)], **more)


def cost_of(book: Book) -> tuple[int, int]:
    """The cost of goods of March, and the lines behind it."""
    book.records.append(Product(id="cup", updated_at=1, title="杯", cost=300))
    facts = book.facts(as_of=END)
    figure = evaluate("income", facts, MARCH).figure("goods_cost")
    assert figure.rows is not None
    assert total(facts, figure.rows) == figure.value
    return int(figure.value or 0), len(behind(facts, figure.rows))


def test_goods_that_never_left_cost_nothing() -> None:
    book = Book()
    sent = book.at("2026-03-06 10:00")
    cups(book, shipped_at=sent)
    cups(book)  # still to be sent
    cups(book, closed_at=book.at("2026-03-05 20:00"))  # closed and never sent: its money goes back as a refund
    cups(book, status="closed")
    assert cost_of(book) == (600, 2)


def test_an_order_refunded_whole_before_sending_costs_nothing_and_one_sent_back_does() -> None:
    book = Book()
    sent = book.at("2026-03-06 10:00")
    early, late, part = (cups(book, shipped_at=when) for when in (None, sent, None))
    book.refund("2026-03-05 20:00", 1000, order_id=early)
    book.refund("2026-03-09 20:00", 1000, order_id=late)  # had left by then
    book.refund("2026-03-05 20:00", 400, order_id=part)  # the rest is still to be sent
    assert cost_of(book) == (600, 2)


def test_where_the_source_tells_nothing_of_sending_a_refund_does_not_say_that_the_goods_stayed() -> None:
    book = Book()
    order = cups(book)
    book.refund("2026-03-05 20:00", 1000, order_id=order)
    assert cost_of(book) == (300, 1)
