"""What the page of traffic says of little shops: where visitors are lost, which page and source is better."""

import pytest

from analytics.rows import behind
from analytics.views import evaluate
from storage.records import AdSpend
from tests.analytics.making import Book, asking
from tests.analytics.test_fans import cell


def mended() -> Book:
    """100 visitors look, 50 at a product, 20 use the cart, 20 order and pay 10 yuan each."""
    book = Book()
    for number in range(100):
        seen = {"product_id": "tea"} if number < 50 else {}
        book.visit("2026-03-02 10:00", f"w{number}", customer_id=f"c{number}", added_to_cart=number < 20, **seen)
        if number < 20:
            book.order("2026-03-02 11:00", 1000, f"c{number}")
    return book


def test_lost_sales_are_what_one_more_point_would_bring() -> None:
    facts = mended().facts("2026-04-01 00:00")
    table = evaluate("traffic", facts, asking("2026-03-01", "2026-03-31")).table("lost_sales")
    first = table.rows[0]
    assert first.cells[0].zh == "看了商品 → 加了购物车"
    assert first.cells[1] == 30
    assert len(behind(facts, first.rows)) == 30
    assert first.cells[3].value == 500  # 200 yuan at 40%: one point is 5 yuan
    assert first.cells[3].low < 500 < first.cells[3].high
    assert first.cells[4] == 30_000
    assert [row.cells[1] for row in table.rows] == [30, 50, 0, 0]
    assert table.lead.zh == "补哪一步最划算还分不出来。"  # 20 of 50 and 50 of 100 are alike by chance
    many = went(1000, 500, 100, 100).facts("2026-04-01 00:00")
    lead = evaluate("traffic", many, asking("2026-03-01", "2026-03-31")).table("lost_sales").lead
    assert lead.zh.startswith("最该补的是“看了商品 → 加了购物车”：现在 20.0% 走下去，每多 1 个百分点，本期最多多卖 ¥50")


def test_a_funnel_without_a_link_to_orders_ends_at_the_cart() -> None:
    book = Book().order("2026-03-02 11:00", 1000, "c1")
    book.visit("2026-03-02 10:00", "w1", product_id="tea", added_to_cart=True).visit("2026-03-02 10:00", "w2")
    view = evaluate("traffic", book.facts("2026-04-01 00:00"), asking("2026-03-02", "2026-03-31"))
    funnel = view.table("funnel")
    assert [row.cells[:2] for row in funnel.rows][-1][1] == 1
    assert len(funnel.rows) == 3
    assert funnel.note is not None
    assert "对不到访客" in funnel.note.zh
    assert not view.table("lost_sales").rows


def test_a_visitor_counts_on_the_first_landing_page_alone() -> None:
    book = Book()
    for number in range(90):
        first = ("home", "product", "group")[number % 3]
        book.visit("2026-03-02 10:00", f"w{number}", customer_id=f"c{number}", page=first)
        if number % 10 == 0:  # who buys comes back by other pages
            book.visit("2026-03-03 10:00", f"w{number}", customer_id=f"c{number}", page="content")
            book.visit("2026-03-04 10:00", f"w{number}", customer_id=f"c{number}", page="product")
            book.order("2026-03-04 11:00", 1000, f"c{number}")
    view = evaluate("traffic", book.facts("2026-04-01 00:00"), asking("2026-03-01", "2026-03-31"))
    table = view.table("landing_pages")
    assert {row.cells[0].zh: cell(table, row, "visitors") for row in table.rows} == {
        "首页": 30, "商品页": 30, "拼团页": 30,
    }  # fmt: skip
    assert [cell(table, row, "paid_share").value for row in table.rows] == pytest.approx([0.1, 0.1, 0.1])
    assert table.lead.zh.endswith("付款的比例分不出高低。")


def went(visitors: int, looked: int, carted: int, paid: int) -> Book:
    """So many visitors got to each step."""
    book = Book()
    for number in range(visitors):
        seen = {"product_id": "tea"} if number < looked else {}
        book.visit("2026-03-02 10:00", f"w{number}", customer_id=f"c{number}", added_to_cart=number < carted, **seen)
        if number < paid:
            book.order("2026-03-02 11:00", 1000, f"c{number}")
    return book


def test_the_funnel_tells_the_most_people_lost_from_the_lowest_rate() -> None:
    facts = went(1000, 400, 40, 30).facts("2026-04-01 00:00")
    lead = evaluate("traffic", facts, asking("2026-03-01", "2026-03-31")).table("funnel").lead
    assert "人数掉得最多的是“进店”到“看了商品”，少了 600 人" in lead.zh
    assert "往下走的比例最低的是“看了商品”到“加了购物车”(10.0%)" in lead.zh
    assert "600 lost between “Came” and “Looked at a product”" in lead.en


def test_where_the_most_are_lost_at_the_lowest_rate_it_is_said_once() -> None:
    facts = went(1000, 900, 40, 30).facts("2026-04-01 00:00")
    lead = evaluate("traffic", facts, asking("2026-03-01", "2026-03-31")).table("funnel").lead
    assert lead.zh.endswith("人数掉得最多的是“看了商品”到“加了购物车”，少了 860 人，往下走的比例也最低(4.4%)。")


def channels(**buyers: tuple[int, int, int]) -> Book:
    """Buyers, visitors and advertising cost of each channel."""
    book = Book()
    for channel, (some, every, cost) in buyers.items():
        for number in range(every):
            book.visit("2026-03-02 10:00", f"{channel}{number}", channel=channel)
            if number < some:
                book.order("2026-03-02 11:00", 1000, f"{channel}{number}", channel=channel)
        book.records.append(AdSpend(id=channel, updated_at=1, day="2026-03-02", cost=cost, channel=channel))
    return book


def lead_of_sources(book: Book) -> str:
    facts = book.facts("2026-04-01 00:00")
    return evaluate("traffic", facts, asking("2026-03-02", "2026-03-31")).table("sources").lead.zh


def test_sources_are_called_best_and_dearest_only_where_chance_does_not_explain_it() -> None:
    assert lead_of_sources(channels(live=(5, 40, 500), mini=(18, 200, 1500))) == (
        "访客最多的是mini；支付转化率分不出高低。"
    )
    assert lead_of_sources(channels(live=(60, 200, 600), mini=(20, 300, 9000))) == (
        "访客最多的是mini；支付转化率明显更高的是live(30.0%)；支付转化率明显更低的是mini(6.7%)；"
        "最贵的是mini，一个买家花 ¥4.50。"
    )


def test_the_funnel_says_why_its_payers_are_not_the_buyers_of_the_conversion() -> None:
    book = mended()
    march = asking("2026-03-01", "2026-03-31")
    before = evaluate("traffic", book.facts("2026-04-01 00:00"), march).table("funnel")
    paid = before.rows[-1].cells[1]
    buyers = book.order("2026-03-20 10:00", 500, "never-seen").facts("2026-04-01 00:00")
    note = evaluate("traffic", buyers, march).table("funnel").note
    assert "付了款的访客是" not in str(before.note)
    assert f"付了款的访客是 {paid} 人，支付转化率按支付买家 {paid + 1} 人算" in note.zh
