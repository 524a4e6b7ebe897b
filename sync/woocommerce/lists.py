"""One page of one of the interface's lists, and the little that must be known of it before it is understood."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync import failures
from sync.exchange import Answer, Params, Question, date_of
from sync.http import Client
from sync.unfit import Unfit
from sync.woocommerce.noise import bare
from sync.woocommerce.told import moment

API = "/wp-json/wc/v3"
MOST = 100
"""Rows of a page; the interface refuses to give more."""


_FEW = 10
"""Rows of a page that may be missing from it; of more it is rather the answer that is broken."""


class Listed(Struct, frozen=True):
    """A page of a list."""

    items: list[Raw]
    total: int
    """Rows on all pages."""
    unseen: int
    """Rows of this page that were counted and not shown: WooCommerce leaves out what it cannot load."""
    now: int | None
    """The server's clock, UTC milliseconds."""

    @property
    def ids(self) -> list[int | None]:
        """The ids of its rows; None for one that cannot be read or was not shown."""
        return [*map(number_of, self.items), *[None] * self.unseen]


_rows = msgspec.json.Decoder(list[Raw]).decode


def listed(client: Client, path: str, params: Params, stop: StopAsked) -> Listed:
    """The page of a list below ``API``. Raises KnownError and Cancelled as ``Client.ask``."""
    size = int(params.get("per_page", MOST))
    before = offset_of(params)

    def read(answer: Answer) -> Listed:
        items = failures.decoded(answer, lambda body: _rows(bare(body)))
        total = _told(answer, "X-WP-Total")
        if total is None:  # a host took it away: a full page has one more behind it
            return Listed(items, before + len(items) + (len(items) == size), 0, date_of(answer))
        pages = _told(answer, "X-WP-TotalPages")
        unseen = min(size, total - before) - len(items) if pages == -(-total // size) else 0
        return Listed(items, total, unseen if 0 < unseen <= _FEW else 0, date_of(answer))

    return client.ask(Question("GET", API + path, params), read, stop)


def offset_of(params: Params) -> int:
    """How many rows come before a page."""
    return int(params.get("offset", (int(params.get("page", 1)) - 1) * int(params.get("per_page", MOST))))


def _told(answer: Answer, header: str) -> int | None:
    text = answer.headers.get(header, "")
    return int(text) if text.isascii() and text.isdigit() else None


def asked_moment(at: int) -> str:
    """UTC milliseconds as the interface wants them with ``dates_are_gmt=true``: without a zone.

    With one ("Z", "+00:00") it silently answers nothing.
    """
    return datetime.fromtimestamp(at // 1000, UTC).replace(tzinfo=None).isoformat()


def with_context(item: Raw, context: Mapping[str, object]) -> bytes:
    """The item with what its meaning depends on: it is kept for itself, and perhaps read again by another program."""
    text = bytes(item)
    if not text.startswith(b"{") or not text[1:].lstrip().startswith(b'"'):
        return text
    return msgspec.json.encode(context)[:-1] + b"," + text[1:]


def as_array(items: list[bytes]) -> bytes:
    """A JSON array of items."""
    return b"[" + b",".join(items) + b"]"


def number_of(item: Raw) -> int | None:
    """The id of an item; None if it cannot be read."""
    try:
        return _numbered(item).id
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def moment_of(item: Raw, field: str) -> int | None:
    """A moment of an item, UTC milliseconds; None if it cannot be read."""
    try:
        told = _fields(item).get(field)
        return None if told is None else moment(str(told))
    except (msgspec.DecodeError, UnicodeDecodeError, Unfit):
        return None


class _Numbered(Struct):
    id: int


_numbered = msgspec.json.Decoder(_Numbered).decode
_fields = msgspec.json.Decoder(dict[str, Any]).decode
