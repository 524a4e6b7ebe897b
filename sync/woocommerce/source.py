"""A shop on WooCommerce as a source: which lists it reads, in which order, and what goes with each item."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked, never
from storage.shop import Shop
from storage.words import Words
from sync.clock import Clock
from sync.cursors import changes
from sync.http import Client
from sync.names import KIND_NAMES
from sync.source import Batch, RawPage
from sync.woocommerce import accounts, checks
from sync.woocommerce.lists import as_array, listed, number_of, with_context
from sync.woocommerce.reading import read_items
from sync.woocommerce.rounds import (
    BY_CHANGE,
    REFUNDS_BY_ORDER,
    SECOND,
    ByChange,
    asked,
    heads_of,
    refunds_of,
    row_of,
    variations_of,
)
from sync.woocommerce.site import currency_of, shop_at
from sync.woocommerce.troubles import NotThere

NAME = "woocommerce"


class _Head(Struct, frozen=True):
    """What is looked at of a row to know what belongs to it."""

    parent_id: int = 0
    refunds: list[Raw] = []


_head = msgspec.json.Decoder(_Head).decode


class WooSource:
    """A shop behind WooCommerce's REST interface v3. Close it, or use it in a ``with``."""

    name = NAME
    resources: Mapping[str, Words] = {
        "products": KIND_NAMES["products"],
        "trashed_products": Words("下架的商品", "products in the bin"),
        "skus": KIND_NAMES["skus"],
        "customers": KIND_NAMES["customers"],
        "campaigns": Words("优惠券", "coupons"),
        "orders": KIND_NAMES["orders"],
        "trashed_orders": Words("回收站里的订单", "orders in the bin"),
        "refunds": KIND_NAMES["refunds"],
    }

    def __init__(self, client: Client, site: str, clock: Clock) -> None:
        self._client = client
        self._site = site
        self._clock = clock
        self._currency = ""

    def shop(self, stop: StopAsked = never) -> Shop:
        """The shop this connection leads to."""
        return shop_at(self._client, self._site, stop)

    def pages(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        """The pages of one round; see ``Source``."""
        if resource == "customers":
            return accounts.pages(
                state, self._clock.now(), lambda params: listed(self._client, "/customers", params, stop)
            )
        one = self._refunds(stop) if resource == "refunds" else BY_CHANGE[resource]
        terms = changes.Terms(SECOND, one.size)
        return changes.pages(state, terms, lambda question: self._answer(resource, one, question, stop))

    def read(self, resource: str, items: bytes) -> Batch:
        """The meaning of raw items; see ``Source``."""
        return read_items(resource, items)

    @property
    def checks(self) -> Mapping[str, int]:
        """The kinds whose deletions no list shows; see ``Checked``."""
        return checks.CHECKS

    def existing(self, kind: str, ids: Sequence[str], stop: StopAsked) -> Collection[str]:
        """Those of the ids that the shop still has; see ``Checked``."""
        return checks.existing(self._client, kind, ids, stop)

    def _refunds(self, stop: StopAsked) -> ByChange:
        """The list of all refunds, or what takes its place in an older shop."""
        try:
            listed(self._client, BY_CHANGE["refunds"].path, {"per_page": 1, "_fields": "id"}, stop)
        except NotThere:
            return REFUNDS_BY_ORDER
        return BY_CHANGE["refunds"]

    def _answer(self, resource: str, one: ByChange, question: changes.Question, stop: StopAsked) -> changes.Answer:
        page = listed(self._client, one.path, asked(one, question), stop)
        items = as_array(list(self._items(resource, one, page.items, stop)))
        now = int(self._clock.now() * 1000) if page.now is None else page.now
        return changes.Answer(items, [row_of(one, item) for item in page.items], page.total, now)

    def _items(self, resource: str, one: ByChange, rows: list[Raw], stop: StopAsked) -> Iterator[bytes]:
        """Each item with what it needs to be understood by itself."""
        if resource == "skus":
            return self._variations(rows, stop)
        if one is REFUNDS_BY_ORDER:
            return self._refunds_of(rows, stop)
        if resource == "refunds":
            return self._with_orders(rows, stop)
        known = {"shop_currency": self._money(stop)}
        return (with_context(item, known) for item in rows)

    def _variations(self, products: list[Raw], stop: StopAsked) -> Iterator[bytes]:
        for product in filter(None, map(number_of, products)):
            known = {"product_id": product, "shop_currency": self._money(stop)}
            yield from (with_context(item, known) for item in variations_of(self._client, product, stop))

    def _with_orders(self, refunds: list[Raw], stop: StopAsked) -> Iterator[bytes]:
        parents = [_head(refund).parent_id for refund in refunds]
        heads = heads_of(self._client, set(parents), stop)
        for refund, parent in zip(refunds, parents, strict=True):
            yield with_context(refund, {"order": heads.get(parent), "shop_currency": self._money(stop)})

    def _refunds_of(self, orders: list[Raw], stop: StopAsked) -> Iterator[bytes]:
        for order in orders:
            number = number_of(order)
            if number and _head(order).refunds:
                known = {"parent_id": number, "order": order, "shop_currency": self._money(stop)}
                yield from (with_context(item, known) for item in refunds_of(self._client, number, stop))

    def _money(self, stop: StopAsked) -> str:
        """The shop's currency, asked for once per connection."""
        self._currency = self._currency or currency_of(self._client, stop)
        return self._currency

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
