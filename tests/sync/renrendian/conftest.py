"""A simulated shop with its interface, a store, and a connection whose waits take no time."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from storage.runs import Run
from storage.shop import Shop as StoredShop
from storage.store import Store, open_store
from sync.beijing import local
from sync.engine import pull
from sync.renrendian import trades
from sync.renrendian.connector import CONNECTOR
from sync.renrendian.source import RrdSource
from sync.retry import Patience
from tests.sync.little_server import LittleServer, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.renrendian.server import APPID, CODE, RETURN, SECRET, Rrd
from tests.sync.renrendian.shop import BEIJING, Shop

SHOP = StoredShop(id="renrendian-880", name="半日茶")

Rows = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def young(monkeypatch: pytest.MonkeyPatch) -> None:
    """A platform of two months: twelve years of empty windows take half a second in every test."""
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, opened=local("2026-01-01 00:00:00")))


@pytest.fixture(scope="module")
def line() -> Iterator[LittleServer]:
    with little_server(tells_date=False) as server:
        server.lets_in = lambda request: True  # the interface itself looks at signatures
        yield server


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def rrd(line: LittleServer, shop: Shop) -> Rrd:
    served = Rrd(shop)
    line.otherwise = lambda request: served.answer(request, line.seen[-1].body)
    line.seen.clear()
    return served


@pytest.fixture
def clock(shop: Shop) -> QuickClock:
    """As right as the shop's, at every moment."""

    class ShopClock(QuickClock):
        def now(self) -> float:
            return (shop.now - BEIJING).replace(tzinfo=UTC).timestamp()

        def sleep(self, seconds: float) -> None:
            self.naps.append(seconds)
            shop.later(seconds=seconds)

    return ShopClock()


def typed(line: LittleServer, **other: str) -> dict[str, str]:
    """What a merchant typed into the form."""
    return {"url": line.url, "appid": APPID, "secret": SECRET, "return_address": RETURN, "grant": CODE} | other


@pytest.fixture
def source(line: LittleServer, rrd: Rrd, clock: QuickClock) -> Iterator[RrdSource]:
    source = CONNECTOR.open(typed(line), clock, Patience(tries=3, few_tries=2))
    assert isinstance(source, RrdSource)
    with closing(source):
        yield source


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        yield store


@pytest.fixture
def synced(store: Store, shop: Shop, source: RrdSource) -> Callable[[], Run]:
    """Bring the local copy up to date, a little later: an order of the last minute may not be listed yet."""

    def sync() -> Run:
        shop.later(minutes=2)
        return pull(store, SHOP.id, source)

    return sync


@pytest.fixture
def rows(store: Store) -> Rows:
    """The rows of a query over the copy."""

    def read(query: str, *values: object) -> list[tuple[Any, ...]]:
        with store.reader() as reader:
            return [tuple(row) for row in reader.execute(query, values).fetchall()]

    return read
