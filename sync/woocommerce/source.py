"""A shop on WooCommerce as a source: which lists it reads, in which order, and what goes with each item."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Raw

from storage.progress import StopAsked, never
from storage.shop import Shop
from storage.words import Words
from sync.clock import Clock
from sync.clocks import read_clocks
from sync.cursors import by_id
from sync.cursors.changes import Terms
from sync.exchange import Params
from sync.http import Client
from sync.identity import Witness
from sync.names import KIND_NAMES
from sync.source import Batch, RawPage
from sync.woocommerce import accounts, checks
from sync.woocommerce.lists import Listed, as_array, listed, moment_of, offset_of, with_context
from sync.woocommerce.order_refunds import OrderRefunds
from sync.woocommerce.reading import read_items
from sync.woocommerce.rounds import BY_CHANGE, SECOND, asked
from sync.woocommerce.site import currency_of, newest_orders, orders_of, shop_at
from sync.woocommerce.strain import Host
from sync.woocommerce.variations import with_variations

NAME = "woocommerce"


class WooSource:
    """A shop behind WooCommerce's REST interface v3. To be closed."""

    name = NAME
    resources: Mapping[str, Words] = {
        # What is needed most comes first; and no two of one address in a row, for one that fails to look like all.
        "orders": Words("订单和退款", "orders and refunds"),
        "products": KIND_NAMES["products"],
        "customers": KIND_NAMES["customers"],
        "skus": KIND_NAMES["skus"],
        "campaigns": Words("优惠券", "coupons"),
        "trashed_products": Words("下架的商品", "products in the bin"),
        "trashed_orders": Words("回收站里的订单", "orders in the bin"),
    }

    def __init__(self, client: Client, site: str, clock: Clock) -> None:
        self._client = client
        self._site = site
        self._clock = clock
        self._refunds = OrderRefunds(client)
        self._host = Host()
        self._currency = ""

    def shop(self, stop: StopAsked = never) -> Shop:
        """The shop this connection leads to."""
        return shop_at(self._client, self._site, stop)

    def newest_orders(self, stop: StopAsked) -> Sequence[Witness]:
        """Those that were placed last; see ``Witnessing``."""
        return newest_orders(self._client, stop)

    def orders_of(self, ids: Sequence[str], stop: StopAsked) -> Sequence[Witness]:
        """Those with these ids; see ``Counting``."""
        return orders_of(self._client, ids, stop)

    def pages(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        """The pages of one round; see ``Source``."""
        if resource == "customers":
            return accounts.pages(state, self._clock.now(), lambda params: self._listed("/customers", params, stop))

        def walk(state: str | None, size: int) -> Iterator[RawPage]:
            def ask(after: int | None, offset: int) -> by_id.Answer:
                return self._answer(resource, asked(BY_CHANGE[resource], after, offset, size), stop)

            return by_id.pages(state, Terms(SECOND, size), ask)

        return self._host.pages(state, BY_CHANGE[resource].size, walk)

    def read(self, resource: str, items: bytes) -> Batch:
        """The meaning of raw items; see ``Source``."""
        return read_items(resource, items)

    @property
    def checks(self) -> Mapping[str, int]:
        """The kinds whose deletions no list shows; see ``Checked``."""
        return checks.CHECKS

    def existing(self, kind: str, ids: Sequence[str], stop: StopAsked) -> Collection[str]:
        """Those of the ids that the shop still has; see ``Checked``."""
        return checks.existing(self._client, self._host, kind, ids, stop)

    def denied(self, kind: str, ids: Sequence[str], stop: StopAsked) -> Collection[str]:
        """Those of the ids that the shop says by their number not to have; see ``Denying``."""
        return checks.denied(self._client, kind, ids, stop)

    @property
    def stay_known(self) -> Collection[str]:
        """The kinds of which what is gone goes off sale; see ``Denying``."""
        return checks.STAY_KNOWN

    @property
    def totals(self) -> Collection[str]:
        """The kinds of which the shop tells how many there are; see ``Totalled``."""
        return checks.TOTALS

    def total(self, kind: str, before: int, stop: StopAsked) -> int:
        """How many were made before a moment; see ``Totalled``."""
        return checks.total(self._client, kind, before, stop)

    def _answer(self, resource: str, params: Params, stop: StopAsked) -> by_id.Answer:
        page = self._listed(BY_CHANGE[resource].path, params, stop)
        clocks = read_clocks(int(self._clock.now() * 1000), page.now)
        items = as_array(list(self._items(resource, page.items, stop)))
        moments = [at for item in page.items if (at := moment_of(item, "date_modified_gmt")) is not None]
        return by_id.Answer(items, page.ids, page.total, moments, clocks)

    def _listed(self, path: str, params: Params, stop: StopAsked) -> Listed:
        """A page of a list, row by row where the host does not survive the whole."""

        def ask(offset: int, size: int) -> Listed:
            return listed(self._client, path, {**params, "offset": offset, "per_page": size}, stop)

        return self._host.listed(offset_of(params), int(params["per_page"]), ask)

    def _items(self, resource: str, rows: list[Raw], stop: StopAsked) -> Iterator[bytes]:
        """Each row with what it needs to be understood by itself, and what is fetched beside it."""
        known = {"shop_currency": self._money(stop)}
        if resource == "skus":
            yield from with_variations(self._client, rows, known, stop)
            return
        yield from (with_context(item, known) for item in rows)
        if resource == "orders":
            yield from self._refunds.of(rows, known, stop)

    def _money(self, stop: StopAsked) -> str:
        """The shop's currency, asked for once per connection."""
        self._currency = self._currency or currency_of(self._client, stop)
        return self._currency

    def close(self) -> None:
        """Close every connection."""
        self._client.close()
