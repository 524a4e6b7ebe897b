"""The connector of the neutral contract: pages ordered by (updated_at, id) behind an opaque cursor."""

from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked, never
from storage.records import KINDS
from storage.shop import Shop
from storage.words import Words
from sync.clock import Clock, SystemClock
from sync.clocks import Clocks, read_clocks
from sync.connector import Answers, Ask, Connector
from sync.cursors.standing import leading_on
from sync.exchange import Params
from sync.http import Client
from sync.mark import Mark, advance, finish, lies_ahead, read_mark, write_mark
from sync.messages import Refused
from sync.names import KIND_NAMES
from sync.neutral_items import read_items
from sync.retry import Patience
from sync.source import Batch, RawPage
from sync.token import ClientCredentials

NAME = "api"

PAGE = 1000
"""Items asked for at a time; the most the contract allows."""


class _Answer(Struct, frozen=True):
    items: Raw
    next_cursor: str | None
    has_more: bool
    server_time: int


class _Stamp(Struct, frozen=True):
    updated_at: int


_answer = msgspec.json.Decoder(_Answer).decode
_stamps = msgspec.json.Decoder(list[_Stamp]).decode
_each = msgspec.json.Decoder(list[Raw]).decode
_stamp = msgspec.json.Decoder(_Stamp).decode
_shop = msgspec.json.Decoder(Shop).decode


class NeutralSource:
    """A shop behind the neutral contract. To be closed."""

    name = NAME
    resources: Mapping[str, Words] = {kind: KIND_NAMES[kind] for kind in KINDS}

    def __init__(
        self,
        base_url: str,
        client_id: str,
        client_secret: str,
        clock: Clock | None = None,
        patience: Patience | None = None,
        page: int = PAGE,
    ) -> None:
        self._page = page
        self._clock = clock or SystemClock()
        self._client = Client(base_url, ClientCredentials(client_id, client_secret), self._clock, patience)

    def shop(self, stop: StopAsked = never) -> Shop:
        """The shop this connection leads to."""
        return self._client.get("/v1/shop", {}, _shop, stop)

    def leads_to(self, stop: StopAsked) -> str | None:
        """The id of the shop; see ``Leading``."""
        return self.shop(stop).id

    def pages(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        """The pages of one round; see ``Source``."""
        mark = read_mark(state)
        while True:
            try:
                answer = self._next_page(resource, mark, stop)
            except Refused:
                if mark.cursor is None:
                    raise
                mark = finish(mark)  # the server no longer knows the cursor: begin again shortly before it
                continue
            clocks = read_clocks(int(self._clock.now() * 1000), answer.server_time)
            if mark.cursor is None and lies_ahead(mark, clocks):
                mark = Mark()
                continue
            clocks = clocks.knowing(mark.since)
            mark = advance(mark, answer.next_cursor, _newest(answer, clocks))
            if not answer.has_more:
                mark = finish(mark)
            yield RawPage(bytes(answer.items), write_mark(mark), clocks.now)
            if not answer.has_more:
                return

    def _next_page(self, resource: str, mark: Mark, stop: StopAsked) -> _Answer:
        def ask(mark: Mark) -> _Answer:
            return self._client.get(f"/v1/{resource}", _question(mark, self._page), _decode_answer, stop)

        return leading_on(ask, mark, lambda mark, answer: not answer.has_more or answer.next_cursor != mark.cursor)

    def read(self, resource: str, items: bytes) -> Batch:
        """The meaning of raw items; see ``Source``."""
        return read_items(resource, items)

    def close(self) -> None:
        """Close every connection."""
        self._client.close()


def _question(mark: Mark, limit: int) -> Params:
    question: dict[str, str | int] = {"limit": limit}
    if mark.since is not None:
        question["updated_since"] = mark.since
    if mark.cursor is not None:
        question["cursor"] = mark.cursor
    return question


def _decode_answer(body: bytes) -> _Answer:
    answer = _answer(body)
    if not bytes(answer.items).startswith(b"["):
        raise msgspec.ValidationError("items is not an array")
    return answer


def _newest(answer: _Answer, clocks: Clocks) -> int | None:
    """The newest change a page shows; no later than either clock, so that a wrong date cannot hide rows."""
    try:
        moments = [stamp.updated_at for stamp in _stamps(answer.items)]
    except msgspec.DecodeError:
        moments = [moment for item in _each(answer.items) if (moment := _moment(item)) is not None]
    return min(max(moments), clocks.earliest) if moments else None


def _moment(item: Raw) -> int | None:
    try:
        return _stamp(item).updated_at
    except msgspec.DecodeError:
        return None


def _open(answers: Answers, clock: Clock, patience: Patience) -> NeutralSource:
    return NeutralSource(answers["url"], answers["client_id"], answers["client_secret"], clock, patience)


CONNECTOR = Connector(
    id=NAME,
    name=Words("通用接口", "General interface"),
    asks=(
        Ask("url", Words("接口地址", "API address"), Words("https://", "https://")),
        Ask("client_id", Words("应用编号", "Client ID")),
        Ask("client_secret", Words("应用密钥", "Client secret"), form="secret"),
    ),
    open=_open,
    read=read_items,
)
