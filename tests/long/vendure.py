"""A real Vendure shop, synced while it lives: every record of the copy held against what the shop itself says of it.

Installs Vendure from npm once (``ZHANGGUI_VENDURE`` or the user's cache), boots it in memory on loopback and prints one
JSON object. ``--n`` is the number of orders.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec import Struct

from storage.clock import now_ms
from storage.errors import KnownError
from storage.store import Store, open_store
from sync.connect import open_connection, try_connection
from sync.connector import Answers
from sync.engine import pull
from tests.long._vendure import life, peer
from tests.long._vendure.api import Api, administrator
from tests.long._vendure.here import differences, rows_here, unbalanced
from tests.long._vendure.there import rows_there

ORDERS = 150
DAY = 24 * 3600 * 1000
STRANGER = "stranger@example.cn"


def main(options: argparse.Namespace) -> int:
    """0 if every copy equalled the shop, or if there is no Vendure to be had."""
    try:
        with peer.running(peer.installed()) as url, tempfile.TemporaryDirectory() as scratch:
            told = _prove(url, Path(scratch), options.n or ORDERS, random.Random(options.seed))
    except peer.Unavailable as why:
        print(f"skipped: {why}", file=sys.stderr)
        return 0
    print(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())
    return int(bool(told["differences"]))


def _prove(url: str, folder: Path, orders: int, draw: random.Random) -> dict[str, object]:
    admin = administrator(url)
    seconds: dict[str, float] = {}
    clock = time.perf_counter
    began = clock()
    world = World(admin, url, draw, _fill(admin, url, orders, draw))
    seconds["filling the shop"] = clock() - began
    answers = {"url": url, "username": peer.USER, "password": peer.PASSWORD}
    shop = try_connection("vendure", answers).shop
    found: list[object] = []
    done: Counter[str] = Counter()
    with open_store(folder) as store:
        store.put_shop(shop)
        for name, change in YEARS.items():
            done.update(change(world))
            began = clock()
            looks = [_sync(store, shop.id, answers, day) for day in (0, 1)]  # deletions: on another day
            seconds[f"sync {name}"] = clock() - began
            here = rows_here(store, shop.id)
            found += [(name, *each) for each in differences(here, rows_there(admin))]
            found += [(name, "does not add up", each) for each in unbalanced(store, shop.id)]
        idle = _sync(store, shop.id, answers, 1)
        found += [("idle", kind, text) for kind, text in idle.items() if text != (0, 0, 0)]
        quarantined = len(store.quarantined(shop.id))
    admin.close()
    return {
        "peer": f"Vendure {peer.VERSION}, sqljs",
        "rows": {kind: len(rows) for kind, rows in here.items()},
        **done,
        "deleted by the last two": sum(deleted for look in looks for _, _, deleted in look.values()),
        "quarantined": quarantined,
        "told to a wrong password": _told({**answers, "password": "wrong"}),
        "told to who may not read": _told(_stranger(admin_url=url, answers=answers)),
        "differences": [repr(each) for each in found],
        "seconds": {name: round(took, 1) for name, took in seconds.items()},
    }


def _fill(admin: Api, url: str, orders: int, draw: random.Random) -> list[str]:
    life.open_shop(admin)
    variants = [each for number in range(1, 41) for each in life.add_product(admin, draw, number)]
    for number in range(60):
        life.add_customer(admin, draw, number)
    for number in range(orders):
        life.place_order(url, draw, variants, number)
    return variants


class World(Struct):
    """The shop, who runs it, and the chance that rules it."""

    admin: Api
    url: str
    draw: random.Random
    variants: list[str]


def _nothing(world: World) -> dict[str, int]:
    return {}


def _edits(world: World) -> dict[str, int]:
    for number in range(1001, 1008):
        life.place_order(world.url, world.draw, world.variants, number)
    paid = life.paid_orders(world.admin)
    for order in paid[:10]:
        life.send(world.admin, order, "Shipped")
    for order in paid[10:15]:
        life.send(world.admin, order, "Shipped", "Delivered")
    life.edit_goods(world.admin, world.draw, world.variants[5:15], ["3", "4"])
    for customer in ("1", "2", "3"):
        life.rename_customer(world.admin, customer)
    return {"edits": 15 + 12 + 3, "orders placed between": 7}


def _refunds(world: World) -> dict[str, int]:
    paid = life.paid_orders(world.admin)
    for place, order in enumerate(paid[:12]):
        life.pay_back(world.admin, order, 1, settle=place % 3 != 0)
    for order in paid[12:15]:
        life.cancel(world.admin, order, order["lines"][:1])
    for order in paid[15:18]:
        life.cancel(world.admin, order, None)
    for order in paid[18:20]:
        life.take_off(world.admin, order, 150)
    return {"refunds": 12, "cancellations": 6, "price changes after payment": 2}


def _deletions(world: World) -> dict[str, int]:
    for product in ("1", "2", "7"):
        life.delete(world.admin, "Product", product)
    for variant in world.variants[30:32]:
        life.delete(world.admin, "ProductVariant", variant)
    for customer in ("10", "11", "12"):
        life.delete(world.admin, "Customer", customer)
    return {"deletions": 8}


YEARS: Mapping[str, Callable[[World], dict[str, int]]] = {
    "first": _nothing,
    "after edits": _edits,
    "after refunds": _refunds,
    "after deletions": _deletions,
}
"""What happens before each sync."""


def _sync(store: Store, shop_id: str, answers: Answers, days_later: int) -> dict[str, tuple[int, int, int]]:
    with closing(open_connection("vendure", answers)) as source:
        run = pull(store, shop_id, source, now=lambda: now_ms() + days_later * DAY)
    return {kind: (each.inserted, each.changed, each.deleted) for kind, each in run.counts.items()}


def _told(answers: Answers) -> str:
    try:
        with closing(open_connection("vendure", answers)) as source:
            next(iter(source.pages("customers", None, lambda: False)))
    except KnownError as error:
        return error.say("zh")
    return "nothing"


def _stranger(admin_url: str, answers: Answers) -> Answers:
    """The answers of an administrator who may do nothing but log in."""
    admin = administrator(admin_url)
    role = admin(
        "mutation($i: CreateRoleInput!) { createRole(input: $i) { id } }",
        i={"code": "nobody", "description": "", "permissions": ["ReadTag"]},
    )
    admin(
        "mutation($i: CreateAdministratorInput!) { createAdministrator(input: $i) { id } }",
        i={"firstName": "a", "lastName": "b", "emailAddress": STRANGER, "password": "b", "roleIds": [role["id"]]},
    )
    admin.close()
    return {**answers, "username": STRANGER, "password": "b"}
