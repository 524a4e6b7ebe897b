"""Panels of the fan network against fans counted one by one, and against what is planted; and how they say little."""

from functools import cache
from statistics import mean

import pytest

from analytics.network.fans import KINDS, fans_forest
from analytics.network.forest import children
from analytics.network.roles import ROLES, roles_in_shop
from analytics.network.standing import standing
from analytics.network.treatment import LEFT
from analytics.period import Period
from analytics.presets import default_period
from analytics.question import Filters, Question
from analytics.result import Estimate, Table, View
from analytics.views import evaluate
from storage.columns import MISSING
from storage.facts import Facts
from storage.records import Customer, Referral
from storage.words import Words
from tests.analytics.making import Book, asking, at
from tests.analytics.network.shops import network


@cache
def view() -> View:
    facts = network(1, 6000).facts
    return evaluate("network", facts, Question(default_period(facts)))


def column(table: Table, name: str) -> list[object]:
    place = [one.id for one in table.columns].index(name)
    return [row.cells[place] for row in table.rows]


def test_layers_count_every_fan_once() -> None:
    fans, table = network(1, 6000).fans, view().table("layers")
    depth = [min(int(one), 4) for one in fans.forest.depth]
    assert column(table, "fans") == [depth.count(layer) for layer in range(5)]
    assert column(table, "buyers") == [
        sum(bool(b) for b, one in zip(fans.bought, depth, strict=True) if one == layer) for layer in range(5)
    ]
    assert sum(column(table, "sales")) == fans.sales.sum()
    assert sum(column(table, "part")) == pytest.approx(1)


def test_a_layer_says_how_many_buyers_a_buyer_brings_with_its_range() -> None:
    cells = column(view().table("layers"), "reproduction")
    assert all(isinstance(cell, Estimate) and cell.low < cell.value < cell.high for cell in cells)


def test_kinds_are_those_of_the_picture() -> None:
    fans, table = network(1, 6000).fans, view().table("kinds")
    assert column(table, "people") == [int((fans.kind == code).sum()) for code in range(len(KINDS))]
    assert sum(column(table, "sales")) == fans.sales.sum()
    assert sum(column(table, "brought")) == (fans.forest.parent >= 0).sum()


def test_key_people_fall_by_what_they_spread_and_carry_plain_ranks_beside() -> None:
    shop, table = network(1, 6000), view().table("key_people")
    values = [cell.value for cell in column(table, "spread") if isinstance(cell, Estimate)]
    assert len(values) == len(table.rows)
    assert values[:200] == sorted(values[:200], reverse=True)
    friends = column(table, "friends")
    by_degree = column(table, "by_degree")
    every = sorted((int(one) for one in shop.ranks.bringing.friends), reverse=True)
    assert by_degree[:50] == [every.index(many) + 1 for many in friends[:50]]


def test_planted_key_people_lead_the_list() -> None:
    shop = network(1)
    facts = shop.facts
    table = evaluate("network", facts, Question(default_period(facts))).table("key_people")
    ids = [facts.ids("customers")[code] for code in facts["customers"]["id"].tolist()]
    planted = {ids[place] for place in shop.truth.key_people.tolist()}
    assert mean(key in planted for key in column(table, "fan_id")[:20]) >= 0.8


def test_those_about_to_lapse_are_listed_though_they_rank_low() -> None:
    shop, table = network(1, 6000), view().table("key_people")
    parts = roles_in_shop(shop.facts, shop.ranks)
    listed = column(table, "role")
    assert listed.count(ROLES["lapsing"].name) == len(parts.of("lapsing"))


def test_every_part_that_is_counted_is_listed() -> None:
    shop, parts = network(1, 6000), column(view().table("key_people"), "role")
    places = roles_in_shop(shop.facts, shop.ranks)
    for key, role in ROLES.items():
        assert min(len(places.of(key)), 30) <= parts.count(role.name)


