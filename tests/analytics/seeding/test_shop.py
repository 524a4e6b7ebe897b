"""Whom of a shop's fans to give samples: learnt from whom each reached, and who of them bought."""

from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec import UNSET

from analytics.network.fans import fans_forest
from analytics.seeding import shop as told
from analytics.seeding.asked import Asked
from analytics.seeding.history import reached
from analytics.seeding.pace import paces_of
from analytics.seeding.rates import rates_of
from analytics.seeding.shop import ShopPlan, whom_to_give_in_shop
from storage.columns import MISSING
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import Customer, Order, Referral, Share, Visit
from storage.words import Words
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated
from tests.analytics.making import Book, at
from tests.analytics.social import EVERYTHING, Social, socials
from tests.simulated import simulated_facts

DAY = 86_400_000
pytestmark = pytest.mark.usefixtures("few_worlds")
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def text(value: Any) -> str:
    return "" if value in (None, UNSET) else str(value)


class Twin:
    """Who reached whom, looked up pair by pair."""

    def __init__(self, made: Social, facts: Facts, days: int) -> None:
        self.records, self.days, self.until = made.records, days, made.until
        self.people = [facts.ids("customers")[code] for code in facts["customers"]["id"].tolist()]
        self.orders = [r for r in self.records if isinstance(r, Order) and r.paid_at]
        self.first: dict[tuple[str, str], int] = {}
        self._brought(facts)
        self._came()

    def _brought(self, facts: Facts) -> None:
        for child, parent in enumerate(fans_forest(facts).forest.parent.tolist()):
            if parent >= 0:
                pair = self.people[parent], self.people[child]
                ties = [r for r in self.records if isinstance(r, Referral)]
                self._note(pair, min(t.created_at for t in ties if (text(t.parent_id), text(t.child_id)) == pair))

    def _came(self) -> None:
        for visit in (r for r in self.records if isinstance(r, Visit)):
            pair = self._sharer(visit.share_id), text(visit.customer_id)
            if pair[0] != pair[1] and set(pair) <= set(self.people):
                self._note(pair, visit.created_at)

    def _sharer(self, share_id: Any) -> str:
        shares = (r for r in self.records if isinstance(r, Share))
        return next((text(share.customer_id) for share in shares if share.id == text(share_id)), "")

    def _note(self, pair: tuple[str, str], at: int) -> None:
        self.first[pair] = min(at, self.first.get(pair, at))

    def credited(self, order: Order) -> str:
        visit = next((r for r in self.records if isinstance(r, Visit) and r.id == text(order.visit_id)), None)
        return text(order.promoter_id) or (self._sharer(visit.share_id) if visit else "")

    def told_of(self, pair: tuple[str, str]) -> tuple[bool, bool, int]:
        """Watched in full, bought, paid."""
        who, whom = pair
        start, stop = self.first[pair] - DAY, self.first[pair] + self.days * DAY
        orders = [order for order in self.orders if text(order.buyer_id) == whom]
        inside = [order for order in orders if start <= (order.paid_at or 0) < stop]
        first = min((order.paid_at or 0 for order in orders), default=None)
        newly = first is not None and start <= first < stop
        bought = newly or any(self.credited(order) == who for order in inside)
        return stop <= self.until, bought, sum(order.payment_amount or 0 for order in inside)


@given(socials(EVERYTHING - {"daily_traffic"}))
@quick
def test_every_pair_is_what_the_records_say(made: Social) -> None:
    facts = made.facts()
    for days in (10, 30):
        twin, pairs = Twin(made, facts, days), reached(facts, days)
        found = {
            (twin.people[who], twin.people[whom]): (watched, bought, sales)
            for who, whom, watched, bought, sales in zip(
                pairs.who.tolist(), pairs.whom.tolist(), pairs.watched.tolist(), pairs.bought.tolist(),
                pairs.sales.tolist(), strict=True,
            )
        }  # fmt: skip
        assert found == {pair: twin.told_of(pair) for pair in twin.first}


