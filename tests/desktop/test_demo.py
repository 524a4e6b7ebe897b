"""The demo profile: filled over HTTP, synced again after its server has gone, marked as a demo."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.demo import Recipe, fill_demo, is_demo, sync_demo
from desktop.doors import ProcessDoors
from storage.progress import Cancelled, ignore, never
from storage.store import open_store
from ui.doors import Profile

RECIPE = Recipe(orders=200, seed=3, until=int(datetime(2026, 5, 20, 4, tzinfo=UTC).timestamp() * 1000))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("profiles") / "demo"
    fill_demo(folder, RECIPE)
    return folder


def test_the_demo_shop_says_that_it_is_one(folder: Path) -> None:
    with open_store(folder) as store:
        (shop,) = store.shops()
    assert shop.demo
    assert is_demo(folder)


def test_a_later_sync_meets_the_same_shop_with_a_few_changes(folder: Path) -> None:
    with open_store(folder) as store:
        run = sync_demo(store)
    touched = sum(counts.inserted + counts.changed + counts.deleted for counts in run.counts.values())
    unchanged = sum(counts.unchanged for counts in run.counts.values())
    assert run.outcome == "done"
    assert 10 < touched <= 200
    assert unchanged < 500  # the overlap, not the whole shop


def test_the_window_syncs_the_demo_although_its_server_has_gone(folder: Path) -> None:
    doors = ProcessDoors(Profile("demo", folder, demo=True), lambda: "zh")
    try:
        (shop,) = doors.store().shops()
        assert doors.sync(shop.id, ignore, never).outcome == "done"
    finally:
        doors.close()


def test_a_cancelled_demo_is_made_anew_the_next_time(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        fill_demo(tmp_path / "demo", RECIPE, stop=lambda: True)
    assert not is_demo(tmp_path / "demo")
    assert fill_demo(tmp_path / "demo", RECIPE).counts["orders"].inserted == 200
