"""Phones for a co-operation: plain ones of one person each, merged customers being one."""

from collections.abc import Iterator

import pytest

from storage.phones import local_key, people_by_phone
from storage.records import Customer
from storage.store import Store, open_store
from storage.upsert import Tombstone

SHOP = "s1"


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(tmp_path / "one") as store:
        yield store


def know(store: Store, source: str, **phones: str | None) -> None:
    with store.write() as tx:
        tx.upsert(SHOP, source, [Customer(id=name, updated_at=1, phone=phone) for name, phone in phones.items()])


def found(store: Store) -> dict[str, str]:
    with store.reader() as reader:
        return people_by_phone(reader, SHOP)


def test_a_phone_however_it_is_written_leads_to_the_person(store: Store) -> None:
    know(store, "api", u1="+86 138-0000-1234", u2="138****1235", u3=None, u4="无")
    assert found(store) == {"13800001234": "u1"}


def test_who_is_merged_is_one_person_with_every_phone(store: Store) -> None:
    know(store, "api", u1="13800001234", u2="13900005678")
    know(store, "file:1", 张三="13800001234")
    with store.write() as tx:
        tx.merge(SHOP, "u2", "u1", "said so")
    assert found(store) == {"13800001234": "u1", "13900005678": "u1"}


def test_a_phone_of_several_people_says_nothing(store: Store) -> None:
    know(store, "api", u1="13800001234", u2="13800001234", u3="13900005678")
    assert found(store) == {"13900005678": "u3"}


def test_who_was_deleted_or_is_in_another_shop_is_not_there(store: Store) -> None:
    know(store, "api", u1="13800001234", u2="13900005678")
    with store.write() as tx:
        tx.upsert("s2", "api", [Customer(id="u9", updated_at=1, phone="13700009999")])
        tx.delete(SHOP, "api", "customers", [Tombstone("u2", 2)])
    assert found(store) == {"13800001234": "u1"}


def test_the_local_key_lasts_and_differs_by_profile_shop_and_purpose(store: Store, tmp_path) -> None:
    def key(of: Store, shop: str, purpose: str) -> bytes:
        with of.reader() as reader:
            return local_key(reader, shop, purpose)

    with open_store(tmp_path / "two") as other:
        keys = {key(of, shop, purpose) for of in (store, other) for shop in (SHOP, "s2") for purpose in ("a", "b")}
    assert len(keys) == 8
    assert key(store, SHOP, "a") == key(store, SHOP, "a")
