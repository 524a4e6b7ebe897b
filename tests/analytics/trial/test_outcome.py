"""What the orders say of a trial: who counts, on which days, in which arm; and planted effects are found."""

from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from msgspec import UNSET
from numpy.random import default_rng

from analytics.period import local_day
from analytics.trial.amounts import Paid
from analytics.trial.enrol import Asked, enrol
from analytics.trial.outcome import compare, outcome
from analytics.trial.overlap import Overlap, overlaps, same_days
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import Order
from storage.trial import HELD, Arm, Enrolled, Trial
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated
from tests.analytics.making import Book

NOBODY_MERGED: dict[str, str] = {}


def made(*ids: tuple[str, ...], start: str = "2026-03-01", days: int = 10, name: str = "t") -> Enrolled:
    """A trial with these arms: two, or two offers and those held out."""
    keys = ("treated", HELD) if len(ids) == 2 else ("a", "b", HELD)
    arms = tuple(Arm(key, 1 / len(ids), len(own)) for key, own in zip(keys, ids, strict=True))  # type: ignore[arg-type]
    return Enrolled(Trial(name, name, 0, date.fromisoformat(start), days, arms), ids)


def paid(facts: Facts, trial: Enrolled, merges: dict[str, str] = NOBODY_MERGED) -> list[tuple[int, int, int, int]]:
    return [(one.people, one.buyers, one.orders, one.amount) for one in outcome(facts, trial, merges).arms]


def test_orders_count_from_the_first_moment_of_the_first_day_to_the_last_of_the_last() -> None:
    book = Book().order("2026-02-28 23:59", 1, "c1").order("2026-03-01 00:00", 10, "c1")
    facts = book.order("2026-03-10 23:59", 100, "c1").order("2026-03-11 00:00", 1000, "c1").facts()
    assert paid(facts, made(("c1", "c2"), ("c3",))) == [(2, 1, 2, 110), (1, 0, 0, 0)]


def test_everybody_counts_in_their_arm_and_nobody_else_does() -> None:
    book = Book().order("2026-03-02 10:00", 500, "c1").order("2026-03-03 10:00", 300, "c1")
    book.order("2026-03-04 10:00", 70, "c3").order("2026-03-04 11:00", 9, "stranger").order(None, 900, "c2")
    facts = book.order("2026-03-20 10:00", 1, "c9").facts()
    assert paid(facts, made(("c1", "c2"), ("c3", "c4"))) == [(2, 1, 2, 800), (2, 1, 1, 70)]


def test_an_order_without_a_buyer_belongs_to_no_arm_and_is_told() -> None:
    facts = Book().order("2026-03-02 10:00", 750, "c1").order("2026-03-02 11:00", 250).facts()
    found = outcome(facts, made(("c1",), ("c2",)), NOBODY_MERGED)
    assert sum(one.amount for one in found.arms) == 750
    assert found.guests == 0.25


def test_a_merged_person_keeps_the_arm_of_either_id_and_is_one_person() -> None:
    merges = {"f1": "c1", "f7": "c7"}
    book = Book().order("2026-03-02 10:00", 500, "f1").order("2026-03-03 10:00", 1, "c1")
    book.order("2026-03-04 10:00", 20, "f7").order("2026-03-20 10:00", 1, "x")
    facts = facts_of(book.shop, book.records, merges=merges)
    assert paid(facts, made(("c1",), ("f7",)), merges) == [(1, 1, 2, 501), (1, 1, 1, 20)]
    assert paid(facts, made(("f1", "c1"), ("c7", "c8")), merges) == [(1, 1, 2, 501), (2, 1, 1, 20)]


def test_who_turns_out_to_be_in_both_arms_is_left_out_and_told() -> None:
    merges = {"f1": "c1"}
    book = Book().order("2026-03-02 10:00", 500, "f1").order("2026-03-20 10:00", 1, "x")
    facts = facts_of(book.shop, book.records, merges=merges)
    found = outcome(facts, made(("c1", "c2"), ("f1", "c3")), merges)
    assert [(one.people, one.amount) for one in found.arms] == [(1, 0), (1, 0)]
    assert found.in_both == 1


