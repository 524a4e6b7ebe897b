"""What holds for every test: nothing stays open. And the real shop, imported once for all that read it."""

import gc
import shutil
import sys
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.once import made_once
from tests.slips import be_loud

be_loud()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Six thousand tests are collected to stay: looking for garbage among them costs more than importing them."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


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
    return made_once(tmp_path_factory, "online_retail", _import_online_retail)


@pytest.fixture(scope="session")
def buying_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with a simulated shop just large enough to learn from who comes again; nothing is learnt yet."""
    return made_once(tmp_path_factory, "buying", _write_buying_shop)


@pytest.fixture(scope="session")
def learnt_shop(tmp_path_factory: pytest.TempPathFactory, buying_shop: Path) -> Path:
    """The same after it was learnt."""
    return made_once(tmp_path_factory, "learnt", partial(_learn, buying_shop))


@pytest.fixture
def few_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Samples are judged in fewer worlds than a shop's are, where nobody looks at how close an interval is."""
    from analytics.seeding import spread

    monkeypatch.setattr(spread, "_MOST", 800)


def _import_online_retail(folder: Path) -> None:
    from storage.facts_load import load_facts
    from storage.store import open_store
    from tests.online_retail import FILE, SHOP
    from tests.sync.one_file import import_file

    with open_store(folder) as store:
        import_file(store, FILE)
        load_facts(store, SHOP).close()


def _write_buying_shop(folder: Path) -> None:
    from storage.facts_load import load_facts
    from storage.store import open_store
    from sync.sandbox.shop import simulate
    from tests.simulated_shop import written

    kinds = ("customers", "referrals", "shares", "visits", "orders", "refunds", "coupon_claims", "group_members")
    with open_store(written(simulate(2_500, seed=3), kinds, folder)) as store:
        load_facts(store, store.shops()[0].id).close()


def _learn(buying_shop: Path, folder: Path) -> None:
    from analytics.churn.outlook import outlook
    from storage.facts_load import load_facts
    from storage.store import open_store

    shutil.copytree(buying_shop, folder)
    with open_store(folder) as store:
        facts = load_facts(store, store.shops()[0].id)
        outlook(facts)
        facts.close()


def _open_databases() -> list:  # type: ignore[type-arg]
    # Asked only where the code under test has loaded it.
    module = sys.modules.get("storage.database")
    return [] if module is None else list(module.OPEN)
