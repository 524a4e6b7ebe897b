"""Whatever the line and the server do wrong, the copy ends equal to the shop, and people are told what went wrong."""

import itertools
import random
import threading

import pytest

from storage.errors import KnownError
from storage.records import KINDS
from storage.store import Store
from sync.connect import try_connection
from sync.connector import Answers
from sync.engine import pull
from sync.neutral import NeutralSource
from sync.sandbox.faults import Fault
from sync.sandbox.replies import SlowReply
from sync.sandbox.server import Sandbox, running
from tests.sync.little_server import CLIENT_ID, CLIENT_SECRET, answer, closed_port, little_server
from tests.sync.shop_fixtures import sandbox, small_shop, source, source_of, store
from tests.sync.twin import differences, lacking, rows_here

__all__ = ["sandbox", "source", "store"]

SHOP = small_shop().shop.id


@pytest.fixture(autouse=True)
def quicker_drops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SlowReply, "pause", 0.001)


@pytest.mark.parametrize("fault", Fault)
def test_each_fault_alone(store: Store, sandbox: Sandbox, source: NeutralSource, fault: Fault) -> None:
    sandbox.faults.on(fault, 0.3)
    survive(store, sandbox, source)
    assert sandbox.faults.struck[fault] > 3


def survive(store: Store, sandbox: Sandbox, source: NeutralSource) -> None:
    """Sync, let the shop go on, sync again, mend the server, sync once more."""
    for seed in range(2):
        pull(store, SHOP, source)
        waiting = {(kept.kind, kept.record_id) for kept in store.quarantined(SHOP)}
        assert lacking(store, sandbox) <= waiting, "what is not in its table is in quarantine"
        sandbox.change(20, seed)
    sandbox.faults.off()
    pull(store, SHOP, source)
    assert differences(store, sandbox) == {}
    assert store.quarantined(SHOP) == []


SOME = random.Random(7).sample([pair for size in (2, 3) for pair in itertools.combinations(Fault, size)], 4)


@pytest.mark.parametrize("together", [*SOME, tuple(Fault)], ids=lambda faults: "+".join(faults))
def test_faults_together(store: Store, sandbox: Sandbox, source: NeutralSource, together: tuple[Fault, ...]) -> None:
    for fault in together:
        sandbox.faults.on(fault, 0.15)
    survive(store, sandbox, source)
    assert all(sandbox.faults.struck[fault] for fault in together)


def test_a_page_that_always_stands_still_ends_the_sync_with_words(
    store: Store, sandbox: Sandbox, source: NeutralSource
) -> None:
    sandbox.faults.on(Fault.REPEATED_PAGE)
    with pytest.raises(KnownError) as caught:
        pull(store, SHOP, source)
    assert "停在原处" in caught.value.what.zh
    run = store.runs(SHOP)[0]
    assert (run.outcome, run.message) == ("failed", caught.value.say("zh"))
    assert len(sandbox.log.requests) < 100, "a few at each list"
    sandbox.faults.off()
    pull(store, SHOP, source)
    assert differences(store, sandbox) == {}


def test_a_server_that_cannot_be_read_costs_nothing_that_came_before(
    store: Store, sandbox: Sandbox, source: NeutralSource
) -> None:
    sandbox.faults.on(Fault.TRUNCATED_JSON, resource="orders")
    with pytest.raises(KnownError, match="incomplete"):
        pull(store, SHOP, source)
    here = {kind for kind, _ in lacking(store, sandbox)}
    assert "orders" in here
    assert "customers" not in here
    sandbox.faults.off()
    pull(store, SHOP, source)
    assert differences(store, sandbox) == {}


def test_a_wrong_secret(store: Store, sandbox: Sandbox) -> None:
    with source_of(sandbox, secret="wrong") as source, pytest.raises(KnownError) as caught:
        pull(store, SHOP, source)
    assert caught.value.say("zh").startswith("应用编号或密钥不对")
    assert store.runs(SHOP)[0].message == caught.value.say("zh")
    assert [asked.path for asked in sandbox.log.requests] == ["/oauth/token"]


