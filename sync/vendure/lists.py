"""One page of one of the Admin API's lists, and how its filters say what the walks over it ask."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked
from sync import failures, messages
from sync.cursors import changes, windows
from sync.exchange import Answer, Question, date_of
from sync.http import Client
from sync.rows import id_of
from sync.vendure import queries
from sync.vendure.judging import FAILED, Failed
from sync.vendure.rows import in_parts
from sync.vendure.told import millis

SECOND = 1000

Options = Mapping[str, Any]

_TIMES = 5


class Page(Struct, frozen=True):
    """A page of a list."""

    items: Sequence[Raw]
    total: int
    """Rows on all pages."""
    now: int | None
    """The server's clock, UTC milliseconds; None if it does not say."""

    @property
    def raw(self) -> bytes:
        """The items as a JSON array."""
        return b"[" + b",".join(map(bytes, self.items)) + b"]"


class _List(Struct, frozen=True, rename="camel"):
    total_items: int
    items: list[Raw]


class _Listed(Struct, frozen=True):
    list: _List


class _Reply(Struct, frozen=True):
    data: _Listed


class _Head(Struct, frozen=True, rename="camel"):
    id: str
    updated_at: datetime | None = None


class _Placed(Struct, frozen=True, rename="camel"):
    order_placed_at: datetime | None = None


_decode = msgspec.json.Decoder(_Reply).decode
_head = msgspec.json.Decoder(_Head).decode
_placed = msgspec.json.Decoder(_Placed).decode


def listed(client: Client, query: str, options: Options, stop: StopAsked) -> Page:
    """A page of the list that ``query`` calls so, a row at which the server fails as ``Untold``.

    Raises KnownError and Cancelled as ``Client.ask``.
    """
    try:
        return _page(client, query, options, stop)
    except FAILED as error:
        if query not in queries.HEADS:
            raise
        return _row_by_row(client, query, options, error, stop)


def _row_by_row(client: Client, query: str, options: Options, error: Failed, stop: StopAsked) -> Page:
    """The same in parts. Rows may move between the questions: the ids of the page are asked for first, and must fit."""

    def part(first: int, size: int) -> Sequence[Raw]:
        return _page(client, query, {**options, "skip": options.get("skip", 0) + first, "take": size}, stop).items

    for _ in range(_TIMES):
        heads = _page(client, queries.HEADS[query], options, stop)
        rows = in_parts(part, heads.items, error)
        if _ids(rows) == _ids(heads.items):
            return Page(rows, heads.total, heads.now)
    raise messages.NEVER_AT_REST.known("rows moved while one that fails was looked for")


def _ids(rows: Sequence[Raw]) -> list[str]:
    return [id_of(row, "id") for row in rows]


def _page(client: Client, query: str, options: Options, stop: StopAsked) -> Page:
    def read(answer: Answer) -> Page:
        found = failures.decoded(answer, _decode).data.list
        return Page(found.items, found.total_items, date_of(answer))

    return client.ask(asked(query, {"options": options}), read, stop)


def asked(query: str, variables: Mapping[str, Any]) -> Question:
    """A query with its variables as a question to the interface."""
    body = msgspec.json.encode({"query": query, "variables": variables})
    return Question("POST", "", headers={"Content-Type": "application/json"}, body=body)


def whole(skip: int, size: int) -> Options:
    """Every row, in an order that no change disturbs."""
    return {"sort": {"id": "ASC"}, "skip": skip, "take": size}


def with_ids(ids: Sequence[str]) -> Options:
    """Those of the rows with these ids that are there."""
    return {"filter": {"id": {"in": list(ids)}}, "take": len(ids)}


def placed(question: windows.Question) -> Options:
    """Orders by the moment they were placed; both ends of the window are counted in."""
    between = {"after": _iso(question.start - 1), "before": _iso(question.end + 1)}
    return {
        "filter": {"orderPlacedAt": between},
        "sort": {"orderPlacedAt": "ASC", "id": "ASC"},
        "skip": question.page * question.size,
        "take": question.size,
    }


def changed(question: changes.Question) -> Options:
    """Rows by the second of their last change: databases compare finer parts of it than they show."""
    after = {} if question.after is None else {"after": _iso(question.after + SECOND - 1)}
    before = {} if question.before is None else {"before": _iso(question.before)}
    return {
        **({"filter": {"updatedAt": {**after, **before}}} if after or before else {}),
        "sort": {"updatedAt": "ASC", "id": "ASC"},
        "skip": question.skip,
        "take": question.size,
    }


def placed_at(item: Raw) -> int | None:
    """When an order was placed, UTC milliseconds; None if it cannot be read."""
    try:
        at = _placed(item).order_placed_at
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return None if at is None else millis(at)


def row_of(item: Raw) -> changes.Row:
    """What the walk by change must know of a row: the second of its change."""
    try:
        head = _head(item)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return changes.Row(id_of(item, "id"), None)
    at = None if head.updated_at is None else millis(head.updated_at) // SECOND * SECOND
    return changes.Row(head.id, at)


def _iso(at: int) -> str:
    moment = datetime.fromtimestamp(at // 1000, UTC).replace(microsecond=at % 1000 * 1000)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
