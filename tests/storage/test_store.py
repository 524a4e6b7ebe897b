"""What is kept beside the rows: shops, cursors, quarantine, history, imports, versions; and forgetting a shop."""

from collections.abc import Iterator

import pytest

from storage.errors import KnownError
from storage.records import KINDS, Customer, Order, Product
from storage.runs import Counts
from storage.shop import Shop
from storage.store import Store, Transaction, open_store
from storage.upsert import Tombstone
from storage.words import Words

SHOP = "s1"
REASON = Words("金额不是数字", "the amount is not a number")


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        yield store


def test_shops_are_kept_and_changed(store: Store) -> None:
    tea = Shop(id="tea", name="茶叶店")
    pounds = Shop(id="uk", name="Gifts", currency="GBP", timezone="Europe/London", demo=True)
    store.put_shop(tea)
    store.put_shop(pounds)
    assert store.shops() == [pounds, tea]
    store.put_shop(Shop(id="tea", name="新茶叶店", exponent=3))
    assert store.shops()[1] == Shop(id="tea", name="新茶叶店", exponent=3)


def test_a_cursor_is_committed_with_its_rows(store: Store) -> None:
    assert store.cursor(SHOP, "api", "orders") is None
    with pytest.raises(KeyboardInterrupt), store.write() as tx:
        stop_midway(tx)
    assert store.cursor(SHOP, "api", "orders") is None
    with store.write() as tx:
        tx.set_cursor(SHOP, "api", "orders", '{"page": 1}')
        tx.set_cursor(SHOP, "api", "orders", '{"page": 2}')
        tx.set_cursor(SHOP, "api", "products", "{}")
    assert store.cursor(SHOP, "api", "orders") == '{"page": 2}'
    assert store.cursor(SHOP, "erp", "orders") is None


def stop_midway(tx) -> None:
    tx.set_cursor(SHOP, "api", "orders", "{}")
    raise KeyboardInterrupt


def test_what_is_not_understood_is_kept_whole_until_released(store: Store) -> None:
    raw = b'{"id": "o1", "payment_amount": "\xff many"}'
    with store.write() as tx:
        tx.quarantine(SHOP, "api", "orders", raw, REASON, "o1")
        tx.quarantine(SHOP, "api", "orders", raw, Words("还是不行", "still not"), "o1")
        tx.quarantine(SHOP, "api", "refunds", raw, REASON, None)
        tx.quarantine("other", "api", "orders", raw, REASON, None)
    first, second = store.quarantined(SHOP)
    assert (first.raw, first.kind, first.record_id, first.attempts) == (raw, "orders", "o1", 2)
    assert first.reason == Words("还是不行", "still not")
    assert first.first_seen <= first.last_seen
    assert (second.kind, second.record_id, second.attempts, second.reason) == ("refunds", None, 1, REASON)
    with store.write() as tx:
        tx.release(first.id)
    assert store.quarantined(SHOP) == [second]


def test_what_is_known_by_a_part_of_it_is_kept_once_in_its_newest_form(store: Store) -> None:
    with store.write() as tx:
        tx.quarantine(SHOP, "api", "customers", b'{"row": 7, "seen_at": 1}', REASON, "c7", b'{"row": 7}')
        tx.quarantine(SHOP, "api", "customers", b'{"row": 7, "seen_at": 2}', REASON, "c7", b'{"row": 7}')
    (kept,) = store.quarantined(SHOP)
    assert (kept.raw, kept.attempts) == (b'{"row": 7, "seen_at": 2}', 2)


def test_runs_are_listed_newest_first(store: Store) -> None:
    with store.write() as tx:
        first = tx.start_run(SHOP, "api", "sync", 100)
    assert [(run.outcome, run.ended_at) for run in store.runs(SHOP)] == [("running", None)]
    counts = {"orders": Counts(inserted=3, quarantined=1)}
    with store.write() as tx:
        tx.finish_run(first, "done", counts, 200)
        second = tx.start_run(SHOP, "api", "sync", 300)
        tx.finish_run(second, "failed", {}, 400, "没有网络")
        tx.start_run("other", "api", "sync", 1)
    newer, older = store.runs(SHOP)
    assert (newer.id, newer.outcome, newer.message, newer.counts) == (second, "failed", "没有网络", {})
    assert (older.id, older.source, older.kind, older.started_at, older.ended_at) == (first, "api", "sync", 100, 200)
    assert older.counts == counts
    assert store.runs(SHOP, 1) == [newer]


