"""One person under two ids: found by the phone, said by hand, taken back."""

from collections.abc import Iterator

import pytest

from storage.identities import Merge, plain_phone
from storage.records import Customer
from storage.store import Store, open_store
from storage.upsert import Tombstone

SHOP = "s1"
PHONE = "13800001234"


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        yield store


def know(store: Store, source: str, customer_id: str, phone: str | None, moment: int = 1) -> None:
    with store.write() as tx:
        tx.upsert(SHOP, source, [Customer(id=customer_id, updated_at=moment, phone=phone)])


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("13800001234", "13800001234"),
        ("+86 138-0000-1234", "13800001234"),
        ("0086 13800001234", "13800001234"),
        ("８６１３８００００１２３４", "13800001234"),
        ("(010) 6552 9988", "01065529988"),
        ("+44 20 7946 0958", "442079460958"),
        ("138****1234", None),
        ("65529988", None),
        ("13800001234-801x", None),
        ("000000000", None),
        ("11111111111", None),
        ("123", None),
        ("", None),
        ("无", None),
    ],
)
def test_only_a_plain_phone_names_a_person(written: str, digits: str | None) -> None:
    assert plain_phone(written) == digits


def test_one_phone_from_two_sources_is_one_person(store: Store) -> None:
    know(store, "file:1", "张三", "+86 " + PHONE)
    know(store, "api", "u1", PHONE)
    assert store.merges(SHOP) == {"张三": "u1"}
    assert store.merge_list(SHOP) == [Merge("张三", "u1", "phone", automatic=True, apart=False)]


def test_one_phone_twice_in_a_source_says_nothing(store: Store) -> None:
    know(store, "api", "u1", PHONE)
    know(store, "api", "u2", PHONE)
    assert store.merges(SHOP) == {}
    know(store, "erp", "u3", PHONE)
    assert store.merges(SHOP) == {}


def test_whom_a_source_knows_by_the_number_alone_is_the_one_who_has_it(store: Store) -> None:
    know(store, "api", "tel:" + PHONE, PHONE)
    know(store, "api", "u1", PHONE)
    assert store.merges(SHOP) == {"tel:" + PHONE: "u1"}
    know(store, "api", "zz", PHONE)
    assert store.merges(SHOP) == {}, "of two who have it, which?"


def test_masked_phones_merge_nobody(store: Store) -> None:
    know(store, "api", "u1", "138****1234")
    know(store, "erp", "u2", "138****1234")
    assert store.merges(SHOP) == {}


def test_the_merge_goes_when_its_reason_goes(store: Store) -> None:
    know(store, "api", "u1", PHONE)
    know(store, "erp", "u2", PHONE)
    assert store.merges(SHOP) == {"u2": "u1"}
    know(store, "erp", "u2", "13900005678", moment=2)
    assert store.merges(SHOP) == {}
    know(store, "erp", "u2", PHONE, moment=3)
    assert store.merges(SHOP) == {"u2": "u1"}
    with store.write() as tx:
        tx.delete(SHOP, "api", "customers", [Tombstone("u1", 9)])
    assert store.merges(SHOP) == {}


def test_what_is_taken_back_is_not_found_again(store: Store) -> None:
    know(store, "api", "u1", PHONE)
    know(store, "erp", "u2", PHONE)
    version = store.data_version(SHOP)
    with store.write() as tx:
        tx.unmerge(SHOP, "u2")
    assert store.merges(SHOP) == {}
    assert store.data_version(SHOP) > version
    know(store, "api", "u1", PHONE, moment=5)
    assert store.merges(SHOP) == {}
    assert [merge.apart for merge in store.merge_list(SHOP)] == [True]
    with store.write() as tx:
        tx.merge(SHOP, "u2", "u1", "asked her")
    assert store.merges(SHOP) == {"u2": "u1"}


def test_merges_lead_to_the_end_and_never_in_a_circle(store: Store) -> None:
    with store.write() as tx:
        tx.merge(SHOP, "a", "b", "told")
        tx.merge(SHOP, "b", "c", "told")
        tx.merge(SHOP, "d", "a", "told")
    assert store.merges(SHOP) == {"a": "c", "b": "c", "d": "c"}
    for from_id, into_id in (("c", "a"), ("a", "a"), ("c", "d")):
        with pytest.raises(ValueError, match="one person"), store.write() as tx:
            tx.merge(SHOP, from_id, into_id, "told")
    assert store.merges("other shop") == {}


def test_hand_made_and_found_merges_join(store: Store) -> None:
    know(store, "api", "u1", PHONE)
    know(store, "erp", "u2", PHONE)
    with store.write() as tx:
        tx.merge(SHOP, "u1", "boss", "told")
    assert store.merges(SHOP) == {"u1": "boss", "u2": "boss"}
    with store.write() as tx:
        tx.unmerge(SHOP, "u1")
    assert store.merges(SHOP) == {"u2": "u1"}


def test_an_undone_import_takes_its_merges_along(store: Store) -> None:
    know(store, "api", "u1", PHONE)
    with store.write() as tx:
        begun = tx.begin_import(SHOP, "uci", "a.csv", "abc", "uci")
        assert begun is not None
    know(store, begun.source, "张三", PHONE)
    know(store, begun.source, "u2", "13900005678", moment=2)
    know(store, "erp", "u3", "13900005678")
    know(store, "api", "u2", None, moment=1)
    assert store.merges(SHOP) == {"张三": "u1", "u2": "u3"}
    store.undo_import(begun.id)
    assert store.merges(SHOP) == {}
    with store.reader() as reader:
        found = reader.execute("SELECT customer_id, source FROM identities ORDER BY 1").fetchall()
    assert found == [("u1", "api"), ("u3", "erp")]


def test_the_table_lists_no_phones_and_every_profile_has_its_own_key(tmp_path) -> None:
    values = []
    for name in ("a", "b"):
        with open_store(tmp_path / name) as store:
            know(store, "api", "u1", PHONE)
            with store.reader() as reader:
                values += reader.execute("SELECT value FROM identities").fetchall()
    (first,), (second,) = values
    assert first != second
    assert len(first) == 32
    assert PHONE.encode() not in first
