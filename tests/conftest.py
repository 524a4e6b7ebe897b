"""What holds for every test: nothing stays open."""

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _every_database_is_closed() -> Iterator[None]:
    before = set(_open_databases())
    yield
    left = set(_open_databases()) - before
    for database in left:
        database.close()  # or the next test would answer for it
    assert not left, f"left open: {sorted(str(database.path) for database in left)}"


def _open_databases() -> list:  # type: ignore[type-arg]
    # Asked only where the code under test has loaded it.
    module = sys.modules.get("storage.database")
    return [] if module is None else list(module.OPEN)
