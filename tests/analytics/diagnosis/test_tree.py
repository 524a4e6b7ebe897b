"""The tree as stories: one small shop each, with the numbers worked out by hand."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.as_json import to_json
from analytics.diagnosis.contributions import contributions, ways
from analytics.diagnosis.sums import Sums
from analytics.diagnosis.view import diagnose
from analytics.question import Question
from analytics.result import Diagnosis, View
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.notebook import EMPTY
from storage.records import DailyTraffic
from tests.analytics.making import Book, asking

MARCH = asking("2026-03-01", "2026-03-31")


def seen(facts: Facts, question: Question = MARCH) -> tuple[View, Diagnosis]:
    view = diagnose(facts, question, EMPTY)
    assert view.diagnosis is not None
    return view, view.diagnosis


def parts(diagnosis: Diagnosis, *nodes: str) -> list[int | None]:
    return [diagnosis.node(name).contribution for name in nodes]


def month(book: Book, number: int, buyers: int, amount: int, **more: object) -> Book:
    """As many buyers with one order each, on the 10th of a month of 2026."""
    for buyer in range(buyers):
        book.order(f"2026-{number:02d}-10 12:00", amount, f"b{buyer}", item_count=2, **more)
    return book


def ended(book: Book) -> Facts:
    """With February and March whole in the data."""
    return book.order("2026-01-31 12:00", 1, "b0", item_count=1).facts("2026-04-02 00:00")


def test_more_buyers_at_the_same_amount_are_all_of_the_change() -> None:
    view, tree = seen(ended(month(month(Book(), 2, 4, 1000), 3, 6, 1000)))
    assert parts(tree, "payment_amount", "buyers", "aov") == [2000, 2000, 0]
    assert tree.rule == "lmdi"
    assert (
        view.headline.zh
        == "支付金额比对比期多 ¥20(+50.0%)，还说不准是不是偶然；主要是支付买家数多了(+¥20)，客单价影响不大。"
    )


def test_buyers_are_also_new_and_returning_ones() -> None:
    book = month(month(Book(), 2, 4, 1000), 3, 6, 1000)  # b0 to b3 come back, b4 and b5 are new; b0 alone did before
    _, tree = seen(ended(book))
    values = [(tree.node(name).previous, tree.node(name).value) for name in ("new_buyers", "returning_buyers")]
    assert values == [(3, 2), (1, 4)]
    assert parts(tree, "new_buyers", "returning_buyers") == [-1000, 3000]
    assert [[node.id for node in way] for way in tree.ways("buyers")] == [
        ["new_buyers", "returning_buyers"],
        ["visitors", "conversion"],  # nothing is known of them: they come last
    ]


def test_without_visits_the_branch_says_so_and_the_sums_hold() -> None:
    _, tree = seen(ended(month(month(Book(), 2, 4, 1000), 3, 6, 900)))
    for name in ("visitors", "conversion"):
        node = tree.node(name)
        assert (node.value, node.contribution) == (None, None)
        assert node.reason is not None
        assert "没有访问记录" in node.reason.zh
    assert sum(parts(tree, "buyers", "aov")) == 5400 - 4000
    assert tree.node("buyers").how.zh == "新买家 + 老买家"


def test_daily_totals_of_visitors_are_no_visitors_of_a_month() -> None:
    book = month(month(Book(), 2, 4, 1000), 3, 6, 900)
    book.order("2026-01-31 12:00", 1, "b0")
    daily = DailyTraffic(id="d1", updated_at=1, day="2026-03-07", visitors=77)
    _, tree = seen(facts_of(book.shop, [*book.records, daily], as_of=book.at("2026-04-02 00:00")))
    reason = tree.node("visitors").reason
    assert reason is not None
    assert "每天" in reason.zh
    assert tree.node("conversion").reason == reason


def test_visitors_and_conversion_share_the_part_of_the_buyers() -> None:
    book = month(month(Book(), 2, 4, 1000), 3, 6, 1000)
    book.visit("2026-01-31 09:00", "v0")
    for number, visitors in ((2, 40), (3, 80)):
        for visitor in range(visitors):
            book.visit(f"2026-{number:02d}-05 09:00", f"v{visitor}")
    _, tree = seen(ended(book))
    mean = 2000 / math.log(6000 / 4000)
    visitors, conversion = mean * math.log(80 / 40), mean * math.log((6 / 80) / (4 / 40))
    assert parts(tree, "visitors", "conversion") == [round(visitors), round(conversion)]
    assert sum(parts(tree, "visitors", "conversion")) == tree.node("buyers").contribution == 2000
    assert tree.node("buyers").how.zh == "访客数 × 支付转化率；也等于 新买家 + 老买家"


def test_an_amount_per_buyer_is_orders_times_items_times_price() -> None:
    book = Book()
    for day in (10, 11):
        book.order(f"2026-02-{day} 12:00", 1000, "b0", item_count=2)
    for day in (10, 11, 12, 13):
        book.order(f"2026-03-{day} 12:00", 1200, "b0", item_count=3)
    _, tree = seen(ended(book))
    mean = (4800 - 2000) / math.log(4800 / 2000)
    expected = [mean * math.log(ratio) for ratio in (4 / 2, 3 / 2, 400 / 500)]
    names = ("orders_per_buyer", "items_per_order", "price_per_item")
    assert [tree.node(name).value for name in names] == [4.0, 3.0, 400]
    assert parts(tree, *names) == pytest.approx(expected, abs=1)
    assert sum(parts(tree, *names)) == 2800


def test_money_of_guests_is_a_part_by_itself() -> None:
    """Two buyers with the same 10 each; guests paid 5 more: nobody's amount per buyer has changed."""
    book = month(month(Book(), 2, 2, 1000), 3, 2, 1000)
    book.order("2026-02-11 12:00", 500).order("2026-03-11 12:00", 1000)
    _, tree = seen(ended(book))
    assert tree.node("guest_amount").value == 1000
    assert parts(tree, "payment_amount", "buyers", "aov", "guest_amount") == [500, 0, 500, 500]
    assert parts(tree, "orders_per_buyer", "items_per_order", "price_per_item") == [0, 0, 0]
    assert tree.node("aov").value == 1500  # as everywhere: the money of guests is in it
    assert "游客的钱另算一项" in tree.node("aov").how.zh