ALIKE = {"a": (60, 40), "b": (60, 30), "c": (60, 25)}


def circles(friends: dict[str, tuple[int, int]], as_of: str = "2026-12-01", *more: Record) -> Facts:
    """Each of these brought so many friends in March, of whom so many bought for 100.00 a day later."""
    book = Book()
    for who, (many, bought) in friends.items():
        book.records.append(Customer(id=who, updated_at=1, name=who, joined_at=book.at("2026-01-01")))
        for number in range(many):
            friend, came = f"{who}{number}", book.at("2026-03-01 12:00")
            book.records.append(Customer(id=friend, updated_at=1, name=friend, joined_at=came))
            book.records.append(
                Referral(id=f"r{friend}", updated_at=1, created_at=came, parent_id=who, child_id=friend)
            )
            if number < bought:
                book.order("2026-03-02 12:00", 10_000, friend)
    kept = [record for record in book.records if record.id not in {one.id for one in more}]
    return facts_of(book.shop, [*kept, *more], as_of=book.at(as_of))


@cache
def planned(facts: Facts, **asked: Any) -> ShopPlan:
    plan = whom_to_give_in_shop(facts, Asked(**asked))
    assert isinstance(plan, ShopPlan), str(plan)
    return plan


@cache
def unlike() -> Facts:
    """Somebody whose friends buy, somebody who knows more people, and somebody with a few friends."""
    return circles({"a": (60, 40), "b": (90, 3), "c": (20, 8)})


@cache
def alike() -> Facts:
    """Three who brought as many friends each, of whom fewer and fewer bought."""
    return circles(ALIKE)


def names(facts: Facts, people: tuple[int, ...]) -> list[str]:
    return [facts.ids("customers")[facts["customers"]["id"][at]] for at in people]


def test_a_sample_goes_to_whoever_friends_buy_from_not_to_whoever_knows_most() -> None:
    facts = unlike()
    plan = planned(facts, budget=1)
    assert names(facts, plan.plan.nodes) == ["a"]
    rivals = {rival.id: rival for rival in plan.plan.rivals}
    assert names(facts, rivals["best_known"].nodes) == ["b"]
    assert rivals["best_known"].spread.behind.low > 0


def test_a_friend_who_buys_counts_and_the_one_who_gets_the_sample_does_not() -> None:
    facts = unlike()
    plan = planned(facts, budget=1)
    chosen = plan.plan.nodes[0]
    assert plan.worth == 10_000
    expected = plan.paces.means[chosen] * plan.hindsight.kept * plan.rates.means[chosen]
    assert plan.plan.value.low <= expected <= plan.plan.value.high
    assert plan.plan.reach == plan.plan.value
    assert plan.money.value == pytest.approx(plan.plan.value.value * 10_000)
    assert planned(facts, budget=1, margin=0.25).worth == 2_500


def test_paces_share_out_the_pace_of_the_shop() -> None:
    """Ten people there from the beginning; the first reaches somebody every nine days, the others hardly ever."""
    often, rarely = np.arange(9, 900, 9), np.arange(50, 900, 100)
    who = np.concatenate([np.zeros(len(often), np.int32), np.arange(1, 1 + len(rarely), dtype=np.int32)])
    paces = paces_of(who, np.concatenate([often, rarely]) * DAY, np.zeros(10, np.int64), 900 * DAY, 90)
    assert 9 < paces.means[0] < 10
    assert (paces.means[1:] < 0.25).all()
    assert paces.means.sum() == pytest.approx((len(often) + len(rarely)) / 10, rel=0.1)


