"""Calling a method: ``GET /router/rest?method=...``; what it answers lies in ``data``, lists with their length beside.

Where the length is differs by method: ``_count`` or ``count``, beside the rows, or both in one ``data`` more.
"""

from typing import TypeVar

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync import failures
from sync.beijing import Long
from sync.clock import Clock
from sync.clocks import Clocks, read_clocks
from sync.exchange import Answer, Params, Question, date_of
from sync.http import Client, Decode

T = TypeVar("T")

ORDERS = "trade.lists"
ORDER = "trade.details"
GOODS_ON_SALE = "goods.lists"
GOODS = "goods.details"
USERS = "user.lists"
PROMOTERS = "guider.lists"
SHOP = "shop.details"


class Rows(Struct, frozen=True):
    """A page of a list."""

    items: list[Raw]
    total: int
    """Rows on all pages."""
    seen_at: int
    """When it was told, UTC milliseconds."""


class _Envelope(Struct, frozen=True):
    data: Raw = Raw(b"null")
    underscored: Long | None = msgspec.field(name="_count", default=None)
    count: Long | None = None


_envelope = msgspec.json.Decoder(_Envelope).decode
_rows = msgspec.json.Decoder(list[Raw]).decode


class Calls:
    """The calls of one connection. Raise KnownError, and Cancelled on ``stop``, as ``Client.ask``."""

    def __init__(self, client: Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._learnt = False
        self._ahead: int | None = None
        """Milliseconds by which the server's clock is ahead of ours; None where no answer told."""

    def told(self, method: str, asked: Params, decode: Decode[T], stop: StopAsked) -> T:
        """What a method answers in ``data``."""
        return self._call(method, asked, lambda body: decode(_envelope(body).data), stop)[0]

    def listed(self, method: str, asked: Params, offset: int, limit: int, stop: StopAsked) -> Rows:
        """A page of a list at an offset, whatever that counts."""
        (items, total), seen_at = self._call(method, {**asked, "offset": offset, "limit": limit}, _listed, stop)
        return Rows(items, total, seen_at)

    def clocks(self, stop: StopAsked) -> Clocks:
        """What time it is, as the last answer told."""
        if not self._learnt:
            self.listed(ORDERS, {"type": "all"}, 0, 1, stop)
        here = int(self._clock.now() * 1000)
        return read_clocks(here, None if self._ahead is None else here + self._ahead)

    def _call(self, method: str, asked: Params, decode: Decode[T], stop: StopAsked) -> tuple[T, int]:
        question = Question("GET", "/router/rest", {"method": f"weiba.wxrrd.{method}", **asked})

        def read(answer: Answer) -> tuple[T, int]:
            here, there = int(self._clock.now() * 1000), date_of(answer)
            self._learnt, self._ahead = True, None if there is None else there - here
            return failures.decoded(answer, decode), read_clocks(here, there).now

        return self._client.ask(question, read, stop)


def _listed(body: bytes) -> tuple[list[Raw], int]:
    outer = _envelope(body)
    if bytes(outer.data).startswith(b"{"):
        outer = _envelope(outer.data)
    items = [] if bytes(outer.data) == b"null" else _rows(outer.data)
    total = outer.count if outer.underscored is None else outer.underscored
    if total is None:
        raise msgspec.ValidationError("Object missing required field `_count`")
    return items, int(total)