def test_refunds_and_what_stays_are_another_way_of_splitting_the_payment() -> None:
    book = month(month(Book(), 2, 4, 1000), 3, 6, 1000)
    book.refund("2026-02-20 12:00", 100).refund("2026-03-20 12:00", 700)
    _, tree = seen(ended(book))
    assert parts(tree, "net_amount", "refund_amount") == [5300 - 3900, 600]
    assert [node.value for node in tree.ways("payment_amount")[1]] == [5300, 700]
    assert [way[0].way for way in tree.ways("payment_amount")] == ["buyers", "kept"]


def test_without_buyers_before_all_comes_from_the_buyers() -> None:
    book = month(Book(), 3, 3, 1000).order("2026-01-15 12:00", 1, "b9")
    view, tree = seen(book.facts("2026-04-02 00:00"))
    assert tree.node("aov").previous is None
    assert parts(tree, "payment_amount", "buyers", "aov") == [3000, 3000, 0]
    assert tree.rule == "shapley"
    assert "支付买家数" in tree.why_rule.zh
    assert "主要是支付买家数多了(+¥30)" in view.headline.zh


def test_a_shop_that_sold_nothing_now_lost_its_buyers() -> None:
    facts = month(Book(), 2, 3, 1000).order("2026-01-15 12:00", 1, "b9").facts("2026-04-02 00:00")
    view, tree = seen(facts)
    assert (tree.node("payment_amount").value, tree.node("aov").value) == (0, None)
    assert parts(tree, "payment_amount", "buyers", "aov") == [-3000, -3000, 0]
    assert "主要是支付买家数少了(−¥30)" in view.headline.zh