@pytest.mark.parametrize("seed", range(20))
def test_arms_are_what_a_look_at_every_order_counts(seed: int) -> None:
    """Thirty people under forty ids, of whom some are merged and some are in the trial under either id."""
    chance = default_rng(seed)
    merges = {f"m{one}": f"c{chance.integers(30)}" for one in range(10)}
    names = [f"c{one}" for one in range(30)] + list(merges)
    book = Book().order("2026-04-01 10:00", 1, "last")
    for _ in range(80):
        day = date(2026, 2, 20) + timedelta(days=int(chance.integers(30)))
        buyer = None if chance.random() < 0.1 else str(chance.choice(names))
        book.order(f"{day} {chance.integers(24):02}:00", int(chance.integers(1, 1000)), buyer)
    lots = chance.integers(0, 4, len(names)).tolist()
    trial = made(*(tuple(one for one, lot in zip(names, lots, strict=True) if lot == arm) for arm in (0, 1)))
    found = outcome(facts_of(book.shop, book.records, merges=merges), trial, merges)
    sides = [{merges.get(one, one) for one in ids} for ids in trial.ids]
    assert found.in_both == len(sides[0] & sides[1])
    begin, end = book.at("2026-03-01 00:00"), book.at("2026-03-11 00:00")
    for own, other, counted in zip(sides, sides[::-1], found.arms, strict=True):
        people, spent = own - other, dict[str, int]()
        orders = 0
        for order in (one for one in book.records if isinstance(one, Order)):
            person = merges.get(str(order.buyer_id), str(order.buyer_id))
            if person in people and begin <= int(order.paid_at or 0) < end:
                spent[person] = spent.get(person, 0) + int(order.payment_amount or 0)
                orders += 1
        assert (counted.people, counted.buyers, counted.orders) == (len(people), len(spent), orders)
        assert (counted.amount, counted.squares) == (sum(spent.values()), sum(one**2 for one in spent.values()))


def test_who_cannot_be_found_any_more_counts_as_not_having_bought() -> None:
    facts = Book().order("2026-03-02 10:00", 500, "c1").order("2026-03-20 10:00", 1, "x").facts()
    found = outcome(facts, made(("c1", "gone"), ("left",)), NOBODY_MERGED)
    assert [one.people for one in found.arms] == [2, 1]
    assert found.absent == 2


@pytest.mark.parametrize(
    ("as_of", "phase", "day"),
    [
        ("2026-02-28 12:00", "not begun", 0),
        ("2026-03-01 12:00", "running", 0),
        ("2026-03-06 12:00", "running", 5),
        ("2026-03-10 23:59", "running", 9),
        ("2026-03-11 00:00", "over", 10),
        ("2026-05-01 00:00", "over", 10),
    ],
)
def test_it_is_over_when_the_data_has_its_last_day_whole(as_of: str, phase: str, day: int) -> None:
    found = outcome(Book().order("2026-02-20 10:00", 1, "c1").facts(as_of), made(("c1",), ("c2",)), NOBODY_MERGED)
    assert (found.phase, found.day) == (phase, day)


