"""Sharing, every number a second time in plain Python, and the rows behind it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from scipy import stats

from analytics.intervals import share
from analytics.period import Period, local_day
from analytics.question import Question
from analytics.rates import Prior, prior_of, rate, shrunk
from analytics.result import Selection, View
from analytics.rows import total
from analytics.share_depth import share_depths
from analytics.views import evaluate
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import Order, Share, Visit
from sync.sandbox.shop import simulate
from tests.analytics.making import Book, asking
from tests.analytics.social import BY_DAY, SALES, Social, questions, socials
from tests.analytics.test_fans import behind_cell, cell, ids, rows_of, text

quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Twin:
    """The shares of a shop, looked at one by one."""

    def __init__(self, made: Social, period: Period) -> None:
        self.made, self.period = made, period
        self.share_of = {r.id: r for r in made.records if isinstance(r, Share)}
        self.visit_of = {r.id: r for r in made.records if isinstance(r, Visit)}
        self.shares = [s for s in self.share_of.values() if self.inside(s.created_at)]
        self.led = [v for v in self.visit_of.values() if text(v.share_id) and self.inside(v.created_at)]
        orders = [r for r in made.records if isinstance(r, Order) and r.paid_at and self.inside(r.paid_at)]
        self.sold = [o for o in orders if text(o.promoter_id) or self.share_of_order(o)]
        self.orders = orders

    def inside(self, moment: int) -> bool:
        return self.period.first <= local_day(moment, self.made.zone) <= self.period.last

    def share_of_order(self, order: Order) -> str:
        visit = self.visit_of.get(text(order.visit_id))
        return text(visit.share_id) if visit else ""

    def owner(self, share_id: str) -> str:
        found = self.share_of.get(share_id)
        return text(found.customer_id) if found else ""

    def sharer_of(self, order: Order) -> str:
        return text(order.promoter_id) or self.owner(self.share_of_order(order))

    def fresh(self) -> list[Visit]:
        made_in = {s.id for s in self.shares}
        return [v for v in self.led if text(v.share_id) in made_in]

    def depth(self, share_id: str) -> int:
        """Steps up to a first share; 0 where that is not reached, or only back in time."""
        seen: list[str] = []
        while share_id:
            if share_id in seen or share_id not in self.share_of:
                return 0
            if seen and self.share_of[share_id].created_at > self.share_of[seen[-1]].created_at:
                return 0
            seen.append(share_id)
            share_id = text(self.share_of[share_id].parent_share_id)
        return len(seen)


def asked(made: Social, question: Question) -> tuple[Facts, View, Twin]:
    facts = made.facts()
    return facts, evaluate("sharing", facts, question), Twin(made, question.period)


def paid_sum(orders: Iterable[Order]) -> int:
    return sum(order.payment_amount or 0 for order in orders)


@given(socials(), questions(provinces=False))
@quick
def test_the_figures_of_sharing(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    expected: dict[str, Any] = {
        "shares": len(twin.shares),
        "sharers": len({text(s.customer_id) for s in twin.shares} - {""}),
        "shared_visits": len(twin.led),
        "shared_visitors": len({text(v.visitor_id) for v in twin.led} - {""}),
        "shared_orders": len(twin.sold),
        "shared_buyers": len({text(o.buyer_id) for o in twin.sold} - {""}),
        "shared_sales": paid_sum(twin.sold),
        "shared_part": paid_sum(twin.sold) / paid_sum(twin.orders) if paid_sum(twin.orders) else None,
        "visits_per_share": len(twin.led) / len(twin.shares) if twin.shares else None,
    }
    for name, value in expected.items():
        figure = view.figure(name) if any(one.id == name for one in view.figures) else None
        if figure is None or figure.value is None:
            continue
        assert figure.value == pytest.approx(value), name
        assert figure.rows is not None
        if name == "shared_sales":
            assert total(facts, figure.rows) == value
        elif isinstance(value, int):
            assert len(rows_of(facts, figure.rows)) == value


@given(socials(), questions(provinces=False))
@quick
def test_the_funnel_of_sharers_follows_each_of_them(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    table = view.table("sharers_funnel")
    if not table.rows:
        assert table.note is not None
        return
    sharers = {text(s.customer_id) for s in twin.shares} - {""}
    sold = sharers & {twin.sharer_of(o) for o in twin.sold}
    visited = sharers & ({twin.owner(text(v.share_id)) for v in twin.led} | sold)
    steps = {"分享了": sharers, "分享带来了访问": visited, "分享带来了成交": sold}
    for row in table.rows:
        people = steps[row.cells[0].zh]
        assert cell(table, row, "people") == len(people)
        assert {text(s.customer_id) for s in owners(facts, made, row.rows)} == people
    for row, following in zip(table.rows, table.rows[1:], strict=False):
        assert cell(table, row, "goes_on") == share(following.cells[1], row.cells[1])


def owners(facts: Facts, made: Social, rows: Selection | None) -> list[Any]:
    """The shares behind a selection of sharers, or stand-ins where their own records are shown."""
    assert rows is not None
    if rows.kind == "shares":
        found = ids(facts, made, rows)
        return [s for s in made.records if isinstance(s, Share) and s.id in found]
    return [Share(id="", updated_at=1, created_at=1, customer_id=key) for key in ids(facts, made, rows)]


@given(socials(), questions(provinces=False))
@quick
def test_depth_counts_the_steps_from_the_first_share(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    depths = share_depths(facts)
    every = [r for r in made.records if isinstance(r, Share)]
    assert depths.depth.tolist() == [twin.depth(s.id) for s in every]
    table = view.table("depth")
    for row in table.rows:
        key = row.rows.slices[0][1] if row.rows else None
        if key is None:
            continue

        def within(share_id: str, key: str = key) -> bool:
            depth = twin.depth(share_id)
            return (min(depth, 5) == int(key)) if key else depth == 0

        shares = [s for s in twin.shares if within(s.id)]
        fresh = [v for v in twin.fresh() if within(text(v.share_id))]
        sold = [o for o in twin.sold if within(twin.share_of_order(o))]
        assert cell(table, row, "shares") == len(shares)
        assert ids(facts, made, behind_cell(table, row, "shares")) == {s.id for s in shares}
        for column, records in (("fresh_visits", fresh), ("shared_orders", sold)):
            if cell(table, row, column) is not None:
                assert cell(table, row, column) == len(records)
                assert len(rows_of(facts, behind_cell(table, row, column))) == len(records)
        if cell(table, row, "fresh_visits") is not None:
            assert cell(table, row, "visits_per_share") == rate(len(fresh), len(shares))


@given(socials(), questions(provinces=False))
@quick
def test_the_best_sharers_are_credited_with_what_they_led_to(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    table = view.table("sharers")
    for row in table.rows:
        who = row.cells[1]
        sold = [o for o in twin.sold if twin.sharer_of(o) == who]
        if cell(table, row, "shares") is not None:
            assert cell(table, row, "shares") == sum(text(s.customer_id) == who for s in twin.shares)
        if cell(table, row, "shared_orders") is not None:
            assert cell(table, row, "shared_orders") == len(sold)
            assert (cell(table, row, "shared_sales") or 0) == paid_sum(sold)
            assert total(facts, behind_cell(table, row, "shared_orders")) == paid_sum(sold)
        if cell(table, row, "fresh_visits") is not None:
            fresh = [v for v in twin.fresh() if twin.owner(text(v.share_id)) == who]
            assert cell(table, row, "fresh_visits") == len(fresh)


@given(socials(), questions(provinces=False))
@quick
def test_what_is_shared_is_rated_by_the_visits_of_its_own_shares(made: Social, question: Question) -> None:
    facts, view, twin = asked(made, question)
    for name, field in (("products", "product_id"), ("contents", "content_id"), ("targets", "target")):
        table = view.table(name)
        for row in table.rows:
            rows = behind_cell(table, row, "shares")
            assert rows is not None
            key = rows.slices[0][1]
            shares = [s for s in twin.shares if text(getattr(s, field)) == key]
            fresh = [v for v in twin.fresh() if text(getattr(twin.share_of[text(v.share_id)], field)) == key]
            assert cell(table, row, "shares") == len(shares)
            assert ids(facts, made, rows) == {s.id for s in shares}
            if name == "targets":
                if cell(table, row, "fresh_visits") is not None:
                    assert cell(table, row, "visits_per_share") == rate(len(fresh), len(shares))
                continue
            estimate = cell(table, row, "visits_per_share")
            assert cell(table, row, "fresh_visits") == len(fresh)
            least, most = (
                stats.chi2.ppf(tail, 2 * n) / 2 for tail, n in ((0.025, len(fresh)), (0.975, len(fresh) + 1))
            )
            ends = (len(fresh), least if fresh else 0, most)  # Garwood's limits of a count
            assert (estimate.value, estimate.low, estimate.high) == pytest.approx([end / len(shares) for end in ends])


@given(socials(BY_DAY), questions(provinces=False))
@quick
def test_totals_of_days_stand_in_where_no_single_share_is_recorded(made: Social, question: Question) -> None:
    facts = made.facts()
    view = evaluate("sharing", facts, question)
    if view.figures[0].id != "daily_shares":
        return
    days = [r for r in made.records if r.KIND == "daily_traffic"]
    inside = [r for r in days if question.period.first <= date.fromisoformat(r.day) <= question.period.last]
    whole = {r.day for r in inside if not r.channel}
    figure = view.figure("daily_shares")
    if figure.value is not None:
        assert figure.value == sum(r.shares or 0 for r in inside if not r.channel or r.day not in whole)
        assert total(facts, figure.rows) == figure.value
    others = [table for table in view.tables[1:] if table.id != "sharers"]  # orders may name their promoter
    assert all(not table.rows and table.note for table in others)


def test_orders_from_shares_are_known_wherever_orders_are() -> None:
    """Cards and the funnel beside them agree, also where nobody had ordered yet in the first days."""
    book = Book().visit("2026-03-01 09:00", "v1").order("2026-03-05 10:00", 100, "c1", promoter_id="c2")
    share_on(book, "2026-03-01 10:00", "c2")
    view = evaluate("sharing", book.facts("2026-04-01 00:00"), asking("2026-03-01", "2026-03-31"))
    assert view.figure("shared_orders").value == 1
    assert view.figure("shared_buyers").value == 1
    assert view.table("sharers_funnel").rows[-1].cells[1] == 1


def share_on(book: Book, on: str, who: str, key: str = "", parent: str | None = None) -> str:
    key = key or f"s{len(book.records)}"
    book.records.append(
        Share(id=key, updated_at=1, created_at=book.at(on), customer_id=who, parent_share_id=parent, target="好友")
    )
    return key


def a_shop_with_promoters() -> View:
    """One shared and sold, one is only named as promoter, and one visit came by a share of the month before."""
    book = Book().visit("2026-02-01 09:00", "v0").order("2026-02-02 10:00", 100, "c1")
    old, new = share_on(book, "2026-02-10 10:00", "c2"), share_on(book, "2026-03-02 10:00", "c3")
    book.visit("2026-03-03 10:00", "v1", share_id=old).visit("2026-03-03 10:00", "v2", share_id=new)
    led = book.records[-1].id  # type: ignore[attr-defined]
    book.order("2026-03-03 11:00", 500, "c4", visit_id=led)
    book.order("2026-03-04 11:00", 9000, "c5", promoter_id="c9").order("2026-03-05 11:00", 800, "c6", promoter_id="c3")
    return evaluate("sharing", book.facts("2026-04-01 00:00"), asking("2026-03-01", "2026-03-31"))


def test_who_did_not_share_is_no_best_sharer() -> None:
    table = a_shop_with_promoters().table("sharers")
    assert [row.cells[1] for row in table.rows] == ["c3"]
    assert table.note is not None
    assert table.note.zh.startswith("另有 1 人本期没有分享，名下也有分享带来的金额，共 ¥90：")


def test_visits_of_older_shares_and_orders_of_no_step_are_said() -> None:
    view = a_shop_with_promoters()
    for name in ("targets", "depth"):
        note = view.table(name).note
        assert note is not None
        assert "本期从分享进店的访问共 2 次，其中 1 次来自更早的分享，不在这张表里。" in note.zh
    lead = view.table("depth").lead
    assert lead is not None
    assert lead.zh.endswith("分享带来的 3 单里，有 2 单说不清是第几层带来的。")


def test_what_differs_has_another_name() -> None:
    view = a_shop_with_promoters()
    named = {(figure.name.zh, figure.name.en) for figure in view.figures}
    columns = {column.name for table in view.tables for column in table.columns if "per_share" in column.id}
    assert columns
    assert not named & {(name.zh, name.en) for name in columns}
    note = view.table("led_funnel").note
    assert note is not None
    assert "所以两个数不一样" in note.zh


def test_circles_are_found_and_said() -> None:
    book = Book().order("2026-03-02 10:00", 100, "c1")
    for key, parent in (("a", None), ("b", "a"), ("c", "b"), ("x", "y"), ("y", "x"), ("z", "x"), ("own", "own")):
        book.records.append(
            Share(
                id=key, updated_at=1, created_at=book.at("2026-03-02 10:00"), customer_id="c1", parent_share_id=parent
            )
        )
    facts = book.facts("2026-04-01 00:00")
    found = share_depths(facts)
    assert found.depth.tolist() == [1, 2, 3, 0, 0, 0, 0]
    assert found.circling == 4
    table = evaluate("sharing", facts, asking("2026-03-01", "2026-03-31")).table("depth")
    assert table.note is not None
    assert "有 4 次分享的上级关系绕成了圈" in table.note.zh


def test_a_very_long_chain_is_measured() -> None:
    book = Book()
    for number in range(3000):
        parent = f"s{number + 1}" if number < 2999 else None  # the last is the first share
        book.records.append(Share(id=f"s{number}", updated_at=1, created_at=1, parent_share_id=parent))
    assert share_depths(book.facts()).depth.tolist() == list(range(3000, 0, -1))


def test_a_shop_whose_source_knows_no_shares_says_so() -> None:
    made = Social(3, SALES)
    view = evaluate("sharing", made.facts(), Question(Period(date(2026, 3, 1), date(2026, 3, 30))))
    assert view.figure("shares").value is None
    assert view.figure("shares").reason is not None
    others = [table for table in view.tables if table.id != "sharers"]
    assert all(not table.rows and table.note for table in others)


@pytest.mark.parametrize(("events", "exposure"), [(0, 10), (1, 3), (7, 5), (120, 40)])
def test_a_rate_has_the_exact_interval_of_a_poisson_count(events: int, exposure: int) -> None:
    found = rate(events, exposure)
    assert found is not None
    low = stats.chi2.ppf(0.025, 2 * events) / 2 if events else 0.0
    assert found.value == events / exposure
    assert found.low * exposure == pytest.approx(low)
    assert found.high * exposure == pytest.approx(stats.chi2.ppf(0.975, 2 * events + 2) / 2)
    assert rate(3, 0) is None


def test_rates_are_drawn_together_as_far_as_chance_explains_them() -> None:
    rng = np.random.default_rng(7)
    exposures = rng.integers(1, 60, 400)
    alike = rng.poisson(2.0 * exposures)
    assert prior_of(alike, exposures).shape > 200
    true = rng.gamma(4.0, 0.5, 400)
    events = rng.poisson(true * exposures)
    prior = prior_of(events, exposures)
    assert prior.shape == pytest.approx(4.0, rel=0.35)
    assert prior.shape / prior.exposure == pytest.approx(2.0, rel=0.1)
    found = shrunk(events, exposures, prior)
    raw = ((events / exposures - true) ** 2).mean()
    assert ((found.value - true) ** 2).mean() < 0.8 * raw
    covered = (found.low <= true) & (true <= found.high)
    assert 0.92 <= covered.mean() <= 0.98
    posterior = stats.gamma(prior.shape + events[0], scale=1 / (prior.exposure + exposures[0]))
    assert found.low[0] == pytest.approx(posterior.ppf(0.025))
    assert isinstance(prior, Prior)


def test_the_planted_key_people_are_among_the_best_sharers() -> None:
    simulated = simulate(3000, seed=2)
    every = [record for kind in simulated.tables for record in simulated.records(kind)]
    facts = facts_of(simulated.shop, every, as_of=simulated.until)
    question = Question(Period(date(2025, 11, 21), date(2026, 11, 19)))
    key = {simulated.record("customers", int(row)).id for row in simulated.truth.key_people}
    for view_id, table_id in (("sharing", "sharers"), ("fans", "bringers")):
        table = evaluate(view_id, facts, question).table(table_id)
        best = [row.cells[1] for row in table.rows[:20]]
        every_one = simulated.count("customers")
        expected = 20 * len(key) / every_one
        assert sum(name in key for name in best) >= max(4, 10 * expected), (view_id, len(key), every_one)
