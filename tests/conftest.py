"""What holds for every test: nothing stays open. And the real shop, imported once for all that read it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _every_database_is_closed() -> Iterator[None]:
    before = set(_open_databases())
    yield
    left = set(_open_databases()) - before
    for database in left:
        database.close()  # or the next test would answer for it
    assert not left, f"left open: {sorted(str(database.path) for database in left)}"


@pytest.fixture(scope="session")
def online_retail(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with the real file; who writes to it works on a copy."""
    from storage.store import open_store
    from sync.files import import_file
    from tests.online_retail import FILE

    folder = tmp_path_factory.mktemp("online_retail")
    with open_store(folder) as store:
        import_file(store, FILE)
    return folder


def _open_databases() -> list:  # type: ignore[type-arg]
    # Asked only where the code under test has loaded it.
    module = sys.modules.get("storage.database")
    return [] if module is None else list(module.OPEN)
