"""What cannot be known is said, not shown as zero: before the data, after it, without visits, halfway through a day."""

from analytics.as_json import to_json
from analytics.question import Question
from analytics.result import View
from analytics.views import evaluate
from storage.facts import Facts
from storage.records import Group
from tests.analytics.making import Book, asking, daily


def overview(facts: Facts, question: Question) -> View:
    return evaluate("overview", facts, question)


def test_conversion_is_unknown_without_visits_and_says_so() -> None:
    view = overview(daily(Book(), "2026-03-01", 31, 1000, buyer="b1").facts(), asking("2026-03-01", "2026-03-31"))
    conversion = view.figure("conversion")
    assert conversion.value is None
    assert conversion.reason is not None
    assert "没有访问记录" in conversion.reason.zh
    assert set(conversion.trace) == {None}


def test_visits_recorded_from_the_middle_of_a_period_on_do_not_make_a_conversion() -> None:
    book = daily(Book(), "2026-03-01", 31, 1000, buyer="b1").visit("2026-03-20 10:00", "v1")
    half = overview(book.facts(), asking("2026-03-01", "2026-03-31")).figure("visitors")
    assert half.value is None
    assert half.reason is not None
    assert "2026-03-20" in half.reason.zh
    later = overview(book.facts(), asking("2026-03-20", "2026-03-31"))
    assert later.figure("visitors").value == 1
    assert later.figure("conversion").value == 1.0


def test_a_shop_that_takes_up_group_buying_knows_the_period_in_which_it_did_so() -> None:
    """Unlike visits, which a source may have kept from then on only, groups are opened in the shop itself."""
    book = daily(Book(), "2026-01-01", 90, 1000, buyer="b1")
    for hour in (10, 12):
        opened = book.at(f"2026-03-20 {hour}:00")
        book.records.append(Group(id=f"g{hour}", updated_at=1, created_at=opened, status="completed", size=2, joined=2))
    facts = book.facts("2026-04-02 00:00")
    opened_in = {
        month: evaluate("group-buy", facts, asking(*days)).figure("groups_opened")
        for month, days in (
            ("February", ("2026-02-01", "2026-02-28")),
            ("March", ("2026-03-01", "2026-03-31")),
        )
    }
    assert opened_in["March"].value == 2
    assert opened_in["March"].previous is None
    assert opened_in["February"].value is None
    assert "2026-03-20" in opened_in["February"].reason.zh


def test_visitors_have_no_class_and_no_region_where_the_source_gives_none() -> None:
    book = daily(Book(), "2026-03-01", 5, 1000, buyer="b1", province="浙江省").visit("2026-03-01 10:00", "v1")
    assert overview(book.facts(), asking("2026-03-01", "2026-03-05", buyers="new")).figure("visitors").value is None
    by_region = overview(book.facts(), asking("2026-03-01", "2026-03-05", provinces=("浙江省",))).figure("visitors")
    assert by_region.value is None
    assert by_region.reason is not None
    assert "地区" in by_region.reason.zh


def test_amount_per_buyer_needs_buyers() -> None:
    aov = overview(daily(Book(), "2026-03-01", 5, 1000).facts(), asking("2026-03-01", "2026-03-05")).figure("aov")
    assert aov.value is None
    assert aov.reason is not None
    assert "买家" in aov.reason.zh


def test_a_shop_whose_source_names_no_buyers_does_not_have_none() -> None:
    facts = daily(Book(), "2026-01-01", 90, 1000).facts("2026-04-02 00:00")
    for page in ("overview", "buyers", "diagnosis"):
        view = evaluate(page, facts, asking("2026-03-01", "2026-03-31"))
        figures = {figure.id: figure for figure in view.figures if figure.id in ("buyers", "new_buyers", "aov")}
        assert figures
        for figure in figures.values():
            assert figure.value is None
            assert "没有标出买家" in figure.reason.zh
        assert not any("新买家" in note.zh for note in view.notes)
    some = daily(Book(), "2026-01-01", 90, 1000).order("2026-01-01 13:00", 1, "b1").facts("2026-04-02 00:00")
    assert overview(some, asking("2026-03-01", "2026-03-31")).figure("buyers").value == 0  # guests alone in March