def test_a_run_that_never_ended_is_not_running_for_ever(store: Store) -> None:
    with store.write() as tx:
        tx.start_run(SHOP, "api", "sync", 100)
        other = tx.start_run(SHOP, "erp", "sync", 100)
    with store.write() as tx:
        tx.start_run(SHOP, "api", "sync", 200)
    assert [(run.source, run.outcome) for run in store.runs(SHOP)] == [
        ("api", "running"),
        ("erp", "running"),
        ("api", "failed"),
    ]
    assert store.runs(SHOP)[1].id == other


def test_a_run_cut_off_by_a_crash_has_failed_and_one_that_writes_now_has_not(tmp_path) -> None:
    with open_store(tmp_path) as window:
        with window.write() as tx:
            tx.start_run(SHOP, "api", "sync", 100)
        with window.write(), open_store(tmp_path) as command:
            assert command.runs(SHOP)[0].outcome == "running"
    with open_store(tmp_path) as store:
        assert store.runs(SHOP)[0].outcome == "failed"
        assert store.runs(SHOP)[0].message


def test_the_same_file_is_known_until_it_is_undone(store: Store) -> None:
    with store.write() as tx:
        assert tx.imported(SHOP, "abc") is None
        first = tx.begin_import(SHOP, "uci", "十一月.csv", "abc", "uci")
        run = tx.start_run(SHOP, first.source, "import", 1)
        tx.finish_run(run, "done", {"orders": tx.upsert(SHOP, first.source, [_order("o")])}, 2)
        assert tx.imported(SHOP, "abc") == first
        assert tx.imported("other", "abc") is None
    version = store.data_version(SHOP)
    assert store.imports(SHOP) == [first]
    undo = store.undo_import(first.id)
    assert (undo.kind, undo.outcome, undo.counts) == ("undo", "done", {"orders": Counts(deleted=1)})
    assert store.data_version(SHOP) > version
    assert store.imports(SHOP)[0].undone_at is not None
    assert [(run.kind, run.undone) for run in store.runs(SHOP)] == [("undo", False), ("import", True)]
    with pytest.raises(ValueError, match="not there"):
        store.undo_import(first.id)
    with store.write() as tx:
        assert tx.imported(SHOP, "abc") is None
        again = tx.begin_import(SHOP, "uci", "十一月.csv", "abc", "uci")
        assert tx.imported(SHOP, "abc") == again
    assert again.id != first.id
    assert again.source != first.source


def test_a_transaction_may_go_on_after_an_undo(store: Store) -> None:
    with store.write() as tx:
        begun = tx.begin_import(SHOP, "uci", "a.csv", "abc", "uci")
        assert begun is not None
        for _ in range(2):
            assert tx.upsert(SHOP, begun.source, [Customer(id="c", updated_at=1)]) == Counts(inserted=1)
            assert tx.undo_import(begun) == {"customers": Counts(deleted=1)}
        assert tx.upsert(SHOP, begun.source, [Customer(id="c", updated_at=1)]) == Counts(inserted=1)
    with store.reader() as reader:
        found = reader.execute("SELECT origins.source FROM customers JOIN origins ON origins.id = origin").fetchall()
    assert found == [(begun.source,)]


def test_an_undone_import_takes_its_quarantine_along(store: Store) -> None:
    with store.write() as tx:
        begun = tx.begin_import(SHOP, "uci", "a.csv", "abc", "uci")
        assert begun is not None
        tx.quarantine(SHOP, begun.source, "orders", b"x", REASON)
        tx.quarantine(SHOP, "api", "orders", b"y", REASON)
    store.undo_import(begun.id)
    assert [waiting.source for waiting in store.quarantined(SHOP)] == ["api"]


