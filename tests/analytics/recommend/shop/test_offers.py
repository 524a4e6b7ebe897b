"""What each customer is offered, and why: a shop of two clubs whose answers are plain."""

from collections import Counter as Count
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from analytics.recommend.shop.campaigns import HOLDERS, advertising, campaigns
from analytics.recommend.shop.counter import Counter, counter, estimate
from analytics.recommend.shop.groups import due_for, five_for, shown, wants, whom
from analytics.recommend.shop.hits import TOP
from analytics.recommend.shop.learnt import Learnt
from analytics.recommend.shop.past import bought
from analytics.recommend.shop.reasons import Kind, said
from analytics.recommend.shop.segments import segment_named, segments
from analytics.recommend.shop.sets import EACH, sets
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import Referral, Visit
from tests.analytics.making import CHINA, at
from tests.analytics.recommend.shop.shops import (
    CUPS,
    MEMBERS,
    NIGHT,
    TEAS,
    club_counter,
    club_facts,
    club_learnt,
    club_records,
    clubs,
    code,
    offer_running,
    simulated_counter,
)


def at_counter(*more: Any, **changes: Any) -> Counter:
    """The clubs somewhat changed, with what was learnt of them before: answers are to follow the facts."""
    return Counter(clubs(*more, **changes), club_learnt())


def offered_to(made: Counter, key: str) -> list[str]:
    """Ids of the new products for one customer."""
    lists = made.new(np.array([code(made.facts, "customers", key)]))
    return [made.facts.ids("products")[item] for item in lists.items[0] if item >= 0]


def owns(facts: Facts, key: str) -> set[str]:
    mine = bought(facts).item[bought(facts).user == code(facts, "customers", key)]
    return {facts.ids("products")[item] for item in mine}


@pytest.mark.parametrize("number", range(0, MEMBERS, 7))
def test_everybody_gets_first_what_is_left_of_their_own_shelf(number: int) -> None:
    key, shelf = f"c{number}", TEAS if number % 2 else CUPS
    mine = owns(club_facts(), key)
    offers, left = offered_to(club_counter(), key), set(shelf) - mine
    assert set(offers[: len(left)]) == left
    assert len(offers) == TOP == len(set(offers))
    assert not set(offers) & mine


@pytest.mark.parametrize("fields", [{"status": "off_sale"}, {"stock": 0}, {"cost": 6000}, {"category": "非商品"}])
def test_what_may_no_longer_be_offered_drops_out_of_lists_learnt_before(fields: dict[str, Any]) -> None:
    without = next(f"c{n}" for n in range(1, MEMBERS, 2) if "tea0" not in owns(club_facts(), f"c{n}"))
    assert "tea0" in offered_to(club_counter(), without)
    changed = at_counter(changed={"tea0": fields})
    assert "tea0" not in offered_to(changed, without)
    assert len(offered_to(changed, without)) == TOP


def test_a_floor_of_margin_is_kept() -> None:
    facts = clubs(changed={"tea0": {"cost": 4000}})
    strict = Counter(facts, club_learnt(), floor=0.3)
    assert all("tea0" not in offered_to(strict, f"c{number}") for number in range(1, 40, 2))
    assert any("tea0" in offered_to(club_counter(), f"c{number}") for number in range(1, 40, 2))


def test_a_customer_of_whom_nothing_was_known_when_it_was_learnt_gets_what_sells_most() -> None:
    from storage.records import Customer

    made = at_counter(Customer(id="new", updated_at=1, name="新客"))
    lists = made.new(np.array([code(made.facts, "customers", "new")]))
    assert not lists.own.any()
    assert lists.items[0].tolist() == made.popular[:TOP].tolist()


def reason(made: Counter, who: str, what: str) -> tuple[Kind, int]:
    user, item = code(made.facts, "customers", who), code(made.facts, "products", what)
    found = made.why(np.array([user]), np.array([item]))
    return Kind(int(found.kind[0])), int(found.about[0])


def test_reasons_are_facts_on_record() -> None:
    drinker = next(f"c{n}" for n in range(1, MEMBERS, 2) if "tea0" not in owns(club_facts(), f"c{n}"))
    kind, about = reason(club_counter(), drinker, "tea0")
    assert kind is Kind.TOGETHER
    named = club_facts().ids("products")[about]
    assert named in owns(club_facts(), drinker)
    assert said(club_facts(), kind, about).zh == f"买过“{named.upper()}”的人常买"
    assert reason(club_counter(), drinker, "cup0") == (Kind.POPULAR, -1)


