"""A shop on Youzan as a source: which of its lists are read, how often, and that those which may not be are left."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct, structs

from storage.progress import StopAsked, never
from storage.shop import Shop
from storage.words import Words
from sync.beijing import Long
from sync.clocks import Clocks
from sync.cursors import backward, changes, windows
from sync.http import Client
from sync.identity import Witness
from sync.messages import Refused
from sync.source import Batch, Note, RawPage
from sync.youzan import listings, owed, paced, promoted, ties, trades, traffic
from sync.youzan.access import SilentToken
from sync.youzan.calls import Calls
from sync.youzan.items import AccountItem
from sync.youzan.kept import Book
from sync.youzan.meter import Meter
from sync.youzan.noted import Noted
from sync.youzan.owed import Lacking
from sync.youzan.promoters import Promoters, account_of
from sync.youzan.reading import read_items
from sync.youzan.resources import PROMOTERS, RESOURCES
from sync.youzan.troubles import UNTOLD, FewRows, NoAbility

NAME = "youzan"
SHOP = "youzan.shop.get/3.0.0"


class _About(Struct, frozen=True):
    id: Long | None = None
    name: str | None = None


_about = msgspec.json.Decoder(_About).decode


class YouzanSource:
    """A shop behind Youzan's gateway. To be closed."""

    name = NAME
    resources: Mapping[str, Words] = RESOURCES

    def __init__(self, client: Client, access: SilentToken, meter: Meter, book: Book, kdt_id: str) -> None:
        self._client = client
        self._meter = meter
        self._book = book
        self._noted = Noted(book)
        self._kdt_id = kdt_id
        self._calls = Calls(client, access)
        self._promoters = Promoters(self._calls, self._noted)

    def shop(self, stop: StopAsked = never) -> Shop:
        """The shop this connection leads to; its name where the application may ask for it."""
        try:
            about, _ = self._calls.told(SHOP, {}, _about, stop)
        except UNTOLD:
            about = _About()
        return Shop(id=f"{NAME}-{about.id or self._kdt_id}", name=about.name or f"有赞店铺 {self._kdt_id}")

    def newest_orders(self, stop: StopAsked) -> Sequence[Witness]:
        """Some of the last months; see ``Witnessing``."""
        return [Witness(order) for order in trades.newest(self._calls, self._calls.clocks(stop).now, stop)]

    def remember(self, note: Note) -> None:
        """Go on counting calls and noting what is not told; see ``Noting``."""
        self._book.remember(note)

    def pages(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        """The pages of one round, none of what the application may not read; see ``Source``. Orders must be read."""
        walked = self._fitting(resource, state, stop)
        if resource == "orders":
            yield from walked
            return
        try:
            yield from walked
        except NoAbility as error:
            self._noted.untold(resource, error)
            return
        except UNTOLD as error:
            self._noted.untold(resource, error)
            raise Refused(error) from error  # the other lists may be told all the same
        self._noted.told(resource)

    def read(self, resource: str, items: bytes) -> Batch:
        """The meaning of raw items; see ``Source``."""
        return read_items(resource, items)

    def _fitting(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        """The pages of a walk, which goes on with smaller ones where they hold less than they are asked for."""
        while True:
            try:
                for page in self._walk(resource, state, stop):
                    state = page.state
                    yield page
            except FewRows:
                continue
            return

    def _walk(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        calls, clocks = self._calls, self._calls.clocks(stop)
        if resource == "orders":
            return trades.pages(calls, self._promoters, Lacking(self._noted), state, clocks, stop)
        if resource == "refunds":
            terms = listings.fitting(listings.REFUND_TERMS, calls.size(listings.REFUNDS, listings.REFUND_TERMS.size))
            return windows.pages(state, clocks, terms, lambda asked: listings.refunds(calls, asked, stop))
        if resource in listings.GOODS:
            size = calls.size(listings.GOODS[resource][0], listings.GOODS_TERMS.size)
            goods_terms = structs.replace(listings.GOODS_TERMS, size=size)
            return changes.pages(state, goods_terms, lambda asked: listings.goods(calls, resource, asked, stop))
        if resource == PROMOTERS:
            return self._all_promoters(stop)
        if resource == "daily_traffic":
            return traffic.walk(calls, clocks, state, stop)
        if resource == "commissions":
            return self._commissions(state, clocks, stop)
        if resource == "customers":
            return self._customers(state, clocks, stop)
        return self._paced(state, clocks, lambda inner: ties.walk(calls, self._promoters, self._noted, inner, stop))

    def _paced(self, state: str | None, clocks: Clocks, walk: paced.Walk) -> Iterator[RawPage]:
        """Walks that cost much and tell little that is new."""
        return paced.pages(state, clocks.now, self._meter.budget, lambda: self._meter.made, walk)

    def _customers(self, state: str | None, clocks: Clocks, stop: StopAsked) -> Iterator[RawPage]:
        terms = listings.CUSTOMER_TERMS
        terms = listings.fitting(terms, self._calls.size(listings.CUSTOMERS, terms.size))

        def ask(asked: windows.Question) -> windows.Answer:
            return listings.customers(self._calls, asked, stop)

        return self._paced(state, clocks, lambda inner: windows.pages(inner, clocks, terms, ask))

    def _commissions(self, state: str | None, clocks: Clocks, stop: StopAsked) -> Iterator[RawPage]:
        """All of them once more as soon as it is told whose they are: they are found by their orders alone."""
        calls, promoters, lacking = self._calls, self._promoters, Lacking(self._noted)

        def ask(below: backward.Place | None) -> backward.Answer:
            return promoted.ask(calls, promoters, lacking, below, stop)

        return owed.pages(
            state,
            lacking,
            lambda name, debt: lacking.is_told(name, [lambda: promoters.listed(stop)]),
            lambda inner, since: None,
            lambda inner: self._paced(inner, clocks, lambda walk: backward.pages(walk, clocks, promoted.TERMS, ask)),
        )

    def _all_promoters(self, stop: StopAsked) -> Iterator[RawPage]:
        listed = self._promoters.listed(stop)
        items = []
        for row in listed.rows:
            account = account_of(row)
            inviter = listed.with_mobile(account.from_buyer_mobile) if account else None
            items.append(AccountItem(row, listed.seen_at, inviter))
        yield RawPage(msgspec.json.encode(items), str(listed.seen_at), listed.seen_at)

    def close(self) -> None:
        """Close every connection."""
        self._client.close()
