"""Shops for stories of recommendation: two clubs that never buy from each other's shelf, and a simulated one."""

from functools import cache
from random import Random
from typing import Any

from msgspec.structs import replace

from analytics.recommend.shop.counter import Counter
from analytics.recommend.shop.learnt import Learnt, learnt
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import Campaign, CouponClaim, Customer, GroupCampaign, Product
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated
from tests.analytics.making import Book, at
from tests.simulated import simulated_facts

TEAS = tuple(f"tea{number}" for number in range(8))
CUPS = tuple(f"cup{number}" for number in range(8))
MEMBERS = 160
NIGHT = "2026-07-01 00:00"
"""Where the data of the clubs ends."""


def product(key: str, category: str, **more: Any) -> Product:
    given: dict[str, Any] = {"price": 5000, "cost": 3000, "stock": 50, "status": "on_sale"} | more
    return Product(id=key, updated_at=1, title=key.upper(), category=category, **given)


def club_records(random: Random | None = None) -> list[Record]:
    """Who drinks tea buys four or five of the teas, who collects cups as many cups, within half a year.

    ``random`` hands every basket to a customer drawn by lot.
    """
    book, chance = Book(), Random(1)
    book.records += [product(key, "茶") for key in TEAS] + [product(key, "杯") for key in CUPS]
    people = [f"c{number}" for number in range(MEMBERS)]
    book.records += [Customer(id=key, updated_at=1, name=f"客户{key[1:]}") for key in people]
    for number, who in enumerate(people):
        shelf = TEAS if number % 2 else CUPS
        for item in chance.sample(shelf, chance.choice((4, 5))):
            day = chance.randrange(181)
            buyer = who if random is None else random.choice(people)
            book.order(f"2026-{1 + day // 31:02}-{1 + day % 31 % 28:02} 12:00", 5000, buyer, lines=[(item, 5000)])
    return book.records


def clubs(
    *more: Record, changed: dict[str, dict[str, Any]] | None = None, merges: dict[str, str] | None = None
) -> Facts:
    """The clubs with more records, and with fields of some records changed, by id."""
    changes = changed or {}
    records = [replace(one, **changes.get(one.id, {})) for one in club_records()]
    return facts_of(Book().shop, [*records, *more], as_of=at(NIGHT), merges=merges or {})


@cache
def club_facts() -> Facts:
    return clubs()


@cache
def club_learnt() -> Learnt:
    return learnt(club_facts())


@cache
def club_counter() -> Counter:
    return Counter(club_facts(), club_learnt())


def code(facts: Facts, kind: str, key: str) -> int:
    return list(facts.ids(kind)).index(key)


def offer_running() -> list[Record]:
    """A coupon campaign with forty holders, and a group-buy, both under way when the data ends."""
    starts, ends = at("2026-06-20 00:00"), at("2026-07-20 00:00")
    return [
        Campaign(id="m1", updated_at=1, name="满减", type="coupon", starts_at=starts, ends_at=ends),
        *(
            CouponClaim(
                id=f"k{number}", updated_at=1, created_at=starts, campaign_id="m1", customer_id=f"c{2 * number}"
            )
            for number in range(40)
        ),
        GroupCampaign(id="g1", updated_at=1, product_id="cup0", starts_at=starts, ends_at=ends),
    ]


@cache
def simulated() -> tuple[Simulated, Facts]:
    made = simulate(6000, seed=3)
    return made, simulated_facts(made)


@cache
def simulated_counter() -> Counter:
    facts = simulated()[1]
    return Counter(facts, learnt(facts))
