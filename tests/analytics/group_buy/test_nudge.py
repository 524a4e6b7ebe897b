"""Whom to ask for which open group: a shop of a few people, and a simulated one against plain loops."""

from functools import cache

import numpy as np
import pytest

from analytics.group_buy.circle import circle, coming
from analytics.group_buy.nudge import FRIENDS, Nudges, nudges
from analytics.period import Period
from analytics.question import Question
from analytics.rows import behind
from analytics.views import evaluate
from storage.facts import Facts
from storage.records import Customer, Group, GroupMember, Referral
from tests.analytics.group_buy.shops import asked_now, simulated_shop
from tests.analytics.making import Book


def few() -> Facts:
    """Ada leads g2 (open) and led g1 with Ben and Cy; she brought Di (a buyer) and Ed (none); Flo brought her."""
    book = Book()
    at = book.at("2026-03-10 10:00")
    for name in ("ada", "ben", "cy", "di", "ed", "flo", "gone"):
        left = book.at("2026-03-12 10:00") if name == "gone" else None
        book.records.append(Customer(id=name, updated_at=1, name=name, joined_at=1, unfollowed_at=left))
        if name != "ed":
            book.order("2026-03-01 10:00", 100, name)
    for number, (parent, child) in enumerate([("ada", "di"), ("ada", "ed"), ("flo", "ada"), ("ada", "gone")]):
        book.records.append(Referral(id=f"r{number}", updated_at=1, created_at=1, parent_id=parent, child_id=child))
    day = 86_400_000
    for number, (key, state) in enumerate([("g1", "completed"), ("g2", "open")]):
        opened = at + number * 5 * day
        book.records.append(
            Group(
                id=key, updated_at=1, created_at=opened, leader_id="ada", size=3, joined=3 - number, status=state,
                expires_at=opened + day, completed_at=opened + 1000 if state == "completed" else None,
            )
        )  # fmt: skip
        for name in ("ada", "ben", "cy") if key == "g1" else ("ada", "cy"):
            book.records.append(
                GroupMember(
                    id=f"{key}{name}", updated_at=1, created_at=opened, group_id=key, customer_id=name,
                    is_leader=name == "ada",
                )
            )  # fmt: skip
    return book.facts(as_of="2026-03-15 12:00")


def test_friends_bought_before_still_follow_and_are_known_to_the_leader() -> None:
    facts = few()
    names = facts.ids("customers")
    group, leader = (facts.ids(kind).index(key) for kind, key in (("groups", "g2"), ("customers", "ada")))
    friends = circle(facts).friends(leader, group, facts.as_of or 0)
    assert {names[code]: times for code, times in friends.items()} == {"ben": 1, "cy": 1, "di": 0, "flo": 0}


@cache
def told() -> tuple[Facts, Nudges]:
    facts = simulated_shop()
    found = nudges(facts, facts.as_of or 0, np.ones(len(facts["groups"]), dtype=bool))
    assert found is not None
    return facts, found


def test_only_open_groups_are_pushed_the_greatest_gain_in_money_first() -> None:
    facts, found = told()
    table = facts["groups"]
    still = np.flatnonzero(table["status"] == facts.category("status", "open"))
    assert set(found.position.tolist()) == set(still[table["expires_at"][still] > facts.as_of].tolist())
    assert (np.diff(found.worth) <= 0).all()
    assert (found.gain > 0).all()
    assert (found.chance + found.gain <= 1 + 1e-9).all()
    last = found.missing == 1
    assert np.allclose(found.chance[last] + found.gain[last], 1)
    assert (found.full_at <= found.ends).all()
    assert (found.full_at > facts.as_of).all()


def test_nobody_is_asked_twice_or_for_a_group_they_are_in() -> None:
    facts, found = told()
    everybody = [one for friends in found.friends for one in friends]
    assert len(everybody) == len(set(everybody)) > 5
    assert all(len(friends) <= FRIENDS for friends in found.friends)
    members, orders = facts["group_members"], facts["orders"]
    for position, friends in zip(found.position.tolist(), found.friends, strict=True):
        inside = members["customer_id"][members["group_id"] == facts["groups"]["id"][position]]
        assert not set(friends) & set(inside.tolist())
        for one in friends:
            assert (orders["paid_at"][orders["buyer_id"] == one] > 0).any()


def test_the_worth_of_a_nudge_is_that_of_a_full_group() -> None:
    facts, found = told()
    orders, groups = facts["orders"], facts["groups"]
    for place, position in enumerate(found.position.tolist()):
        inside = (orders["group_id"] == groups["id"][position]) & (orders["paid_at"] > 0)
        each = orders["payment_amount"][inside].sum() / groups["joined"][position]
        assert np.isclose(found.worth[place], found.gain[place] * each * groups["size"][position])


def test_asking_more_people_is_worth_more_and_less_than_all_of_them_coming() -> None:
    _, found = told()
    assert found.coming is not None
    for place, friends in enumerate(found.friends):
        assert (found.asking[place] > 0) == bool(friends)
        assert found.asking[place] <= 1 - found.chance[place]


def test_how_many_friends_come_is_counted_over_finished_groups() -> None:
    facts = simulated_shop()
    found = coming(facts)
    assert found is not None
    assert 0.001 < found.low < found.value < found.high < 0.2


def test_rows_of_the_page_open_their_group_and_say_what_is_missing() -> None:
    facts, found = told()
    table = evaluate("group-buy", facts, asked_now(facts)).table("still_open")
    assert table.lead is not None
    assert table.note is not None
    assert len(table.rows) == len(found.position)
    for row, position in zip(table.rows, found.position.tolist(), strict=True):
        assert row.rows is not None
        assert behind(facts, row.rows).tolist() == [facts["groups"].row[position]]
        assert row.cells[4] == facts["groups"]["size"][position] - facts["groups"]["joined"][position]


def test_groups_open_now_are_told_whatever_the_period() -> None:
    facts, _ = told()
    always = asked_now(facts)
    whole = evaluate("group-buy", facts, always).table("still_open")
    for day in (always.period.first, always.period.last):
        table = evaluate("group-buy", facts, Question(Period(day, day))).table("still_open")
        assert table.rows == whole.rows
        assert table.note == whole.note
    assert whole.note is not None
    assert "不管看的是哪段时间" in whole.note.zh


def test_what_one_more_adds_is_told_in_points() -> None:
    facts, found = told()
    table = evaluate("group-buy", facts, asked_now(facts)).table("still_open")
    assert table.lead is not None
    points = f"{found.gain[0] * 100:.1f}"
    assert f"提高 {points} 个百分点" in table.lead.zh
    assert f"adds {points} points to the chance" in table.lead.en
    named = {column.id: column.name.zh for column in table.columns}
    assert named["gain"].endswith("(百分点)")
    assert named["asking"].endswith("(百分点)")
    gain = list(named).index("gain")
    assert table.rows[0].cells[gain] == pytest.approx(100 * found.gain[0])


def test_a_shop_with_few_finished_groups_says_that_no_chance_can_be_told() -> None:
    facts = few()
    table = evaluate("group-buy", facts, asked_now(facts)).table("still_open")
    assert not table.rows
    assert table.note is not None
    assert "100" in table.note.zh
