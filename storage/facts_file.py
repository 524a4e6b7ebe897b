"""facts.db: where the columns of Facts are kept, beside shop.db and encrypted with the same key.

Everything in it follows from shop.db. A file that is damaged, written for other columns, for another shop.db or with
another key is thrown away and made anew, so it needs no migrations and no backups.
"""

import hashlib
from pathlib import Path

import msgspec

from storage.columns import DTYPES, facts_columns
from storage.database import Database
from storage.driver import Connection, sqlite
from storage.errors import KnownError
from storage.records import KINDS
from storage.store import Store
from storage.words import Words

FILE_NAME = "facts.db"
_FORMAT = 2
"""Raised when the meaning of what is stored changes."""
_PATIENCE_MS = 120_000
"""How long to wait while another program builds."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY) STRICT;
-- Which state of shop.db a block of rows was read from, and how many of its rows the shop has.
CREATE TABLE blocks (
    shop_id TEXT, kind TEXT, block INTEGER, version INTEGER NOT NULL, rows INTEGER NOT NULL,
    PRIMARY KEY (shop_id, kind, block)
) STRICT, WITHOUT ROWID;
-- One column of one block; a block whose values are all the same has one value (facts_pack).
CREATE TABLE columns (
    shop_id TEXT, kind TEXT, block INTEGER, name TEXT, dtype TEXT NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (shop_id, kind, name, block)
) STRICT;
-- The texts of a domain in order of their codes, in blocks of codes.
CREATE TABLE texts (
    shop_id TEXT, domain TEXT, block INTEGER, size INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (shop_id, domain, block)
) STRICT;
-- What was learnt from the columns; it names people by their codes, so it lives and dies with them.
CREATE TABLE learnt (shop_id TEXT, name TEXT, data BLOB NOT NULL, PRIMARY KEY (shop_id, name)) STRICT;
"""

_BROKEN_NOW = (
    Words("分析用的缓存文件坏了，店铺数据没有受影响。", "The cache for analysis is damaged; the shop's data are safe."),
    Words("请关掉掌柜再打开，缓存会自动重建。", "Close Zhanggui and open it again; the cache is rebuilt by itself."),
)
_IN_USE = (
    Words("分析用的缓存文件正被另一个程序占用。", "Another program is using the cache for analysis."),
    Words("请关掉其他掌柜窗口，再试一次。", "Close the other Zhanggui windows and try again."),
)


def open_facts_file(store: Store) -> Database:
    """The open facts.db of a profile with its tables, emptied if it was made for something else.

    Raises KnownError, for which ``is_damaged`` may say that the file is to be discarded.
    """
    signature = _signature(store)
    database = store.beside(FILE_NAME)
    try:
        with database.alone() as connection:
            connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            belongs = _found_signature(connection) == signature
        if not belongs:
            with database.write() as connection:
                _make_anew(connection, signature)
    except BaseException:
        database.close()
        raise
    return database


def forget_others(database: Database, store: Store) -> None:
    """Delete what is kept of shops that the profile has no more."""
    there = {shop.id for shop in store.shops()}
    with database.alone() as connection:
        gone = [row for row in connection.execute("SELECT DISTINCT shop_id FROM blocks") if row[0] not in there]
    if gone:
        with database.write() as connection:
            for table in ("blocks", "columns", "texts", "learnt"):
                connection.executemany(f"DELETE FROM {table} WHERE shop_id = ?", gone)


def discard(folder: Path) -> None:
    """Delete facts.db. Raises KnownError where the system does not allow it because it is open."""
    try:
        for suffix in ("", "-wal", "-shm"):
            (folder / (FILE_NAME + suffix)).unlink(missing_ok=True)
    except PermissionError as error:
        raise KnownError(*_IN_USE, detail=str(error)) from error


def is_damaged(error: KnownError) -> bool:
    """Whether the error says that a database file is not one, is broken, or has another key."""
    cause = error.__cause__
    if not isinstance(cause, sqlite.Error):
        return False
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF in (sqlite.SQLITE_CORRUPT, sqlite.SQLITE_NOTADB)


def broken_now(detail: str) -> KnownError:
    """The error for a file that breaks while it is in use."""
    return KnownError(*_BROKEN_NOW, detail=detail)


def _make_anew(connection: Connection, signature: bytes) -> None:
    if _found_signature(connection) == signature:
        return  # another program was quicker
    for (table,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        connection.execute(f'DROP TABLE "{table}"')
    for statement in _TABLES.split(";\n"):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('signature', ?)", (signature,))


def _found_signature(connection: Connection) -> bytes | None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'learnt'").fetchone():
        return None
    row = connection.execute("SELECT value FROM meta WHERE name = 'signature'").fetchone()
    return row[0] if row else None


def _signature(store: Store) -> bytes:
    """What the contents depend on beside the rows: the columns, the format, and which shop.db it is."""
    with store.reader() as reader:
        (identity,) = reader.execute("SELECT value FROM meta WHERE name = 'identity_key'").fetchone()
    columns = [
        (kind, name, column.unit.value, column.refers_to, str(DTYPES.get(column.unit)))
        for kind in KINDS
        for name, column in facts_columns(kind).items()
    ]
    return hashlib.sha256(identity + msgspec.json.encode((_FORMAT, columns))).digest()
