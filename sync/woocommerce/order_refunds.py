"""The refunds of a page of orders, fetched beside them: an order tells of its refunds only that they are there.

Giving money back changes the order, so its refunds need no walk of their own; and where an order comes back from the
bin, they come back with it.

An order names its refunds, so none is passed over: what the list of all does not show is asked for at its order. What
is not shown there either, while the order still names it, is told as an item without contents: it is set aside, and so
its page is asked for again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync import messages
from sync.http import Client
from sync.woocommerce.lists import API, number_of, with_context
from sync.woocommerce.noise import bare
from sync.woocommerce.rounds import refunds_by_number, refunds_of
from sync.woocommerce.troubles import NotThere


class _Numbered(Struct, frozen=True):
    id: int


class _Order(Struct, frozen=True):
    """What is looked at of an order to know what belongs to it."""

    id: int = 0
    refunds: list[_Numbered] = []

    @property
    def numbers(self) -> Set[int]:
        """Of its refunds."""
        return {each.id for each in self.refunds}


class _Refund(Struct, frozen=True):
    parent_id: int


_order = msgspec.json.Decoder(_Order).decode
_refund = msgspec.json.Decoder(_Refund).decode


class OrderRefunds:
    """Fetches refunds through one client, and remembers how its shop gives them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._has_list = True

    def of(self, orders: Sequence[Raw], known: Mapping[str, object], stop: StopAsked) -> Iterator[bytes]:
        """The refunds of some orders, each with its ``order`` and what else is ``known``."""
        with_refunds = {told.id: (order, told.numbers) for order in orders if (told := _looked_at(order)).refunds}
        shown: set[int | None] = set()
        for refund in self._listed([each for _, numbers in with_refunds.values() for each in numbers], stop):
            yield with_context(refund, {"order": with_refunds[_parent(refund, with_refunds)][0], **known})
            shown.add(number_of(refund))
        for number, (order, numbers) in with_refunds.items():
            if numbers <= shown:
                continue
            for refund in refunds_of(self._client, number, stop):
                if number_of(refund) not in shown:
                    yield with_context(refund, {"order": order, "parent_id": number, **known})
                    shown.add(number_of(refund))
            if not numbers <= shown:
                yield from self._not_shown(number, numbers - shown, known, stop)

    def _listed(self, numbers: list[int], stop: StopAsked) -> Sequence[Raw]:
        """What the list of all refunds shows; nothing before WooCommerce 9.0, which has none."""
        try:
            return list(refunds_by_number(self._client, numbers, stop)) if self._has_list else ()
        except NotThere:
            self._has_list = False
            return ()

    def _not_shown(
        self, order: int, numbers: Set[int], known: Mapping[str, object], stop: StopAsked
    ) -> Iterator[bytes]:
        """Those that the order still names; others were taken back meanwhile."""
        try:
            path = f"{API}/orders/{order}"
            told = self._client.get(path, {"_fields": "id,refunds"}, lambda body: _order(bare(body)), stop)
        except NotThere:
            return
        for number in sorted(numbers & told.numbers):
            item = {"id": number, "parent_id": order, "order": {"id": order}, "is_shown": False}
            yield msgspec.json.encode({**item, **known})


def _parent(refund: Raw, asked: Collection[int]) -> int:
    """The order of a refund. Raises KnownError for one that was not asked for: we were not understood."""
    try:
        parent = _refund(refund).parent_id
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise messages.NOT_OUR_ANSWER.known(f"/refunds: {error}") from error
    if parent not in asked:
        raise messages.NOT_OUR_ANSWER.known(f"/refunds: order {parent} was not asked for")
    return parent


def _looked_at(order: Raw) -> _Order:
    try:
        return _order(order)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _Order()  # it will be set aside as it is
