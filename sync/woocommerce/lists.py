"""One page of one of the interface's lists, and the little that must be known of it before it is understood."""

from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync import failures
from sync.exchange import Answer, Params, Question, date_of
from sync.http import Client
from sync.woocommerce.told import moment

API = "/wp-json/wc/v3"
MOST = 100
"""Rows of a page; the interface refuses to give more."""


class Listed(Struct, frozen=True):
    """A page of a list."""

    items: list[Raw]
    total: int
    """Rows on all pages."""
    now: int | None
    """The server's clock, UTC milliseconds."""


_rows = msgspec.json.Decoder(list[Raw]).decode


def listed(client: Client, path: str, params: Params, stop: StopAsked) -> Listed:
    """The page of a list below ``API``. Raises KnownError and Cancelled as ``Client.ask``."""

    def read(answer: Answer) -> Listed:
        items = failures.decoded(answer, _rows)
        return Listed(items, _total(answer, len(items), params.get("per_page")), date_of(answer))

    return client.ask(Question("GET", API + path, params), read, stop)


def _total(answer: Answer, here: int, size: str | int | None) -> int:
    """How many rows there are. Where a host takes the header away, a full page has one more behind it."""
    text = answer.headers.get("X-WP-Total", "")
    return int(text) if text.isascii() and text.isdigit() else here + (here == size)


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
        text = _anything(item)[field]
        return moment(text) if isinstance(text, str) else None
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, KeyError, TypeError):
        return None


class _Numbered(Struct):
    id: int


_numbered = msgspec.json.Decoder(_Numbered).decode
_anything = msgspec.json.Decoder().decode