def test_a_look_lately_and_friends_are_reasons() -> None:
    looked = Visit(
        id="v1", updated_at=1, created_at=at("2026-06-20 10:00"), visitor_id="v", customer_id="c1", product_id="cup0"
    )
    long_ago = Visit(
        id="v2", updated_at=1, created_at=at("2026-02-20 10:00"), visitor_id="v", customer_id="c1", product_id="cup1"
    )
    owners = [f"c{n}" for n in range(0, MEMBERS, 2) if "cup3" in owns(club_facts(), f"c{n}")][:3]
    friends = [
        Referral(id=f"r{n}", updated_at=1, created_at=at("2026-02-01 00:00"), parent_id="c1", child_id=owner)
        for n, owner in enumerate(owners)
    ]
    made = at_counter(looked, long_ago, *friends)
    assert reason(made, "c1", "cup0")[0] is Kind.VIEWED
    assert reason(made, "c1", "cup3") == (Kind.FRIENDS, 3)
    assert said(made.facts, Kind.FRIENDS, 3).en == "bought by 3 friends"
    assert reason(made, "c1", "cup1")[0] in (Kind.LIKE_VIEWED, Kind.FRIENDS, Kind.POPULAR)
    assert reason(made, "c3", "cup3") == (Kind.POPULAR, -1)


def test_what_a_group_wants_is_the_sum_of_its_people() -> None:
    made = club_counter()
    drinkers = np.array([code(made.facts, "customers", f"c{n}") for n in range(1, MEMBERS, 2)])
    found = wants(made, drinkers)
    lists = [offered_to(made, f"c{n}") for n in range(1, MEMBERS, 2)]
    counts = Count(item for offers in lists for item in offers)
    assert {made.facts.ids("products")[item]: many for item, many in enumerate(found.people) if many} == counts
    for pick in five_for(made, drinkers):
        assert pick.people == counts[made.facts.ids("products")[pick.item]]
        assert pick.expected is not None
        assert pick.expected.low < pick.expected.value < pick.expected.high
        assert all(isinstance(end, int) for end in (pick.expected.low, pick.expected.value, pick.expected.high))
        width = float(found.high[pick.item] - found.low[pick.item])  # of the mean alone: no range of a count
        assert pick.expected.high - pick.expected.low > max(width, 3.5 * float(found.scatter[pick.item]) ** 0.5)
        assert made.facts.ids("products")[pick.item] in TEAS
    assert shown(made).sum() == len(made.people) * TOP


def test_those_to_tell_of_a_product_do_not_have_it_and_the_likely_come_first() -> None:
    made, item = club_counter(), code(club_facts(), "products", "tea0")
    told = whom(made, item, 30)
    keys = [made.facts.ids("customers")[user] for user in told.users]
    assert all("tea0" not in owns(made.facts, key) for key in keys)
    first = [int(key[1:]) % 2 for key in keys[:15]]
    assert sum(first) >= 14
    values = told.chances.value
    assert (np.diff(values) <= 0).all()
    assert estimate(told.chances, 0) is not None
    assert told.every >= len(keys)


def lift_by_hand(members: set[str], item: str) -> float:
    """The part of a group's purchases that is one product, by that of all, each product once a customer."""
    pairs = {(f"c{n}", key) for n in range(MEMBERS) for key in owns(club_facts(), f"c{n}")}
    mine = {(who, key) for who, key in pairs if who in members}
    share = sum(key == item for _, key in mine) / len(mine)
    return share / (sum(key == item for _, key in pairs) / len(pairs))


def test_a_group_first_gets_what_it_buys_more_than_all_do() -> None:
    """Half of all buyers are of the club, so whatever they buy alone has a lift of about two; all have none."""
    made = club_counter()
    members = {f"c{n}" for n in range(0, MEMBERS, 2)}
    found = five_for(made, np.array([code(made.facts, "customers", key) for key in members]))
    lifted = [pick for pick in found if pick.lift is not None]
    assert len(lifted) >= 3
    for pick in lifted:
        assert pick.lift is not None
        assert 1 < pick.lift.low <= pick.lift.value <= pick.lift.high
        by_hand = lift_by_hand(members, made.facts.ids("products")[pick.item])
        assert pick.lift.low <= by_hand <= pick.lift.high
    assert all(pick.lift is None for pick in five_for(made, made.people))


def test_a_group_drawn_by_lot_likes_nothing_more_than_all_do() -> None:
    made, rng = club_counter(), np.random.default_rng(4)
    groups = [rng.choice(made.people, 60, replace=False) for _ in range(20)]
    assert sum(any(pick.lift is not None for pick in five_for(made, group)) for group in groups) <= 3


