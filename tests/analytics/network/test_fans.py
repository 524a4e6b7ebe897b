"""The fan network of a shop, fan by fan in plain Python: kinds of people, their worth, and one rule of who brought."""

from hypothesis import HealthCheck, given, settings

from analytics.fan_history import bringer
from analytics.network.fans import AWAY, KINDS, Fans, fans_forest
from storage.columns import MISSING
from storage.facts import Facts
from storage.records import Customer, Order, Referral
from sync.sandbox.shop import simulate
from tests.analytics.making import Book
from tests.analytics.social import EVERYTHING, Social, socials
from tests.simulated import simulated_facts

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAY = 86_400_000


def parents(facts: Facts, fans: Fans) -> dict[str, str]:
    """Who brought whom, by id."""
    ids = [facts.ids("customers")[code] for code in facts["customers"]["id"]]
    return {ids[child]: ids[parent] for child, parent in enumerate(fans.forest.parent.tolist()) if parent >= 0}


@given(socials(EVERYTHING - {"daily_traffic"}))
@quick
def test_every_fan_is_what_the_records_say(made: Social) -> None:
    facts = made.facts()
    fans = fans_forest(facts)
    above = parents(facts, fans)
    people = [record for record in made.records if isinstance(record, Customer)]
    bought: dict[str, list[Order]] = {person.id: [] for person in people}
    for order in made.records:
        if isinstance(order, Order) and order.paid_at and order.buyer_id in bought:
            bought[str(order.buyer_id)].append(order)
    assert len(fans) == len(people)
    for place, person in enumerate(people):
        orders = bought[person.id]
        moments = sorted(order.paid_at for order in orders if order.paid_at)
        joined = person.joined_at or person.followed_at or None
        assert fans.orders[place] == len(orders)
        assert fans.sales[place] == sum(order.payment_amount or 0 for order in orders)
        assert fans.bought[place] == bool(orders)
        assert fans.joined[place] == (joined or MISSING)
        assert fans.since[place] == min([*moments, *([joined] if joined else [])], default=MISSING)
        assert (fans.first_purchase[place], fans.last_purchase[place]) == (
            (moments[0], moments[-1]) if moments else (MISSING, MISSING)
        )
        lapsed = bool(moments) and moments[-1] + AWAY * DAY <= fans.until
        brought_buyer = any(bought[child] for child, parent in above.items() if parent == person.id)
        kind = "follower" if not moments else "supporting" if brought_buyer else "lapsed" if lapsed else "buyer"
        assert fans.lapsed[place] == lapsed
        assert list(KINDS)[fans.kind[place]] == kind


@given(socials(EVERYTHING - {"daily_traffic"}))
@quick
def test_every_referral_counts_or_is_shown_with_what_is_wrong(made: Social) -> None:
    facts = made.facts()
    fans = fans_forest(facts)
    people = {record.id for record in made.records if isinstance(record, Customer)}
    ties = dict(enumerate((record for record in made.records if isinstance(record, Referral)), 1))
    dirty = [set(getattr(fans.dirt, name).tolist()) for name in fans.dirt.__struct_fields__]
    counting = set(fans.tie[fans.tie >= 0].tolist())
    said = {row for row, tie in ties.items() if tie.parent_id and tie.child_id in people}
    assert sum(map(len, dirty)) + len(counting) == len(said)
    assert set().union(*dirty, counting) == said
    assert parents(facts, fans) == {str(ties[row].child_id): str(ties[row].parent_id) for row in counting}
    assert all(ties[row].parent_id == ties[row].child_id for row in fans.dirt.self_made.tolist())
    assert all(ties[row].parent_id not in people for row in fans.dirt.orphans.tolist())
    assert set(fans.younger.tolist()) <= counting


@given(socials(EVERYTHING - {"daily_traffic"}))
@quick
def test_tables_of_fans_and_the_network_name_the_same_bringer(made: Social) -> None:
    facts = made.facts()
    fans, ids = fans_forest(facts), facts.ids("customers")
    people = {record.id for record in made.records if isinstance(record, Customer)}
    named = {
        ids[fan]: ids[code] for fan, code in zip(facts["customers"]["id"], bringer(facts), strict=True) if code >= 0
    }
    assert {fan: who for fan, who in named.items() if who in people} == parents(facts, fans)
    orphaned = {
        r.child_id for r in made.records if isinstance(r, Referral) and r.parent_id and r.parent_id not in people
    }
    assert {fan for fan, who in named.items() if who not in people} <= orphaned


def test_who_follows_for_years_without_buying_is_no_lapsed_fan() -> None:
    book = Book().order("2026-01-01 10:00", 100, "once").order("2026-06-01 10:00", 100, "lately")
    for key in ("once", "lately", "silent"):
        book.records.append(Customer(id=key, updated_at=1, joined_at=book.at("2023-01-01 09:00")))
    fans = fans_forest(book.facts("2026-06-02 00:00"))
    assert [list(KINDS)[code] for code in fans.kind] == ["lapsed", "buyer", "follower"]
    assert KINDS["lapsed"].zh == f"{AWAY} 天没买的买家", "who is about to be lost is forecast elsewhere"


def test_a_parent_who_came_later_counts_and_is_named() -> None:
    book = Book().order("2026-01-01 10:00", 100, "late")
    for key, day in (("late", "2026-03-01"), ("early", "2026-02-01")):
        book.records.append(Customer(id=key, updated_at=1, joined_at=book.at(f"{day} 09:00")))
    tied = book.at("2026-03-02 09:00")
    book.records.append(Referral(id="t", updated_at=1, created_at=tied, parent_id="late", child_id="early"))
    fans = fans_forest(book.facts("2026-06-02 00:00"))
    assert fans.forest.parent.tolist() == [-1, 0]
    assert fans.younger.tolist() == [1]
    assert len(fans.dirt) == 0


def test_a_shop_without_referrals_or_people_has_a_network_of_its_own() -> None:
    made = Social(3, frozenset({"customers"}))
    fans = fans_forest(made.facts())
    assert (fans.forest.parent < 0).all()
    assert len(fans_forest(Social(3, frozenset({"products"})).facts())) == 0


def test_the_simulated_forest_is_found_whole() -> None:
    shop = simulate(2000, seed=4)
    fans = fans_forest(simulated_facts(shop))
    ties = list(shop.records("referrals"))
    assert int((fans.forest.parent >= 0).sum()) == len(ties) > 200
    assert len(fans.dirt) == len(fans.younger) == 0
    assert int(fans.sales.sum()) == sum(
        o.payment_amount or 0 for o in shop.records("orders") if o.paid_at and o.buyer_id
    )
