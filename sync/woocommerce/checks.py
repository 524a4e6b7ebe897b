"""Which of the records that we hold the shop still has: what is deleted there leaves no trace in its lists.

A list of all orders is not quite that: one in a state of a plugin that was switched off is in none. So a few that are
missing are asked for one by one; where many are, the sweep doubts the answer by itself.

Lines and refunds belong to orders, and their ids begin with their order's: one look at the orders answers for them.
Guests are told by orders alone and are there for ever. Products are not asked about: what is no longer sold was sold.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec
from msgspec import Struct

from storage.progress import StopAsked
from sync import messages
from sync.exchange import Params
from sync.http import Client
from sync.woocommerce.lists import API, MOST, listed
from sync.woocommerce.noise import bare
from sync.woocommerce.orders import line_id
from sync.woocommerce.people import GUEST
from sync.woocommerce.strain import Host
from sync.woocommerce.troubles import NotThere

_FEW = 10


class _Part(Struct, frozen=True):
    id: int


class _Thing(Struct, frozen=True):
    """An order with its parts, or an account."""

    id: int
    status: str = ""
    line_items: list[_Part] = []
    refunds: list[_Part] = []


CHECKS: Mapping[str, int] = {"orders": MOST, "order_lines": MOST, "refunds": MOST, "customers": MOST}
"""The kinds that are asked about; there are never more orders than parts."""

_thing = msgspec.json.Decoder(_Thing).decode


def existing(client: Client, host: Host, kind: str, ids: Sequence[str], stop: StopAsked) -> Collection[str]:
    """Those of the ids that the shop still has, with the orders of parts; see ``Checked.existing``."""
    if kind == "customers":
        guests = {each for each in ids if each.startswith(GUEST)}
        return guests | {str(thing.id) for thing in _asked(client, _ACCOUNTS, sorted(set(ids) - guests), stop)}
    numbers = sorted({_order_of(each) for each in ids})
    there = host.in_parts(numbers, lambda some: _orders(client, _ORDERS[kind], some, stop))
    if kind == "orders":
        return {str(thing.id) for thing in there}
    parts = {line_id(thing.id, part.id) for thing in there for part in _PARTS[kind](thing)}
    told = {str(thing.id) for thing in there}
    return told | {each for each in ids if "/".join(each.split("/")[:2]) in parts}


_ACCOUNTS = ("/customers", {"role": "all", "_fields": "id"})
_ORDERS = {
    kind: ("/orders", {"status": "any", "_fields": fields})
    for kind, fields in (
        ("orders", "id,status"),
        ("order_lines", "id,status,line_items"),
        ("refunds", "id,status,refunds"),
    )
}
_PARTS: Mapping[str, Callable[[_Thing], Sequence[_Part]]] = {
    "order_lines": lambda order: order.line_items,
    "refunds": lambda order: order.refunds,
}


def _order_of(record_id: str) -> str:
    return record_id.partition("/")[0]


def _orders(client: Client, of: tuple[str, Params], numbers: Sequence[str], stop: StopAsked) -> list[_Thing]:
    """The orders with these numbers that are there, and not in the bin."""
    there = list(_asked(client, of, numbers, stop))
    missing = set(numbers) - {str(thing.id) for thing in there}
    if len(missing) > _FEW:
        return there
    found = (_one(client, of, number, stop) for number in sorted(missing))
    return there + [order for order in found if order is not None and order.status != "trash"]


def _one(client: Client, of: tuple[str, Params], number: str, stop: StopAsked) -> _Thing | None:
    path, params = of
    try:
        fields = {"_fields": params["_fields"]}
        return client.get(f"{API}{path}/{number}", fields, lambda body: _thing(bare(body)), stop)
    except NotThere:
        return None


def _asked(client: Client, of: tuple[str, Params], numbers: Sequence[str], stop: StopAsked) -> Sequence[_Thing]:
    """The things with these numbers that are there. Raises KnownError where others came: we were not understood."""
    if not numbers:
        return ()
    path, params = of
    asked = {**params, "include": ",".join(numbers), "per_page": MOST}
    there = [_thing(item) for item in listed(client, path, asked, stop).items]
    if any(str(thing.id) not in numbers for thing in there):
        raise messages.NOT_OUR_ANSWER.known(f"{path}: asked for {asked['include']}")
    return there