def test_the_version_grows_with_every_change_of_the_shop_alone(store: Store) -> None:
    def write(shop: str, moment: int) -> None:
        with store.write() as tx:
            tx.upsert(shop, "api", [_order("o", moment)])

    write("a", 1)
    first = store.data_version("a")
    assert first > 0
    write("b", 1)
    assert store.data_version("a") == first
    assert store.data_version("b") > first
    store.put_shop(Shop(id="a", name="x"))
    write("a", 1)
    assert store.data_version("a") == first
    write("a", 2)
    assert store.data_version("a") > store.data_version("b")


def test_every_changed_row_marks_its_block(store: Store) -> None:
    def marks() -> dict:
        with store.reader() as reader:
            found = reader.execute("SELECT kind, block, version FROM dirty").fetchall()
        return {(kind, block): version for kind, block, version in found}

    far = 70_000
    with store.write() as tx:
        tx.upsert(SHOP, "api", [_order("first")])
        tx._connection.execute(
            "INSERT INTO orders (row, shop_id, id, origin, as_of) VALUES (?, 's', 'x', 1, 1)", (far,)
        )
    one = store.data_version(SHOP)
    assert marks() == {("orders", 0): one, ("orders", 1): one}
    with store.write() as tx:
        tx.upsert(SHOP, "api", [_order("first", 2, payment_amount=5), _order("next")])
        tx.upsert(SHOP, "api", [Product(id="p", updated_at=1)])
    two = store.data_version(SHOP)
    assert marks() == {("orders", 0): two, ("orders", 1): two, ("products", 0): two}
    with store.write() as tx:
        tx.delete(SHOP, "api", "products", [Tombstone("p", 2)])
    three = store.data_version(SHOP)
    with store.write() as tx:
        tx._connection.execute("DELETE FROM orders WHERE id = 'next'")
    assert marks() == {("orders", 0): two, ("orders", 1): three + 1, ("products", 0): three}
    assert one < two < three


def test_the_data_are_as_new_as_the_newest_record(store: Store) -> None:
    with store.write() as tx:
        tx.upsert(SHOP, "api", [_order("a", 50), _order("b", 40)])
        tx.upsert(SHOP, "api", [_order("c", 45)])
        tx.delete(SHOP, "api", "orders", [Tombstone("a", 60)])
    assert store.as_of(SHOP) == 60
    assert store.as_of("other") is None