def test_the_difference_of_buyers_is_as_published() -> None:
    """Newcombe 1998, table II, method 10: 56 of 70 against 48 of 80."""
    (found,) = compare([Paid(70, 56, 56, 0, 0.0), Paid(80, 48, 48, 0, 0.0)], 1)
    assert (found.share.value, found.share.low, found.share.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_three_arms_are_compared_two_by_two() -> None:
    book = Book().order("2026-03-02 10:00", 500, "c1").order("2026-03-20 10:00", 1, "x")
    found = outcome(book.facts(), made(("c1",), ("c2",), ("c3",)), NOBODY_MERGED)
    assert [(one.one, one.other) for one in found.compared] == [(0, 1), (0, 2), (1, 2)]


def test_held_out_here_and_treated_there_in_the_same_days_is_told() -> None:
    mine = made(("c1", "c2"), ("c3", "f4", "c5"))
    there = made(("c4", "c1"), ("c3",), start="2026-03-09", name="there")
    both = made(("c5",), ("c4",), ("c1",), start="2026-02-25", name="offers")
    before, after = made(("c3",), (), start="2026-02-19", name="b"), made(("c3",), (), start="2026-03-11", name="after")
    near = same_days(mine.trial, [one.trial for one in (mine, there, both, before, after)])
    assert [one.name for one in near] == ["there", "offers"]
    found = overlaps(mine, (there, both), {"f4": "c4"})
    assert found == (Overlap("offers", 2), Overlap("there", 1))
    assert overlaps(there, (mine,), NOBODY_MERGED) == ()


ORDERS, DAYS, KEPT, SPLITS = 9_000, 60, 0.5, 300
"""A shop, the last days of which are watched, what part of their orders those held out place, how many splits."""


@cache
def shop() -> Simulated:
    return simulate(ORDERS, seed=11, until=date(2026, 8, 20))


@cache
def records() -> tuple[Order, ...]:
    return tuple(one for one in shop().records("orders") if isinstance(one, Order))


def begin() -> date:
    return local_day(shop().until, shop().shop.zone) - timedelta(days=DAYS)


def tried(facts: Facts, name: str, people: list[str]) -> Enrolled:
    found = enrol(facts, Asked(name=name, ids=people, start=begin(), at=0, days=DAYS), NOBODY_MERGED)
    assert isinstance(found, Enrolled)
    return found


def thinned(ids: set[str], seed: int) -> list[Order]:
    """The orders, of which these people place only a part from the first day on."""
    since = [one for one in records() if not paid_in_days(one)]
    kept = default_rng(seed).random(len(records())) < KEPT
    return since + [
        one
        for one, stays in zip(records(), kept, strict=True)
        if paid_in_days(one) and (stays or one.buyer_id not in ids)
    ]


def paid_in_days(order: Order) -> bool:
    return bool(order.paid_at) and order.paid_at is not UNSET and local_day(order.paid_at, shop().shop.zone) >= begin()


def buyers(orders: list[Order] | tuple[Order, ...], people: set[str]) -> set[str]:
    return {str(one.buyer_id) for one in orders if paid_in_days(one) and one.buyer_id in people}


@cache
def whole() -> Facts:
    return facts_of(shop().shop, records(), as_of=shop().until)


@cache
def everybody() -> tuple[str, ...]:
    return tuple(sorted({str(one.buyer_id) for one in records() if one.paid_at and one.buyer_id}))


def test_trials_of_nothing_find_something_in_one_of_twenty_at_most() -> None:
    """The same shop split again and again, and nobody got anything. ``tests.long trials`` does so more often."""
    people, found = list(everybody()), []
    for number in range(SPLITS):
        (compared,) = outcome(whole(), tried(whole(), f"nothing {number}", people), NOBODY_MERGED).compared
        found.append(compared)
    assert len(people) > 800
    assert 0.02 <= np.mean([one.told for one in found]) <= 0.075
    heads = [one.head for one in found if one.head is not None]
    assert len(heads) == len(found)
    assert 0.92 <= np.mean([one.low <= 0 <= one.high for one in heads]) <= 0.98


def test_a_planted_effect_is_found_and_its_size_lies_in_the_interval() -> None:
    people = list(everybody())
    trial = tried(whole(), "planted", people)
    held = set(trial.ids[1])
    facts = facts_of(shop().shop, thinned(held, 3), as_of=shop().until)
    (found,) = outcome(facts, trial, NOBODY_MERGED).compared
    everyone = set(people)
    truth = (len(buyers(records(), everyone)) - len(buyers(thinned(everyone, 3), everyone))) / len(people)
    assert truth > 0.1
    assert found.told
    assert found.share.low <= truth <= found.share.high
    assert found.head is not None
    assert found.head.low > 0


def test_intervals_hold_a_planted_effect_over_many_splits() -> None:
    """Real baskets of the shop: of whom is held out half of the orders never come."""
    people, seed = list(everybody()), 4
    with_all, thin = (_by_person(orders, people) for orders in (list(records()), thinned(set(people), seed)))
    truth = (with_all > 0).mean() - (thin > 0).mean(), with_all.mean() - thin.mean()
    hits = np.zeros(2)
    for number in range(SPLITS):
        trial = tried(whole(), f"planted {number}", people)
        held = np.isin(people, trial.ids[1])
        (found,) = compare([_paid(with_all[~held]), _paid(thin[held])], 1)
        assert found.head is not None
        hits += [found.share.low <= truth[0] <= found.share.high, found.head.low <= truth[1] <= found.head.high]
    assert (hits >= 0.92 * SPLITS).all()


def _by_person(orders: list[Order], people: list[str]) -> np.ndarray:
    place = {one: number for number, one in enumerate(people)}
    amounts = np.zeros(len(people))
    for one in orders:
        if paid_in_days(one) and one.buyer_id in place:
            amounts[place[str(one.buyer_id)]] += int(one.payment_amount or 0)
    return amounts


def _paid(amounts: np.ndarray) -> Paid:
    bought = int((amounts > 0).sum())
    return Paid(len(amounts), bought, bought, round(amounts.sum()), float((amounts**2).sum()))