def test_a_token_that_ends_all_the_time(store: Store) -> None:
    with running(small_shop(), token_lifetime=0.05) as sandbox, source_of(sandbox) as source:
        pull(store, SHOP, source)
        assert differences(store, sandbox) == {}
        assert sandbox.tokens.issued > 3


def test_the_line_goes_dead_in_the_middle_and_comes_back(store: Store) -> None:
    with running(small_shop()) as first:
        port = int(first.url.rpartition(":")[2])
        first.faults.on(Fault.LOST_CONNECTION, resource="visits")
        with source_of(first) as source, pytest.raises(KnownError) as caught:
            pull(store, SHOP, source)
        assert "连接断了" in caught.value.what.zh
    with source_of(first) as source, pytest.raises(KnownError) as caught:
        pull(store, SHOP, source)
    assert "没有应答" in caught.value.what.zh
    assert "离线查看" in caught.value.next_step.zh
    with running(small_shop(), port=port) as again, source_of(again) as source:
        run = pull(store, SHOP, source)
        assert differences(store, again) == {}
        assert run.counts["customers"].inserted == 0, "what had come before is not fetched again"


def limit_disk(store: Store, pages: int) -> None:
    """Let SQLite itself say that the disk is full."""
    with store._database.alone() as connection:
        connection.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_is_told_and_costs_nothing(store: Store, sandbox: Sandbox, source: NeutralSource) -> None:
    with store._database.alone() as connection:
        (used,) = connection.execute("PRAGMA page_count").fetchone()
    limit_disk(store, used + 40)
    threads = threading.active_count()
    with pytest.raises(KnownError) as caught:
        pull(store, SHOP, source)
    assert "磁盘满了" in caught.value.what.zh
    assert threading.active_count() == threads
    kept = sum(len(rows_here(store, SHOP, kind)) for kind in KINDS)
    assert kept > 0
    limit_disk(store, 2**30)
    run = pull(store, SHOP, source)
    assert differences(store, sandbox) == {}
    assert sum(counts.inserted for counts in run.counts.values()) == sum(map(small_shop().count, KINDS)) - kept
    assert [run.outcome for run in store.runs(SHOP)] == ["done", "failed"]


def test_a_connection_is_tried_before_it_is_kept(sandbox: Sandbox) -> None:
    answers = answered(f" {sandbox.url}/ ", sandbox.client_id, sandbox.client_secret)
    assert try_connection("api", answers).shop == small_shop().shop


def answered(url: str, client_id: str, secret: str) -> Answers:
    return {"url": url, "client_id": client_id, "client_secret": secret}


def told(url: str, client_id: str, secret: str) -> str:
    with pytest.raises(KnownError) as caught:
        try_connection("api", answered(url, client_id, secret))
    return caught.value.what.zh


def test_what_is_told_when_a_connection_does_not_work(sandbox: Sandbox) -> None:
    assert "应用编号或密钥不对" in told(sandbox.url, sandbox.client_id, "wrong")
    assert "应用编号或密钥不对" in told(sandbox.url, "nobody", sandbox.client_secret)
    assert "没有应答" in told(f"http://127.0.0.1:{closed_port()}", "a", "b")
    assert "没有店铺接口" in told(f"{sandbox.url}/api", "a", "b")
    with little_server() as other:
        other.otherwise = answer(200, '{"welcome": "to my blog"}')
        assert "不像店铺接口" in told(other.url, CLIENT_ID, CLIENT_SECRET)
        other.otherwise = answer(200, '{"id": "s", "name": "店", "timezone": "Asia/Nowhere"}')
        assert "不像店铺接口" in told(other.url, CLIENT_ID, CLIENT_SECRET)
        other.otherwise = answer(200, "<html>welcome to my blog</html>")
        assert "网页" in told(other.url, CLIENT_ID, CLIENT_SECRET)
