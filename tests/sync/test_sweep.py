"""Deletions that no list shows are found, believed with care, written once, and taken back by the shop itself."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from storage.progress import Cancelled
from storage.records import Order, OrderLine
from storage.runs import Run
from storage.shop import Shop
from storage.store import Store, open_store
from storage.upsert import Tombstone
from sync.engine import pull
from sync.http import Client
from sync.sweep import RECENT, STRETCH
from tests.sync.little_server import CLIENT_ID, CLIENT_SECRET, LittleServer, keys, little_server
from tests.sync.quick_clock import QuickClock
from tests.sync.trash_shop import AT_ONCE, Item, TrashShop, TrashSource

SHOP = Shop(id="s1", name="小店")
DAY = 24 * 3600 * 1000
BESIDE = AT_ONCE - 1
"""Ids in a question beside the witness."""
NOW = 1_800_000_000_000
KINDS = ("orders", "order_lines", "refunds", "commissions")


@pytest.fixture(scope="module")
def server() -> Iterator[LittleServer]:
    with little_server() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        yield store


@pytest.fixture
def source(server: LittleServer) -> Iterator[TrashSource]:
    with Client(server.url, keys(), QuickClock()) as client:
        yield TrashSource(client)


def opened(server: LittleServer, orders: int) -> TrashShop:
    shop = TrashShop(orders)
    server.otherwise = shop.answer
    return shop


def sync(store: Store, source: TrashSource, day: int = 0) -> Run:
    return pull(store, SHOP.id, source, now=lambda: NOW + day * DAY)


def here(store: Store, kind: str = "orders") -> list[str]:
    with store.reader() as reader:
        found = reader.execute(f"SELECT id FROM {kind} WHERE NOT deleted ORDER BY id").fetchall()
    return [record_id for (record_id,) in found]


def test_what_was_taken_out_of_a_shop_goes_with_all_that_hangs_on_it(
    server: LittleServer, store: Store, source: TrashSource
) -> None:
    shop = opened(server, 60)
    sync(store, source)
    shop.bin("o00003", "o00059")
    run = sync(store, source)
    assert here(store) == sorted(shop.orders)
    for kind in KINDS[1:]:
        assert not [each for each in here(store, kind) if "o00003" in each or "o00059" in each]
        assert len(here(store, kind)) == (116 if kind == "order_lines" else 58)
    assert [run.counts[kind].deleted for kind in KINDS] == [2, 4, 2, 2]
    again = sync(store, source)
    assert not any(counts.deleted or counts.changed for counts in again.counts.values())


def test_a_record_that_comes_back_from_the_bin_revives_whatever_this_computers_clock_says(
    server: LittleServer, store: Store, source: TrashSource
) -> None:
    shop = opened(server, 30)
    sync(store, source, day=4000)
    shop.bin("o00007")
    sync(store, source, day=4000)
    assert "o00007" not in here(store)
    shop.restore("o00007", at=1030)  # a change just newer than the last one, long before the clock of this computer
    run = sync(store, source, day=4000)
    assert here(store) == sorted(shop.orders)
    assert "o00007-1" in here(store, "order_lines")
    assert run.counts["orders"].inserted == 1


def test_the_newest_are_asked_about_each_time_and_all_of_them_in_a_round_of_a_week(
    server: LittleServer, store: Store, source: TrashSource
) -> None:
    total = BESIDE * (RECENT + STRETCH + 5)
    shop = opened(server, total)
    sync(store, source)
    newest = sorted(shop.orders)[-RECENT * BESIDE :]
    assert sorted(each for chunk in shop.asked for each in chunk) == newest
    shop.bin("o00001", newest[0])
    for day, questions in ((1, RECENT), (6, RECENT + 1)):
        shop.asked.clear()
        sync(store, source, day)
        assert len(shop.asked) == questions, "the newest, and what was taken away"
        assert (newest[0] in here(store), "o00001" in here(store)) == (False, True)

    shop.asked.clear()
    sync(store, source, day=7)
    assert len(shop.asked) == 1 + RECENT + STRETCH, "no run asks more than that"
    assert max(map(len, shop.asked)) == AT_ONCE
    shop.bin(f"o{total - BESIDE * (RECENT + 2):05}")
    shop.asked.clear()
    sync(store, source, day=8)
    assert "o00001" not in here(store), "it is missing on another day"
    asked = [each for chunk in shop.asked[1 + RECENT + 1 :] for each in chunk]
    assert asked[0] >= f"o{STRETCH * BESIDE:05}", "the round goes on where it was"
    assert max(shop.orders) in asked
    sync(store, source, day=9)
    assert here(store) == sorted(shop.orders)
    for day, questions in ((10, RECENT + 1), (13, RECENT + 1), (14, RECENT + 1 + STRETCH)):
        shop.asked.clear()
        sync(store, source, day)
        assert len(shop.asked) == questions, f"day {day}"


def test_a_clock_that_was_set_back_does_not_put_the_round_off(
    server: LittleServer, store: Store, source: TrashSource
) -> None:
    shop = opened(server, AT_ONCE * (RECENT + 2))
    sync(store, source, day=4000)
    shop.bin("o00001")
    for day in (0, 1):
        sync(store, source, day)
    assert "o00001" not in here(store)


KILLED = """
import os, sys
from pathlib import Path
from storage.store import open_store
from sync.engine import pull
from sync.http import Client
from sync.token import ClientCredentials
from tests.sync.trash_shop import TrashSource

