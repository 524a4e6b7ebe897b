"""One writer, readers that cannot write, and plain words for what the world does to a file."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.database import OPEN, Database
from storage.driver import LEAST_VERSION, check_version, sqlite
from storage.errors import KnownError
from storage.migrations import MIGRATIONS, migrate
from storage.records import Product
from storage.store import FILE_NAME, open_store

TEA = Product(id="p", updated_at=1, title="茶")
SECRET = "O'Neil 的密码\""


def fill(folder: Path, key: str | None = None, count: int = 1) -> Path:
    with open_store(folder, key) as store, store.write() as tx:
        tx.upsert("s", "api", [Product(id=str(number), updated_at=1, title="茶" * 50) for number in range(count)])
    return folder / FILE_NAME


def test_sqlite_is_one_that_cannot_damage_a_wal() -> None:
    check_version(sqlite.sqlite_version_info)
    with pytest.raises(RuntimeError, match="at least"):
        check_version((3, 51, 2))
    assert LEAST_VERSION == (3, 51, 3)


def test_sqlite_utils_uses_our_driver(tmp_path) -> None:
    fill(tmp_path)
    from sqlite_utils.utils import sqlite3

    assert sqlite3.OperationalError is sqlite.OperationalError


def test_the_connections_are_set_as_agreed(tmp_path) -> None:
    def asked(connection, *names: str) -> list:
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    with open_store(tmp_path) as store:
        with store.write() as tx:
            names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "cache_size", "temp_store")
            assert asked(tx._connection, *names) == ["wal", 1, 5000, 1, -65536, 2]
        with store.reader() as reader:
            assert asked(reader, "query_only", "wal_autocheckpoint", "busy_timeout") == [1, 0, 5000]
            assert reader.execute("PRAGMA mmap_size").fetchone() in (None, (0,))


def test_a_reader_cannot_write(tmp_path) -> None:
    with open_store(tmp_path) as store, store.reader() as reader:
        with pytest.raises(sqlite.OperationalError, match="readonly"):
            reader.execute("DELETE FROM meta")
        reader.execute("PRAGMA query_only = OFF")
        with pytest.raises(sqlite.OperationalError, match="readonly"):
            reader.execute("DELETE FROM meta")


def test_a_reader_sees_what_is_committed_and_never_waits(tmp_path) -> None:
    with open_store(tmp_path) as store, store.write() as tx:
        tx.upsert("s", "api", [TEA])
        with store.reader() as reader:
            assert reader.execute("SELECT count(*) FROM products").fetchone() == (0,)
        assert store.data_version("s") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows fewer names")
@pytest.mark.parametrize("name", ["我的店", "50% off #1 ?mode=rw&", "O'Neil's shop"])
def test_a_folder_may_have_any_name(tmp_path, name: str) -> None:
    path = fill(tmp_path / name)
    with open_store(tmp_path / name) as store, store.reader() as reader:
        assert reader.execute("SELECT count(*) FROM products").fetchone() == (1,)
        with pytest.raises(sqlite.OperationalError, match="readonly"):
            reader.execute("DELETE FROM meta")
    assert list(tmp_path.rglob("*.db")) == [path]


def test_the_same_folder_may_be_open_twice(tmp_path) -> None:
    with open_store(tmp_path) as window, open_store(tmp_path) as command:
        for number, store in enumerate((window, command, window)):
            with store.write() as tx:
                assert tx.upsert("s", "api", [Product(id=str(number), updated_at=1)]).inserted == 1
        assert window.data_version("s") == command.data_version("s") == 3


def test_a_failed_write_leaves_nothing(tmp_path) -> None:
    with open_store(tmp_path) as store:
        with pytest.raises(KeyboardInterrupt), store.write() as tx:
            raise_after(tx)
        assert (store.data_version("s"), store.as_of("s")) == (0, None)
        with store.write() as tx:
            assert tx.upsert("s", "api", [TEA]).inserted == 1


def raise_after(tx) -> None:
    tx.upsert("s", "api", [TEA])
    tx.set_cursor("s", "api", "products", "{}")
    raise KeyboardInterrupt


def test_a_write_inside_a_write_is_our_mistake(tmp_path) -> None:
    with open_store(tmp_path) as store, store.write(), pytest.raises(RuntimeError, match="inside"), store.write():
        pass


def test_many_threads_write_and_read_through_one_store(tmp_path) -> None:
    def work(number: int) -> list[int]:
        counts = []
        for turn in range(20):
            with store.write() as tx:
                tx.upsert("s", "api", [Product(id=f"{number}-{turn}-{i}", updated_at=1) for i in range(5)])
            with store.reader() as reader:
                counts += reader.execute("SELECT count(*) FROM products").fetchone()
        return counts

    with open_store(tmp_path) as store:
        with ThreadPoolExecutor(4) as threads:
            seen = list(threads.map(work, range(4)))
        assert all(counts == sorted(counts) and all(count % 5 == 0 for count in counts) for counts in seen)
        with store.reader() as reader:
            assert reader.execute("SELECT count(*) FROM products").fetchone() == (400,)


def test_readers_are_used_again(tmp_path) -> None:
    with open_store(tmp_path) as store:
        with store.reader() as first, store.reader() as second:
            assert first is not second
        with store.reader() as again:
            assert again in (first, second)


def test_a_closed_store_is_closed(tmp_path) -> None:
    store = open_store(tmp_path)
    lent = store.reader()
    reader = lent.__enter__()
    store.close()
    store.close()
    assert not OPEN
    lent.__exit__(None, None, None)
    with pytest.raises(sqlite.ProgrammingError):
        reader.execute("SELECT 1")
    with pytest.raises(RuntimeError, match="closed"), store.reader():
        pass


def test_closing_leaves_one_file(tmp_path) -> None:
    with open_store(tmp_path) as store, store.write() as tx:
        tx.upsert("s", "api", [TEA])
    with open_store(tmp_path) as store, store.reader() as reader:
        assert reader.execute("SELECT count(*) FROM products").fetchone() == (1,)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_an_encrypted_store_opens_only_with_its_key(tmp_path) -> None:
    path = fill(tmp_path, SECRET)
    assert not path.read_bytes().startswith(b"SQLite format 3")
    assert ("茶" * 4).encode() not in path.read_bytes()  # three bytes alone stand in any megabyte of noise
    for key in (None, "wrong", ""):
        with pytest.raises(KnownError) as caught:
            open_store(tmp_path, key)
        assert "密码" in caught.value.say("zh")
    with open_store(tmp_path, SECRET) as store:
        with store.reader() as reader:
            assert reader.execute("SELECT count(*) FROM products").fetchone() == (1,)
        beside = store.beside("facts.db")
        with beside.write() as connection:
            connection.execute("CREATE TABLE t (x)")
        beside.close()
    assert not (tmp_path / "facts.db").read_bytes().startswith(b"SQLite format 3")


def test_a_plain_store_does_not_open_with_a_key(tmp_path) -> None:
    fill(tmp_path)
    with pytest.raises(KnownError) as caught:
        open_store(tmp_path, "x")
    assert "密码" in caught.value.say("zh")


def test_another_file_by_our_name_is_told(tmp_path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"%PDF-1.7 " * 1000)
    with pytest.raises(KnownError) as caught:
        open_store(tmp_path)
    assert "不是掌柜的数据文件" in caught.value.say("zh")
    assert (tmp_path / FILE_NAME).read_bytes().startswith(b"%PDF")


def test_a_damaged_file_is_told(tmp_path) -> None:
    path = fill(tmp_path, count=3000)
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = os.urandom(len(content) - 4096 * 2)
    path.write_bytes(content)
    with pytest.raises(KnownError) as caught, open_store(tmp_path) as store, store.reader() as reader:
        reader.execute("SELECT count(title) FROM products").fetchall()
    assert "损坏" in caught.value.say("zh")


def test_a_newer_database_is_refused_untouched(tmp_path) -> None:
    path = fill(tmp_path)
    database = Database(path)
    with database.alone() as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    database.close()
    before = path.read_bytes()
    with pytest.raises(KnownError) as caught:
        open_store(tmp_path)
    assert "升级" in caught.value.say("zh")
    assert path.read_bytes() == before


def test_a_full_disk_is_told_and_what_was_committed_stays(tmp_path) -> None:
    with open_store(tmp_path) as store:
        with store.write() as tx:
            tx.upsert("s", "api", [TEA])
            (pages,) = tx._connection.execute("PRAGMA page_count").fetchone()
        with store._database.alone() as connection:
            connection.execute(f"PRAGMA max_page_count = {pages + 3}").fetchone()
        with pytest.raises(KnownError) as caught, store.write() as tx:
            tx.upsert("s", "api", [Product(id=str(i), updated_at=1, title="茶" * 500) for i in range(500)])
        assert "磁盘满了" in caught.value.say("zh")
        assert "腾出" in caught.value.say("zh")
        with store.reader() as reader:
            assert reader.execute("SELECT id FROM products").fetchall() == [("p",)]
        with store._database.alone() as connection:
            connection.execute("PRAGMA max_page_count = 1000000").fetchone()
        with store.write() as tx:
            assert tx.upsert("s", "api", [Product(id="q", updated_at=1)]).inserted == 1


def test_a_database_held_by_another_program_is_told(tmp_path) -> None:
    with open_store(tmp_path) as store:
        other = sqlite.connect(str(store.path), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with store._database.alone() as connection:
            connection.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(KnownError) as caught, store.write():
            pass
        assert "另一个" in caught.value.say("zh")
        other.close()
        with store.write() as tx:
            assert tx.upsert("s", "api", [TEA]).inserted == 1


def test_our_own_mistakes_are_not_told_as_the_worlds(tmp_path) -> None:
    with (
        open_store(tmp_path) as store,
        pytest.raises(sqlite.OperationalError, match="no such table"),
        store.write() as tx,
    ):
        tx._connection.execute("SELECT * FROM nowhere")


def test_a_folder_that_cannot_be_made_is_told(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError) as caught:
        open_store(tmp_path / "file" / "profile")
    assert "打不开" in caught.value.say("zh")


@contextmanager
def powerless() -> Iterator[None]:
    """Whoever may write everywhere gives that up for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders work otherwise on Windows")