def test_refunds_alone_are_no_payment_amount_that_stayed_the_same() -> None:
    book = Book()
    for day in range(1, 29):
        book.refund(f"2026-02-{day:02d} 12:00", 100).refund(f"2026-03-{day:02d} 12:00", 100)
    facts = book.facts("2026-04-02 00:00")
    for page in ("overview", "diagnosis"):
        view = evaluate(page, facts, asking("2026-03-01", "2026-03-28"))
        assert view.figure("payment_amount").value is None
        assert "数据里没有订单" in view.headline.zh
        assert "和对比期一样" not in view.headline.zh
    assert evaluate("orders", facts, asking("2026-03-01", "2026-03-28")).figure("refund_amount").value == 2800


def test_amounts_a_source_never_gave_are_unknown() -> None:
    view = evaluate("orders", daily(Book(), "2026-03-01", 5, 1000).facts(), asking("2026-03-01", "2026-03-05"))
    assert view.figure("items_per_order").value is None
    assert view.figure("discount_share").value is None


def test_orders_whose_amounts_nobody_gave_have_no_total() -> None:
    facts = daily(Book(), "2026-03-01", 5, None, buyer="b1").facts()
    payment = overview(facts, asking("2026-03-01", "2026-03-05")).figure("payment_amount")
    assert payment.value is None
    assert set(payment.trace) == {None}
    assert overview(facts, asking("2026-03-01", "2026-03-05")).figure("paid_orders").value == 5


def test_a_shop_that_opens_within_the_period_has_visitors_from_its_first_day() -> None:
    book = (
        Book().visit("2026-03-10 09:00", "v1").order("2026-03-10 10:00", 100, "b1").order("2026-03-11 10:00", 100, "b2")
    )
    march = overview(book.facts(), asking("2026-03-01", "2026-03-11"))
    assert march.figure("visitors").value == 1
    assert march.trends[0].series[0].values == (None,) * 9 + (100, 100)


def test_the_first_day_of_the_data_is_known() -> None:
    facts = daily(Book(), "2026-03-10", 5, 100).facts()
    assert overview(facts, asking("2026-03-01", "2026-03-10")).figure("payment_amount").value == 100
    assert overview(facts, asking("2026-03-01", "2026-03-09")).figure("payment_amount").value is None


def test_a_last_bucket_with_fewer_days_is_marked_as_unfinished() -> None:
    facts = daily(Book(), "2026-01-01", 200, 100).facts()
    assert overview(facts, asking("2026-01-01", "2026-04-05")).trends[0].unfinished  # 95 days: 13 weeks and 4 days
    assert not overview(facts, asking("2026-01-01", "2026-04-08")).trends[0].unfinished


def test_a_comparison_before_the_first_data_gives_no_change() -> None:
    view = overview(daily(Book(), "2026-03-01", 31, 1000).facts("2026-04-02 00:00"), asking("2026-03-01", "2026-03-31"))
    payment = view.figure("payment_amount")
    assert payment.value == 31_000
    assert payment.previous is None
    assert payment.change is None
    assert payment.change_reason is not None
    assert "对比期没有数据" in payment.change_reason.zh
    assert view.trends[0].series[0].previous is None
    assert any("2026-03-01" in note.zh for note in view.notes)
    assert any("选更短、更近的期间" in note.zh for note in view.notes)
    assert all(not table.rows and table.note is not None for table in view.tables)  # no order tells what it holds
    assert "没法和对比期比" in view.headline.zh
    told = next(metric for metric in to_json(view)["metrics"] if metric["id"] == "payment_amount")
    assert (told["reason"], told["change_reason"]) == (None, "对比期没有数据。")


def test_a_comparison_half_covered_shows_its_value_but_no_change() -> None:
    view = overview(daily(Book(), "2026-02-15", 45, 1000).facts("2026-04-02 00:00"), asking("2026-03-01", "2026-03-31"))
    payment = view.figure("payment_amount")
    assert payment.previous == 14_000
    assert payment.change is None
    assert any("只有" in note.zh and "选更短、更近的期间" in note.zh for note in view.notes)


