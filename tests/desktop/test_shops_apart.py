"""Two shops are never mixed up, whoever let whom into what; and a connection can be taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail
from msgspec import structs
from starlette.requests import Request
from starlette.responses import Response

import sync.connect
from desktop import connections, secrets, syncing
from storage.errors import KnownError
from storage.records import Order
from storage.shop import Shop as Copy
from storage.store import Store, open_store
from sync.beijing import local
from sync.renrendian import trades
from sync.retry import Patience
from tests.sync.little_server import LittleServer, little_server
from tests.sync.renrendian.server import APPID, RETURN, SECRET, Rrd
from tests.sync.renrendian.shop import BEIJING, Body, Shop
from tests.sync.vendure.simulated import PASSWORD, USER, SimulatedVendure
from ui.doors import Connection

A, B = "a" * 16, "b" * 16
"""The codes that the owners of two shops got by letting in the same application."""


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets last for the session, and no other test's."""
    monkeypatch.setattr(keyring, "get_keyring", lambda: fail.Keyring())
    monkeypatch.setattr(secrets, "_session", {})
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, opened=local("2026-09-01 00:00:00")))
    monkeypatch.setattr(sync.connect, "_SOMEBODY_WAITS", Patience(tries=2, few_tries=2, first_wait=0.01))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        yield store


class OneOfTwo(Rrd):
    """A shop that tells its own number; its tokens and orders are no other's."""

    def __init__(self, number: int, code: str, price: int) -> None:
        shop = Shop()
        shop._numbers += number * 50
        shop.now = datetime.now(UTC).replace(tzinfo=None) + BEIJING - timedelta(minutes=20)
        shop.sell(shop.line(1, price), told_note="")
        shop.later(minutes=10)
        super().__init__(shop)
        self.codes, self._given, self._number = {code}, number, number

    def _route(self, method: str, params: dict[str, str]) -> Body:
        if method == "shop.details" and method not in self.refused:
            return {"data": {"id": self._number, "name": f"{self._number}号店"}}
        return super()._route(method, params)


class Platform:
    """The interface of two shops at one address; ``down`` answers everything but logins with an error."""

    def __init__(self) -> None:
        self.first, self.second = OneOfTwo(880, A, 10000), OneOfTwo(990, B, 20000)
        self.down = False

    def answer(self, request: Request, body: bytes) -> Response:
        if self.down and request.url.path != "/token":
            return Response("busy", 503)
        one = self.first if self._is_firsts(request, body.decode()) else self.second
        return one.answer(request, body)

    def _is_firsts(self, request: Request, form: str) -> bool:
        if request.url.path == "/token":
            return A in form or (bool(self.first.refresh_token) and self.first.refresh_token in form)
        return request.query_params.get("access_token") in self.first.tokens

    def hide_numbers(self) -> None:
        for one in (self.first, self.second):
            one.refused["shop.details"] = 30016


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def line(platform: Platform) -> Iterator[LittleServer]:
    with little_server(tells_date=False) as line:
        line.lets_in = lambda _request: True
        line.otherwise = lambda request: platform.answer(request, line.seen[-1].body)
        yield line


def typed(line: LittleServer, code: str, called: str = "") -> Connection:
    answers = {"url": line.url, "appid": APPID, "secret": SECRET, "return_address": RETURN}
    return Connection("renrendian", {**answers, "grant": code, "shop": called})


def paid(store: Store) -> dict[str, int]:
    with store.reader() as reader:
        found = reader.execute("SELECT shop_id, sum(payment_amount) FROM orders GROUP BY shop_id")
        return dict(found.fetchall())


def test_two_shops_let_in_one_application(store: Store, line: LittleServer) -> None:
    shops = [syncing.connect(store, typed(line, code)) for code in (A, B)]
    for _ in range(2):
        for shop in shops:
            syncing.sync(store, shop.id)
    assert paid(store) == {"renrendian-880": 10000, "renrendian-990": 20000}


def test_where_shops_have_no_numbers_their_orders_tell_them_apart(
    store: Store, line: LittleServer, platform: Platform
) -> None:
    platform.hide_numbers()
    first = syncing.connect(store, typed(line, A))
    assert first.name == f"人人店 {APPID}"
    syncing.sync(store, first.id)
    with pytest.raises(KnownError) as caught:
        syncing.connect(store, typed(line, B))
    assert "像是另一家店" in caught.value.what.zh
    assert syncing.sync(store, first.id).outcome == "done"
    second = syncing.connect(store, typed(line, B, "乙店"))
    syncing.sync(store, second.id)
    assert paid(store) == {f"renrendian-{APPID}": 10000, f"renrendian-{APPID}-乙店": 20000}


def test_who_lets_the_application_in_again_is_the_same_shop(
    store: Store, line: LittleServer, platform: Platform
) -> None:
    platform.hide_numbers()
    shop = syncing.connect(store, typed(line, A))
    syncing.sync(store, shop.id)
    platform.first.codes.add(A)
    platform.first.refresh_token = "spent" * 6
    with pytest.raises(KnownError):
        syncing.sync(store, shop.id)
    assert syncing.connect(store, typed(line, A)).id == shop.id
    assert syncing.sync(store, shop.id).outcome == "done"


