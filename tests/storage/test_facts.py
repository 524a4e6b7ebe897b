"""Facts made in memory: every value comes back as it went in, and only when asked for."""

from threading import Barrier, Thread

import numpy as np
import pytest
from msgspec import UNSET

from storage.columns import MISSING, MISSING_DAY
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import AdSpend, Commission, Customer, Order, Product, Visit
from storage.shop import Shop

SHOP = Shop(id="s1", name="小店")


def order(number: int, **fields: object) -> Order:
    return Order(id=f"o{number}", updated_at=number, created_at=1000 + number, **fields)  # type: ignore[arg-type]


def test_numbers_come_back_and_unknown_is_marked() -> None:
    facts = facts_of(SHOP, [order(1, payment_amount=-5, paid_at=7), order(2, payment_amount=None), order(3)])
    orders = facts["orders"]
    assert orders["payment_amount"].tolist() == [-5, MISSING, MISSING]
    assert orders["paid_at"].tolist() == [7, MISSING, MISSING]
    assert orders["created_at"].tolist() == [1001, 1002, 1003]
    assert orders.row.tolist() == [1, 2, 3]
    assert orders["payment_amount"].dtype == orders.row.dtype == np.int64


def test_flags_ratios_and_days_have_their_own_mark_for_unknown() -> None:
    records = [
        Customer(id="a", updated_at=1, is_member=True),
        Customer(id="b", updated_at=1, is_member=False),
        Customer(id="c", updated_at=1, is_member=None),
        Commission(id="x", updated_at=1, created_at=1, rate=0.25),
        Commission(id="y", updated_at=1, created_at=1),
        AdSpend(id="d", updated_at=1, day="1970-01-03"),
    ]
    facts = facts_of(SHOP, records)
    assert facts["customers"]["is_member"].tolist() == [1, 0, -1]
    assert facts["customers"]["is_member"].dtype == np.int8
    rate = facts["commissions"]["rate"]
    assert rate[0] == 0.25
    assert np.isnan(rate[1])
    assert facts["ad_spend"]["day"].tolist() == [2]
    assert facts["ad_spend"]["day"].dtype == np.int32
    assert np.iinfo(np.int32).min == MISSING_DAY


def test_references_share_the_numbering_of_what_they_refer_to() -> None:
    facts = facts_of(
        SHOP,
        [
            order(1, buyer_id="b"),
            order(2, buyer_id="a"),
            order(3),
            order(4, buyer_id="gone"),
            _customer("a"),
            _customer("b"),
        ],
    )
    ids = facts.ids("customers")
    assert [None if code < 0 else ids[code] for code in facts["orders"]["buyer_id"]] == ["b", "a", None, "gone"]
    assert [ids[code] for code in facts["customers"]["id"]] == ["a", "b"]
    positions = facts.position("customers")
    assert [positions[code] for code in facts["orders"]["buyer_id"] if code >= 0] == [1, 0, -1]
    assert facts.position("visitors").tolist() == []


def test_categories_of_one_name_share_their_numbering_over_kinds() -> None:
    visit = Visit(id="v", updated_at=1, created_at=1, channel="微信", visitor_id="p")
    facts = facts_of(SHOP, [order(1, channel="直播"), order(2, channel="微信"), order(3, channel=UNSET), visit])
    names = facts["orders"].categories("channel")
    assert facts["visits"].categories("channel") == names
    assert [None if code < 0 else names[code] for code in facts["orders"]["channel"]] == ["直播", "微信", None]
    assert names[facts["visits"]["channel"][0]] == "微信"
    assert facts.position("visitors").tolist() == [-1], "visitors have an id but no record"


def test_labels_are_texts_by_position() -> None:
    facts = facts_of(SHOP, [Product(id="p", updated_at=1, title="连衣裙"), Product(id="q", updated_at=1)])
    labels = facts["products"].labels("title")
    assert (labels[0], labels[1], len(labels)) == ("连衣裙", None, 2)


def test_a_shop_without_records_has_empty_columns_of_the_right_kind() -> None:
    facts = facts_of(SHOP, [])
    assert facts.as_of is None
    for kind in ("orders", "customers", "ad_spend", "commissions"):
        for column in facts[kind]:
            if column not in ("name", "title"):
                assert len(facts[kind][column]) == 0
    assert facts["commissions"]["rate"].dtype == np.float64
    assert len(facts["products"].labels("title")) == 0


def test_arrays_cannot_be_changed() -> None:
    facts = facts_of(SHOP, [order(1, buyer_id="a")])
    for array in (facts["orders"]["created_at"], facts["orders"].row, facts.position("customers")):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_asking_for_what_is_not_there_says_so() -> None:
    facts = facts_of(SHOP, [order(1)])
    with pytest.raises(KeyError, match=r"no column orders\.buyer_note"):
        facts["orders"]["buyer_note"]
    with pytest.raises(KeyError, match="is a label"):
        facts["products"]["title"]
    with pytest.raises(KeyError, match="not a category"):
        facts["orders"].categories("payment_amount")
    with pytest.raises(KeyError, match="not a label"):
        facts["orders"].labels("channel")
    with pytest.raises(KeyError):
        facts["nonsense"]


def test_merged_customers_are_one_person_in_every_reference() -> None:
    records = [
        order(1, buyer_id="a"),
        order(2, buyer_id="b", promoter_id="c"),
        order(3, buyer_id="c"),
        order(4),
        _customer("a"),
        _customer("b"),
    ]
    facts = facts_of(SHOP, records, merges={"b": "a", "c": "b"})
    ids = facts.ids("customers")
    assert [None if code < 0 else ids[code] for code in facts["orders"]["buyer_id"]] == ["a", "a", "a", None]
    assert ids[facts["orders"]["promoter_id"][1]] == "a"
    assert [ids[code] for code in facts["customers"]["id"]] == ["a", "b"], "the records themselves stay"
    assert {ids[code]: ids[person] for code, person in enumerate(facts.persons())} == {"a": "a", "b": "a", "c": "a"}


def test_without_merges_everybody_stands_for_themselves() -> None:
    facts = facts_of(SHOP, [order(1, buyer_id="a"), _customer("b")])
    assert facts.persons().tolist() == [0, 1]


def test_two_merged_into_one_whom_nobody_knows_are_still_one_person() -> None:
    facts = facts_of(
        SHOP, [order(1, buyer_id="a"), order(2, buyer_id="b"), order(3, buyer_id="c")], merges={"a": "x", "b": "x"}
    )
    first, second, third = facts["orders"]["buyer_id"]
    assert first == second != third


def test_derived_values_are_made_once_even_when_threads_ask_together() -> None:
    facts = facts_of(SHOP, [order(number) for number in range(100)])
    made: list[int] = []
    barrier = Barrier(8)
    seen: list[int] = []

    def build(given: Facts) -> int:
        made.append(1)
        return given.derived("inner", lambda inner: int(inner["orders"]["created_at"].sum()))

    def ask() -> None:
        barrier.wait()
        seen.append(facts.derived("outer", build))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert seen == [sum(range(1000, 1100))] * 8


def test_as_of_is_the_newest_source_time() -> None:
    assert facts_of(SHOP, [order(3), order(9), order(4)]).as_of == 9
    assert facts_of(SHOP, [order(3)], as_of=77).as_of == 77


def _customer(name: str) -> Customer:
    return Customer(id=name, updated_at=1)