def test_without_a_whole_comparison_movers_give_way_to_what_sold_most() -> None:
    book = daily(Book().product("tea", "茶").product("cup", "杯"), "2026-02-15", 45, 1000, lines=[("tea", 900)])
    facts = book.order("2026-03-09 10:00", 5000, lines=[("cup", 4800)]).facts("2026-04-02 00:00")
    for question in (asking("2026-03-01", "2026-03-31"), asking("2026-03-01", "2026-03-31", "none")):
        view = overview(facts, question)
        table = view.table("movers_products")
        assert table.title.zh == "哪些商品卖得最多"
        assert [column.id for column in table.columns] == ["product", "product_id", "payment_amount", "share"]
        assert [row.cells[2] for row in table.rows] == [27_900, 4800, 3300]
        assert sum(row.cells[2] for row in table.rows) == view.figure("payment_amount").value
        assert table.note is not None
        assert "最多" in table.note.zh


def test_a_value_that_is_not_in_the_data_is_named_and_nothing_is_judged_by_it() -> None:
    facts = daily(Book(), "2026-01-01", 90, 1000, province="浙江省").facts("2026-04-01 00:00")
    right = overview(facts, asking("2026-03-25", "2026-03-31", provinces=("浙江省",)))
    assert right.figure("payment_amount").usual is not None
    assert right.notes == ()
    wrong = overview(facts, asking("2026-03-25", "2026-03-31", provinces=("浙江省", "淅江省")))
    assert "筛选的值在数据里没有：淅江省" in wrong.notes[0].zh
    assert all(figure.usual is None for figure in wrong.figures)
    assert "正常" not in wrong.headline.zh


def test_a_period_after_the_data_is_unknown() -> None:
    view = overview(daily(Book(), "2026-03-01", 31, 1000).facts(), asking("2026-05-01", "2026-05-31"))
    assert view.figure("payment_amount").value is None
    assert "数据到 2026-03-31 为止" in view.headline.zh


def test_an_unfinished_month_offers_its_days_so_far_and_gives_no_change() -> None:
    facts = daily(Book(), "2026-02-01", 38, 1000).facts("2026-03-10 22:00")
    view = overview(facts, asking("2026-03-01", "2026-03-31"))
    assert view.figure("payment_amount").value == 10_000
    assert view.figure("payment_amount").change is None
    assert any("03-01 – 03-10" in note.zh for note in view.notes)
    trend = view.trends[0]
    assert trend.unfinished
    assert trend.series[0].values[9:12] == (1000, None, None)


def test_days_without_orders_before_the_data_ends_are_zero_not_unknown() -> None:
    facts = daily(Book(), "2026-02-01", 31, 1000).facts("2026-03-10 22:00")
    view = overview(facts, asking("2026-03-01", "2026-03-09"))
    assert view.trends[0].series[0].values == (1000, 1000, 1000, 0, 0, 0, 0, 0, 0)
    assert not view.trends[0].unfinished
    assert any("2026-03-03 之后没有任何记录" in note.zh for note in view.notes)


def test_a_period_that_ends_in_the_unfinished_day_says_so_but_compares() -> None:
    facts = daily(Book(), "2026-02-01", 38, 1000).facts("2026-03-10 22:00")
    view = overview(facts, asking("2026-03-04", "2026-03-10"))
    assert view.trends[0].unfinished
    assert view.figure("payment_amount").change == 0
    assert any("03-10 这一天在数据里还没有结束" in note.zh for note in view.notes)


def test_today_alone_is_not_held_against_a_whole_yesterday() -> None:
    facts = daily(Book(), "2026-02-01", 38, 1000).facts("2026-03-10 22:00")
    payment = overview(facts, asking("2026-03-10", "2026-03-10")).figure("payment_amount")
    assert payment.previous == 1000
    assert payment.change is None


def test_no_comparison_is_no_fault() -> None:
    view = overview(daily(Book(), "2026-03-01", 31, 1000).facts(), asking("2026-03-01", "2026-03-20", "none"))
    assert view.comparison is None
    assert view.figure("payment_amount").change_reason is None
    assert view.headline.zh == "03-01 – 03-20 支付金额 ¥200。"
    assert view.notes == ()
