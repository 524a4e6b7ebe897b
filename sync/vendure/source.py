"""Which lists of Vendure are read, and by which of the dates that it moves.

- **Orders** have a date of change, but neither a payment nor a parcel nor a refund moves it. So they are read by the
  moment they were placed, each round looks ``LOOK_BACK`` back, and once a month one reads them all. **Edited orders**
  are those whose date did move, however old they are.
- **Products**: a new price or stock moves only the variant's date, so the list is read whole. It is short.
- **Customers** are read by their date of change.

Deleted products, variants and customers vanish from the lists: the sweep asks for them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from storage.progress import StopAsked, never
from storage.shop import Shop
from storage.words import Words
from sync.clock import Clock
from sync.clocks import Clocks, read_clocks, say_if_apart
from sync.cursors import changes, windows
from sync.http import Client
from sync.names import KIND_NAMES
from sync.rows import id_of
from sync.source import Batch, RawPage
from sync.vendure import lists, queries
from sync.vendure.lists import SECOND, Options, Page
from sync.vendure.reading import read_items
from sync.vendure.told import millis

NAME = "vendure"

PAGE = 100
_DAY = 24 * 3600 * 1000
LOOK_BACK = 90 * _DAY
"""How long after it was placed an order is looked at again in every round: most refunds come in this time."""

_BY_CHANGE = changes.Terms(step=SECOND, size=PAGE)
_BY_PLACE = windows.Terms(
    step=SECOND,
    size=PAGE,
    cap=PAGE * 10**7,  # rows are passed over one by one, to the end
    span=10**5 * _DAY,
    opened=millis(datetime(2015, 1, 1, tzinfo=UTC)),  # Vendure is younger
    lag=0,
    overlap=LOOK_BACK,
    period=30 * _DAY,
)


def unread(state: str) -> windows.Unread | None:
    """The orders that are still to be read; see ``Connector.unread``."""
    return windows.unread(state, _BY_PLACE)


class _Channel(Struct, frozen=True, rename="camel"):
    code: str
    token: str
    default_currency_code: str


class _Config(Struct, frozen=True, rename="camel"):
    money_strategy_precision: int


class _Settings(Struct, frozen=True, rename="camel"):
    server_config: _Config


class _About(Struct, frozen=True, rename="camel"):
    active_channel: _Channel
    global_settings: _Settings


class _Reply(Struct, frozen=True):
    data: _About


_decode = msgspec.json.Decoder(_Reply).decode


class VendureSource:
    """A shop behind Vendure's Admin API; to be closed."""

    name = NAME
    resources: Mapping[str, Words] = {
        "products": KIND_NAMES["products"],
        "customers": KIND_NAMES["customers"],
        "orders": KIND_NAMES["orders"],
        "edited_orders": Words("改动过的订单", "edited orders"),
    }
    checks: Mapping[str, int] = {"products": PAGE, "skus": PAGE, "customers": PAGE}

    def __init__(self, client: Client, host: str, timezone: str, clock: Clock) -> None:
        self._client = client
        self._host = host
        self._timezone = timezone
        self._clock = clock

    def shop(self, stop: StopAsked = never) -> Shop:
        """The channel this connection leads to. Vendure knows no time zone of a shop: the form asks for it."""
        about = self._client.post("", {"query": queries.SHOP}, _decode, stop).data
        channel = about.active_channel
        return Shop(
            id=f"{NAME}-{channel.token}",
            name=self._host if channel.code == "__default_channel__" else channel.code,
            currency=channel.default_currency_code,
            exponent=about.global_settings.server_config.money_strategy_precision,
            timezone=self._timezone,
        )

    def leads_to(self, stop: StopAsked) -> str | None:
        """The id of the channel; see ``Leading``."""
        return self.shop(stop).id

    def pages(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        """The pages of one round; see ``Source``."""
        if resource == "products":
            return self._products(state, stop)
        if resource == "orders":
            return self._orders(state, stop)
        if resource == "customers":
            return changes.pages(state, _BY_CHANGE, lambda asked: self._changed(queries.CUSTOMERS, asked, stop))
        state = state or self._first_edited(stop)
        return changes.pages(state, _BY_CHANGE, lambda asked: self._changed(queries.ORDERS, asked, stop))

    def read(self, resource: str, items: bytes) -> Batch:
        """The meaning of raw items; see ``Source``."""
        return read_items(resource, items)

    def existing(self, kind: str, ids: Sequence[str], stop: StopAsked) -> Collection[str]:
        """Those of the ids that the shop still has; see ``Checked``."""
        return {id_of(item, "id") for item in self._listed(queries.EXISTING[kind], lists.with_ids(ids), stop).items}

    def _orders(self, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        clocks = self._time(stop)
        yield from windows.pages(state, clocks, _BY_PLACE, lambda asked: self._placed(asked, stop))
        say_if_apart(clocks)

    def _products(self, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        """The whole list; the state is how many were read."""
        skip = int(state or 0)
        while True:
            page = self._listed(queries.PRODUCTS, lists.whole(skip, PAGE), stop)
            skip = skip + PAGE if skip + PAGE < page.total or len(page.items) == PAGE else 0
            yield RawPage(page.raw, str(skip), self._clocks(page).now)
            if not skip:
                return

    def _placed(self, question: windows.Question, stop: StopAsked) -> windows.Answer:
        page = self._listed(queries.ORDERS, lists.placed(question), stop)
        moments = [at for item in page.items if (at := lists.placed_at(item)) is not None]
        return windows.Answer(page.raw, [id_of(item, "id") for item in page.items], page.total, moments)

    def _changed(self, query: str, question: changes.Question, stop: StopAsked) -> changes.Answer:
        page = self._listed(query, lists.changed(question), stop)
        return changes.Answer(page.raw, [lists.row_of(item) for item in page.items], page.total, self._clocks(page))

    def _first_edited(self, stop: StopAsked) -> str:
        """Where the very first round over edited orders begins: those before have just been read as placed."""
        since = (self._time(stop).earliest - LOOK_BACK) // SECOND * SECOND
        return msgspec.json.encode(changes.State(since=since)).decode()

    def _time(self, stop: StopAsked) -> Clocks:
        return self._clocks(self._listed(queries.CUSTOMERS, {"take": 1}, stop))

    def _clocks(self, page: Page) -> Clocks:
        return read_clocks(int(self._clock.now() * 1000), page.now)

    def _listed(self, query: str, options: Options, stop: StopAsked) -> Page:
        return lists.listed(self._client, query, options, stop)

    def close(self) -> None:
        """Close every connection."""
        self._client.close()