def test_where_no_buyer_is_ever_known_orders_take_their_place() -> None:
    book = Book().order("2026-01-31 12:00", 1)
    for number, orders in ((2, 4), (3, 6)):
        for day in range(orders):
            book.order(f"2026-{number:02d}-{day + 1:02d} 12:00", 1000)
    view, tree = seen(book.facts("2026-04-02 00:00"))
    assert parts(tree, "paid_orders", "amount_per_order") == [2000, 0]
    assert parts(tree, "buyers", "aov") == [None, None]
    assert tree.node("payment_amount").how.zh.startswith("支付订单 × 笔单价")
    assert "主要是支付订单多了" in view.headline.zh


def test_orders_of_unknown_pieces_are_a_part_by_themselves() -> None:
    book = month(month(Book(), 2, 2, 1000), 3, 2, 1000).order("2026-03-20 12:00", 400, "b0", item_count=None)
    _, tree = seen(ended(book))
    assert tree.node("uncounted_orders").value == 1
    assert [tree.node(name).value for name in ("items_per_order", "price_per_item")] == [2.0, 500]
    basket = tree.ways("aov")[0]
    assert [node.id for node in basket][-1] == "uncounted_orders"
    assert sum(node.contribution or 0 for node in basket) == tree.node("aov").contribution
    assert parts(tree, "items_per_order", "price_per_item") == [0, 0]


def test_without_any_pieces_the_tree_ends_with_the_amount_per_order() -> None:
    book = Book().order("2026-01-31 12:00", 1, "b0")
    book.order("2026-02-10 12:00", 1000, "b0").order("2026-03-10 12:00", 900, "b0").order("2026-03-11 12:00", 900, "b0")
    _, tree = seen(book.facts("2026-04-02 00:00"))
    assert parts(tree, "items_per_order", "price_per_item") == [None, None]
    reason = tree.node("items_per_order").reason
    assert reason is not None
    assert "件数" in reason.zh
    both = parts(tree, "orders_per_buyer", "buyers_amount_per_order")
    assert sum(both) == tree.node("aov").contribution == 800


def test_a_category_counts_its_own_lines_without_freight() -> None:
    book = Book().product("p1", "茶", "茶").product("p2", "杯", "杯").order("2026-01-31 12:00", 1, "b0")
    book.order("2026-02-10 12:00", 1100, "b1", lines=(("p1", 600), ("p2", 400)))  # and 100 freight
    book.order("2026-03-10 12:00", 1900, "b1", lines=(("p1", 900), ("p2", 900)))
    facts = book.facts("2026-04-02 00:00")
    _, tree = seen(facts, asking("2026-03-01", "2026-03-31", categories=("茶",)))
    assert parts(tree, "payment_amount", "buyers", "aov") == [300, 0, 300]
    assert parts(tree, "orders_per_buyer", "items_per_order", "price_per_item") == [0, 0, 300]


def test_a_filter_by_new_buyers_leaves_no_guests() -> None:
    book = month(month(Book(), 2, 4, 1000), 3, 9, 1000).order("2026-03-11 12:00", 500)
    _, tree = seen(ended(book), asking("2026-03-01", "2026-03-31", buyers="new"))
    assert tree.node("payment_amount").value == 5000
    assert "guest_amount" not in [node.id for node in tree.nodes]
    assert parts(tree, "new_buyers", "returning_buyers") == [2000, 0]


def test_without_a_comparison_the_tree_has_values_only() -> None:
    facts = ended(month(Book(), 3, 3, 1000))
    view, tree = seen(facts, asking("2026-03-01", "2026-03-31", "none"))
    assert tree.rule == "none"
    assert tree.node("buyers").value == 3
    assert {node.contribution for node in tree.nodes} == {None}
    assert "没有选对比期" in view.headline.zh
    assert [table.id for table in view.tables] == ["tree"]


def test_before_the_data_begins_nothing_is_compared() -> None:
    _, tree = seen(month(Book(), 3, 3, 1000).facts("2026-04-02 00:00"))
    assert tree.rule == "none"
    assert "对比期" in tree.why_rule.zh


def test_a_shop_without_data_says_so() -> None:
    view, tree = seen(Book().facts())
    assert all(node.value is None and node.reason is not None for node in tree.nodes)
    assert "没有订单数据" in view.headline.zh


