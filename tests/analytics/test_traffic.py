"""Traffic, every number a second time in plain Python, and the rows behind it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from analytics.intervals import share
from analytics.period import Period, local_day
from analytics.question import Question
from analytics.result import Estimate, View
from analytics.rows import total
from analytics.views import evaluate
from storage.facts import Facts
from storage.records import AdSpend, Order, OrderLine, Visit
from tests.analytics.social import BY_DAY, SALES, Social, questions, socials
from tests.analytics.test_fans import behind_cell, cell, ids, rows_of, text

quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
YEAR = timedelta(days=365)
STEPS = ("visit", "product", "cart", "order", "paid")


class Twin:
    """The visits of a shop, looked at one by one."""

    def __init__(self, made: Social, question: Question) -> None:
        self.made, self.period = made, question.period
        self.provinces = question.filters.provinces
        self.visit_of = {r.id: r for r in made.records if isinstance(r, Visit)}
        self.visits = [
            v
            for v in self.visit_of.values()
            if self.inside(v.created_at) and (not self.provinces or text(v.province) in self.provinces)
        ]
        self.orders = [r for r in made.records if isinstance(r, Order)]
        self.paid = [
            o
            for o in self.orders
            if o.paid_at and self.inside(o.paid_at) and (not self.provinces or text(o.province) in self.provinces)
        ]
        self.lines = [r for r in made.records if isinstance(r, OrderLine)]
        known = [(v.created_at, v) for v in self.visit_of.values() if text(v.customer_id) and text(v.visitor_id)]
        known.sort(key=lambda pair: pair[0])
        self.visitor_of_customer = {text(v.customer_id): text(v.visitor_id) for _, v in known}

    def inside(self, moment: int) -> bool:
        return self.period.first <= local_day(moment, self.made.zone) <= self.period.last

    def tells(self) -> bool:
        """Whether visits were recorded from the beginning of the period, or of the data, on."""
        if not self.visit_of:
            return False
        begins = min(local_day(v.created_at, self.made.zone) for v in self.visit_of.values())
        moments = [o.created_at for o in self.orders] + [o.paid_at for o in self.orders if o.paid_at]
        first = min([begins, *(local_day(moment, self.made.zone) for moment in moments)])
        end = local_day(self.made.until, self.made.zone)
        return first <= self.period.last and self.period.first <= end and max(self.period.first, first) >= begins

    def visitors(self, visits: list[Visit] | None = None) -> set[str]:
        return {text(v.visitor_id) for v in (self.visits if visits is None else visits)} - {""}

    def known_before(self, visitor: str) -> bool:
        start = datetime(*self.period.first.timetuple()[:3], tzinfo=self.made.zone).timestamp() * 1000
        times = [v.created_at for v in self.visit_of.values() if text(v.visitor_id) == visitor]
        return any(start - YEAR.total_seconds() * 1000 <= at < start for at in times)

    def visitor_of_order(self, order: Order) -> str:
        visit = self.visit_of.get(text(order.visit_id))
        own = text(visit.visitor_id) if visit else ""
        return own or self.visitor_of_customer.get(text(order.buyer_id), "")

    def farthest(self, visitor: str) -> int:
        mine = [v for v in self.visits if text(v.visitor_id) == visitor]
        placed = [o for o in self.orders if self.inside(o.created_at) and self.visitor_of_order(o) == visitor]
        if any(o.paid_at for o in placed):
            return 4
        if placed:
            return 3
        if any(v.added_to_cart is True for v in mine):
            return 2
        return int(any(text(v.product_id) for v in mine))

    def first_page(self, visit: Visit) -> str:
        """Where the visitor of a visit landed first in the period; "" for a visit without a visitor's mark."""
        mine = [v for v in self.visit_of.values() if text(v.visitor_id) == text(visit.visitor_id)]
        inside = [v for v in mine if self.inside(v.created_at)]
        return text(min(inside, key=lambda v: v.created_at).page) if text(visit.visitor_id) else ""

    def names_buyers(self) -> bool:
        """Whether there are orders, and those paid say who bought, as far as there are any."""
        paid = [order for order in self.orders if order.paid_at]
        return bool(self.orders) and (not paid or any(text(order.buyer_id) for order in paid))

    def names_buyers_of_lines(self) -> bool:
        """The same of the lines sold."""
        paid = {order.id: order for order in self.orders if order.paid_at}
        sold = [paid[text(line.order_id)] for line in self.lines if text(line.order_id) in paid]
        return bool(self.orders) and (not sold or any(text(order.buyer_id) for order in sold))

    def got_to(self, step: int, visits: list[Visit] | None = None) -> set[str]:
        return {visitor for visitor in self.visitors(visits) if self.farthest(visitor) >= step}


