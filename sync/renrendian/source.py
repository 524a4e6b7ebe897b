"""A shop on 人人店 as a source: which lists are read, how often, and that those which may not be are left out."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from storage.progress import StopAsked, never
from storage.shop import Shop
from storage.words import Words
from sync.beijing import Long, name_of, plain
from sync.connector import Keep, Latest, nothing_later
from sync.copied import EMPTY, Copied
from sync.http import Client
from sync.identity import Witness
from sync.messages import Refused
from sync.renrendian import goods, guiders, listings
from sync.renrendian.access import Authorised
from sync.renrendian.calls import ORDERS, SHOP, USERS, Calls
from sync.renrendian.noted import RESOURCES, Noted
from sync.renrendian.reading import read_items
from sync.renrendian.trades import Orders
from sync.renrendian.troubles import NoAbility
from sync.rows import id_of
from sync.source import Batch, Note, RawPage

NAME = "renrendian"


class _About(Struct, frozen=True):
    id: Long | None = None
    name: str | None = None


_about = msgspec.json.Decoder(_About).decode

_WITNESSES = 40
"""As many as a page of a list has."""


class RrdSource:
    """A shop behind the interface of 人人店. To be closed."""

    name = NAME
    resources: Mapping[str, Words] = RESOURCES

    def __init__(self, client: Client, access: Authorised, calls: Calls, appid: str, called: str) -> None:
        self._client = client
        self._access = access
        self._calls = calls
        self._appid, self._called = appid, called
        self._noted = Noted()
        self._copied = EMPTY

    def shop(self, stop: StopAsked = never) -> Shop:
        """The shop this connection leads to; by application and its own name where it may not be asked for."""
        about = self._about(stop)
        number = name_of(about.id)
        if number is None:
            self.newest_orders(stop)  # which must be allowed
            # One application may have been let into several shops: the merchant's own name tells them apart.
            told = "-".join(filter(None, (NAME, self._appid, self._called)))
            return Shop(id=told, name=plain(about.name) or self._called or f"人人店 {self._appid}")
        return Shop(id=f"{NAME}-{number}", name=plain(about.name) or f"人人店 {number}")

    def leads_to(self, stop: StopAsked) -> str | None:
        """The shop, where it may be asked; see ``Leading``."""
        number = name_of(self._about(stop).id)
        return None if number is None else f"{NAME}-{number}"

    def newest_orders(self, stop: StopAsked) -> Sequence[Witness]:
        """Those on the first page of the list; see ``Witnessing``."""
        rows = self._calls.listed(ORDERS, {"type": "all"}, 0, _WITNESSES, stop)
        return [Witness(id_of(row, "order_sn")) for row in rows.items]

    def _about(self, stop: StopAsked) -> _About:
        try:
            return self._calls.told(SHOP, {}, _about, stop)
        except (NoAbility, Refused):
            return _About()

    def on_renewed(self, keep: Keep, latest: Latest = nothing_later) -> None:
        """Where refresh tokens go, and where those of other programs are; see ``Renewing``."""
        self._access.on_renewed(keep, latest)

    def remember(self, note: Note) -> None:
        """Go on from what was noted; see ``Noting``."""
        self._noted.remember(note)

    def recall(self, copied: Copied) -> None:
        """Go by what the copy has of the orders; see ``Recalling``."""
        self._copied = copied

    def pages(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        """The pages of one round; of what may not be read none. See ``Source``."""
        if resource == "orders":
            yield from Orders(self._calls, self._copied, state, stop).pages()
            return
        try:
            yield from self._walk(resource, state, stop)
        except NoAbility:
            self._noted.note(resource, is_allowed=False)
            return
        self._noted.note(resource, is_allowed=True)

    def read(self, resource: str, items: bytes) -> Batch:
        """The meaning of raw items; see ``Source``."""
        return read_items(resource, items)

    def _walk(self, resource: str, state: str | None, stop: StopAsked) -> Iterator[RawPage]:
        if resource == "products":
            return goods.pages(self._calls, state, stop)
        if resource == "promoters":
            return guiders.pages(self._calls, state, stop)
        return listings.pages(self._calls, USERS, ("member_id", "id"), state, stop)

    def close(self) -> None:
        """Close every connection."""
        self._client.close()
