"""Brings a database up to the program's version, with a backup before, and refuses one that is newer.

A new column is one more function here that calls ``add_what_is_declared``. ``PRAGMA user_version`` holds the number
of migrations applied, so that an up-to-date database opens without loading sqlite-utils.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from storage.clock import now_ms
from storage.database import Database
from storage.driver import Connection
from storage.errors import KnownError
from storage.schema import add_what_is_declared
from storage.words import Words

if TYPE_CHECKING:
    from sqlite_utils.db import Database as SqliteUtils

_KEPT = 3

_NEWER = (
    Words("这份数据是更新版本的掌柜写的。", "These data were written by a newer version of Zhanggui."),
    Words("请先升级掌柜，再打开。", "Update Zhanggui, then open them again."),
)


def m001_first_tables(db: "SqliteUtils") -> None:
    """Everything the record types declare."""
    add_what_is_declared(db.conn)


def m002_notebook(db: "SqliteUtils") -> None:
    """Marks on cards of advice, and when the brief was read."""
    add_what_is_declared(db.conn)


def m003_trials(db: "SqliteUtils") -> None:
    """Trials, and who was in which arm."""
    add_what_is_declared(db.conn)


def m004_trial_plans(db: "SqliteUtils") -> None:
    """What a trial was planned with: how many buy by themselves, and which products go to whom."""
    add_what_is_declared(db.conn)
    _add_column(db, "trials", "usual", "REAL")
    for table in ("trials", "trial_people"):
        _add_column(db, table, "products", "TEXT NOT NULL DEFAULT '[]'")


def m005_mended_lines(db: "SqliteUtils") -> None:
    """What is needed to write rejected lines to a file, and to know that a mended copy came in."""
    add_what_is_declared(db.conn)
    _add_column(db, "imports", "header", "TEXT NOT NULL DEFAULT ''")
    _add_column(db, "quarantine", "mended_by", "INTEGER")


def _add_column(db: "SqliteUtils", table: str, column: str, declared: str) -> None:
    if column not in db[table].columns_dict:
        db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {declared}")


MIGRATIONS: tuple[Callable[["SqliteUtils"], None], ...] = (
    m001_first_tables,
    m002_notebook,
    m003_trials,
    m004_trial_plans,
    m005_mended_lines,
)
"""Oldest first; only ever appended to."""


def migrate(database: Database, migrations: tuple[Callable[["SqliteUtils"], None], ...] = MIGRATIONS) -> None:
    """Apply what is missing, each migration in its own transaction. Raises KnownError for a newer database."""
    with database.alone() as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > len(migrations):
            raise KnownError(*_NEWER, detail=f"version {version}, program {len(migrations)}")
        if version == len(migrations):
            return
        if version == 0:
            _begin(connection)
        else:
            back_up(connection, database.path, f"before-version-{len(migrations)}")
            _apply(connection, migrations)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")


def _begin(connection: Connection) -> None:
    """A new database has everything at once; what migrations did, they find done should they come to it."""
    connection.execute("BEGIN IMMEDIATE")
    add_what_is_declared(connection)
    connection.execute("COMMIT")


def _apply(connection: Connection, migrations: tuple[Callable[["SqliteUtils"], None], ...]) -> None:
    # Loaded when there is something to migrate: it takes a third of a second.
    from sqlite_utils import Migrations
    from sqlite_utils.db import Database as SqliteUtils

    ours = Migrations("zhanggui")
    for migration in migrations:
        ours()(migration)
    ours.apply(SqliteUtils(connection, execute_plugins=False))


def back_up(connection: Connection, path: Path, why: str) -> Path:
    """Write a compact copy, encrypted like the original, to ``backups``; the newest three are kept."""
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / f"{path.stem}-{now_ms()}-{why}.db"
    connection.execute("VACUUM INTO ?", (str(target),))
    for old in sorted(folder.glob(f"{path.stem}-*.db"))[:-_KEPT]:
        old.unlink()
    return target
