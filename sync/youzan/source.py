"""A shop on Youzan as a source: which of its lists are read, how often, and that those which may not be are left."""

from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

from storage.progress import StopAsked, never
from storage.shop import Shop
from storage.words import Words
from sync.beijing import Long
from sync.cursors import backward, changes, windows
from sync.http import Client
from sync.source import Batch, RawPage
from sync.youzan import listings, paced, promoted, ties, trades, traffic
from sync.youzan.access import SilentToken
from sync.youzan.calls import Calls
from sync.youzan.items import AccountItem
from sync.youzan.meter import Meter
from sync.youzan.promoters import Promoters, account_of
from sync.youzan.reading import read_items
from sync.youzan.resources import RESOURCES
from sync.youzan.troubles import REFUSALS

NAME = "youzan"
SHOP = "youzan.shop.get/3.0.0"


class _About(Struct, frozen=True):
    id: Long | None = None
    name: str | None = None


_about = msgspec.json.Decoder(_About).decode


class YouzanSource:
    """A shop behind Youzan's gateway. Close it, or use it in a ``with``."""

    name = NAME
    resources: Mapping[str, Words] = RESOURCES

    def __init__(self, client: Client, access: SilentToken, meter: Meter, kdt_id: str) -> None:
        self._client = client
        self._meter = meter
        self._kdt_id = kdt_id
        self._calls = Calls(client, access, meter)
        self._promoters = Promoters(self._calls)
        self._trades = trades.Trades(self._calls, self._promoters)

    def shop(self, stop: StopAsked = never) -> Shop:
        """The shop this connection leads to; its name where the application may ask for it."""
        try:
            about, _ = self._calls.told(SHOP, {}, _about, stop)
        except REFUSALS:
            about = _About()
        return Shop(id=f"{NAME}-{about.id or self._kdt_id}", name=about.name or f"有赞店铺 {self._kdt_id}")

    def remember(self, kept: str | None, keep: Callable[[str], None]) -> None:
        """Go on counting calls; see ``Noting``."""
        self._meter.remember(kept, keep)

    def pages(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        """The pages of one round, none of what the application may not read; see ``Source``. Orders must be read."""
        walked = self._walk(resource, state, stop)
        if resource == "orders":
            yield from walked
            return
        try:
            yield from walked
        except REFUSALS:
            self._meter.refuse(resource)
            return
        if resource != "promoters":  # which says so itself
            self._meter.allow(resource)

    def read(self, resource: str, items: bytes) -> Batch:
        """The meaning of raw items; see ``Source``."""
        return read_items(resource, items)

    def _walk(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        calls, now = self._calls, self._calls.server_time(stop)
        if resource == "orders":
            return windows.pages(state, now, trades.TERMS, lambda asked: self._trades.ask(asked, stop))
        if resource == "refunds":
            return windows.pages(state, now, listings.REFUND_TERMS, lambda asked: listings.refunds(calls, asked, stop))
        if resource in listings.GOODS:
            return changes.pages(
                state, listings.GOODS_TERMS, lambda asked: listings.goods(calls, resource, asked, stop)
            )
        if resource == "promoters":
            return self._all_promoters(stop)
        if resource == "daily_traffic":
            return traffic.walk(calls, now, state, stop)
        return paced.pages(state, now, self._meter.budget, lambda: self._meter.used, self._costly(resource, now, stop))

    def _costly(self, resource: str, now: int, stop: StopAsked) -> paced.Walk:
        """The walks that cost much and tell little that is new."""
        calls, promoters = self._calls, self._promoters
        return {
            "customers": lambda state: windows.pages(
                state, now, listings.CUSTOMER_TERMS, lambda asked: listings.customers(calls, asked, stop)
            ),
            "commissions": lambda state: backward.pages(
                state, now, promoted.TERMS, lambda below: promoted.ask(calls, promoters, below, stop)
            ),
            "referrals": lambda state: ties.walk(calls, promoters, state, stop),
        }[resource]

    def _all_promoters(self, stop: StopAsked) -> Iterator[RawPage]:
        listed = self._promoters.listed(stop)
        items = []
        for row in listed.rows:
            account = account_of(row)
            inviter = self._promoters.with_mobile(account.from_buyer_mobile, stop) if account else None
            items.append(AccountItem(row, listed.seen_at, inviter))
        yield RawPage(msgspec.json.encode(items), str(listed.seen_at))

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
