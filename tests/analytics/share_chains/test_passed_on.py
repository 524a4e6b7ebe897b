"""What is passed on, per content and product: every number a second time in plain loops, and the rows behind it."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from analytics.clustered_rates import lumps, per_unit
from analytics.period import local_day
from analytics.question import Question
from analytics.result import Estimate, Table
from analytics.rows import behind, total
from analytics.share_chains.soon import WINDOW
from analytics.views import evaluate
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import Order, Share
from tests.analytics.making import Book, asking
from tests.analytics.share_chains.chained import DAY, PERIOD, Chained, Settled, chaineds, plain

quick = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WEEK = WINDOW * DAY


class Twin:
    """What the shares of one content or product led to."""

    def __init__(self, made: Chained, field: str, key: str) -> None:
        self.made, self.chains, self.field, self.key = made, Settled(made), field, key
        self.shares = [s for s in made.shares if plain(getattr(s, field)) == key and made.inside(s.created_at)]
        self.watched = [s for s in self.shares if s.created_at + WEEK <= made.until]
        self.visits = {visit.id: visit for visit in made.visits}

    def followed(self, share: Share) -> list[Share]:
        below = [self.chains.shares[key] for key in self.chains.children[share.id]]
        return [one for one in below if one.created_at < share.created_at + WEEK]

    def same(self, share: Share) -> list[Share]:
        return [one for one in self.followed(share) if plain(getattr(one, self.field)) == self.key]

    def other(self, share: Share) -> list[Share]:
        return [one for one in self.followed(share) if plain(getattr(one, self.field)) != self.key]

    def visited(self, share: Share) -> list[Any]:
        led = [visit for visit in self.made.visits if plain(visit.share_id) == share.id]
        return [one for one in led if share.created_at <= one.created_at < share.created_at + WEEK]

    def share_of(self, order: Order) -> str | None:
        visit = self.visits.get(plain(order.visit_id) or "")
        key = plain(visit.share_id) if visit else None
        return key if key in self.chains.shares else None

    def bought(self, share: Share) -> list[Order]:
        paid = [order for order in self.made.orders if plain(order.paid_at) and self.share_of(order) == share.id]
        return [order for order in paid if 0 <= (plain(order.paid_at) or 0) - share.created_at < WEEK]

    def tells(self, column: str) -> bool:
        """Whether the source kept such records since the period began, and some of them name a share."""
        if column == "visits_each":
            named = any(plain(visit.share_id) in self.chains.shares for visit in self.made.visits)
            return named and self.begun([visit.created_at for visit in self.made.visits])
        named = any(self.share_of(order) for order in self.made.orders)
        return column == "passed_on_per_share" or named  # orders are known from the first day of the data on

    def begun(self, moments: list[int]) -> bool:
        return local_day(min(moments), self.made.shop.zone) <= PERIOD.first

    def virality(self) -> float | None:
        roots = [share.id for share in self.shares if not self.chains.parent[share.id]]
        steps = [step for root in roots for step in self.chains.distances(root)]
        return sum(steps) / len(steps) if steps else None


def mean(each: list[int]) -> Estimate | None:
    """The estimate that a list of what each share brought comes to, alone."""
    if not each:
        return None
    found = per_unit(lumps(np.array(each, np.int64), np.zeros(len(each), np.int64), 1))
    return Estimate(*(float(ends[0]) for ends in (found.value, found.low, found.high)))


def cells(table: Table, row: Any) -> dict[str, Any]:
    return {column.id: (value, rows) for column, value, rows in zip(table.columns, row.cells, row.behind, strict=True)}


@given(chaineds())
@quick
def test_every_number_is_that_of_following_the_shares(made: Chained) -> None:
    facts = made.facts()
    view = evaluate("sharing", facts, Question(PERIOD))
    for name, field in (("contents_spread", "content_id"), ("products_spread", "product_id")):
        table = view.table(name)
        assert table.rows or table.note is not None
        for row in table.rows:
            check(facts, made, cells(table, row), Twin(made, field, row.cells[1]))


def check(facts: Facts, made: Chained, found: dict[str, Any], twin: Twin) -> None:
    followed, others = ([way(share) for share in twin.watched] for way in (twin.same, twin.other))
    visited = [twin.visited(share) for share in twin.watched]
    bought = [twin.bought(share) for share in twin.watched]
    counts = {
        "shares": twin.shares,
        "first_shares": [share for share in twin.shares if twin.chains.first(share.id)],
        "watched_shares": twin.watched,
        "passed_on": [one for each in followed for one in each],
        "other_shares": [one for each in others for one in each],
    }
    for column, records in counts.items():
        value, rows = found[column]
        assert value == len(records), column
        if records:
            assert {made.shares[number - 1].id for number in behind(facts, rows)} == {one.id for one in records}
    assert found["longest"][0] == max(twin.chains.longest(share.id) for share in twin.shares)
    assert found["virality"][0] == pytest.approx(twin.virality())
    money = [sum(plain(order.payment_amount) or 0 for order in each) for each in bought]
    for column, each in (
        ("passed_on_per_share", [len(one) for one in followed]),
        ("visits_each", [len(one) for one in visited]),
        ("sales_each", money),
    ):
        value, expected = found[column][0], mean(each)
        if not twin.tells(column):
            expected = None
        assert (value is None) == (expected is None), column
        if value is not None and expected is not None:
            assert (value.value, value.low) == pytest.approx((expected.value, expected.low)), column
            assert value.high == pytest.approx(expected.high) or not sum(each)  # of nothing the size of others is used
    if sum(money) and twin.tells("sales_each"):
        assert total(facts, found["sales_each"][1]) == sum(money)
    if sum(map(len, visited)) and twin.tells("visits_each"):
        assert len(behind(facts, found["visits_each"][1])) == sum(map(len, visited))


def many(book: Book, content: str, shares: int, led: int, on: str = "2026-03-02 10:00") -> None:
    """So many shares of a content, each of which was passed on so often."""
    for number in range(shares):
        key = f"{content}-{number}"
        book.records.append(Share(id=key, updated_at=1, created_at=book.at(on), content_id=content))
        book.records += [
            Share(
                id=f"{key}-{child}",
                updated_at=1,
                created_at=book.at(on) + 60_000,
                parent_share_id=key,
                content_id=content,
            )
            for child in range(led)
        ]


def answer(book: Book, name: str = "contents_spread", as_of: str = "2026-04-01 00:00") -> Table:
    return evaluate("sharing", book.facts(as_of), asking("2026-03-01", "2026-03-31")).table(name)


def test_what_is_passed_on_leads_and_the_sentence_says_so() -> None:
    book = Book().order("2026-03-02 10:00", 100, "c1")
    many(book, "dull", 60, 0)
    many(book, "plain", 60, 0)
    many(book, "catching", 60, 1)
    table = answer(book)
    assert table.rows[0].cells[0] == "catching"
    assert table.lead is not None
    assert table.lead.zh == (
        "一次分享后 7 天内，平均有 0.25 (0.19–0.32) 次把它接着传下去(7 天以后的不算)；"
        "最有把握更传得开的是“catching”，每次接着传 0.50 次，可以多做这样的。"
    )
    assert table.lead.en.endswith("most surely passed on more is “catching” with 0.50: make more like it.")


def test_shares_of_something_else_do_not_pass_a_content_on() -> None:
    book = Book().order("2026-03-02 10:00", 100, "c1")
    many(book, "a", 40, 1)
    for number in range(40):
        book.records.append(
            Share(
                id=f"other-{number}", updated_at=1, created_at=book.at("2026-03-03 10:00"),
                parent_share_id=f"a-{number}", content_id="b" if number % 2 else None, product_id="p1",
            )
        )  # fmt: skip
    table = answer(book)
    found = next(cells(table, row) for row in table.rows if row.cells[0] == "a")
    assert (found["passed_on"][0], found["other_shares"][0]) == (40, 40)
    assert len(behind(book.facts("2026-04-01 00:00"), found["other_shares"][1])) == 40
    assert table.lead is not None
    assert "次把它接着传下去，另有 0.40 次分享了别的(7 天以后的不算)" in table.lead.zh


def test_alike_contents_are_not_told_apart() -> None:
    book = Book().order("2026-03-02 10:00", 100, "c1")
    for content in ("a", "b", "c"):
        many(book, content, 30, 2)
    table = answer(book)
    assert table.lead is not None
    assert table.lead.zh.endswith("没有哪一个明显更传得开。")


def test_fresh_shares_do_not_count_as_failures() -> None:
    book = Book().order("2026-03-02 10:00", 100, "c1")
    many(book, "a", 40, 1)
    many(book, "b", 40, 0, on="2026-03-30 10:00")  # two days before the end of the data
    table = answer(book)
    by_name = {row.cells[0]: row.cells for row in table.rows}
    at = [column.id for column in table.columns].index("passed_on_per_share")
    assert by_name["a"][at].value == 0.5
    assert by_name["b"][at] is None


def test_too_little_says_from_how_many_on_it_speaks() -> None:
    book = Book().order("2026-03-02 10:00", 100, "c1")
    many(book, "a", 12, 1)
    table = answer(book)
    assert not table.rows
    assert table.note is not None
    assert table.note.zh == "本期观察满 7 天的分享有 24 次，其中被接着传 12 次；满 30 次、接着传 5 次才能说传不传得开。"


def test_a_source_that_names_no_share_before_says_so() -> None:
    book = Book().order("2026-03-02 10:00", 100, "c1")
    many(book, "a", 50, 0)
    table = answer(book)
    assert not table.rows
    assert table.note is not None
    assert "没有标出" in table.note.zh


def test_a_source_without_shares_says_so() -> None:
    facts = facts_of(Book().shop, Book().order("2026-03-02 10:00", 100, "c1").records)
    for name in ("contents_spread", "products_spread"):
        table = evaluate("sharing", facts, asking("2026-03-01", "2026-03-31")).table(name)
        assert not table.rows
        assert table.note is not None
