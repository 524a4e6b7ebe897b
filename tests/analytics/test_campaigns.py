"""Campaigns: what is credited to each, what it cost, and what it brought beyond the usual."""

from datetime import date, timedelta

import pytest

from analytics.coverage import coverage
from analytics.extra_sales import ALWAYS, BY_DAYS, BY_PEOPLE, CLAIMED, TOO_LONG, extra_sales
from analytics.period import Period
from analytics.question import Question
from analytics.result import Bars, Estimate, View
from analytics.rows import behind, total
from analytics.views import evaluate
from storage.records import AdSpend, Campaign, CouponClaim
from sync.sandbox.shop import simulate
from tests.analytics.making import Book
from tests.analytics.test_rows_behind import shop


def last_quarter() -> Question:
    known = coverage(shop())
    assert known is not None
    last = known.until_day - timedelta(days=1)
    return Question(Period(last - timedelta(days=89), last))


def test_the_cost_table_is_that_of_the_records_counted_one_by_one() -> None:
    question = last_quarter()
    simulated = simulate(1500, seed=7)
    start, end = question.period.bounds(simulated.shop.zone)
    claims = {claim.id: claim for claim in simulated.records("coupon_claims") if isinstance(claim, CouponClaim)}
    view = evaluate("campaigns", shop(), question)
    names = {
        campaign.name: campaign.id for campaign in simulated.records("campaigns") if isinstance(campaign, Campaign)
    }
    table = view.table("costs")
    assert len(table.rows) > 3
    for row in table.rows:
        key = names[str(row.cells[0])]
        orders = [
            order
            for order in simulated.records("orders")
            if order.paid_at and start <= order.paid_at < end
            and key in (order.campaign_id, order.coupon_claim_id and claims[order.coupon_claim_id].campaign_id)
        ]  # fmt: skip
        mine = [claim for claim in claims.values() if claim.campaign_id == key]
        claimed = [claim for claim in mine if start <= claim.created_at < end]
        redeemed = sum(claim.face_value for claim in mine if claim.used_at and start <= claim.used_at < end)
        if str(row.cells[1]) == "投放":  # no order of this shop names its advertising
            assert not orders
            assert row.cells[2:4] == (None, None)
        else:
            assert row.cells[3] == len(orders), row.cells[0]
            assert row.cells[2] == sum(order.payment_amount for order in orders)
        assert row.cells[4:6] == (len(claimed), sum(1 for claim in claimed if claim.used_at))
        assert row.cells[6] == redeemed
        if row.behind[3] is not None:
            assert len(behind(shop(), row.behind[3])) == len(orders)
            assert total(shop(), row.behind[2]) == row.cells[2]


def steady(days: int = 90, orders: int = 4) -> Book:
    """A shop that sells the same on each day since January, a little more on even days."""
    book = Book()
    for number in range(days):
        day = date(2026, 1, 1) + timedelta(days=number)
        for order in range(orders + number % 2):
            book.order(f"{day} 1{order}:00", 1000, f"b{number}-{order}")
    return book


def campaign(book: Book, key: str, first: str, end: str, kind: str = "discount") -> None:
    book.records.append(
        Campaign(
            id=key,
            updated_at=1,
            name=key,
            type=kind,
            starts_at=book.at(f"{first} 00:00"),
            ends_at=book.at(f"{end} 00:00"),
        )
    )


MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def test_a_short_campaign_is_held_against_the_same_weekdays_without_one() -> None:
    book = steady()
    campaign(book, "spring", "2026-03-10", "2026-03-13")
    for day in (10, 11, 12):
        for order in range(10):
            book.order(f"2026-03-{day} 2{order % 4}:0{order}", 1000, f"x{day}{order}", campaign_id="spring")
    (extra,) = extra_sales(book.facts(as_of="2026-04-05 12:00"), MARCH)
    assert (extra.how, extra.days) == (BY_DAYS, Period(date(2026, 3, 10), date(2026, 3, 12)))
    assert extra.credited == 30
    assert extra.orders is not None
    assert extra.orders.value == pytest.approx(30, abs=1)
    assert extra.orders.low <= 30 <= extra.orders.high
    assert extra.anyway is not None
    assert extra.anyway.value == pytest.approx(0, abs=1)
    assert extra.amount is not None
    assert extra.amount.value == pytest.approx(30_000, abs=1000)


