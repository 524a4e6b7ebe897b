"""The mapping of the neutral contract: records, tombstones, and what does not fit."""

import msgspec
import pytest
from msgspec import UNSET

from storage.records import KINDS, Order, Product
from sync.neutral_items import read_items

AT = 1_700_000_000_000
ORDER = {"id": "o1", "updated_at": 20, "created_at": AT}


def page(*items: object) -> bytes:
    return msgspec.json.encode(items)


def test_a_field_that_was_not_sent_stays_unset_and_null_stays_null() -> None:
    (records,) = read_items("orders", page(ORDER | {"buyer_id": None, "payment_amount": 1})).records
    assert records == [Order(id="o1", updated_at=20, created_at=AT, buyer_id=None, payment_amount=1)]
    assert records[0].paid_at is UNSET


def test_a_field_we_do_not_know_is_passed_over() -> None:
    (records,) = read_items("orders", page(ORDER | {"new_in_the_contract": {"a": [1]}})).records
    assert [record.id for record in records] == ["o1"]


def test_a_tombstone_is_never_read_as_a_poor_record() -> None:
    batch = read_items("products", page({"id": "p1", "deleted": True, "updated_at": 5}, {"id": "p2", "updated_at": 6}))
    assert list(batch.records[0]) == [Product(id="p2", updated_at=6)]
    assert [(gone.id, gone.updated_at) for gone in batch.tombstones["products"]] == [("p1", 5)]
    assert not batch.misfits


def test_a_record_that_says_it_is_not_deleted_is_a_record() -> None:
    batch = read_items("products", page({"id": "p1", "deleted": False, "updated_at": 5, "title": '"deleted"'}))
    assert list(batch.records[0]) == [Product(id="p1", updated_at=5, title='"deleted"')]
    assert not batch.tombstones


@pytest.mark.parametrize(
    ("raw", "zh", "record_id"),
    [
        (b'{"id":"o1","updated_at":1,"created_at":"x"}', "「created_at」应为整数，收到的是文字", "o1"),
        (
            b'{"id":"o1","updated_at":1,"created_at":1700000000000,"paid_at":[]}',
            "「paid_at」应为整数或空值，收到的是列表",
            "o1",
        ),
        (b'{"id":"o1","updated_at":1}', "缺少「created_at」", "o1"),
        (b'{"id":"","updated_at":1,"created_at":1700000000000}', "「id」是空的", ""),
        (b'{"id":7,"updated_at":1,"created_at":1700000000000}', "「id」应为文字，收到的是整数", "7"),
        (b'{"id":"o1","updated_at":1,"created_at":1.5}', "「created_at」应为整数，收到的是小数", "o1"),
        (
            b'{"id":"o1","updated_at":1,"created_at":1700000000000,"status":"lost"}',
            "「status」的值 'lost' 不在约定的选项里",
            "o1",
        ),
        (b'{"id":"o1","updated_at":1,"created_at":99999999999999999}', "「created_at」的值不合约定", "o1"),
        (b'{"id":"o1","updated_at":1,"created_at":5}', "「created_at」的值不合约定", "o1"),
        (b'{"id":"o1","deleted":true}', "缺少「updated_at」", "o1"),
        (b'{"id":"o1","deleted":"yes","updated_at":1}', "「deleted」应为是或否，收到的是文字", "o1"),
        (b'{"id":"o\xff","updated_at":1,"created_at":1700000000000}', "这条数据的文字编码坏了", None),
        (b"[1]", "这条数据应为一条记录，收到的是列表", None),
        (b"null", "这条数据应为一条记录，收到的是空值", None),
    ],
)
def test_what_does_not_fit_is_kept_whole_with_the_reason(raw: bytes, zh: str, record_id: str | None) -> None:
    batch = read_items("orders", b"[" + msgspec.json.encode(ORDER) + b"," + raw + b"]")
    assert [record.id for record in batch.records[0]] == ["o1"], "its neighbours are not lost"
    (misfit,) = batch.misfits
    assert misfit.raw == raw
    assert misfit.reason.zh == zh
    assert misfit.reason.en
    assert misfit.record_id == record_id


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_page_of_every_kind(kind: str) -> None:
    assert len(read_items(kind, b"[]")) == 0
