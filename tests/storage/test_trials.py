"""Trials stay on this computer, per shop, through restarts, syncs and imports; who was in one never changes."""

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace

from storage.database import Database
from storage.migrations import MIGRATIONS, migrate
from storage.notebook import Mark
from storage.records import Customer, Order
from storage.shop import Shop
from storage.store import FILE_NAME, Store, open_store
from storage.trial import Arm, Enrolled, Product, Trial

SHOP = "s1"
ARMS = (Arm("treated", 0.8, 3, "满 100 减 20"), Arm("held_out", 0.2, 1))
TRIAL = Trial(
    "召回 2026-11-20", "召回", 1_795_150_000_000, date(2026, 11, 20), 30, ARMS, "churn", "cooling", "先试 30 天"
)
ENROLLED = Enrolled(TRIAL, (("c1", "c3", "客户4"), ("c2",)))
OTHER = Enrolled(
    Trial("双11 2026-11-01", "双11", 1_793_500_000_000, date(2026, 11, 1), 14, (Arm("a", 0.5, 1), Arm("b", 0.5, 0))),
    (("c1",), ()),
)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        store.put_shop(Shop(id=SHOP, name="茶舍"))
        yield store


def add(store: Store, *made: Enrolled, shop: str = SHOP) -> list[bool]:
    with store.write() as tx:
        return [tx.add_trial(shop, each) for each in made]


def test_trials_come_back_whole_newest_first_after_a_restart(store: Store) -> None:
    assert add(store, OTHER, ENROLLED) == [True, True]
    folder = store.folder
    store.close()
    with open_store(folder) as again:
        assert again.trials(SHOP) == [TRIAL, OTHER.trial]
        assert again.enrolled(SHOP, "召回") == ENROLLED
        assert again.enrolled(SHOP, "双11") == OTHER
        assert again.enrolled(SHOP, "别的") is None
        assert again.trials("s2") == []


def test_what_was_planned_and_what_goes_out_to_whom_comes_back_as_it_was(store: Store) -> None:
    planned = Enrolled(
        replace(TRIAL, usual=0.125),
        ENROLLED.ids,
        (Product("p1", "龙井"), Product("p2", "盖碗")),
        (((0, 1), (1,), ()), ((1, 0),)),
    )
    add(store, planned)
    assert store.enrolled(SHOP, "召回") == planned
    assert store.trials(SHOP) == [planned.trial]


def test_a_name_is_taken_once_and_what_had_it_stays(store: Store) -> None:
    add(store, Enrolled(replace(TRIAL, name="Recall"), ENROLLED.ids))
    assert add(store, Enrolled(replace(TRIAL, name="RECALL"), (("c9",), ()))) == [False]
    kept = store.enrolled(SHOP, "recall")
    assert kept is not None
    assert kept.ids == ENROLLED.ids
    assert add(store, Enrolled(replace(TRIAL, name="Recall"), (("c9",), ())), shop="s2") == [True]


def test_a_trial_that_was_not_committed_is_not_there(store: Store) -> None:
    def add_and_stop() -> None:
        with store.write() as tx:
            tx.add_trial(SHOP, ENROLLED)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_and_stop()
    assert store.trials(SHOP) == []


def test_trials_are_no_news_and_imports_and_their_undo_leave_them_alone(store: Store) -> None:
    before = store.data_version(SHOP), store.as_of(SHOP)
    add(store, ENROLLED)
    assert (store.data_version(SHOP), store.as_of(SHOP)) == before
    with store.write() as tx:
        begun = tx.begin_import(SHOP, "uci", "a.csv", "abc", "uci")
        assert begun is not None
        tx.upsert(SHOP, begun.source, [Order(id="o", updated_at=1, created_at=1, buyer_id="c1")])
    store.undo_import(begun.id)
    with store.write() as tx:
        tx.upsert(SHOP, "api", [Customer(id="c1", updated_at=5)])
    assert store.enrolled(SHOP, "召回") == ENROLLED


def test_a_forgotten_shop_takes_its_trials_along(store: Store) -> None:
    add(store, ENROLLED)
    add(store, OTHER, shop="s2")
    store.forget_shop(SHOP)
    assert store.trials(SHOP) == []
    with store.reader() as reader:
        assert reader.execute("SELECT customer_id FROM trial_people").fetchall() == [("c1",)]


def test_a_database_from_before_there_were_trials_is_given_them_and_keeps_its_marks(tmp_path) -> None:
    mark = Mark("restock:p1", "done", 1_700_000_000_000)
    with open_store(tmp_path) as store, store.write() as tx:
        tx.mark(SHOP, mark)
    old = Database(tmp_path / FILE_NAME)
    with old.alone() as connection:  # as version 2 left it
        connection.execute("DROP TABLE trial_people")
        connection.execute("DROP TABLE trials")
        connection.execute("PRAGMA user_version = 2")
    migrate(old, MIGRATIONS)
    old.close()
    with open_store(tmp_path) as store:
        assert store.notebook(SHOP).marks == (mark,)
        assert add(store, ENROLLED) == [True]
        assert store.enrolled(SHOP, "召回") == ENROLLED
    assert len(list((tmp_path / "backups").glob("*before-version-*.db"))) == 1


def test_trials_from_before_plans_were_kept_stay_and_say_that_theirs_is_not_known(tmp_path) -> None:
    with open_store(tmp_path) as store:
        add(store, ENROLLED)
    old = Database(tmp_path / FILE_NAME)
    with old.alone() as connection:  # as version 3 left it
        for table, column in (("trials", "usual"), ("trials", "products"), ("trial_people", "products")):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("PRAGMA user_version = 3")
    migrate(old, MIGRATIONS)
    old.close()
    with open_store(tmp_path) as store:
        assert store.enrolled(SHOP, "召回") == ENROLLED
        assert add(store, Enrolled(replace(OTHER.trial, usual=0.5), OTHER.ids)) == [True]
        assert store.trials(SHOP)[1].usual == 0.5