def test_orders_that_would_have_come_anyway_are_told() -> None:
    book = steady()
    campaign(book, "label", "2026-03-10", "2026-03-13")
    book.records = [
        type(record)(**{**{name: getattr(record, name) for name in record.__struct_fields__}, "campaign_id": "label"})
        if record.KIND == "orders" and book.at("2026-03-10 00:00") <= record.paid_at < book.at("2026-03-13 00:00")
        else record
        for record in book.records
    ]  # the usual orders, now with a label
    (extra,) = extra_sales(book.facts(as_of="2026-04-05 12:00"), MARCH)
    assert extra.credited == 13
    assert extra.anyway is not None
    assert extra.anyway.value == pytest.approx(13, abs=1)


def test_campaigns_that_always_run_or_run_too_long_are_not_judged() -> None:
    book = steady()
    for week in range(12):
        first = date(2026, 1, 2) + timedelta(days=7 * week)
        campaign(book, f"week{week}", str(first), str(first + timedelta(days=7)))
    campaign(book, "long", "2026-01-05", "2026-03-25", kind="ad")
    extras = extra_sales(book.facts(as_of="2026-04-05 12:00"), MARCH)
    assert {extra.how for extra in extras} == {ALWAYS, TOO_LONG}
    assert all(extra.amount is None for extra in extras)


def advertised(named: bool) -> View:
    """March of a shop with an advertising campaign; ``named`` says whether an order of January names one."""
    book = steady()
    campaign(book, "old", "2026-01-02", "2026-01-20", kind="ad")
    campaign(book, "video", "2026-03-02", "2026-03-20", kind="ad")
    book.records.append(AdSpend(id="a1", updated_at=1, day="2026-03-07", cost=450, campaign_id="video"))
    book.order("2026-01-05 10:00", 1000, "b1", campaign_id="old" if named else None)
    return evaluate("campaigns", book.facts(as_of="2026-04-05 12:00"), Question(MARCH))


def test_advertising_that_no_order_names_has_no_orders_to_tell_and_says_where_its_buyers_are() -> None:
    view = advertised(named=False)
    for name, places in (("costs", (2, 3, 8)), ("extra", (5,))):
        table = view.table(name)
        (row,) = (row for row in table.rows if row.cells[0] == "video")
        assert all(row.cells[place] is None and row.behind_cell(place) is None for place in places)
        assert table.note is not None
        assert "「流量」页按渠道" in table.note.zh


def test_advertising_without_orders_is_nought_where_orders_name_advertising() -> None:
    view = advertised(named=True)
    (costs,), (extra,) = (
        [row for row in view.table(name).rows if row.cells[0] == "video"] for name in ("costs", "extra")
    )
    assert costs.cells[2:4] == (0, 0)
    assert extra.cells[5] == 0
    assert "流量" not in str(view.table("costs").note)


def test_orders_of_a_campaign_are_those_of_all_its_days_and_named_so() -> None:
    book = steady()
    campaign(book, "winter", "2026-02-25", "2026-03-05")
    for day in ("2026-02-26", "2026-03-02"):
        book.order(f"{day} 10:00", 1000, "b1", campaign_id="winter")
    view = evaluate("campaigns", book.facts(as_of="2026-04-05 12:00"), Question(MARCH))
    whole, period = view.table("extra"), view.table("costs")
    assert (whole.rows[0].cells[5], period.rows[0].cells[3]) == (2, 1)
    assert whole.columns[5].name.zh == "整个活动的订单"
    assert whole.columns[5].name != period.columns[3].name


