"""Which of the records that we hold the shop still has: what is deleted there leaves no trace in its lists.

Lists tell quickly that most of it is there. They do not tell that something is not: an order in a state of a plugin
that was switched off is in none, however many they are. So what they leave out is only missing, and nothing is taken
away that the shop does not deny when it is asked for by its number.

Lines and refunds belong to orders, and their ids begin with their order's: one look at the orders answers for them.
Those of an order that is in no list go with it, or stay with it. Guests are told by orders alone and are there for
ever. A product that is gone goes off sale: what is no longer sold was sold.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from storage.records import Order
from sync import messages
from sync.exchange import Params
from sync.http import Client
from sync.woocommerce.lists import API, MOST, asked_moment, listed
from sync.woocommerce.noise import bare
from sync.woocommerce.orders import line_id
from sync.woocommerce.people import GUEST
from sync.woocommerce.strain import Host
from sync.woocommerce.troubles import NO_WOOCOMMERCE, NotThere


class _Part(Struct, frozen=True):
    id: int


class _Account(Struct, frozen=True):
    id: int

    @property
    def parts(self) -> Sequence[_Part]:
        return ()


class _Stated(_Account, frozen=True):
    status: str


class _WithLines(_Stated, frozen=True):
    line_items: list[_Part]

    @property
    def parts(self) -> Sequence[_Part]:
        return self.line_items


class _WithRefunds(_Stated, frozen=True):
    refunds: list[_Part]

    @property
    def parts(self) -> Sequence[_Part]:
        return self.refunds


class _Question(Struct, frozen=True):
    """Where a kind is asked for, and what is told of each thing: all of it must be there, or it tells nothing."""

    path: str
    params: Params
    thing: type[_Account]

    @property
    def fields(self) -> Params:
        """Those that are wanted."""
        return {"_fields": ",".join(self.thing.__struct_fields__)}

    def read(self, told: bytes | Raw) -> _Account:
        """A thing. Raises DecodeError."""
        return msgspec.json.decode(told, type=self.thing)


_ANY = {"status": "any"}
_QUESTIONS: Mapping[str, _Question] = {
    "orders": _Question("/orders", _ANY, _Stated),
    "order_lines": _Question("/orders", _ANY, _WithLines),
    "refunds": _Question("/orders", _ANY, _WithRefunds),
    "products": _Question("/products", _ANY, _Stated),
    "customers": _Question("/customers", {"role": "all"}, _Account),
}
STAY_KNOWN = frozenset({"products"})
_ARE_PARTS = frozenset({"order_lines", "refunds"})

CHECKS: Mapping[str, int] = dict.fromkeys(_QUESTIONS, MOST)
"""The kinds that are asked about; there are never more orders than parts."""


def existing(client: Client, host: Host, kind: str, ids: Sequence[str], stop: StopAsked) -> Collection[str]:
    """Those of the ids that lists show, with the orders of parts; see ``Checked.existing``.

    Where lists show none of them, nothing is told: that guests are there for ever does not say that the shop answers.
    """
    guests = {each for each in ids if each.startswith(GUEST)}
    numbers = sorted({_number(each) for each in ids if each not in guests})
    there, deadly = host.in_parts(numbers, lambda some: list(_listed(client, _QUESTIONS[kind], some, stop)))
    if numbers and not there:
        return ()
    told = {str(thing.id) for thing in there} | guests
    if kind not in _ARE_PARTS:
        return told | deadly  # what the shop dies of is there
    return told | {each for each in ids if _number(each) not in told} | _parts_there(ids, there)


def denied(client: Client, kind: str, ids: Sequence[str], stop: StopAsked) -> Collection[str]:
    """Those of the ids that the shop says by their number not to have; see ``Denying.denied``."""
    asked = [each for each in ids if not each.startswith(GUEST)]
    found = (_by_number(client, _QUESTIONS[kind], number, stop) for number in sorted(set(map(_number, asked))))
    there = [thing for thing in found if thing and not (isinstance(thing, _Stated) and thing.status == "trash")]
    still = _parts_there(asked, there) if kind in _ARE_PARTS else {str(thing.id) for thing in there}
    return set(asked) - still


TOTALS = frozenset({Order.KIND})
"""Products and buyers are told by orders too, so that more of them are here than in their lists."""


def total(client: Client, kind: str, before: int, stop: StopAsked) -> int:
    """How many things were made before a moment; see ``Totalled.total``. Hosts that take the number away say two."""
    of = _QUESTIONS[kind]
    asked = {**of.params, "_fields": "id", "before": asked_moment(before), "dates_are_gmt": "true", "per_page": 1}
    return listed(client, of.path, asked, stop).total


def _number(record_id: str) -> str:
    """The number of a thing, or of the order of a part."""
    return record_id.partition("/")[0]


def _parts_there(ids: Sequence[str], orders: Iterable[_Account]) -> set[str]:
    parts = {line_id(order.id, part.id) for order in orders for part in order.parts}
    return {each for each in ids if "/".join(each.split("/")[:2]) in parts}


def _by_number(client: Client, of: _Question, number: str, stop: StopAsked) -> _Account | None:
    """A thing; None if there is none with this number. Raises KnownError where the shop does not even know the path."""
    try:
        thing = client.get(f"{API}{of.path}/{number}", of.fields, lambda body: of.read(bare(body)), stop)
    except NotThere as error:
        if error.what == NO_WOOCOMMERCE.what:
            raise
        return None
    if str(thing.id) != number:
        raise messages.NOT_OUR_ANSWER.known(f"{of.path}: asked for {number}")
    return thing


def _listed(client: Client, of: _Question, numbers: Sequence[str], stop: StopAsked) -> Iterator[_Account]:
    """The things with these numbers that are there. Raises KnownError where others came: we were not understood."""
    if not numbers:
        return
    asked = {**of.params, **of.fields, "include": ",".join(numbers), "per_page": MOST}
    for item in listed(client, of.path, asked, stop).items:
        try:
            thing = of.read(item)
        except msgspec.DecodeError as error:
            raise messages.NOT_OUR_ANSWER.known(f"{of.path}: {error}") from error
        if str(thing.id) not in numbers:
            raise messages.NOT_OUR_ANSWER.known(f"{of.path}: asked for {asked['include']}")
        yield thing