@pytest.mark.parametrize("made", [False, True])
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path, made: bool) -> None:
    fill(tmp_path / "first")  # everything is imported before the power is gone
    folder = tmp_path / "profile"
    if made:
        fill(folder)
    folder.mkdir(exist_ok=True)
    for above in (tmp_path, *tmp_path.parents[:2]):
        above.chmod(0o755)
    folder.chmod(0o555)
    with powerless(), pytest.raises(KnownError) as caught, open_store(folder) as store, store.write() as tx:
        tx.set_cursor("s", "api", "orders", "{}")
    folder.chmod(0o755)
    assert "文件夹" in caught.value.say("zh")


def test_a_migration_backs_up_first_and_keeps_three(tmp_path) -> None:
    fill(tmp_path, SECRET)
    assert not (tmp_path / "backups").exists()
    for more in range(1, 6):
        later = tuple(_named(f"m{number}") for number in range(2, 2 + more))
        database = Database(tmp_path / FILE_NAME, SECRET)
        migrate(database, MIGRATIONS + later)
        database.close()
    backups = sorted((tmp_path / "backups").iterdir())
    newest = [f"version-{len(MIGRATIONS) + more}.db" for more in (3, 4, 5)]
    assert [path.name.split("-before-")[1] for path in backups] == newest
    copy = Database(backups[0], SECRET)
    with copy.reader() as reader:
        assert reader.execute("SELECT count(*) FROM products").fetchone() == (1,)
        assert reader.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 2,)
    copy.close()


def test_a_failed_migration_changes_nothing(tmp_path) -> None:
    def m002_fails(db) -> None:
        db.conn.execute("DROP TABLE products")
        raise ZeroDivisionError

    path = fill(tmp_path)
    database = Database(path)
    with pytest.raises(ZeroDivisionError):
        migrate(database, (*MIGRATIONS, m002_fails))
    database.close()
    with open_store(tmp_path) as store, store.reader() as reader:
        assert reader.execute("SELECT count(*) FROM products").fetchone() == (1,)


def _named(name: str):
    def migration(db) -> None:
        pass

    migration.__name__ = name
    return migration
