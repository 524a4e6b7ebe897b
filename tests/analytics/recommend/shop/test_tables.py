"""The tables of the page, as a merchant reads them: one row per thing, whole days, no numbers that nobody believes."""

import re
from collections import Counter as Count
from functools import cache

import numpy as np
import pytest

from analytics.churn.outlook import OUTLOOK, outlook
from analytics.learning import known
from analytics.recommend.shop import every
from analytics.recommend.shop.asked import Asked
from analytics.recommend.shop.audience import audience
from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.segments import segment_named, segments
from analytics.recommend.shop.tables.cells import times
from analytics.recommend.shop.view import answered
from analytics.result import Estimate, Table, View
from analytics.say import as_words, money
from storage.facts import Facts
from storage.progress import ignore, never
from storage.records import Campaign
from sync.sandbox.shop import simulate
from tests.analytics.making import Book, at
from tests.analytics.recommend.shop.shops import (
    CUPS,
    TEAS,
    club_learnt,
    clubs,
    offer_running,
    simulated,
    simulated_counter,
)
from tests.simulated import simulated_facts


@cache
def page() -> View:
    return answered(simulated()[1], Asked())


def column(table: Table, name: str) -> list[object]:
    place = [one.id for one in table.columns].index(name)
    return [row.cells[place] for row in table.rows]


def test_who_is_due_is_told_product_by_product() -> None:
    """Counted again customer by customer; of those named the chance stands behind the name."""
    made, table = simulated_counter(), page().table("due")
    named = column(table, "product_id")
    assert len(named) == len(set(named)) > 1
    people = made.people
    items = made.due(people).items
    counts = Count(made.facts.ids("products")[item] for item in items[items >= 0].tolist())
    assert dict(zip(named, column(table, "people"), strict=True)) == counts
    expected = column(table, "expected")
    assert all(isinstance(one, Estimate) and one.low <= one.value <= one.high for one in expected)
    assert all(one.value == round(one.value) for one in expected if isinstance(one, Estimate)), "whole people"
    first = {made.facts.ids("customers")[user] for user in people[(items == made_code(made, named[0])).any(axis=1)]}
    assert column(table, "customer_id")[0] in first
    found = made.due(people)
    row, place = np.nonzero(found.items == made_code(made, named[0]))
    buyers = made.due_chance(people[row], found.chance[row, place]).value.sum()
    assert column(table, "worth")[0].value == round(buyers * price_of(made.facts, named[0]))  # type: ignore[attr-defined]
    one = answered(made.facts, Asked(product=str(named[0]))).table("due")
    assert len(one.rows) == min(counts[str(named[0])], 200)
    assert all(row.rows is not None for row in one.rows)


def made_code(made: Counter, key: object) -> int:
    return list(made.facts.ids("products")).index(str(key))


def price_of(facts: Facts, key: object) -> int:
    place = facts.position("products")[list(facts.ids("products")).index(str(key))]
    return int(facts["products"]["price"][place])


def test_the_page_begins_with_what_to_do_today() -> None:
    """Who is due, how many pieces they buy and for how much: counted again customer by customer."""
    made, due = simulated_counter(), page().table("due")
    said = page().headline.zh
    found = made.due(made.people)
    row, place = np.nonzero(found.items >= 0)
    assert said.startswith(f"今天先找 {len(set(row.tolist())):,} 位该补货的客户，30 天里预计买 ")
    chances = made.due_chance(made.people[row], found.chance[row, place]).value
    assert f"预计买 {chances.sum():.0f}(" in said
    names = made.facts.ids("products")
    paid = sum(chances[at] * price_of(made.facts, names[found.items[row[at], place[at]]]) for at in range(len(row)))
    assert f"按标价约 {money(made.facts.shop, round(paid)).zh}(" in said
    assert f"最多的是“{column(due, 'product')[0]}”，{column(due, 'people')[0]} 位。" in said
    assert page().notes[0].zh.startswith(("凭什么：", "在这家店"))


