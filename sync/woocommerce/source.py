"""The connector of WooCommerce: which lists it reads, in which order, and what each item is given to be understood."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import msgspec
from msgspec import Raw, Struct

from storage.progress import StopAsked, never
from storage.shop import Shop
from storage.words import Words
from sync.clock import Clock
from sync.connector import YES, Answers, Ask, Connector
from sync.cursors import changes
from sync.http import Client
from sync.messages import Trouble
from sync.names import KIND_NAMES
from sync.retry import Patience
from sync.source import Batch, RawPage
from sync.woocommerce import accounts, checks
from sync.woocommerce.access import Key, Signature
from sync.woocommerce.address import site_of
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
from sync.woocommerce.troubles import NotThere, judge

NAME = "woocommerce"

_HERE = Words(
    "WooCommerce > 设置 > 高级 > REST API，权限选「读取」", "WooCommerce > Settings > Advanced > REST API, may read"
)
_NOT_THE_KEYS = Trouble(
    Words("这不像 WooCommerce 的密钥，也可能两个填反了。", "These do not look like WooCommerce keys, or are swapped."),
    Words(
        "客户密钥以 ck_ 开头，密钥以 cs_ 开头：在 WooCommerce > 设置 > 高级 > REST API 里新建时各复制一次。",
        "The consumer key begins with ck_, the secret with cs_: copy both when you make one under "
        "WooCommerce > Settings > Advanced > REST API.",
    ),
)


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


def _open(answers: Answers, clock: Clock, patience: Patience) -> WooSource:
    """A connection by what was answered. Raises KnownError for an address or keys that cannot be right."""
    key, secret, site = answers["key"], answers["secret"], site_of(answers["url"])
    if not key.startswith("ck_") or not secret.startswith("cs_"):
        raise _NOT_THE_KEYS.known()
    encrypted = site.startswith("https:")
    access = Key(key, secret) if encrypted else Signature(site, key, secret)
    agreed = urlsplit(site).hostname or "" if answers.get("plain_http") == YES else ""
    return WooSource(Client(site, access, clock, patience, judge, agreed), site, clock)


CONNECTOR = Connector(
    id=NAME,
    name=Words("WooCommerce", "WooCommerce"),
    asks=(
        Ask("url", Words("店铺网址", "Address of the shop"), Words("https://", "https://")),
        Ask("key", Words("客户密钥（ck_ 开头）", "Consumer key (ck_...)"), _HERE),
        Ask("secret", Words("密钥（cs_ 开头）", "Consumer secret (cs_...)"), _HERE, form="secret"),
        Ask(
            "plain_http",
            Words("网址不加密（http://）也连接：别人可能看到订单", "Connect without encryption (http://) all the same"),
            Words("只有网站没有 https 时才需要", "Only for a site without https"),
            form="consent",
        ),
    ),
    open=_open,
    read=read_items,
)