class Dying(TrashSource):
    asked = 0
    def existing(self, kind, ids, stop):
        self.asked += 1
        if self.asked == 7:
            os._exit(9)
        return super().existing(kind, ids, stop)

folder, url, client_id, secret, now = sys.argv[1:]
client = Client(url, ClientCredentials(client_id, secret))
pull(open_store(Path(folder)), "s1", Dying(client), now=lambda: int(now))
"""


def test_a_process_killed_in_a_round_goes_on_there(server: LittleServer, source: TrashSource, tmp_path: Path) -> None:
    shop = opened(server, AT_ONCE * 12)
    with open_store(tmp_path) as store:
        store.put_shop(SHOP)
        sync(store, source)
    every = sorted(shop.orders)
    shop.bin(*every[::7])
    with open_store(tmp_path) as store:
        sync(store, source, day=8)
        assert here(store) == every, "so many are not believed at once"
    shop.asked.clear()
    arguments = [str(tmp_path), server.url, CLIENT_ID, CLIENT_SECRET, str(NOW + 15 * DAY)]
    root = Path(__file__).parent.parent.parent
    died = subprocess.run([sys.executable, "-c", KILLED, *arguments], cwd=root, env=os.environ, check=False)
    assert died.returncode == 9
    with open_store(tmp_path) as store:
        gone = set(every) - set(here(store))
        left = [each for each in here(store) if each in shop.binned]
        assert gone, "what was answered before the kill is written"
        assert left, "it died in the middle"
        sync(store, source, day=15)
        for kind, each in (("orders", "{}"), ("order_lines", "{}-1"), ("refunds", "r{}")):
            assert set(here(store, kind)) >= {each.format(order) for order in shop.orders}
            assert not set(here(store, kind)) & {each.format(order) for order in shop.binned}


def test_a_stop_ends_it_between_two_questions(server: LittleServer, store: Store, source: TrashSource) -> None:
    shop = opened(server, AT_ONCE * 4)
    sync(store, source)
    shop.asked.clear()
    with pytest.raises(Cancelled):
        pull(store, SHOP.id, source, stop=lambda: len(shop.asked) >= 2, now=lambda: NOW)
    assert len(shop.asked) == 2


def test_what_a_file_said_too_goes_and_undoing_the_file_does_not_revive_it(
    server: LittleServer, store: Store, source: TrashSource
) -> None:
    shop = opened(server, 30)
    sync(store, source)
    with store.write() as tx:
        begun = tx.begin_import(SHOP.id, "orders", "订单.csv", "0" * 64, "list")
        assert begun is not None
        known = [Order(id="o00004", updated_at=9000, created_at=1, buyer_note="文件里的备注")]
        own = [Order(id="file-only", updated_at=9000, created_at=1)]
        lines = [OrderLine(id="line-of-file", updated_at=9000, created_at=1, order_id="o00004")]
        for records in (known, own, lines):
            tx.upsert(SHOP.id, begun.source, records)
    shop.bin("o00004")
    sync(store, source)
    assert "o00004" not in here(store)
    assert "line-of-file" not in here(store, "order_lines")
    assert "file-only" in here(store), "the interface never had it"
    assert "file-only" not in {each for chunk in shop.asked for each in chunk}
    store.undo_import(begun.id)
    assert "o00004" not in here(store)
    shop.restore("o00004", at=10_000)
    sync(store, source)
    assert here(store) == sorted(shop.orders)


def test_most_of_a_shop_is_believed_to_be_gone_only_on_another_day(
    server: LittleServer, store: Store, source: TrashSource
) -> None:
    shop = opened(server, 100)
    sync(store, source)
    every = sorted(shop.orders)
    shop.hidden = set(every[25:])
    run = sync(store, source)
    assert here(store) == every
    assert run.message == "在店铺里没有找到、过一天再核对的：订单 75 条。"
    shop.hidden.clear()
    sync(store, source, day=2)
    shop.hidden = set(every[25:])
    for day, left in ((3, every), (3, every), (4, every[:25])):
        run = sync(store, source, day)
        assert here(store) == left, f"day {day}"
    assert run.message == "店铺里已经没有、这里也去掉了：订单 75 条。"
    assert run.counts["order_lines"].deleted == 150


@pytest.mark.parametrize("orders", [1, 9, 400])
def test_a_source_that_tells_nothing_at_all_is_believed_after_a_week(
    server: LittleServer, store: Store, source: TrashSource, orders: int
) -> None:
    shop = opened(server, orders)
    sync(store, source)
    every = here(store)
    shop.hidden = set(every)
    for day in (1, 2, 7):
        sync(store, source, day)
        assert here(store) == every, f"day {day}"
    sync(store, source, day=8)
    assert here(store) == []
    shop.hidden.clear()
    run = sync(store, source, day=9)
    assert here(store) == every
    assert run.message == f"店铺里又有了、这里也恢复了：订单 {orders} 条。"
    assert len(here(store, "order_lines")) == 2 * orders


def test_two_hundred_test_orders_deleted_in_one_afternoon_are_gone_on_the_second_day(
    server: LittleServer, store: Store, source: TrashSource
) -> None:
    shop = opened(server, 230)
    sync(store, source)
    shop.bin(*sorted(shop.orders)[30:])
    for day in (1, 2):
        sync(store, source, day)
    assert here(store) == sorted(shop.orders)
    assert len(here(store, "order_lines")) == 60


def test_few_go_at_the_first_look_and_never_a_great_part_of_them(
    server: LittleServer, store: Store, source: TrashSource
) -> None:
    shop = opened(server, 60)
    sync(store, source)
    shop.bin("o00010", "o00020", "o00030")
    sync(store, source)
    assert here(store) == sorted(shop.orders)
    shop.bin("o00040", "o00041", "o00042", "o00043")
    sync(store, source)
    assert len(here(store)) == 57
    sync(store, source, day=1)
    assert here(store) == sorted(shop.orders)


def test_what_was_only_hidden_comes_back_as_it_is_now_with_its_parts_though_no_date_moves_again(
    server: LittleServer, store: Store, source: TrashSource
) -> None:
    shop = opened(server, 60)
    sync(store, source)
    shop.hidden = {f"o{number:05}" for number in range(20)}
    for day in (1, 2):
        sync(store, source, day)
    assert len(here(store)) == 40
    shop.orders["o00007"] = Item("o00007", 2000, 1, lines=3)  # while it is hidden
    shop.orders["o00050"] = Item("o00050", 3000, 5)
    sync(store, source, day=3)
    shop.hidden.clear()
    for day in (30, 31):
        sync(store, source, day)
    assert here(store) == sorted(shop.orders)
    assert [len(here(store, kind)) for kind in KINDS] == [60, 121, 60, 60]
    assert "o00007-2" in here(store, "order_lines")


def test_what_only_a_file_knows_of_a_hidden_order_comes_back_with_it_and_goes_with_the_file(
    server: LittleServer, store: Store, source: TrashSource
) -> None:
    shop = opened(server, 30)
    sync(store, source)
    with store.write() as tx:
        begun = tx.begin_import(SHOP.id, "orders", "订单.csv", "0" * 64, "list")
        tx.upsert(SHOP.id, begun.source, [Order(id="o00004", updated_at=9000, created_at=1, buyer_note="备注")])
        tx.upsert(SHOP.id, begun.source, [OrderLine(id="of-file", updated_at=9000, created_at=1, order_id="o00004")])
    shop.hidden.add("o00004")
    sync(store, source)
    assert "o00004" not in here(store)
    assert "of-file" not in here(store, "order_lines")
    shop.hidden.clear()
    sync(store, source)
    assert here(store) == sorted(shop.orders)
    assert "of-file" in here(store, "order_lines")
    store.undo_import(begun.id)
    assert here(store) == sorted(shop.orders)
    assert "of-file" not in here(store, "order_lines")


def test_a_part_that_was_taken_out_before_its_order_was_hidden_stays_out(
    server: LittleServer, store: Store, source: TrashSource
) -> None:
    shop = opened(server, 30)
    sync(store, source)
    with store.write() as tx:
        tx.delete(SHOP.id, source.name, "order_lines", [Tombstone("o00004-1", 5000)])
    shop.hidden.add("o00004")
    sync(store, source)
    shop.hidden.clear()
    sync(store, source)
    assert "o00004-0" in here(store, "order_lines")
    assert "o00004-1" not in here(store, "order_lines")


def test_the_place_is_a_small_text(server: LittleServer, store: Store, source: TrashSource) -> None:
    opened(server, 5)
    sync(store, source)
    kept = store.cursor(SHOP.id, source.name, "sweep:orders")
    assert kept is not None
    assert msgspec.json.decode(kept) == {"began": NOW, "witness": "o00000"}