def test_who_stopped_following_is_to_be_invited_back_first() -> None:
    facts, table = network(1, 6000).facts, view().table("key_people")
    customers = facts["customers"]
    gone = {
        facts.ids("customers")[code]
        for code, left, came in zip(customers["id"], customers["unfollowed_at"], customers["followed_at"], strict=True)
        if left != MISSING and came <= left
    }
    told = {
        key: done == LEFT
        for key, done in zip(column(table, "fan_id"), column(table, "treatment"), strict=True)
        if done is not None
    }
    assert told == {key: key in gone for key in told}
    assert any(told.values())
    assert not all(told.values())


def test_roles_are_counted_with_what_to_do() -> None:
    shop, table = network(1, 6000), view().table("roles")
    parts = roles_in_shop(shop.facts, shop.ranks)
    assert column(table, "people") == [len(parts.of(key)) for key in ROLES]
    assert table.lead is not None
    assert ROLES["lapsing"].treatment.zh in table.lead.zh


def test_the_largest_teams_come_first() -> None:
    fans, table = network(1, 6000).fans, view().table("trees")
    people = column(table, "people")
    assert people == sorted(people, reverse=True)
    assert people[0] == max(int((fans.forest.root == root).sum()) for root in set(fans.forest.root.tolist()))
    direct = children(fans.forest)
    assert max(column(table, "direct")) <= direct.max()


def test_the_look_back_prints_plain_ways_beside_ours() -> None:
    table = view().table("ways")
    assert len(table.rows) == 5
    assert table.lead is not None
    assert "随便选的" in table.lead.zh


def test_tables_to_date_do_not_change_with_the_question() -> None:
    facts = network(1, 6000).facts
    period = default_period(facts)
    other = evaluate(
        "network", facts, Question(Period(period.first, period.first), filters=Filters(provinces=("浙江",)))
    )
    assert [table for table in other.tables if table.rows] == [table for table in view().tables if table.rows]
    assert other.figures != view().figures


def test_clean_records_are_said_to_be_clean() -> None:
    table = view().table("dirt")
    assert table.rows == ()
    assert table.note is not None
    assert "都说得通" in table.note.zh


def dirty() -> Facts:
    book, since = Book(), at("2026-01-01")
    for name in "abcde":
        book.records.append(Customer(id=name, updated_at=1, name=name, joined_at=since))
    ties = (("a", "a", 1), ("b", "a", 5), ("c", "a", 9), ("b", "a", 7), ("gone", "e", 2), ("c", "d", 3), ("d", "c", 4))
    for number, (parent, child, moment) in enumerate(ties):
        book.records.append(
            Referral(id=f"r{number}", updated_at=1, created_at=since + moment, parent_id=parent, child_id=child)
        )
    book.order("2026-02-01 10:00", 100, "a")
    return book.facts()


def test_dirt_is_named_with_its_rule_and_an_example() -> None:
    table = evaluate("network", dirty(), asking("2026-02-01", "2026-02-28")).table("dirt")
    found = {name.zh: (many, first) for name, many, first, _rule in (row.cells for row in table.rows)}
    assert found == {
        "自己推荐自己": (1, "r0"),
        "推荐人不在粉丝里": (1, "r4"),
        "同一个人有好几位推荐人": (1, "r2"),
        "重复的记录": (1, "r3"),
        "绕成圈": (1, "r6"),
    }


def test_a_shop_with_few_ties_says_how_many_are_missing() -> None:
    tables = {table.id: table for table in evaluate("network", dirty(), asking("2026-02-01", "2026-02-28")).tables}
    for name in ("key_people", "roles"):
        assert tables[name].rows == ()
        assert "30" in (tables[name].note or Words("", "")).zh
    assert tables["shape"].rows == ()
    assert len(tables["layers"].rows) > 0


def test_a_shop_without_referrals_knows_no_figure() -> None:
    facts = Book().customer("a", "甲").order("2026-02-01 10:00", 100, "a").facts()
    found = evaluate("network", facts, asking("2026-02-01", "2026-02-28"))
    assert all(figure.value is None and figure.reason is not None for figure in found.figures)
    assert isinstance(standing(facts), Words)
    assert len(fans_forest(facts)) == 1