def test_whoever_is_told_of_a_product_does_not_have_it_and_whoever_is_due_does() -> None:
    made = simulated_counter()
    due = next(item for item in range(made.now.items) if due_for(made, item, 9).every >= 3)
    has = set(made.now.taken.user[made.now.taken.item == due].tolist())
    assert set(due_for(made, due, 9999).users.tolist()) <= has
    assert not set(whom(made, due, 9999).users.tolist()) & has


def test_groups_are_named_counted_and_found() -> None:
    facts = club_facts()
    tea = segment_named(facts, "taste:茶")
    assert tea is not None
    assert {facts.ids("customers")[user] for user in tea.users} == {f"c{n}" for n in range(1, MEMBERS, 2)}
    assert segment_named(facts, "常买茶的") is tea
    assert segment_named(facts, "no such") is None
    assert len({one.id for one in segments(facts)}) == len(segments(facts))
    assert all(len(one.users) >= 30 for one in segments(facts))


def test_a_campaign_is_for_those_who_hold_its_coupons() -> None:
    facts = clubs(*offer_running())
    (aimed,) = campaigns(facts)
    assert aimed.why is HOLDERS
    assert {facts.ids("customers")[user] for user in aimed.users} == {f"c{2 * n}" for n in range(40)}
    assert not campaigns(club_facts())
    ad = replace(offer_running()[0], id="ad", type="ad", name="信息流")  # type: ignore[call-arg]
    with_ad = clubs(*offer_running(), ad)
    assert [one.users.tolist() for one in campaigns(with_ad)] == [aimed.users.tolist()]
    assert len(advertising(with_ad)) == 1


def test_sets_are_counted_order_by_order() -> None:
    from tests.analytics.making import Book

    book = Book()
    for number in range(120):
        lines = [("a", 1), ("b", 1), ("c", 1)] if number < 30 else [(f"x{number % 20}", 1), (f"y{number % 17}", 1)]
        lines += [("a", 1)] if number % 9 == 0 and number >= 30 else []
        book.order(f"2026-06-{1 + number % 28:02} 10:00", 100, f"b{number}", lines=lines)
    facts = book.facts("2026-07-01 00:00")
    found = sets(bought(facts), at("2026-07-01 00:00"), np.ones(len(facts.ids("products")), bool))
    first = found[0]
    assert sorted(facts.ids("products")[item] for item in first.items) == ["a", "b", "c"]
    assert first.orders == 30
    with_a = 30 + sum(number % 9 == 0 for number in range(30, 120))
    assert first.lift.value == pytest.approx(30 * 120**2 / (with_a * 30 * 30))
    assert first.lift.low > 1
    assert max(Count(item for one in found for item in one.items).values()) <= EACH
    none = sets(bought(facts), at("2026-07-01 00:00"), np.zeros(len(facts.ids("products")), bool))
    assert not none


def test_who_left_is_on_no_list_and_in_no_group() -> None:
    left = {"followed_at": at("2026-01-01 00:00"), "unfollowed_at": at("2026-06-01 00:00")}
    made = at_counter(changed={"c1": left}, merges={"c3": "c5"})
    gone = {code(made.facts, "customers", key) for key in ("c1", "c3")}
    assert not gone & set(made.people.tolist())
    assert not gone & set(whom(made, code(made.facts, "products", "tea0"), 200).users.tolist())
    assert not gone & {int(user) for one in segments(made.facts) for user in one.users}


def test_buyers_known_by_id_alone_are_there_whoever_else_has_a_record() -> None:
    """One person's record is no reason to leave everybody else out."""
    everybody = {f"c{number}" for number in range(MEMBERS)}
    for recorded in (set(), {"c1"}, everybody):
        records = [one for one in club_records() if one.KIND != "customers" or one.id in recorded]
        made = Counter(facts_of(CHINA, records, as_of=at(NIGHT)), club_learnt())
        assert {made.facts.ids("customers")[user] for user in made.people} == everybody
    friend = Referral(id="r", updated_at=1, created_at=at("2026-02-01 00:00"), parent_id="nobody", child_id="c1")
    named = at_counter(friend)
    assert "nobody" not in {named.facts.ids("customers")[user] for user in named.people}, "no buyer, no record"


def test_a_counter_is_kept_with_its_facts() -> None:
    learnt_here: Learnt = club_learnt()
    assert counter(club_facts(), learnt_here) is counter(club_facts(), learnt_here)
    assert counter(club_facts(), learnt_here, 0.5) is not counter(club_facts(), learnt_here)
