"""What becomes of a written record: the newer wins, only what a source says is written, the same writes nothing."""

from collections.abc import Iterator

import pytest
from msgspec import UNSET

from storage.records import Commission, Customer, Order, Product
from storage.runs import Counts
from storage.store import Store, open_store
from storage.upsert import Tombstone

SHOP = "s1"


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        yield store


def put(store: Store, *records, source: str = "api") -> Counts:
    with store.write() as tx:
        return tx.upsert(SHOP, source, records)


def remove(store: Store, kind: str, *tombstones: Tombstone, source: str = "api") -> Counts:
    with store.write() as tx:
        return tx.delete(SHOP, source, kind, tombstones)


def row(store: Store, kind: str, record_id: str, *names: str) -> tuple:
    with store.reader() as reader:
        found = reader.execute(
            f'SELECT {", ".join(names)} FROM "{kind}" WHERE shop_id = ? AND id = ?', (SHOP, record_id)
        )
        return found.fetchone()


def product(moment: int, **fields) -> Product:
    return Product(id="p", updated_at=moment, **fields)


def test_a_new_record_is_inserted_and_a_newer_one_changes_it(store: Store) -> None:
    assert put(store, product(1, title="旧", price=100)) == Counts(inserted=1)
    assert put(store, product(2, title="新", price=100)) == Counts(changed=1)
    assert row(store, "products", "p", "title", "price", "as_of") == ("新", 100, 2)


def test_the_same_record_again_writes_nothing(store: Store) -> None:
    records = [Product(id=str(number), updated_at=5, title="茶", price=number) for number in range(50)]
    put(store, *records)
    version = store.data_version(SHOP)
    assert put(store, *records) == Counts(unchanged=50)
    assert store.data_version(SHOP) == version


def test_a_record_that_is_only_newer_is_unchanged_but_remembers_its_moment(store: Store) -> None:
    put(store, product(1, title="茶"))
    assert put(store, product(5, title="茶")) == Counts(unchanged=1)
    assert put(store, product(3, title="酒")) == Counts(stale=1)
    assert row(store, "products", "p", "title", "as_of") == ("茶", 5)


def test_an_older_record_is_stale(store: Store) -> None:
    put(store, product(9, title="新"))
    assert put(store, product(8, title="旧")) == Counts(stale=1)
    assert row(store, "products", "p", "title") == ("新",)


def test_of_one_moment_the_later_write_wins(store: Store) -> None:
    put(store, product(5, price=1))
    assert put(store, product(5, price=2)) == Counts(changed=1)
    assert row(store, "products", "p", "price") == (2,)


def test_empty_is_written_and_unsaid_is_not(store: Store) -> None:
    put(store, product(1, title="茶", price=100))
    put(store, product(2, title=None, price=UNSET))
    assert row(store, "products", "p", "title", "price") == (None, 100)


def test_a_poorer_newer_file_neither_empties_nor_blocks_what_the_api_knows(store: Store) -> None:
    put(store, product(10, title="茶", price=100, stock=7))
    assert put(store, product(20, title="好茶"), source="file:1") == Counts(changed=1)
    assert row(store, "products", "p", "title", "price", "stock") == ("好茶", 100, 7)
    # The API's record is older than the file, but it is the news about everything the file does not carry.
    assert put(store, product(15, title="茶叶", price=120, stock=7)) == Counts(changed=1)
    assert row(store, "products", "p", "title", "price", "as_of") == ("好茶", 120, 20)
    assert put(store, product(12, title="茶", price=1)) == Counts(stale=1)
    assert put(store, product(20, title="新茶", price=130, stock=7)) == Counts(changed=1)
    assert row(store, "products", "p", "title", "price") == ("新茶", 130)


def test_one_source_may_supply_the_list_and_the_detail_apart(store: Store) -> None:
    put(store, product(5, title="茶"))
    assert put(store, product(4, brand="狮峰", price=3)) == Counts(changed=1)
    assert row(store, "products", "p", "title", "brand", "price") == ("茶", "狮峰", 3)
    for _ in range(2):
        version = store.data_version(SHOP)
        assert put(store, product(5, title="茶")) == Counts(unchanged=1)
        assert put(store, product(4, brand="狮峰", price=3)) == Counts(stale=1)
        assert store.data_version(SHOP) == version


