"""The one place that knows which SQLite we run on: sqlcipher3, encrypted where a key is given.

sqlcipher3 is registered under the name that sqlite-utils looks for, so that both raise and catch the same exceptions.
Every other module takes ``sqlite`` from here.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # sqlcipher3 is the twin of the standard module, whose types are known
    import sqlite3 as sqlite
    from sqlite3 import Connection
else:
    import sqlcipher3
    import sqlcipher3.dbapi2 as sqlite

    Connection = sqlite.Connection
    sys.modules["pysqlite3"] = sqlcipher3
    sys.modules["pysqlite3.dbapi2"] = sqlite

__all__ = ["LEAST_VERSION", "Connection", "check_version", "sqlite"]

LEAST_VERSION = (3, 51, 3)
"""Older ones can corrupt a WAL database that two connections write at the same instant."""


def check_version(version: tuple[int, ...]) -> None:
    """Refuse a library that could damage the data: a mistake in packaging, hence a crash."""
    if version < LEAST_VERSION:
        raise RuntimeError(f"SQLite {version} is bundled, at least {LEAST_VERSION} is needed")
