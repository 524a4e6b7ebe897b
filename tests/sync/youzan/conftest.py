"""A simulated shop, the gateway in front of it, a store, and a connection to it whose waits take no time."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import structs

from storage.runs import Run
from storage.shop import Shop as StoredShop
from storage.store import Store, open_store
from sync.engine import pull
from sync.http import Client
from sync.retry import Patience
from sync.youzan import listings, trades, traffic
from sync.youzan.access import SilentToken
from sync.youzan.kept import Book
from sync.youzan.meter import Meter
from sync.youzan.source import YouzanSource
from sync.youzan.troubles import judge
from tests.sync.little_server import LittleServer, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.youzan.server import CLIENT_ID, KDT_ID, SECRET, Youzan
from tests.sync.youzan.shop import OPENED, Shop, millis

SHOP = StoredShop(id=f"youzan-{KDT_ID}", name="老茶客")

Connect = Callable[..., YouzanSource]
Sync = Callable[[], Run]


class ShopClock(QuickClock):
    """This computer's clock, a minute and a half behind the shop's."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop

    def now(self) -> float:
        return self._shop.clock.timestamp() - 90


@pytest.fixture(scope="module")
def line() -> Iterator[LittleServer]:
    with little_server(tells_date=False) as server:
        server.lets_in = lambda request: True  # the gateway itself looks at tokens
        yield server


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture(autouse=True)
def _short_past(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six years of empty windows and ninety days of traffic would be asked for in every test."""
    opened = millis(OPENED) - 10 * 24 * 3600 * 1000
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, opened=opened))
    monkeypatch.setattr(listings, "REFUND_TERMS", structs.replace(listings.REFUND_TERMS, opened=opened))
    monkeypatch.setattr(traffic, "FIRST_DAYS", 2)


@pytest.fixture
def youzan(line: LittleServer, shop: Shop) -> Youzan:
    gateway = Youzan(shop)
    line.otherwise = lambda request: gateway.answer(request, line.seen[-1].body)
    line.seen.clear()
    return gateway


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        yield store


@pytest.fixture
def clock(shop: Shop) -> ShopClock:
    return ShopClock(shop)


@pytest.fixture
def connect(line: LittleServer, youzan: Youzan, clock: ShopClock) -> Iterator[Connect]:
    """A connection as the form makes it, but for the address of the gateway."""
    opened: list[YouzanSource] = []

    def connect(budget: int | None = None, secret: str = SECRET, kdt_id: str = KDT_ID, who: str = CLIENT_ID):  # type: ignore[no-untyped-def]
        book = Book()
        meter = Meter(budget, book)
        access = SilentToken(who, secret, kdt_id, meter, clock)
        client = Client(line.url, access, clock, Patience(tries=3, few_tries=2), judge)
        opened.append(YouzanSource(client, access, meter, book, kdt_id))
        return opened[-1]

    yield connect
    for each in opened:
        each.close()


@pytest.fixture
def synced(store: Store, connect: Connect) -> Sync:
    """Bring the local copy up to date, through a connection of its own as every sync has one."""
    return lambda: pull(store, SHOP.id, connect())