def test_two_equal_months_have_nothing_to_explain() -> None:
    view, tree = seen(ended(month(month(Book(), 2, 4, 1000), 3, 4, 1000)))
    assert parts(tree, "payment_amount", "buyers", "aov") == [0, 0, 0]
    assert view.headline.zh == "支付金额和对比期一样。"


def test_what_cancels_out_is_still_told() -> None:
    view, tree = seen(ended(month(month(Book(), 2, 4, 1500), 3, 6, 1000)))
    assert parts(tree, "payment_amount", "buyers", "aov") == [0, 2433, -2433]
    assert view.headline.zh == "支付金额和对比期一样；支付买家数多了(+¥24.33)，客单价低了(−¥24.33)。"


def test_a_part_against_the_change_is_told_as_such() -> None:
    view, _ = seen(ended(month(month(Book(), 2, 4, 1500), 3, 10, 1000)))
    assert "主要是支付买家数多了" in view.headline.zh
    assert "客单价反而低了" in view.headline.zh


def test_the_json_prints_every_node() -> None:
    view, tree = seen(ended(month(month(Book(), 2, 4, 1000), 3, 6, 1000)))
    printed = to_json(view)["diagnosis"]
    assert [node["id"] for node in printed["nodes"]] == [node.id for node in tree.nodes]
    assert [node["contribution"] for node in printed["nodes"]] == [node.contribution for node in tree.nodes]
    assert printed["nodes"][1]["way"] == "buyers"
    assert printed["rule"] == "lmdi"


def positive() -> st.SearchStrategy[Sums]:
    """Numbers of a shop in which everything is above zero and every order's pieces are known."""

    def made(given: tuple[int, ...]) -> Sums:
        buyers, more, pieces, price, guests, visitors, new, refunds = given
        orders, new = buyers + more, new % (buyers + 1)
        known = (orders + pieces) * price
        return Sums(
            paid=known + guests, orders=orders, known=known, buyers=buyers, new=new, returning=buyers - new,
            buyers_orders=orders, counted_orders=orders, counted_money=known, pieces=orders + pieces,
            visitors=buyers + visitors, refunded=refunds,
        )  # fmt: skip

    whole = [st.integers(1, 3000), *[st.integers(0, 5000)] * 2, *[st.integers(1, 9999)], *[st.integers(0, 9999)] * 4]
    return st.tuples(*whole).map(made)


@given(positive(), positive())
@settings(max_examples=200, deadline=None)
def test_by_lmdi_the_tree_is_the_split_into_all_its_factors_at_once(before: Sums, now: Sums) -> None:
    found = contributions(ways("lmdi", before, now), now.paid - before.paid)
    mean = (
        before.known if now.known == before.known else (now.known - before.known) / math.log(now.known / before.known)
    )
    factors = {
        "visitors": (before.visitors, now.visitors),
        "conversion": (before.conversion, now.conversion),
        "orders_per_buyer": (before.basket[0], now.basket[0]),
        "items_per_order": (before.basket[1], now.basket[1]),
        "price_per_item": (before.basket[2], now.basket[2]),
    }
    for name, (ago, after) in factors.items():
        assert found[name] == pytest.approx(mean * math.log((after or 1) / (ago or 1)), abs=2.5, rel=1e-6), name
    assert found.get("guest_amount", 0) == pytest.approx(now.guests - before.guests, abs=1)
    assert found["new_buyers"] + found["returning_buyers"] == found["visitors"] + found["conversion"] == found["buyers"]
    assert found["buyers"] + found["aov"] == found["net_amount"] + found["refund_amount"] == now.paid - before.paid


@given(positive(), positive(), st.sampled_from(("lmdi", "shapley")))
@settings(max_examples=200, deadline=None)
def test_by_either_rule_swapping_the_periods_flips_the_tree(before: Sums, now: Sums, rule: str) -> None:
    there = contributions(ways(rule, before, now), now.paid - before.paid)  # type: ignore[arg-type]
    back = contributions(ways(rule, now, before), before.paid - now.paid)  # type: ignore[arg-type]
    assert back == {name: -part for name, part in there.items()}
