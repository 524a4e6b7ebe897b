"""Two shops on two platforms in one profile: each is synced through its own connector, with its own secrets."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail
from msgspec import structs

from desktop import connections, secrets, syncing
from desktop.cli.connecting import connection_of
from desktop.cli.usage import UsageError
from storage.errors import KnownError
from storage.progress import Cancelled
from storage.shop import Shop
from storage.store import Store, open_store
from sync import connect
from sync.clocks import DAY
from sync.sandbox.server import Sandbox, running
from sync.source import NOTES
from sync.youzan import connector as youzan
from sync.youzan import trades
from tests.sync.little_server import CLIENT_ID, CLIENT_SECRET, LittleServer, answer, little_server
from tests.sync.shop_fixtures import small_shop
from tests.sync.vendure.simulated import PASSWORD, USER, SimulatedVendure
from tests.sync.youzan import server as youzan_server
from tests.sync.youzan.conftest import ShopClock
from tests.sync.youzan.server import Youzan
from tests.sync.youzan.shop import OPENED, millis
from tests.sync.youzan.shop import Shop as TeaShop
from tests.sync.youzan.small_shop import fill
from ui.doors import Connection

TEA = "vendure-oy31cpgvmg2pbt8ismg7"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets last for the session, and no other test's."""
    monkeypatch.setattr(keyring, "get_keyring", lambda: fail.Keyring())
    monkeypatch.setattr(secrets, "_session", {})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        yield store


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running(small_shop()) as sandbox:
        yield sandbox


@pytest.fixture
def server() -> Iterator[LittleServer]:
    with little_server(tells_date=False) as server:
        shop = SimulatedVendure()
        server.lets_in = lambda _request: True
        server.otherwise = lambda request: shop.answer(request, server.seen[-1].body)
        yield server


