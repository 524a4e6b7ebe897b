"""Two simulated shops of which some buyers are the same people, with a liking planted across them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from analytics.cooperation.buckets import crowds, hashes
from analytics.cooperation.people import Known
from analytics.dimension import id_codes
from storage.driver import sqlite
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.fields import Record
from storage.records import Customer, Order, OrderLine, Product
from storage.store import open_store
from sync.sandbox.shop import simulate
from sync.sandbox.simulated import Simulated

KINDS = ("products", "customers", "orders", "order_lines")


_APART = 50
"""Buyers of the product who are no joint ones, or there would be nobody to hold these against."""


class Side(Struct, frozen=True, eq=False):
    """One of the two shops."""

    simulated: Simulated
    bought: dict[str, set[str]]
    """Buyer -> products, within the last two years and without gifts: all that the simulated shop has."""
    category: dict[str, str]
    """Product -> category."""
    phones: dict[str, str]
    """Customer -> phone, everybody's."""

    def records(self) -> Iterator[Record]:
        """What is written to the shop's profile."""
        for kind in KINDS:
            for record in self.simulated.records(kind):
                yield replace(record, phone=self.phones[record.id]) if isinstance(record, Customer) else record

    def main_category(self, buyer: str) -> str:
        return Counter(self.category[product] for product in sorted(self.bought[buyer])).most_common(1)[0][0]

    def buyers_of(self, product: str) -> list[str]:
        return [buyer for buyer in sorted(self.bought) if product in self.bought[buyer]]


class Pair(Struct, frozen=True, eq=False):
    """Two shops and what was planted."""

    ours: Side
    theirs: Side
    product: str
    """Of ours, that the joint buyers bought who buy ``category`` of theirs."""
    category: str
    liking: int
    """How many of the joint buyers were joined for that; the others by lot."""
    joint: int


def two_shops(liking: int, others: int, orders: int = 8000, seed: int = 2) -> Pair:
    """``liking`` joint buyers (or as many as there are) have one product of ours and one category of theirs.

    ``others`` are joined by lot.
    """
    ours, theirs = _side(orders, seed, 138), _side(orders, seed + 1, 139)
    rng = np.random.default_rng(seed)
    product = Counter(product for many in ours.bought.values() for product in many).most_common(3)[2][0]
    category = Counter(theirs.main_category(buyer) for buyer in sorted(theirs.bought)).most_common(2)[1][0]
    fans = [buyer for buyer in sorted(theirs.bought) if theirs.main_category(buyer) == category]
    liking = min(liking, len(ours.buyers_of(product)) - _APART, len(fans))
    joined = list(zip(rng.permutation(ours.buyers_of(product))[:liking], rng.permutation(fans)[:liking], strict=True))
    taken = {str(one) for pair in joined for one in pair}
    free = ([buyer for buyer in sorted(side.bought) if buyer not in taken] for side in (ours, theirs))
    joined += zip(*(rng.permutation(some)[:others] for some in free), strict=True)
    for our, their in joined:
        theirs.phones[str(their)] = ours.phones[str(our)]
    return Pair(ours, theirs, product, category, liking, len(joined))


def facts_and_people(side: Side, key: bytes = b"shared") -> tuple[Facts, Known]:
    """The shop in memory, and its people as the other one's hashes know them."""
    facts = facts_of(side.simulated.shop, side.records())
    codes, phones = id_codes(facts, "customers"), list(side.phones.values())
    person = np.array([codes[name] for name in side.phones], dtype=np.int32)
    return facts, Known(person, crowds(phones), hashes(phones, side.simulated.shop.id.encode()), key)


def in_profile(side: Side, folder: Path) -> Path:
    """The folder, now a profile with the shop."""
    with open_store(folder) as store:
        store.put_shop(side.simulated.shop)
        with store.write() as tx:
            for _, records in groupby(side.records(), type):
                tx.upsert(side.simulated.shop.id, "api", list(records))
    with closing(sqlite.connect(str(folder / "shop.db"))) as connection, connection:
        key = side.simulated.shop.id.encode().ljust(32, b"-")  # drawn by lot for every profile, but not in a test
        connection.execute("UPDATE meta SET value = ? WHERE name = 'identity_key'", (key,))
    return folder


def _side(orders: int, seed: int, start: int) -> Side:
    made = simulate(orders, seed=seed)
    records: Iterable[Record] = [record for kind in KINDS for record in made.records(kind)]
    buyer_of = {r.id: r.buyer_id for r in records if isinstance(r, Order) and r.paid_at and r.buyer_id}
    bought: dict[str, set[str]] = defaultdict(set)
    for line in records:
        if isinstance(line, OrderLine) and line.order_id in buyer_of and line.product_id and line.is_gift is not True:
            bought[str(buyer_of[line.order_id])].add(line.product_id)
    category = {r.id: str(r.category) for r in records if isinstance(r, Product)}
    names = [r.id for r in records if isinstance(r, Customer)]
    drawn = np.random.default_rng(seed).choice(10**8, size=len(names), replace=False)
    return Side(made, dict(bought), category, {n: f"{start}{d:08d}" for n, d in zip(names, drawn, strict=True)})