def test_four_friends_by_one_share_say_less_than_four_days_of_sharing() -> None:
    """Of two who reached four friends each, one did on one day, the other on four; some do all the time, most never."""
    always = np.repeat(np.arange(2, 5, dtype=np.int32), 30)
    who = np.concatenate([np.zeros(4, np.int32), np.ones(4, np.int32), always])
    days = np.concatenate([np.full(4, 700) + np.arange(4) / 100, [700, 710, 720, 730], np.tile(np.arange(30) * 26, 3)])
    paces = paces_of(who, (days * DAY).astype(np.int64), np.zeros(40, np.int64), 800 * DAY, 90)
    assert paces.means[1] > 2 * paces.means[0]
    assert paces.means[0] > 5 * paces.means[39] > 0


def test_who_comes_later_or_not_at_all_reaches_nobody() -> None:
    who, when = np.zeros(30, np.int32), np.arange(10, 310, 10) * DAY
    paces = paces_of(who, when, np.array([0, 400 * DAY, MISSING]), 310 * DAY, 90)
    assert paces.means[0] == pytest.approx(9, rel=0.1)
    assert paces.means[1] == paces.means[2] == 0


def test_rates_of_few_friends_are_drawn_towards_what_is_usual() -> None:
    facts = circles({"a": (60, 40), "b": (90, 3), "c": (2, 2), "d": (30, 9)})
    rates = planned(facts, budget=1).rates
    place_of = {name: place for place, name in enumerate(names(facts, tuple(range(len(rates.yes)))))}
    usual = rates.prior.yes / (rates.prior.yes + rates.prior.no)
    assert rates.means[place_of["a0"]] == pytest.approx(usual)
    assert usual < rates.means[place_of["c"]] < 0.95
    assert abs(rates.means[place_of["a"]] - 40 / 60) < 0.05


@cache
def regulars() -> Facts:
    """Somebody who has brought a friend every four days since January, of whom two of three buy, and a few others."""
    book, since = Book(), at("2026-01-01")
    for who, every, buying in (("a", 4, 3), ("b", 7, 2), ("c", 20, 2)):
        book.records.append(Customer(id=who, updated_at=1, name=who, joined_at=since))
        for number, day in enumerate(range(every, 330, every)):
            friend, came = f"{who}{number}", since + day * DAY
            book.records.append(Customer(id=friend, updated_at=1, name=friend, joined_at=came))
            book.records.append(
                Referral(id=f"r{friend}", updated_at=1, created_at=came, parent_id=who, child_id=friend)
            )
            if number % buying:
                paid_at = came + DAY
                book.records.append(
                    Order(
                        id=f"o{friend}", updated_at=1, created_at=paid_at, paid_at=paid_at, buyer_id=friend,
                        payment_amount=10_000,
                    )
                )  # fmt: skip
    return facts_of(book.shop, book.records, as_of=since + 330 * DAY)


def test_what_is_expected_of_somebody_is_their_pace_not_all_they_ever_reached() -> None:
    plan = planned(regulars(), budget=1, days=60)
    a = plan.plan.nodes[0]
    assert names(regulars(), (a,)) == ["a"]
    assert 60 / 4 < plan.paces.means[a] < 1.5 * 60 / 4 < 82 / 2
    assert plan.hindsight.looks
    assert plan.plan.value.low <= plan.paces.means[a] * plan.hindsight.kept * plan.rates.means[a]
    assert plan.plan.value.high >= plan.paces.means[a] * plan.hindsight.kept * plan.rates.means[a]


def test_looking_back_finds_what_those_picked_then_brought() -> None:
    plan = planned(regulars(), budget=1, days=60)
    came = [look.came for look in plan.hindsight.looks]
    assert all(abs(one - 60 / 4 * 2 / 3) <= 1 for one in came)
    assert plan.hindsight.kept == pytest.approx(
        (sum(came) + 0.5) / (sum(look.expected for look in plan.hindsight.looks) + 0.5)
    )


def test_what_is_likely_is_wider_than_chance_alone_for_people_are_known_in_part() -> None:
    plan = planned(regulars(), budget=1, days=60)
    expected = plan.plan.value.value
    by_chance = 2 * 1.96 * np.sqrt(expected)
    assert plan.friends_likely.high - plan.friends_likely.low > by_chance
    assert plan.friends_likely.low < expected < plan.friends_likely.high
    assert plan.money_likely.value == pytest.approx(plan.friends_likely.value * 10_000)


