"""A simulated shop, the site it is on, a store, and a connection to it whose waits take no time."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.runs import Run
from storage.shop import Shop as StoredShop
from storage.store import Store, open_store
from sync.engine import pull
from sync.http import Client
from sync.retry import Patience
from sync.woocommerce.access import Key
from sync.woocommerce.source import WooSource
from sync.woocommerce.troubles import judge
from tests.sync.little_server import LittleServer, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.woocommerce.server import KEY, SECRET, Woo
from tests.sync.woocommerce.shop import Shop

SHOP = StoredShop(id="s1", name="半日茶")


@pytest.fixture(scope="module")
def line() -> Iterator[LittleServer]:
    with little_server() as server:
        server.lets_in = lambda request: True  # the shop itself looks at keys
        yield server


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def woo(line: LittleServer, shop: Shop) -> Woo:
    site = Woo(shop)
    site.home = line.url
    line.otherwise = site.answer
    line.seen.clear()
    return site


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        yield store


@pytest.fixture
def clock() -> QuickClock:
    return QuickClock()


@pytest.fixture
def source(line: LittleServer, woo: Woo, clock: QuickClock) -> Iterator[WooSource]:
    """Over https as far as the shop knows; the line to this very computer needs none."""
    client = Client(line.url, Key(line.url, KEY, SECRET), clock, Patience(tries=3, few_tries=2), judge)
    with closing(WooSource(client, line.url, clock)) as source:
        yield source


@pytest.fixture
def synced(store: Store, shop: Shop, source: WooSource) -> Callable[[], Run]:
    """Bring the local copy up to date; it is as late here as in the shop."""
    return lambda: pull(store, SHOP.id, source, now=lambda: round(shop.clock.timestamp() * 1000))
