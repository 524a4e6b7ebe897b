"""A shop is connected once more, or its connection changed, at the address that it has: typed in another way it is the
same, and who answers there must be the shop of the copy. The site is SIMULATED."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from desktop import secrets, syncing
from storage.errors import KnownError
from storage.store import Store, open_store
from tests.sync.little_server import LittleServer, little_server
from tests.sync.woocommerce import bodies
from tests.sync.woocommerce.server import KEY, SECRET, Woo
from tests.sync.woocommerce.shop import Shop
from ui.doors import Connection


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets last for the session, and no other test's."""
    monkeypatch.setattr(keyring, "get_keyring", lambda: fail.Keyring())
    monkeypatch.setattr(secrets, "_session", {})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        yield store


@pytest.fixture
def line() -> Iterator[LittleServer]:
    with little_server() as server:
        server.lets_in = lambda request: True
        yield server


@pytest.fixture
def woo(line: LittleServer) -> Woo:
    site = Woo(Shop())
    site.home, site.is_ssl = line.url, False
    line.otherwise = site.answer
    return site


def typed(url: str, shop_id: str = "") -> Connection:
    return Connection("woocommerce", {"url": url, "key": KEY, "secret": SECRET}, shop_id)


def sell(shop: Shop, count: int, price: str) -> None:
    for _ in range(count):
        shop.later(minutes=7)
        shop.sell(bodies.line(1, 10, 1, price))


@pytest.mark.parametrize("tail", ["/", "/wp-admin/admin.php?page=wc-settings", "/wp-json", " "])
def test_an_address_typed_in_another_way_is_the_same(store: Store, woo: Woo, line: LittleServer, tail: str) -> None:
    sell(woo.shop, 3, "10.00")
    shop = syncing.connect(store, typed(line.url))
    syncing.sync(store, shop.id)
    again = line.url.replace("http://", " HTTP://") + tail
    assert syncing.connect(store, typed(again)).id == shop.id
    assert syncing.connect(store, typed(again, shop.id)).id == shop.id
    assert syncing.sync(store, shop.id).outcome == "done"


def test_a_new_key_for_a_shop_that_stood_still_for_long(store: Store, woo: Woo, line: LittleServer) -> None:
    sell(woo.shop, 50, "10.00")
    shop = syncing.connect(store, typed(line.url))
    syncing.sync(store, shop.id)
    woo.shop.later(days=180)
    sell(woo.shop, 60, "12.00")
    for connection in (typed(line.url), typed(line.url, shop.id)):
        assert syncing.connect(store, connection).id == shop.id
    assert syncing.sync(store, shop.id).outcome == "done"


def test_another_shop_at_the_address_takes_no_place(store: Store, woo: Woo, line: LittleServer) -> None:
    sell(woo.shop, 50, "10.00")
    shop = syncing.connect(store, typed(line.url))
    syncing.sync(store, shop.id)
    other = Shop()
    other.clock = woo.shop.clock
    other.later(days=30)
    woo.shop = other
    sell(other, 20, "77.00")
    for connection in (typed(line.url), typed(line.url, shop.id)):
        with pytest.raises(KnownError, match="another shop"):
            syncing.connect(store, connection)