def contract(sandbox: Sandbox) -> Connection:
    return Connection(
        "api", {"url": sandbox.url, "client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    )


def tea(server: LittleServer) -> Connection:
    return Connection("vendure", {"url": f" {server.url} ", "username": USER, "password": PASSWORD, "channel": ""})


def test_two_shops_on_two_platforms_live_in_one_profile(store: Store, sandbox: Sandbox, server: LittleServer) -> None:
    shops = [syncing.connect(store, connection) for connection in (contract(sandbox), tea(server))]
    assert [shop.id for shop in shops] == [small_shop().shop.id, TEA]
    assert connections.load(store.folder)[TEA] == connections.Address(
        "vendure", {"url": server.url, "username": USER}
    ), "what was left empty is not kept"
    for shop in shops:
        assert syncing.sync(store, shop.id).outcome == "done"
    with store.reader() as reader:
        counts = dict(reader.execute("SELECT shop_id, count(*) FROM orders GROUP BY shop_id").fetchall())
    assert counts == {small_shop().shop.id: small_shop().count("orders"), TEA: 1}
    assert {run.source for run in store.runs(TEA)} == {"vendure"}
    written = (store.folder / "connections.json").read_text("utf-8")
    assert PASSWORD not in written
    assert sandbox.client_secret not in written


def test_a_program_that_was_closed_asks_for_the_secret_again(store: Store, server: LittleServer) -> None:
    syncing.connect(store, tea(server))
    secrets._session.clear()
    with pytest.raises(KnownError) as caught:
        syncing.sync(store, TEA)
    assert "没有保存这家店铺的密钥" in caught.value.what.zh
    syncing.connect(store, tea(server))
    assert syncing.sync(store, TEA).outcome == "done"


def test_a_shop_is_not_taken_over_by_another_platform(store: Store, server: LittleServer) -> None:
    syncing.connect(store, tea(server))
    typed = {"url": server.url, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    server.otherwise = answer(200, f'{{"id": "{TEA}", "name": "茶店"}}')
    with pytest.raises(KnownError) as caught:
        syncing.connect(store, Connection("api", typed))
    assert "已经通过「Vendure」连接" in caught.value.what.zh
    assert connections.load(store.folder)[TEA].kind == "vendure"


def test_a_platform_of_a_newer_program_is_told(store: Store, server: LittleServer) -> None:
    syncing.connect(store, tea(server))
    connections.save(store.folder, TEA, connections.Address("taobao", {"url": "https://x.example"}))
    with pytest.raises(KnownError) as caught:
        syncing.sync(store, TEA)
    assert "taobao" in caught.value.what.zh


def test_a_connection_is_typed_without_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGGUI_PASSWORD", "from the environment")
    typed = ["vendure", "url=https://x.example/admin-api", "username=me=you", "timezone=Europe/Berlin"]
    assert connection_of(typed) == Connection(
        "vendure",
        {
            "url": "https://x.example/admin-api",
            "username": "me=you",
            "timezone": "Europe/Berlin",
            "password": "from the environment",
        },
    )
    for wrong in (["vendure"], [*typed, "password=x"], [*typed, "colour=red"], ["list"], ["vendure", "url"]):
        with pytest.raises(UsageError) as caught:
            connection_of(wrong)
        assert "--connect" in caught.value.next_step.zh


def test_the_calls_that_try_a_connection_are_counted(
    store: Store, server: LittleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Youzan is paid for it, too. Its months are those of its own clock, in which it is March."""
    gateway = Youzan(TeaShop())
    server.otherwise = lambda request: gateway.answer(request, server.seen[-1].body)
    monkeypatch.setattr(youzan, "GATEWAY", server.url)
    monkeypatch.setattr(connect, "SystemClock", lambda: ShopClock(gateway.shop))
    answers = {"client_id": youzan_server.CLIENT_ID, "secret": youzan_server.SECRET, "kdt_id": youzan_server.KDT_ID}
    for _ in range(2):
        shop = syncing.connect(store, Connection("youzan", answers))
        assert gateway.asked
        assert store.cursor(shop.id, "youzan", NOTES) == f'{{"calls":{{"2026-03":{len(gateway.asked)}}}}}'


def test_a_first_sync_that_is_stopped_tells_which_months_are_still_to_be_read(
    store: Store, server: LittleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest came first, so that nothing else would show that the past is missing."""
    gateway = Youzan(TeaShop())
    fill(gateway.shop)
    gateway.shop.later(days=70)
    server.otherwise = lambda request: gateway.answer(request, server.seen[-1].body)
    monkeypatch.setattr(youzan, "GATEWAY", server.url)
    monkeypatch.setattr(connect, "SystemClock", lambda: ShopClock(gateway.shop))
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, opened=millis(OPENED) - DAY, span=30 * DAY))
    answers = {"client_id": youzan_server.CLIENT_ID, "secret": youzan_server.SECRET, "kdt_id": youzan_server.KDT_ID}
    shop = syncing.connect(store, Connection("youzan", answers))
    seen = []
    for stretch in range(1, 7):
        begun = len(gateway.asked)
        with suppress(Cancelled):
            syncing.sync(store, shop.id, stop=lambda: len(gateway.asked) > begun + stretch)  # noqa: B023
        said = [each.zh.partition("：")[0] for each in syncing.notes(store, shop.id) if "还没读" in each.zh]
        seen += [each for each in said if each not in seen]
    first = f"{gateway.shop.clock + timedelta(hours=8) - timedelta(days=35):%Y-%m-%d}"
    assert seen[0] == f"{first} 以前的订单还没读"
    assert seen[1:]
    assert all(each.endswith(f"到 {first} 的订单还没读完") for each in seen[1:])
    syncing.sync(store, shop.id)
    assert not [each for each in syncing.notes(store, shop.id) if "还没读" in each.zh]


def test_what_is_left_of_paid_calls_is_known_beside_the_runs(store: Store) -> None:
    """Nothing is asked of Youzan for it: the count is kept with the shop."""
    shop = Shop(id="youzan-18163424", name="老茶客")
    store.put_shop(shop)
    answers = {"client_id": "a", "secret": "b", "kdt_id": "18163424", "budget": "10000"}
    syncing.remember(store, shop.id, Connection("youzan", answers))
    month = f"{datetime.now(timezone(timedelta(hours=8))):%Y-%m}"
    assert [said.zh for said in syncing.notes(store, shop.id)] == ["本月有赞接口额度还剩 10,000 次"]
    with store.write() as tx:
        kept = f'{{"calls": {{"{month}": 128}}, "refused": ["refunds", "daily_traffic"], "unread": ["groups"]}}'
        tx.set_cursor(shop.id, "youzan", "notes", kept)
    assert [said.zh for said in syncing.notes(store, shop.id)] == [
        "本月有赞接口额度还剩 9,872 次",
        "有赞没有让读取的数据（接口能力或功能没有开通）：退款、每日流量",
        "有赞这次没有给出、下次再读的数据：拼团",
    ]
    assert syncing.notes(store, "from files") == ()
