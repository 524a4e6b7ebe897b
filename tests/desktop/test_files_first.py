"""Files came first and the connection later, as it mostly is: both are the same shop, and nothing counts twice."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail
from msgspec import structs

from desktop import connections, secrets, syncing
from storage.shop import Shop
from storage.store import Store, open_store
from sync.files import Choice, import_files
from tests.sync.little_server import LittleServer, little_server
from tests.sync.woocommerce import bodies, exported
from tests.sync.woocommerce.server import KEY, SECRET, Woo
from tests.sync.woocommerce.shop import Shop as Sold
from tests.sync.woocommerce.test_same_shop_as_a_file import fill
from ui.doors import Connection


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets last for the session, and no other test's."""
    monkeypatch.setattr(keyring, "get_keyring", lambda: fail.Keyring())
    monkeypatch.setattr(secrets, "_session", {})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "profile") as store:
        yield store


@pytest.fixture
def sold() -> Sold:
    shop = Sold()
    fill(shop)
    return shop


@pytest.fixture
def line(sold: Sold) -> Iterator[LittleServer]:
    with little_server() as line:
        line.lets_in = lambda _request: True
        site = Woo(sold)
        site.home = line.url
        line.otherwise = site.answer
        yield line


def connect(store: Store, line: LittleServer) -> Shop:
    return syncing.connect(store, Connection("woocommerce", {"url": line.url, "key": KEY, "secret": SECRET}))


def from_file(store: Store, folder: Path, sold: Sold, shop_id: str | None = None) -> Shop:
    path = folder / "orders.csv"
    path.write_bytes(exported.orders(sold))
    choice = Choice(shop_id, currency="CNY", timezone="Asia/Shanghai", shop_name=None if shop_id else "我的小店")
    (run,) = import_files(store, [path], choice).runs
    return next(shop for shop in store.shops() if shop.id == run.shop_id)


def paid(store: Store, shop_id: str) -> tuple[int, int]:
    with store.reader() as reader:
        counted: tuple[int, int] = reader.execute(
            "SELECT count(*), sum(payment_amount) FROM orders WHERE shop_id = ? AND paid_at IS NOT NULL", (shop_id,)
        ).fetchone()
        return counted


def test_the_connection_goes_on_with_the_copy_that_files_began(
    store: Store, tmp_path: Path, sold: Sold, line: LittleServer
) -> None:
    begun = from_file(store, tmp_path, sold)
    before = paid(store, begun.id)
    shop = connect(store, line)
    assert (shop.id, shop.name) == (begun.id, "我的小店"), "the name that its owner gave it"
    assert syncing.sync(store, shop.id).outcome == "done"
    assert paid(store, shop.id) == before
    assert [each.id for each in store.shops()] == [shop.id]
    # Connected again, it is still that copy; cut and connected, too.
    assert connect(store, line).id == shop.id
    syncing.disconnect(store, shop.id)
    assert connections.load(store.folder) == {}
    assert connect(store, line).id == shop.id
    assert syncing.sync(store, shop.id).outcome == "done"


def test_another_shop_stays_another(store: Store, tmp_path: Path, sold: Sold, line: LittleServer) -> None:
    """Files of a shop that has none of the orders, and of one in other money."""
    with store.write() as tx:
        tx.put_shop(structs.replace(Shop(id="dollars", name="Dollars"), currency="USD"))
    elsewhere = Sold()
    for number in sold.lists["orders"]:  # every shop counts from one
        elsewhere._number = number - 1
        elsewhere.sell(bodies.line(number * 10, 10, 1, "77.00", "77.00"))
    begun = from_file(store, tmp_path, elsewhere)
    assert paid(store, begun.id)[0] == len(sold.lists["orders"])
    shop = connect(store, line)
    assert shop.id not in (begun.id, "dollars")
    assert syncing.sync(store, shop.id).outcome == "done"
    assert len(store.shops()) == 3


def test_where_the_connection_was_first_there_is_no_second(
    store: Store, tmp_path: Path, sold: Sold, line: LittleServer
) -> None:
    shop = connect(store, line)
    syncing.sync(store, shop.id)
    before = paid(store, shop.id)
    assert from_file(store, tmp_path, sold, shop.id).id == shop.id
    assert paid(store, shop.id) == before