def test_a_forgotten_shop_leaves_nothing(store: Store) -> None:
    for shop in ("gone", "kept"):
        store.put_shop(Shop(id=shop, name=shop))
        with store.write() as tx:
            begun = tx.begin_import(shop, "uci", "a.csv", "abc", "uci")
            assert begun is not None
            for source in ("api", begun.source):
                for record in KINDS.values():
                    tx.upsert(shop, source, [_any(record)])
            tx.upsert(shop, "api", [Customer(id="1", updated_at=1, phone="13800001234")])
            tx.upsert(shop, "erp", [Customer(id="2", updated_at=1, phone="13800001234")])
            tx.quarantine(shop, "api", "orders", b"x", REASON)
            tx.set_cursor(shop, "api", "orders", "{}")
            tx.start_run(shop, "api", "sync", 1)
    before = _sizes(store)
    store.forget_shop("gone")
    with store.reader() as reader:
        tables = [name for (name,) in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = {name for (name,) in reader.execute("SELECT name FROM pragma_table_info(?)", (table,))}
            column = "id" if table == "shops" else "shop_id"
            if column in columns:
                assert reader.execute(f'SELECT DISTINCT {column} FROM "{table}"').fetchall() in ([("kept",)], [])
    assert _sizes(store) == {
        table: size if table in ("meta", "dirty", "sqlite_stat1", "sqlite_stat4") else size // 2
        for table, size in before.items()
    } | {"sqlite_sequence": before["sqlite_sequence"]}
    assert [shop.id for shop in store.shops()] == ["kept"]


def _order(record_id: str, moment: int = 1, **fields) -> Order:
    return Order(id=record_id, updated_at=moment, created_at=moment, **fields)


def _any(record):
    required = {"created_at": 1, "day": "2024-01-01"}
    known = {name: value for name, value in required.items() if name in record.__struct_fields__}
    return record(id="x", updated_at=1, **known)


def _sizes(store: Store) -> dict[str, int]:
    with store.reader() as reader:
        tables = [name for (name,) in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: reader.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}


def test_a_rehearsal_tells_what_would_happen_and_leaves_nothing(store: Store) -> None:
    with store.rehearse() as tx:
        tx.put_shop(Shop(id=SHOP, name="店"))
        assert tx.upsert(SHOP, "api", [Product(id="p", updated_at=1)]) == Counts(inserted=1)
        assert tx.upsert(SHOP, "api", [Product(id="p", updated_at=2, title="茶")]) == Counts(changed=1)
    assert store.shops() == []
    assert store.data_version(SHOP) == 0
    with store.reader() as reader:
        assert reader.execute("SELECT count(*) FROM products").fetchone() == (0,)


def test_a_mistake_in_a_rehearsal_is_not_swallowed(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.rehearse() as tx:
        tx.put_shop(Shop(id=SHOP, name=f"{1 // 0}"))


def test_a_part_that_fails_takes_back_what_it_wrote_and_the_rest_stands(store: Store) -> None:
    def product(number: str) -> Product:
        return Product(id=number, updated_at=1, title="new columns")

    def halfway(tx: Transaction) -> None:
        with tx.part():
            tx.upsert(SHOP, "erp", [product("within")])
            raise KnownError(REASON, REASON)

    with store.write() as tx:
        tx.upsert(SHOP, "api", [Product(id="before", updated_at=1)])
        with pytest.raises(KnownError):
            halfway(tx)
        assert tx.upsert(SHOP, "erp", [product("after")]) == Counts(inserted=1)
    with store.reader() as reader:
        assert reader.execute("SELECT id FROM products ORDER BY id").fetchall() == [("after",), ("before",)]


def test_what_is_known_of_some_records(store: Store) -> None:
    with store.write() as tx:
        tx.upsert(SHOP, "api", [Order(id=number, updated_at=7, created_at=int(number)) for number in "123"])
        tx.delete(SHOP, "api", "orders", [Tombstone("3", 9)])
        found = tx.known(SHOP, "orders", ("created_at", "as_of"), ["1", "3", "4"])
        imported = tx.begin_import(SHOP, "file", "f", "f", "p")
        tx.upsert(SHOP, imported.source, [Order(id=number, updated_at=8, created_at=5) for number in "14"])
        columns = ("created_at",)
        assert tx.known(SHOP, "orders", columns, ["1", "4"]) == {"1": (5,), "4": (5,)}
        assert tx.known(SHOP, "orders", columns, ["1", "4"], told="interfaces") == {"1": (5,)}
    assert found == {"1": (1, 7)}


def test_a_mended_line_waits_no_longer_until_its_import_is_undone(store: Store) -> None:
    with store.write() as tx:
        first = tx.begin_import(SHOP, "file", "f.csv", "1", "p", "订单号,金额")
        tx.quarantine(SHOP, first.source, "orders", b"1,x", REASON, "1")
        tx.quarantine(SHOP, first.source, "orders", b"2,y", REASON, "2")
        tx.quarantine(SHOP, "api", "orders", b"{}", REASON, "1")
    assert store.imports(SHOP)[0].header == "订单号,金额"
    with store.write() as tx:
        assert tx.waiting(SHOP, "orders") == {}  # nothing tells how new what waits is
        tx.upsert(SHOP, first.source, [Order(id="9", updated_at=70, created_at=1)])
        assert tx.waiting(SHOP, "orders") == {"1": 70, "2": 70}
        assert tx.waits(first)
        second = tx.begin_import(SHOP, "file", "mended.csv", "2", "p")
        tx.upsert(SHOP, second.source, [Order(id="1", updated_at=1, created_at=1)])
        tx.mend(second, "orders", ["1"])
    assert [(each.source, each.record_id) for each in store.quarantined(SHOP)] == [(first.source, "2"), ("api", "1")]
    store.undo_import(second.id)
    assert len(store.quarantined(SHOP)) == 3