def test_costs_exclusions_and_samples_given_already_count() -> None:
    facts = alike()
    a, b, c = (names(facts, tuple(range(len(facts["customers"])))).index(one) for one in "abc")
    assert set(planned(facts, budget=2).plan.nodes) == {a, b}
    assert set(planned(facts, budget=2, excluded=(a,)).plan.nodes) == {b, c}
    assert set(planned(facts, budget=1, already=(a,)).plan.nodes) == {b}
    dear = planned(facts, budget=50_000, cost=20_000.0, cost_of=((a, 45_000.0),))
    assert set(dear.plan.nodes) == {b, c}
    assert dear.plan.cost == 40_000


def test_who_stopped_following_neither_passes_it_on_nor_buys() -> None:
    since = at("2026-01-01")
    gone = Customer(id="a", updated_at=1, joined_at=since, followed_at=since, unfollowed_at=at("2026-06-01"))
    for facts, two in ((alike(), {"a", "b"}), (circles(ALIKE, "2026-12-01", gone), {"b", "c"})):
        assert set(names(facts, planned(facts, budget=2).plan.nodes)) == two


def test_too_little_history_is_refused_with_what_is_missing() -> None:
    answer = whom_to_give_in_shop(circles({"a": (60, 12)}), Asked(budget=5))
    assert answer == told.TOO_THIN.fill(
        days=90, reached=60, bought=12, enough_reached=100, enough_bought=20, more_reached=40, more_bought=8
    )


def test_friends_reached_lately_tell_nothing_yet() -> None:
    facts = circles({"a": (60, 40), "b": (90, 3)}, as_of="2026-05-01")
    answer = whom_to_give_in_shop(facts, Asked(budget=5))
    assert isinstance(answer, Words)
    assert "100 more pairs and 20 more purchases" in answer.en
    assert isinstance(whom_to_give_in_shop(facts, Asked(budget=5, days=30)), ShopPlan)


def test_a_shop_that_knows_fans_by_their_orders_only_is_told_so() -> None:
    friends = {"a": (120, 120)}
    own = Order(id="own", updated_at=1, created_at=at("2026-01-01"), paid_at=at("2026-01-01"), buyer_id="a")
    assert whom_to_give_in_shop(circles(friends, "2026-12-01", own), Asked(budget=1)) == told.ONLY_ORDERS
    assert isinstance(whom_to_give_in_shop(circles(friends | {"b": (9, 0)}), Asked(budget=1)), ShopPlan)


def test_money_that_pays_for_nobody_and_margins_that_are_none() -> None:
    facts = circles({"a": (60, 40), "b": (90, 3)})
    assert isinstance(whom_to_give_in_shop(facts, Asked(budget=500, cost=600.0)), Words)
    for margin in (0.0, 1.5):
        with pytest.raises(ValueError, match="margin"):
            whom_to_give_in_shop(facts, Asked(budget=1, margin=margin))
    with pytest.raises(ValueError, match="not among"):
        whom_to_give_in_shop(facts, Asked(budget=1, excluded=(9999,)))


@cache
def simulated() -> tuple[Simulated, Facts]:
    made = simulate(6000, seed=3)
    return made, simulated_facts(made)


def test_in_a_simulated_shop_samples_go_to_people_who_truly_spread() -> None:
    made, facts = simulated()
    plan = planned(facts, budget=10)
    spread = made.truth.spread
    chosen, everybody = spread[list(plan.plan.nodes)].mean(), spread.mean()
    assert chosen > 20 * everybody
    rivals = {rival.id: rival for rival in plan.plan.rivals}
    assert rivals["buyers"].spread.behind.low > 0
    assert rivals["by_lot"].spread.behind.low > 0
    assert rates_of(plan.pairs, len(spread)).means.max() < 1
