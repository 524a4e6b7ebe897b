"""The engine against the sandbox shop: a full copy, then only what changed, stopped and going on again."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.progress import Cancelled, Progress
from storage.records import KINDS
from storage.store import Store, open_store
from sync.bookmark import Bookmark, write_bookmark
from sync.engine import pull
from sync.mark import OVERLAP, Mark, write_mark
from sync.neutral import NeutralSource
from sync.sandbox.server import Sandbox, running
from sync.sandbox.shop import simulate
from tests.sync.shop_fixtures import PAGE, sandbox, small_shop, source, source_of, store
from tests.sync.twin import differences, rows_here

__all__ = ["sandbox", "source", "store"]

SHOP = small_shop().shop.id


def newest(sandbox: Sandbox) -> dict[str, int]:
    return {kind: max(item["updated_at"] for item in sandbox.state.everything(kind)) for kind in KINDS}


def changed_since(sandbox: Sandbox, moments: dict[str, int]) -> dict[str, int]:
    """How many items of each kind changed at its moment or later."""
    return {
        kind: sum(item["updated_at"] >= moment for item in sandbox.state.everything(kind))
        for kind, moment in moments.items()
    }


def in_overlap(sandbox: Sandbox) -> dict[str, int]:
    return changed_since(sandbox, {kind: moment - OVERLAP for kind, moment in newest(sandbox).items()})


def pages(sandbox: Sandbox) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [(asked.path, tuple(sorted(asked.query.items()))) for asked in sandbox.log.requests if asked.query]


def test_the_copy_equals_the_shop_row_for_row(store: Store, sandbox: Sandbox, source: NeutralSource) -> None:
    run = pull(store, SHOP, source)
    assert differences(store, sandbox) == {}
    assert {kind: counts.inserted for kind, counts in run.counts.items()} == {
        kind: count for kind in KINDS if (count := small_shop().count(kind))
    }
    assert run.outcome == "done"
    assert run.ended_at is not None
    assert store.runs(SHOP) == [run]
    assert store.quarantined(SHOP) == []


def test_a_second_sync_of_an_idle_shop_reads_the_overlap_and_writes_nothing(
    store: Store, sandbox: Sandbox, source: NeutralSource
) -> None:
    pull(store, SHOP, source)
    version = store.data_version(SHOP)
    cursors = {kind: store.cursor(SHOP, source.name, kind) for kind in KINDS}
    sandbox.log.clear()
    run = pull(store, SHOP, source)
    assert sandbox.log.items == in_overlap(sandbox)
    assert {kind: counts.unchanged for kind, counts in run.counts.items()} == in_overlap(sandbox)
    assert all(not (counts.inserted or counts.changed or counts.deleted) for counts in run.counts.values())
    assert store.data_version(SHOP) == version
    assert {kind: store.cursor(SHOP, source.name, kind) for kind in KINDS} == cursors


def test_a_second_sync_transfers_only_what_changed(store: Store, sandbox: Sandbox, source: NeutralSource) -> None:
    pull(store, SHOP, source)
    before = newest(sandbox)
    changed = sandbox.change(60, seed=2)
    sandbox.log.clear()
    run = pull(store, SHOP, source)
    assert differences(store, sandbox) == {}
    asked_from = {kind: moment - OVERLAP for kind, moment in before.items()}
    assert sandbox.log.items == changed_since(sandbox, asked_from)
    assert sum(sandbox.log.items.values()) < 0.1 * sum(map(small_shop().count, KINDS))
    told = {
        (kind, each)
        for part in (changed.edited, changed.deleted, changed.added)
        for kind in part
        for each in part[kind]
    }
    assert sum(c.inserted + c.changed + c.deleted for c in run.counts.values()) == len(told)


def test_a_shop_that_goes_on_is_followed_for_many_rounds(store: Store, sandbox: Sandbox, source: NeutralSource) -> None:
    for seed in range(5):
        pull(store, SHOP, source)
        assert differences(store, sandbox) == {}
        sandbox.change(30, seed)


def test_a_slow_writer_and_a_shared_moment_are_not_missed(
    store: Store, sandbox: Sandbox, source: NeutralSource
) -> None:
    late, same = list(sandbox.state.everything("orders"))[:2]
    sandbox.change(30, seed=3)
    pull(store, SHOP, source)
    sandbox.state.put("orders", same | {"buyer_note": "同一刻"})
    sandbox.state.clock -= OVERLAP // 2
    sandbox.state.put("orders", late | {"buyer_note": "晚到"})
    run = pull(store, SHOP, source)
    assert differences(store, sandbox) == {}
    assert run.counts["orders"].changed == 2


def test_a_cursor_that_the_server_has_forgotten_costs_a_little_not_everything(
    store: Store, sandbox: Sandbox, source: NeutralSource
) -> None:
    pull(store, SHOP, source)
    moment = sorted(item["updated_at"] for item in sandbox.state.everything("visits"))[-200]
    with store.write() as tx:
        mark = Mark(cursor="from a server long gone", newest=moment)
        tx.set_cursor(SHOP, source.name, "visits", write_bookmark(Bookmark(write_mark(mark))))
    sandbox.change(40, seed=4)
    sandbox.log.clear()
    pull(store, SHOP, source)
    assert differences(store, sandbox) == {}
    assert sandbox.log.items["visits"] == changed_since(sandbox, {"visits": moment - OVERLAP})["visits"]


def test_a_stopped_sync_goes_on_where_it_stopped(store: Store, sandbox: Sandbox, source: NeutralSource) -> None:
    done: list[int] = []
    before: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    for stop_at in (PAGE, 3 * PAGE, 6 * PAGE):
        sandbox.log.clear()
        done.clear()
        with pytest.raises(Cancelled):
            pull(store, SHOP, source, lambda p: done.append(p.done), lambda at=stop_at: max(done, default=0) >= at)
        assert store.runs(SHOP)[0].outcome == "cancelled"
        assert sum(c.inserted for c in store.runs(SHOP)[0].counts.values()) > 0
        # A resource that was finished is only looked at from its overlap on; one page may have been on its way.
        firsts = [page for page in pages(sandbox) if "updated_since" not in dict(page[1])]
        assert len(set(firsts) & set(before)) <= 1
        before += firsts
    sandbox.log.clear()
    pull(store, SHOP, source)
    assert differences(store, sandbox) == {}
    firsts = [page for page in pages(sandbox) if "updated_since" not in dict(page[1])]
    assert len(set(firsts) & set(before)) <= 1


def test_nothing_is_left_running(store: Store, source: NeutralSource) -> None:
    threads = threading.active_count()
    pages_seen: list[Progress] = []

    def fail(progress: Progress) -> None:
        pages_seen.append(progress)
        if progress.done > 2 * PAGE:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        pull(store, SHOP, source, fail)
    assert threading.active_count() == threads
    run = store.runs(SHOP)[0]
    assert (run.outcome, run.message) == ("failed", "意外中断")
    assert sum(counts.inserted for counts in run.counts.values()) == pages_seen[-1].done
    with pytest.raises(Cancelled):
        pull(store, SHOP, source, stop=lambda: True)
    assert threading.active_count() == threads


def test_progress_only_grows_and_names_what_it_does(store: Store, source: NeutralSource) -> None:
    seen: list[Progress] = []
    moments = iter(range(0, 10_000_000, 1000))
    pull(store, SHOP, source, seen.append, now=lambda: next(moments))
    assert [progress.done for progress in seen] == sorted(progress.done for progress in seen)
    assert seen[-1].done == sum(small_shop().count(kind) for kind in KINDS)
    spoken = {progress.doing.zh.split("，")[0] for progress in seen}
    assert {"正在同步订单", "正在同步商品", "正在同步退款"} <= spoken
    assert seen[-1].doing.zh.endswith("条")
    assert seen[-1].doing.en.endswith("a second")


def test_two_shops_do_not_mix(store: Store, sandbox: Sandbox, source: NeutralSource) -> None:
    pull(store, SHOP, source)
    with running(simulate(30, 2)) as other, source_of(other) as another:
        with pytest.raises(KnownError, match="another shop"):
            pull(store, SHOP, another)
        assert store.runs(SHOP)[0].outcome == "failed"
        pull(store, another.shop().id, another)
        assert len(rows_here(store, another.shop().id, "orders")) == len(list(other.state.everything("orders")))
    assert differences(store, sandbox) == {}


KILLED = """
import os, sys
from pathlib import Path
from storage.store import open_store
from sync.bookmark import Bookmark, write_bookmark
from sync.engine import pull
from sync.neutral import NeutralSource

folder, url, client_id, secret, shop = sys.argv[1:]

def die(progress):
    if progress.done > 2000:
        os._exit(9)

pull(open_store(Path(folder)), shop, NeutralSource(url, client_id, secret), die)
"""


def test_a_killed_process_loses_nothing_that_was_written(
    sandbox: Sandbox, source: NeutralSource, tmp_path: Path
) -> None:
    arguments = [str(tmp_path), sandbox.url, sandbox.client_id, sandbox.client_secret, SHOP]
    root = Path(__file__).parent.parent.parent
    died = subprocess.run([sys.executable, "-c", KILLED, *arguments], cwd=root, check=False)
    assert died.returncode == 9
    sandbox.log.clear()
    with open_store(tmp_path) as store:
        assert [(run.outcome, run.message) for run in store.runs(SHOP)] == [("failed", "意外中断")]
        run = pull(store, SHOP, source)
        assert differences(store, sandbox) == {}
        assert sum(counts.inserted for counts in run.counts.values()) < sum(map(small_shop().count, KINDS)) - 2000
        assert [run.outcome for run in store.runs(SHOP)] == ["done", "failed"]
