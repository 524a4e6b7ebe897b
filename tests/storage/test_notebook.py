"""The notebook: marks on cards stay on this computer, per shop, through restarts, and never look like new data."""

from collections.abc import Iterator

import pytest
import time_machine

from storage.notebook import EMPTY, Mark
from storage.shop import Shop
from storage.store import Store, Transaction, open_store

SHOP = "s1"
DONE = Mark(
    "restock:p1", "done", 1_700_000_000_000, "payment_amount", 1234.5, "补货\nRestock", (("product", "p1"),), 90_000
)
DISMISSED = Mark("channel:live", "dismissed", 1_700_000_100_000)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(Shop(id=SHOP, name="茶舍"))
        yield store


def mark(store: Store, *marks: Mark, shop: str = SHOP) -> None:
    with store.write() as tx:
        for each in marks:
            tx.mark(shop, each)


def test_an_unknown_shop_has_an_empty_notebook(store: Store) -> None:
    assert store.notebook("nobody") == EMPTY
    assert store.notebook(SHOP) == EMPTY


def test_marks_come_back_whole_newest_first_after_a_restart(store: Store) -> None:
    mark(store, DONE, DISMISSED)
    mark(store, Mark("other", "done", 1), shop="s2")
    folder = store.folder
    store.close()
    with open_store(folder) as again:
        assert again.notebook(SHOP).marks == (DISMISSED, DONE)
        assert [each.card_id for each in again.notebook("s2").marks] == ["other"]


def test_the_newest_mark_of_a_card_counts(store: Store) -> None:
    changed = Mark(DONE.card_id, "dismissed", DONE.at + 5)
    mark(store, DONE, changed)
    assert store.notebook(SHOP).marks == (changed,)


def test_a_card_is_opened_again_and_marked_again(store: Store) -> None:
    mark(store, DONE)
    with store.write() as tx:
        assert tx.unmark(SHOP, DONE.card_id)
        assert not tx.unmark(SHOP, DONE.card_id)
        assert not tx.unmark(SHOP, "never marked")
    assert store.notebook(SHOP).marks == ()
    mark(store, DONE)
    assert store.notebook(SHOP).marks == (DONE,)


def test_marks_are_no_news_of_the_shop(store: Store) -> None:
    before = store.data_version(SHOP), store.as_of(SHOP)
    mark(store, DONE)
    assert (store.data_version(SHOP), store.as_of(SHOP)) == before


def test_a_mark_that_was_not_committed_is_not_there(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.write() as tx:
        mark_and_stop(tx)
    assert store.notebook(SHOP) == EMPTY


def mark_and_stop(tx: Transaction) -> None:
    tx.mark(SHOP, DONE)
    raise KeyboardInterrupt


def look(store: Store) -> None:
    with store.write() as tx:
        tx.looked(SHOP)


def test_the_last_look_is_one_of_an_earlier_local_day(store: Store) -> None:
    with time_machine.travel("2026-11-20 01:00+08:00", tick=False) as clock:
        look(store)
        assert store.notebook(SHOP).last_look is None
        clock.move_to("2026-11-20 22:00+08:00")
        look(store)
        assert store.notebook(SHOP).last_look is None  # the whole day has the same brief
        clock.move_to("2026-11-21 00:30+08:00")  # still the 20th in UTC
        evening = store.notebook(SHOP).last_look
        look(store)
        assert store.notebook(SHOP).last_look == evening
    assert evening == 1_795_183_200_000


def test_a_forgotten_shop_takes_its_notebook_along(store: Store) -> None:
    mark(store, DONE)
    look(store)
    store.forget_shop(SHOP)
    with store.reader() as reader:
        left = reader.execute("SELECT (SELECT count(*) FROM marks) + (SELECT count(*) FROM looks)").fetchone()
    assert left == (0,)