def coupons(book: Book, sent: bool) -> None:
    """Every third of the buyers of January and February gets a coupon; who has one buys once more in March."""
    campaign(book, "coupon", "2026-03-02", "2026-03-20", kind="coupon")
    for number in range(0, 59, 3):
        for order in range(4):
            person = f"b{number}-{order}"
            day = "2026-03-02" if sent else f"2026-03-{2 + number % 17:02}"
            book.records.append(
                CouponClaim(
                    id=f"q{person}", updated_at=1, created_at=book.at(f"{day} 09:00"), campaign_id="coupon",
                    customer_id=person, face_value=500,
                )
            )  # fmt: skip
            book.order(f"{day} 20:00", 2000 + 100 * order, person, campaign_id="coupon")


def test_coupons_that_were_sent_are_judged_against_people_alike_without_one() -> None:
    book = steady()
    coupons(book, sent=True)
    (extra,) = extra_sales(book.facts(as_of="2026-04-05 12:00"), MARCH)
    assert extra.how == BY_PEOPLE
    assert extra.orders is not None
    assert extra.orders.low <= 80 <= extra.orders.high
    assert extra.amount is not None
    assert extra.amount.value == pytest.approx(80 * 2150, rel=0.02)


def test_coupons_that_buyers_claim_for_themselves_are_not_judged() -> None:
    book = steady()
    coupons(book, sent=False)
    (extra,) = extra_sales(book.facts(as_of="2026-04-05 12:00"), MARCH)
    assert (extra.how, extra.amount, extra.orders) == (CLAIMED, None, None)


def test_the_page_says_first_whether_a_campaign_really_sold_more() -> None:
    book = steady()
    campaign(book, "spring", "2026-03-10", "2026-03-13")
    for day in (10, 11, 12):
        for order in range(10):
            book.order(f"2026-03-{day} 2{order % 4}:0{order}", 1000, f"x{day}{order}", campaign_id="spring")
    book.records.append(AdSpend(id="a1", updated_at=1, day="2026-03-10", cost=6000, campaign_id="spring"))
    book.records.append(AdSpend(id="a0", updated_at=1, day="2026-01-01", cost=1))
    view = evaluate("campaigns", book.facts(as_of="2026-04-05 12:00"), Question(MARCH))
    table = view.table("extra")
    assert table.lead is not None
    assert table.lead.zh.startswith("spring多卖了")
    assert isinstance(table.drawn, Bars)
    assert isinstance(table.rows[0].cells[4], Estimate)
    assert table.note is not None
    assert "不是实验" in table.note.zh
    (row,) = view.table("costs").rows
    assert row.cells[-2:] == (6000, 200)  # 60.00 of advertising for 30 orders


def costs_of(**orders: tuple[int, int]) -> str:
    """The lead of what campaigns cost, from the orders and the advertising of each."""
    book = steady()
    book.records.append(AdSpend(id="a0", updated_at=1, day="2026-01-01", cost=1))
    for key, (number, cost) in orders.items():
        campaign(book, key, "2026-03-10", "2026-03-13")
        for order in range(number):
            book.order(f"2026-03-10 {order % 24:02}:00", 1000, f"x{key}{order}", campaign_id=key)
        book.records.append(AdSpend(id=key, updated_at=1, day="2026-03-10", cost=cost, campaign_id=key))
    return evaluate("campaigns", book.facts(as_of="2026-04-05 12:00"), Question(MARCH)).table("costs").lead.zh


def test_what_an_order_cost_is_ranked_only_where_chance_does_not_explain_it() -> None:
    assert costs_of(spring=(6, 600), summer=(9, 1200)) == "各活动每单的花费分不出高低。"
    assert (
        costs_of(spring=(60, 600), summer=(60, 6000)) == "每单花得最少的是spring(¥0.10)，每单花得最多的是summer(¥1)。"
    )
