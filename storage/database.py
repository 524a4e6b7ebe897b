"""One database file: a single writer behind a lock, and a pool of readers that cannot write."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from weakref import WeakSet

from storage.driver import Connection, check_version, sqlite
from storage.faults import faults_of

OPEN: "WeakSet[Database]" = WeakSet()
"""Every database not yet closed."""

_WRITER = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA wal_autocheckpoint = 8000;
PRAGMA busy_timeout = 5000;
PRAGMA foreign_keys = ON;
PRAGMA cache_size = -65536;
PRAGMA temp_store = MEMORY;
PRAGMA journal_size_limit = 67108864;
"""

# A checkpoint is the writer's alone: two connections doing it at once is what old SQLite got wrong.
_READER = """
PRAGMA query_only = ON;
PRAGMA wal_autocheckpoint = 0;
PRAGMA busy_timeout = 5000;
PRAGMA cache_size = -65536;
PRAGMA temp_store = MEMORY;
"""


class Database:
    """An open file. Use ``write`` and ``reader``; ``close`` when done. An empty key means no encryption."""

    def __init__(self, path: Path, key: str | None = None) -> None:
        check_version(sqlite.sqlite_version_info)
        self.path = path
        self._key = key
        self._lock = threading.RLock()
        self._pool_lock = threading.Lock()
        self._idle: list[Connection] = []
        self._beside: WeakSet[Database] = WeakSet()
        self._closed = False
        with faults_of(path):
            self._writer = _connect(str(path), key, _WRITER)
        OPEN.add(self)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction on the writer; other threads wait. Rolls back on any exception."""
        with self._lock, faults_of(self.path):
            if self._writer.in_transaction:
                raise RuntimeError("a write inside a write")
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                _roll_back(self._writer)
                raise

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """The writer outside of a transaction, for what SQLite refuses inside one: migrations, VACUUM."""
        with self._lock, faults_of(self.path):
            yield self._writer

    @contextmanager
    def reader(self) -> Iterator[Connection]:
        """A read-only connection for one thread at a time; it returns to the pool."""
        with faults_of(self.path):
            connection = self._take()
            try:
                yield connection
            finally:
                self._give_back(connection)

    def beside(self, name: str) -> "Database":
        """Another database in the same folder, opened with the same key; it closes with this one at the latest."""
        database = Database(self.path.with_name(name), self._key)
        self._beside.add(database)
        return database

    def close(self) -> None:
        """Close the writer and the idle readers; a lent reader closes when it comes back."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            for database in list(self._beside):
                database.close()
            OPEN.discard(self)
            with self._pool_lock:
                idle, self._idle = self._idle, []
            for connection in idle:
                connection.close()
            with faults_of(self.path):
                self._writer.close()

    def _take(self) -> Connection:
        with self._pool_lock:
            if self._closed:
                raise RuntimeError(f"{self.path} is closed")
            if self._idle:
                return self._idle.pop()
        return _connect(_read_only(self.path), self._key, _READER)

    def _give_back(self, connection: Connection) -> None:
        _roll_back(connection)
        with self._pool_lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()


def _roll_back(connection: Connection) -> None:
    if connection.in_transaction:  # a full disk may already have ended it
        connection.execute("ROLLBACK")


def _read_only(path: Path) -> str:
    # Path.as_uri would put the server of a network folder where SQLite takes none.
    plain = path.absolute().as_posix()
    return f"file://{'' if plain.startswith('/') else '/'}{quote(plain)}?mode=ro"


def _connect(target: str, key: str | None, pragmas: str) -> Connection:
    # The lock, not the driver, keeps threads apart.
    connection = sqlite.connect(target, uri=target.startswith("file:"), check_same_thread=False, isolation_level=None)
    try:
        if key:
            connection.execute("PRAGMA cipher_log_level = NONE").fetchall()  # a wrong key is told, not logged
            connection.execute(f"PRAGMA key = '{key.replace(chr(39), chr(39) * 2)}'")
        connection.executescript(pragmas)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key shows here
    except BaseException:
        connection.close()
        raise
    return connection
