"""Calling a method of the gateway: ``POST /api/{method}/{version}``, parameters as JSON, the answer in an envelope.

Methods of the third version answer in ``response``, newer ones in ``data``; some have moved from one to the other.
"""

from collections.abc import Mapping
from functools import partial
from typing import TypeVar

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync import failures, messages
from sync.clocks import Clocks, read_clocks
from sync.exchange import Answer, Question, date_of
from sync.http import Client, Decode
from sync.messages import TryAgain
from sync.youzan.access import SilentToken
from sync.youzan.troubles import CHANGED, FewRows, OtherForm

T = TypeVar("T")

Asked = Mapping[str, object]


class Rows(Struct, frozen=True):
    """A page of a list."""

    items: list[Raw]
    total: int
    """Rows on all pages."""
    seen_at: int
    """When it was told, UTC milliseconds by the server's clock."""

    @property
    def raw(self) -> bytes:
        """The rows as a JSON array."""
        return msgspec.json.encode(self.items)


class _Envelope(Struct, frozen=True):
    data: Raw = Raw(b"null")
    response: Raw = Raw(b"null")


class _Paginator(Struct, frozen=True):
    total_count: int | None = None


_envelope = msgspec.json.Decoder(_Envelope).decode
_fields = msgspec.json.Decoder(dict[str, Raw]).decode
_rows = msgspec.json.Decoder(list[Raw] | None).decode
_count = msgspec.json.Decoder(int | str | None).decode
_paginator = msgspec.json.Decoder(_Paginator | None).decode


class Calls:
    """The calls of one connection. Raise KnownError, and Cancelled on ``stop``, as ``Client.ask``."""

    def __init__(self, client: Client, access: SilentToken) -> None:
        self._client = client
        self._access = access
        self._sizes: dict[str, int] = {}

    def told(self, method: str, asked: Asked, decode: Decode[T], stop: StopAsked) -> tuple[T, int]:
        """What a method answers, and when it did by the server's clock, UTC milliseconds."""
        body = msgspec.json.encode(asked)
        question = Question("POST", f"/api/{method}", headers={"Content-Type": "application/json"}, body=body)

        def read(answer: Answer) -> tuple[T, int]:
            told = failures.decoded(answer, lambda body: decode(_opened(body)))
            there = date_of(answer)
            clocks = self.clocks(stop)
            return told, clocks.now if there is None else read_clocks(clocks.here, there).now

        return self._client.ask(question, read, stop)

    def listed(self, method: str, asked: Asked, names: tuple[str, str], stop: StopAsked) -> Rows:
        """A page of a list; ``names`` are those of its rows and of their number, as this method calls them.

        Raises FewRows where pages hold less than was asked for; from then on ``size`` tells how much.
        """
        decode = partial(_listed, names=names, page=_whole(asked["page_no"]), size=_whole(asked["page_size"]))
        try:
            (items, total), seen_at = self.told(method, asked, decode, stop)
        except FewRows as few:
            self._sizes[method] = few.rows
            raise
        return Rows(items, total, seen_at)

    def size(self, method: str, most: int) -> int:
        """How many rows to ask a method for; ``most`` until its pages were found to hold less."""
        return self._sizes.get(method, most)

    def clocks(self, stop: StopAsked) -> Clocks:
        """What time it is: a login tells the gateway's, and costs nothing."""
        if self._access.clocks is None:
            self._client.ask(self._access.login, self._access.learn, stop)
        clocks = self._access.clocks
        assert clocks is not None
        return clocks


def _opened(body: bytes) -> Raw:
    said = _envelope(body)
    found = said.response if bytes(said.data) == b"null" else said.data
    if bytes(found) == b"null":
        raise OtherForm(CHANGED.known("neither data nor response"))
    return found


def _listed(told: bytes, names: tuple[str, str], page: int, size: int) -> tuple[list[Raw], int]:
    fields = _fields(told)
    rows, number = fields.get(names[0]), fields.get(names[1])
    if rows is None and number is None:
        raise OtherForm(CHANGED.known(f"neither {names[0]} nor {names[1]}"))
    items = [] if rows is None else _rows(rows) or []
    total = _total(fields, number)
    if total is None:  # a full page has one more behind it
        total = (page - 1) * size + len(items) + (len(items) == size)
    if 0 < len(items) < min(size, total - (page - 1) * size):
        # Where pages are smaller than asked for, the rest would be passed over in silence.
        broken = messages.BROKEN_ANSWER.known(f"{names[0]} page {page}: {len(items)} of {total}")
        raise FewRows(broken, len(items)) if page == 1 else TryAgain(broken)
    return items, total


def _total(fields: Mapping[str, Raw], number: Raw | None) -> int | None:
    """How many rows there are; some clients of the same interface have found it in a paginator."""
    total = None if number is None else _count(number)
    if total is None and "paginator" in fields:
        paginator = _paginator(fields["paginator"])
        total = None if paginator is None else paginator.total_count
    return None if total is None else int(total)


def _whole(number: object) -> int:
    assert isinstance(number, int)
    return number
