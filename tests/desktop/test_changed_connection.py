"""The connection of a shop is changed: what is not typed again is as it was, and no other shop takes its place."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from desktop import connections, secrets, syncing
from storage.errors import KnownError
from storage.records import Order
from storage.shop import Shop
from storage.store import Store, open_store
from tests.sync.little_server import LittleServer, little_server
from tests.sync.vendure.simulated import PASSWORD, USER, SimulatedVendure
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


def vendure() -> Iterator[LittleServer]:
    with little_server(tells_date=False) as server:
        shop = SimulatedVendure()
        server.lets_in = lambda _request: True
        server.otherwise = lambda request: shop.answer(request, server.seen[-1].body)
        yield server


server, moved = pytest.fixture(vendure, name="server"), pytest.fixture(vendure, name="moved")


@pytest.fixture
def tea(store: Store, server: LittleServer) -> Shop:
    return syncing.connect(store, typed(server))


def typed(server: LittleServer, shop: Shop | None = None, **answers: str) -> Connection:
    """What is in the form: of a shop whose connection is changed no secret, unless it was typed again."""
    plain = {"url": server.url, "username": USER, "channel": "", "password": "" if shop else PASSWORD}
    return Connection("vendure", {**plain, **answers}, shop.id if shop else "")


def test_a_plain_answer_is_changed_without_typing_the_secret(store: Store, server: LittleServer, tea: Shop) -> None:
    changed = syncing.connect(store, typed(server, tea, timezone="Europe/Berlin"))
    assert (changed.id, changed.timezone) == (tea.id, "Europe/Berlin")
    assert connections.load(store.folder)[tea.id].answers["timezone"] == "Europe/Berlin"
    assert syncing.sync(store, tea.id).outcome == "done"


def test_a_secret_that_is_typed_takes_the_place_of_the_kept_one(store: Store, server: LittleServer, tea: Shop) -> None:
    with pytest.raises(KnownError):
        syncing.connect(store, typed(server, tea, password="wrong"))
    assert syncing.sync(store, tea.id).outcome == "done", "nothing was changed"
    secrets._session = dict.fromkeys(secrets._session, "spent")
    with pytest.raises(KnownError):
        syncing.sync(store, tea.id)
    syncing.connect(store, typed(server, tea, password=PASSWORD))
    assert syncing.sync(store, tea.id).outcome == "done"


def test_a_secret_that_is_gone_is_asked_for_and_the_history_says_so(
    store: Store, server: LittleServer, tea: Shop
) -> None:
    assert syncing.has_secrets(store, tea.id)
    secrets._session.clear()
    assert not syncing.has_secrets(store, tea.id)
    for act in (lambda: syncing.sync(store, tea.id), lambda: syncing.connect(store, typed(server, tea))):
        with pytest.raises(KnownError) as caught:
            act()
        assert "没有保存这家店铺的密钥" in caught.value.what.zh
    assert [(run.outcome, run.message) for run in store.runs(tea.id)] == [("failed", caught.value.say("zh"))]


def test_a_kept_secret_is_not_sent_to_another_address(
    store: Store, server: LittleServer, moved: LittleServer, tea: Shop
) -> None:
    with pytest.raises(KnownError) as caught:
        syncing.connect(store, typed(moved, tea))
    assert "密钥不会发到新地址" in caught.value.what.zh
    assert moved.seen == []
    assert syncing.connect(store, typed(moved, tea, password=PASSWORD)).id == tea.id
    assert connections.load(store.folder)[tea.id].answers["url"] == moved.url


def test_answers_that_lead_to_another_shop_are_refused(store: Store, server: LittleServer) -> None:
    """The one that is in the copy has other orders than the one behind the address."""
    other = Shop(id="vendure-another", name="茶店")
    store.put_shop(other)
    with store.write() as tx:
        tx.upsert(other.id, "vendure", [Order(id="V-1", updated_at=1, created_at=1)])
    connections.save(store.folder, other.id, connections.Address("vendure", {"url": server.url}))
    with pytest.raises(KnownError) as caught:
        syncing.connect(store, typed(server, other, password=PASSWORD))
    assert "不是「茶店」" in caught.value.what.zh
    assert connections.load(store.folder) == {other.id: connections.Address("vendure", {"url": server.url})}
    assert secrets._session == {}