def test_a_grant_of_another_shop_is_noticed_before_anything_is_written(
    store: Store, line: LittleServer, platform: Platform
) -> None:
    shop = syncing.connect(store, typed(line, A))
    syncing.sync(store, shop.id)
    platform.first._number = 990
    with pytest.raises(KnownError) as caught:
        syncing.sync(store, shop.id)
    assert "通向另一家店（renrendian-990）" in caught.value.what.zh
    assert store.runs(shop.id)[0].outcome == "failed"
    assert paid(store) == {"renrendian-880": 10000}


def test_a_code_that_was_used_before_something_failed_is_not_lost(
    store: Store, line: LittleServer, platform: Platform
) -> None:
    platform.down = True
    with pytest.raises(KnownError, match="503"):
        syncing.connect(store, typed(line, A))
    assert not platform.first.codes, "the code is spent"
    platform.down = False
    shop = syncing.connect(store, typed(line, f" {A} "))
    assert syncing.sync(store, shop.id).outcome == "done"
    assert {name.split()[1] for name in secrets._session} == {shop.id}


def test_a_copy_of_a_server_does_not_take_the_place_of_it(store: Store) -> None:
    with little_server(tells_date=False) as real, little_server(tells_date=False) as copy:
        for server in (real, copy):
            server.lets_in = lambda _request: True
            shop, asked = SimulatedVendure(), server.seen
            server.otherwise = lambda request, shop=shop, asked=asked: shop.answer(request, asked[-1].body)
        answers = {"username": USER, "password": PASSWORD, "channel": ""}
        tea = syncing.connect(store, Connection("vendure", {**answers, "url": real.url}))
        with pytest.raises(KnownError) as caught:
            syncing.connect(store, Connection("vendure", {**answers, "url": copy.url}))
        assert "「改连接」，或先断开再连接" in caught.value.next_step.zh
        assert connections.load(store.folder)[tea.id].answers["url"] == real.url
        syncing.disconnect(store, tea.id)
        assert syncing.connect(store, Connection("vendure", {**answers, "url": copy.url})).id == tea.id


def test_what_was_disconnected_keeps_its_data_and_no_secret(store: Store, line: LittleServer) -> None:
    shop = syncing.connect(store, typed(line, A))
    syncing.sync(store, shop.id)
    syncing.disconnect(store, shop.id)
    assert secrets._session == {}
    assert connections.load(store.folder) == {}
    assert paid(store) == {"renrendian-880": 10000}
    for again in (syncing.sync, syncing.disconnect):
        with pytest.raises(KnownError, match="came from files"):
            again(store, shop.id)


def test_a_change_is_let_in_with_the_token_that_the_shop_has(
    store: Store, line: LittleServer, platform: Platform
) -> None:
    """A token is good for one use: what came while something was tried is the shop's, whatever became of it."""
    shop = syncing.connect(store, typed(line, A))
    for breaks in (True, False):
        platform.down = breaks
        change = structs.replace(typed(line, ""), shop_id=shop.id)
        change = structs.replace(change, answers={**change.answers, "secret": ""})
        if breaks:
            with pytest.raises(KnownError, match="503"):
                syncing.connect(store, change)
            platform.down = False
        else:
            assert syncing.connect(store, change).id == shop.id
        assert syncing.sync(store, shop.id).outcome == "done"
    assert {name.split()[1] for name in secrets._session} == {shop.id}


def test_a_change_that_leads_to_another_shop_is_refused(store: Store, line: LittleServer) -> None:
    shop = syncing.connect(store, typed(line, A))
    with pytest.raises(KnownError) as caught:
        syncing.connect(store, structs.replace(typed(line, B), shop_id=shop.id))
    assert "另一家店（990号店），不是「880号店」" in caught.value.what.zh
    assert syncing.sync(store, shop.id).outcome == "done"
    assert paid(store) == {"renrendian-880": 10000}


def test_a_shop_of_files_is_synced_and_changed_as_the_shop_it_is(
    store: Store, line: LittleServer, platform: Platform
) -> None:
    """What the platform calls it is another name than that of its copy."""
    syncing.sync(store, syncing.connect(store, typed(line, A)).id)
    with store.reader() as reader:
        (order_id,) = reader.execute("SELECT id FROM orders").fetchone()
    syncing.disconnect(store, "renrendian-880")
    store.forget_shop("renrendian-880")
    store.put_shop(Copy(id="files", name="我的小店"))
    with store.write() as tx:
        tx.upsert("files", "list", [Order(id=order_id, updated_at=1, created_at=1, payment_amount=10000)])
    platform.first.codes.add(A)
    shop = syncing.connect(store, typed(line, A))
    assert (shop.id, shop.name) == ("files", "我的小店")
    assert syncing.sync(store, "files").outcome == "done"
    change = typed(line, "")
    changed = syncing.connect(store, structs.replace(change, answers={**change.answers, "secret": ""}, shop_id="files"))
    assert (changed.id, changed.name) == ("files", "我的小店")
    assert syncing.sync(store, "files").outcome == "done"
    assert paid(store) == {"files": 10000}
    platform.first._number = 990
    with pytest.raises(KnownError, match="another shop"):
        syncing.sync(store, "files")
