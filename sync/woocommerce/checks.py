"""Which of the records that we hold the shop still has: what is deleted there leaves no trace in its lists.

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
from sync.woocommerce.lists import MOST, listed
from sync.woocommerce.orders import line_id
from sync.woocommerce.people import GUEST


class _Part(Struct, frozen=True):
    id: int


class _Thing(Struct, frozen=True):
    """An order with its parts, or an account."""

    id: int
    line_items: list[_Part] = []
    refunds: list[_Part] = []


CHECKS: Mapping[str, int] = {"orders": MOST, "order_lines": MOST, "refunds": MOST, "customers": MOST}
"""The kinds that are asked about; there are never more orders than parts."""

_thing = msgspec.json.Decoder(_Thing).decode


def existing(client: Client, kind: str, ids: Sequence[str], stop: StopAsked) -> Collection[str]:
    """Those of the ids that the shop still has; see ``Checked.existing``."""
    if kind == "customers":
        guests = {each for each in ids if each.startswith(GUEST)}
        return guests | {str(thing.id) for thing in _asked(client, _ACCOUNTS, set(ids) - guests, stop)}
    there = _asked(client, _ORDERS[kind], {_order_of(each) for each in ids}, stop)
    if kind == "orders":
        return {str(thing.id) for thing in there}
    parts = {line_id(thing.id, part.id) for thing in there for part in _PARTS[kind](thing)}
    return {each for each in ids if "/".join(each.split("/")[:2]) in parts}


_ACCOUNTS = ("/customers", {"role": "all", "_fields": "id"})
_ORDERS = {
    kind: ("/orders", {"status": "any", "_fields": fields})
    for kind, fields in (("orders", "id"), ("order_lines", "id,line_items"), ("refunds", "id,refunds"))
}
_PARTS: Mapping[str, Callable[[_Thing], Sequence[_Part]]] = {
    "order_lines": lambda order: order.line_items,
    "refunds": lambda order: order.refunds,
}


def _order_of(record_id: str) -> str:
    return record_id.partition("/")[0]


def _asked(client: Client, of: tuple[str, Params], numbers: Collection[str], stop: StopAsked) -> Sequence[_Thing]:
    """The things with these numbers that are there. Raises KnownError where others came: we were not understood."""
    if not numbers:
        return ()
    path, params = of
    asked = {**params, "include": ",".join(sorted(numbers)), "per_page": MOST}
    there = [_thing(item) for item in listed(client, path, asked, stop).items]
    if any(str(thing.id) not in numbers for thing in there):
        raise messages.NOT_OUR_ANSWER.known(f"{path}: asked for {asked['include']}")
    return there