def test_records_of_one_page_may_supply_different_fields(store: Store) -> None:
    page = [Product(id=str(number), updated_at=1, **{["title", "brand"][number % 2]: "x"}) for number in range(10)]
    assert put(store, *page) == Counts(inserted=10)
    assert row(store, "products", "4", "title", "brand") == ("x", None)
    assert row(store, "products", "5", "title", "brand") == (None, "x")


def test_one_id_several_times_in_a_page_counts_each_time(store: Store) -> None:
    page = [product(1, price=1), product(3, price=3), product(2, price=2), product(3, price=3), product(3, title="x")]
    assert put(store, *page) == Counts(inserted=1, changed=2, stale=1, unchanged=1)
    assert row(store, "products", "p", "price", "title") == (3, "x")


def test_a_deleted_record_stays_deleted_until_a_newer_one_comes(store: Store) -> None:
    put(store, product(5, title="茶"))
    assert remove(store, "products", Tombstone("p", 4)) == Counts(stale=1)
    assert row(store, "products", "p", "deleted") == (0,)
    assert remove(store, "products", Tombstone("p", 6)) == Counts(deleted=1)
    assert remove(store, "products", Tombstone("p", 6)) == Counts(unchanged=1)
    assert put(store, product(5, title="茶")) == Counts(stale=1)
    assert row(store, "products", "p", "deleted", "as_of") == (1, 6)
    assert put(store, product(7, title="新茶")) == Counts(inserted=1)
    assert row(store, "products", "p", "deleted", "title") == (0, "新茶")


def test_a_deletion_before_its_record_is_remembered(store: Store) -> None:
    assert remove(store, "orders", Tombstone("late", 9)) == Counts(unchanged=1)
    assert put(store, Order(id="late", updated_at=8, created_at=1)) == Counts(stale=1)
    assert row(store, "orders", "late", "deleted") == (1,)
    assert put(store, Order(id="late", updated_at=10, created_at=1)) == Counts(inserted=1)


def test_values_come_back_as_they_went_in(store: Store) -> None:
    long_id = "9007199254740993" * 2
    put(
        store,
        Customer(id=long_id, updated_at=-1, name="'; DROP TABLE customers; --\x00🍵", is_member=True, points=-(2**53)),
    )
    put(store, Commission(id="c", updated_at=1, created_at=-5, rate=0.1 + 0.2))
    assert row(store, "customers", long_id, "name", "is_member", "points", "as_of") == (
        "'; DROP TABLE customers; --\x00🍵",
        1,
        -(2**53),
        -1,
    )
    assert row(store, "commissions", "c", "rate", "created_at") == (0.1 + 0.2, -5)


@pytest.mark.parametrize("record_id", ["a\x00b", 'say "hi"', "O'Neil", "01", "订单", "a" * 128, "\\u0041"])
def test_any_id_is_found_again(store: Store, record_id: str) -> None:
    put(store, Product(id=record_id, updated_at=1, price=1))
    assert put(store, Product(id=record_id, updated_at=1, price=1)) == Counts(unchanged=1)
    assert put(store, Product(id=record_id, updated_at=2, title="x"), source="erp") == Counts(changed=1)
    assert remove(store, "products", Tombstone(record_id, 3)) == Counts(deleted=1)


def test_shops_do_not_touch_each_other(store: Store) -> None:
    with store.write() as tx:
        for shop in ("a", "b"):
            tx.upsert(shop, "api", [product(1, price=1)])
        assert tx.upsert("b", "api", [product(2, price=2)]) == Counts(changed=1)
    with store.reader() as reader:
        assert reader.execute("SELECT shop_id, price FROM products ORDER BY 1").fetchall() == [("a", 1), ("b", 2)]


def test_nothing_to_write_is_nothing(store: Store) -> None:
    assert put(store) == Counts()
    assert remove(store, "orders") == Counts()
    assert store.data_version(SHOP) == 0
    assert store.as_of(SHOP) is None