def test_where_nothing_may_be_offered_nothing_is_praised() -> None:
    view = answered(clubs(changed={key: {"status": "off_sale"} for key in (*TEAS, *CUPS)}), Asked())
    assert view.headline.zh == "现在没有一件商品能推：已下架 16 件。上架或补货、同步之后再来。"
    assert not any("猜中" in note.zh for note in view.notes)
    facts = clubs(changed={key: {"stock": 0} for key in (*TEAS, *CUPS)})
    lists = {as_words(row[3]).zh for row in every.rows(Counter(facts, club_learnt()), ignore, never)}  # type: ignore[arg-type]
    assert lists == {"没有可推的"}


def test_what_is_bought_again_is_sure_in_words_and_whole_days() -> None:
    table = page().table("bought_again")
    assert {as_words(said).zh for said in column(table, "sure")} <= {"很肯定", "比较肯定"}  # type: ignore[arg-type]
    days = [as_words(said).zh for said in column(table, "days") if said is not None]  # type: ignore[arg-type]
    assert days
    assert all(re.fullmatch(r"\d+ 天\(\d+–\d+\)", said) for said in days)


@pytest.mark.parametrize(
    ("value", "said"), [(1.26, "1.3 倍"), (9.94, "9.9 倍"), (12.4, "12 倍"), (100.0, "100 倍"), (429.82, "100 倍以上")]
)
def test_how_many_times_is_said_no_finer_than_it_is_known(value: float, said: str) -> None:
    assert times(value).zh == said


def test_sets_far_beyond_chance_are_not_told_to_the_last_digit() -> None:
    book = Book()
    for number in range(3000):
        lines = [("a", 1), ("b", 1)] if number < 12 else [(f"x{number % 200}", 1), (f"y{number % 170}", 1)]
        book.order(f"2026-06-{1 + number % 28:02} 10:00", 100, f"b{number}", lines=lines)
    sets = answered(book.facts("2026-07-01 00:00"), Asked()).table("sets")
    assert as_words(column(sets, "lift")[0]).zh == "100 倍以上"  # type: ignore[arg-type]


def test_groups_of_other_tastes_get_other_products() -> None:
    """No two tastes share their five, and what stands first is bought more by them, by how much stands beside it."""
    table = page().table("segments")
    rows = {as_words(row.cells[0]).zh: [as_words(cell).zh for cell in row.cells[2:7]] for row in table.rows}  # type: ignore[arg-type]
    tastes = [tuple(five) for name, five in rows.items() if name.startswith("常买")]
    assert len(tastes) == len(set(tastes)) > 3
    assert all(re.search(r"\(\d+(\.\d)? 倍\)$", five[0]) for five in tastes)
    assert not any("倍)" in title for title in rows["所有人"])


def test_advertising_to_strangers_is_left_out_and_said_so() -> None:
    ad = Campaign(
        id="ad",
        updated_at=1,
        name="信息流",
        type="ad",
        starts_at=at("2026-06-20 00:00"),
        ends_at=at("2026-07-20 00:00"),
    )
    table = answered(clubs(*offer_running(), ad), Asked()).table("campaigns")
    assert column(table, "campaign") == ["满减"]
    assert table.note is not None
    assert table.note.zh.startswith("1 场拉新广告没列")
    assert answered(clubs(*offer_running()), Asked()).table("campaigns").note is None


@cache
def followed() -> Facts:
    """A shop of which churn can be told; its facts remember what was learnt."""
    return simulated_facts(simulate(3000, seed=5))


def test_groups_of_churn_are_there_once_they_are_learnt_elsewhere() -> None:
    facts = followed()
    assert segment_named(facts, "churn:new") is None
    assert known(facts, OUTLOOK) is None, "it is not learnt from here"
    before = [one.id for one in segments(facts)]
    learnt_there = outlook(facts)
    assert not hasattr(learnt_there, "zh")
    found = segment_named(facts, "churn:new")
    assert found is not None
    assert found.name.zh == "新客，没再来"
    wanted = learnt_there.standing.who[learnt_there.group == 2]  # type: ignore[union-attr]
    assert set(found.users.tolist()) <= set(wanted.tolist())
    assert len(found.users) > 0
    now = [one.id for one in segments(facts)]
    assert [one for one in now if not one.startswith("churn:")] == before
    assert any(one.startswith("churn:") for one in now)
    assert audience(facts)[found.users].all()