def asked(made: Social, question: Question) -> tuple[Facts, View, Twin]:
    facts = made.facts()
    return facts, evaluate("traffic", facts, question), Twin(made, question)


ALL = SALES | {"customers", "visits", "shares", "ad_spend"}


@given(socials(ALL), questions())
@quick
def test_the_figures_of_traffic(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    if not twin.tells():
        assert view.figure("visitors").value is None
        assert view.figure("visitors").reason is not None
        return
    of_products = [v for v in twin.visits if text(v.product_id)]
    carts = twin.visitors([v for v in twin.visits if v.added_to_cart is True])
    stays = [v.seconds for v in twin.visits if v.seconds is not None]
    visitors = len(twin.visitors())
    buyers = len({text(o.buyer_id) for o in twin.paid} - {""})
    expected: dict[str, Any] = {
        "visitors": visitors,
        "visits": len(twin.visits),
        "new_visitors": sum(not twin.known_before(visitor) for visitor in twin.visitors()),
        "product_visits": len(of_products),
        "viewers": len(twin.visitors(of_products)),
        "cart_share": len(carts) / visitors if visitors else None,
        "conversion": buyers / visitors if visitors else None,
        "stay": sum(stays) / len(stays) if stays else None,
    }
    every = list(twin.visit_of.values())
    if not any(text(v.product_id) for v in every):  # then nobody knows
        expected |= {"product_visits": None, "viewers": None}
    if not twin.names_buyers():
        expected["conversion"] = None
    if not any(v.added_to_cart is True for v in every):
        expected["cart_share"] = None
    for name, value in expected.items():
        figure = view.figure(name)
        assert figure.value == (value if value is None else pytest.approx(value)), name
        if isinstance(value, int):
            assert len(rows_of(facts, figure.rows)) == value
    for series in view.trends[0].series:
        if series.id in ("visitors", "visits"):
            for value, rows in zip(series.values, series.rows, strict=True):
                assert value is None or value == len(rows_of(facts, rows))


@given(socials(ALL), questions())
@quick
def test_the_funnel_follows_each_visitor_to_the_farthest_step(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    table = view.table("funnel")
    names = {"进店": 0, "看了商品": 1, "加了购物车": 2, "下了单": 3, "付了款": 4}
    for row in table.rows:
        people = twin.got_to(names[row.cells[0].zh])
        assert cell(table, row, "people") == len(people)
        shown = ids(facts, made, row.rows)
        assert {text(twin.visit_of[key].visitor_id) for key in shown} == people
    for row, following in zip(table.rows, table.rows[1:], strict=False):
        assert cell(table, row, "goes_on") == share(following.cells[1], row.cells[1])


@given(socials(ALL), questions())
@quick
def test_visitors_are_split_by_page_and_by_having_been_there(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    pages = view.table("landing_pages")
    for row in pages.rows:
        key = row.rows.slices[0][1]
        here = [v for v in twin.visits if twin.first_page(v) == key]
        assert cell(pages, row, "visitors") == len(twin.visitors(here))
        assert cell(pages, row, "visits") == len(here)
        assert cell(pages, row, "paying_visitors") == len(twin.got_to(4, here))
        assert cell(pages, row, "paid_share") == share(len(twin.got_to(4, here)), len(twin.visitors(here)))
        assert len(rows_of(facts, behind_cell(pages, row, "paying_visitors"))) == len(twin.got_to(4, here))
    if pages.rows:
        assert sum(cell(pages, row, "visitors") for row in pages.rows) == len(twin.visitors())
    kinds = view.table("new_and_known")
    for row in kinds.rows:
        key = row.rows.slices[0][1]
        if key:
            here = [v for v in twin.visits if text(v.visitor_id) in twin.visitors()]
            mine = [v for v in here if twin.known_before(text(v.visitor_id)) == (key == "known")]
            assert cell(kinds, row, "visitors") == len(twin.visitors(mine))
            assert cell(kinds, row, "visits") == len(mine)
            assert len(rows_of(facts, behind_cell(kinds, row, "visitors"))) == len(twin.visitors(mine))


@given(socials(ALL), questions(provinces=False))
@quick
def test_sources_join_visits_orders_and_cost(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    table = view.table("sources")
    spent = [r for r in made.records if isinstance(r, AdSpend) and r.cost]
    for row in table.rows:
        key = row.rows.slices[0][1]
        here = twin.visitors([v for v in twin.visits if text(v.channel) == key])
        paid = [o for o in twin.paid if text(o.channel) == key]
        often = [text(o.buyer_id) for o in twin.paid if text(o.buyer_id)]
        buyers = {text(o.buyer_id) for o in paid} - {""}
        repeat = {buyer for buyer in buyers if often.count(buyer) > 1}
        assert cell(table, row, "visitors") == len(here)
        if not twin.names_buyers():
            assert cell(table, row, "buyers") is None
            continue
        assert cell(table, row, "buyers") == len(buyers)
        assert cell(table, row, "repeat_buyers") == len(repeat)
        assert (cell(table, row, "payment_amount") or 0) == sum(o.payment_amount or 0 for o in paid)
        conversion = cell(table, row, "conversion")
        if isinstance(conversion, Estimate):
            assert conversion == share(len(buyers), len(here))
        else:
            assert not here or len(buyers) > len(here)
        cost = cell(table, row, "ad_cost")
        if cost is not None:
            days = [r for r in spent if text(r.channel) == key]
            days = [r for r in days if question.period.first <= date.fromisoformat(r.day) <= question.period.last]
            assert cost == sum(r.cost for r in days)
            assert total(facts, behind_cell(table, row, "ad_cost")) == cost
            expected = round(cost / len(buyers) + 1e-9) if cost and buyers else None
            assert cell(table, row, "cost_per_buyer") == expected
        assert len(rows_of(facts, behind_cell(table, row, "buyers"))) == len(buyers)
        assert len(rows_of(facts, behind_cell(table, row, "visitors"))) == len(here)


@given(socials(ALL), questions(provinces=False))
@quick
def test_products_go_from_looking_to_buying_to_buying_again(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    table = view.table("product_views")
    orders = {o.id: o for o in twin.paid}
    for row in table.rows:
        product = row.cells[1]
        viewers = twin.visitors([v for v in twin.visits if text(v.product_id) == product])
        sold = [line for line in twin.lines if text(line.product_id) == product and text(line.order_id) in orders]
        buyers = {text(orders[text(line.order_id)].buyer_id) for line in sold} - {""}
        lined = {text(line.order_id) for line in twin.lines if text(line.order_id) in orders}
        often = [text(orders[key].buyer_id) for key in lined]
        assert cell(table, row, "viewers") == len(viewers)
        if not twin.names_buyers_of_lines():
            assert cell(table, row, "buyers") is None
            continue
        assert cell(table, row, "buyers") == len(buyers)
        assert cell(table, row, "repeat_buyers") == sum(often.count(buyer) > 1 for buyer in buyers)
        assert len(rows_of(facts, behind_cell(table, row, "buyers"))) == len(buyers)
        assert len(rows_of(facts, behind_cell(table, row, "viewers"))) == len(viewers)


@given(socials(ALL), questions(provinces=False))
@quick
def test_hours_are_those_of_the_shop(made: Social, question: Question) -> None:
    _, view, twin = asked(made, question)
    for row in view.table("hours").rows:
        hour = int(row.cells[0][:2])
        here = [v for v in twin.visits if datetime.fromtimestamp(v.created_at / 1000, made.zone).hour == hour]
        assert row.cells[1] == len(here)
        assert row.cells[2] == len(twin.visitors(here))


@given(socials(BY_DAY), questions(provinces=False))
@quick
def test_totals_of_days_are_added_up_and_say_so(made: Social, question: Question) -> None:
    facts = made.facts()
    view = evaluate("traffic", facts, question)
    assert view.figures[0].id == "daily_visitors"
    assert "按天累计" in view.figures[0].name.zh
    days = [r for r in made.records if r.KIND == "daily_traffic"]
    inside = [r for r in days if question.period.first <= date.fromisoformat(r.day) <= question.period.last]
    whole = {r.day for r in inside if not r.channel}
    counted = [r for r in inside if not r.channel or r.day not in whole]
    for name, field in (("daily_visitors", "visitors"), ("daily_views", "views")):
        figure = view.figure(name)
        if figure.value is not None:
            assert figure.value == sum(getattr(r, field) or 0 for r in counted)
            assert total(facts, figure.rows) == figure.value
    channels = view.table("by_channel")
    for row in channels.rows:
        key = row.rows.slices[0][1]
        here = [r for r in inside if text(r.channel) == key]
        assert (row.cells[1] or 0) == sum(r.visitors or 0 for r in here)
    for table in view.tables[1:]:
        assert not table.rows
        assert table.note is not None


def test_single_visits_win_over_totals_of_days() -> None:
    made = Social(5, SALES | {"visits", "daily_traffic"})
    while not any(record.KIND == "visits" for record in made.records):
        made = Social(made.random.randint(0, 10**9), made.kinds)
    view = evaluate("traffic", made.facts(), Question(Period(date(2026, 4, 1), date(2026, 4, 30))))
    assert [figure.id for figure in view.figures][:2] == ["visitors", "visits"]


def test_a_shop_whose_source_knows_no_traffic_says_so() -> None:
    view = evaluate("traffic", Social(3, SALES).facts(), Question(Period(date(2026, 3, 1), date(2026, 3, 30))))
    assert view.figure("visitors").value is None
    assert all(not table.rows and table.note for table in view.tables)
