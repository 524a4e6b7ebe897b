"""The refunds of a page of orders, fetched beside them: an order tells of its refunds only that they are there.

Giving money back changes the order, so its refunds need no walk of their own; and where an order comes back from the
bin, they come back with it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync import messages
from sync.http import Client
from sync.woocommerce.lists import with_context
from sync.woocommerce.rounds import refunds_by_number, refunds_of
from sync.woocommerce.troubles import NotThere


class _Numbered(Struct, frozen=True):
    id: int


class _Order(Struct, frozen=True):
    """What is looked at of an order to know what belongs to it."""

    id: int = 0
    refunds: list[_Numbered] = []


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
        with_refunds = {told.id: (told, order) for order in orders if (told := _looked_at(order)).refunds}
        if self._has_list:
            try:
                numbers = [each.id for told, _ in with_refunds.values() for each in told.refunds]
                for refund in list(refunds_by_number(self._client, numbers, stop)):
                    yield with_context(refund, {"order": with_refunds[_parent(refund, with_refunds)][1], **known})
                return
            except NotThere:
                self._has_list = False
        for number, (_, order) in with_refunds.items():
            for refund in refunds_of(self._client, number, stop):
                yield with_context(refund, {"order": order, "parent_id": number, **known})


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
