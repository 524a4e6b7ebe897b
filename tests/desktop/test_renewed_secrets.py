"""A shop that gives another token each time: what was typed is spent at once, and what came in its place is kept."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail
from msgspec import structs

from desktop import connections, secrets, syncing
from storage.errors import KnownError
from storage.store import Store, open_store
from sync.beijing import local
from sync.renrendian import trades
from tests.sync.little_server import LittleServer, little_server
from tests.sync.renrendian.server import APPID, CODE, RETURN, SECRET, Rrd
from tests.sync.renrendian.shop import BEIJING, Shop
from ui.doors import Connection


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets last for the session, and no other test's."""
    monkeypatch.setattr(keyring, "get_keyring", lambda: fail.Keyring())
    monkeypatch.setattr(secrets, "_session", {})
    monkeypatch.setattr(trades, "TERMS", structs.replace(trades.TERMS, opened=local("2026-01-01 00:00:00")))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        yield store


@pytest.fixture
def rrd() -> Rrd:
    shop = Shop()
    shop.now = datetime.now(UTC).replace(tzinfo=None) + BEIJING
    return Rrd(shop)


@pytest.fixture
def server(rrd: Rrd) -> Iterator[LittleServer]:
    with little_server(tells_date=False) as server:
        server.lets_in = lambda _request: True
        server.otherwise = lambda request: rrd.answer(request, server.seen[-1].body)
        yield server


def typed(server: LittleServer) -> Connection:
    answers = {"url": server.url, "appid": APPID, "secret": SECRET, "return_address": RETURN, "grant": f" {CODE} "}
    return Connection("renrendian", answers)


def test_every_sync_is_let_in_with_what_the_last_one_brought(store: Store, server: LittleServer, rrd: Rrd) -> None:
    shop = syncing.connect(store, typed(server))
    assert not rrd.codes, "the code is spent"
    given = [rrd.refresh_token]
    for _ in range(2):
        assert syncing.sync(store, shop.id).outcome == "done"
        given.append(rrd.refresh_token)
    assert len(set(given)) == 3
    kept = syncing.with_secrets(store, shop.id, connections.load(store.folder)[shop.id])
    assert kept is not None
    assert kept["grant"] == given[-1]
    written = (store.folder / "connections.json").read_text("utf-8")
    assert not [secret for secret in (SECRET, CODE, *given) if secret in written]


def test_a_sync_that_fails_later_has_kept_its_token(store: Store, server: LittleServer, rrd: Rrd) -> None:
    shop = syncing.connect(store, typed(server))
    rrd.refused = {"trade.lists": 30016}
    with pytest.raises(KnownError, match="may not read"):
        syncing.sync(store, shop.id)
    rrd.refused = {}
    assert syncing.sync(store, shop.id).outcome == "done"


def test_who_waited_for_another_sync_goes_on_with_what_that_one_was_given(
    store: Store, server: LittleServer, rrd: Rrd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window reads the secrets, then the command line syncs, then it is the window's turn."""
    shop = syncing.connect(store, typed(server))
    opened, others = syncing.open_connection, iter([lambda: syncing.sync(store, shop.id)])

    def open_late(*args: Any, **kept: Any) -> Any:
        source = opened(*args, **kept)
        for sync in others:
            assert sync().outcome == "done"
        return source

    monkeypatch.setattr(syncing, "open_connection", open_late)
    assert syncing.sync(store, shop.id).outcome == "done"
    assert next(others, None) is None, "there was another one in between"
    assert syncing.sync(store, shop.id).outcome == "done"


def test_a_second_sync_of_a_shop_is_told_to_wait_and_costs_no_token(
    store: Store, server: LittleServer, rrd: Rrd
) -> None:
    shop = syncing.connect(store, typed(server))
    told: list[str] = []

    def another() -> None:
        rrd.meanwhile = lambda: None
        with pytest.raises(KnownError) as caught:
            syncing.sync(store, shop.id)
        told.append(caught.value.what.zh)

    rrd.meanwhile = another
    assert syncing.sync(store, shop.id).outcome == "done"
    assert told == ["这家店铺正在同步。"]
    assert syncing.sync(store, shop.id).outcome == "done"
