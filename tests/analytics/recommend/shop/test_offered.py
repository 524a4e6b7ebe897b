"""What may be offered, rule by rule: each test fails without its rule. What is not known is no reason."""

from typing import Any

import numpy as np
import pytest

from analytics.recommend.shop.audience import audience
from analytics.recommend.shop.offered import offered
from storage.facts import Facts
from storage.facts_memory import facts_of
from storage.records import Customer, Sku
from tests.analytics.making import CHINA, Book, at
from tests.analytics.recommend.shop.shops import clubs, code, product


def why(facts: Facts, key: str, floor: float = 0.0) -> str | None:
    """The reason for which a product is left out."""
    found = offered(facts, floor)
    place = code(facts, "products", key)
    reasons = [name for name, mask in found.why.items() if mask[place]]
    assert found.mask[place] == (not reasons)
    assert len(reasons) <= 1
    return reasons[0] if reasons else None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, None),
        ({"status": "off_sale"}, "off_sale"),
        ({"stock": 0}, "out"),
        ({"stock": -3}, "out"),
        ({"stock": 1}, None),
        ({"price": 2999}, "below_floor"),
        ({"price": 3000}, None),
        ({"cost": None}, None),
        ({"price": None}, None),
        ({"price": 0}, "no_goods"),
        ({"category": "非商品"}, "no_goods"),
        ({"status": None, "stock": None}, None),
        ({"status": "off_sale", "stock": 0}, "off_sale"),
    ],
)
def test_each_reason(fields: dict[str, Any], reason: str | None) -> None:
    assert why(clubs(changed={"tea0": fields}), "tea0") == reason


def test_a_floor_is_held_against_known_margins_only() -> None:
    facts = clubs(changed={"tea0": {"cost": 4500}, "tea1": {"cost": None}})
    assert why(facts, "tea0", floor=0.2) == "below_floor"
    assert why(facts, "tea0", floor=0.1) is None
    assert why(facts, "tea1", floor=0.2) is None
    assert np.isnan(offered(facts, 0.2).margin[code(facts, "products", "tea1")])


def test_stock_of_variants_counts_where_the_product_has_none_of_its_own() -> None:
    gone = [Sku(id=f"s{number}", updated_at=1, product_id="tea0", stock=0) for number in range(2)]
    assert why(clubs(*gone, changed={"tea0": {"stock": None}}), "tea0") == "out"


def test_a_product_without_a_record_is_deleted_unless_the_source_has_no_products_at_all() -> None:
    book = Book().order("2026-06-01 10:00", 100, "b1", lines=[("p1", 100), ("p2", 100)])
    known = facts_of(CHINA, [*book.records, product("p1", "茶")], as_of=at("2026-07-01 00:00"))
    assert why(known, "p2") == "deleted"
    assert why(known, "p1") is None
    silent = facts_of(CHINA, book.records, as_of=at("2026-07-01 00:00"))
    assert why(silent, "p2") is None


def test_where_nothing_tells_what_is_on_sale_a_product_not_sold_for_a_quarter_is_gone() -> None:
    book = Book().order("2026-01-01 10:00", 100, "b1", lines=[("p1", 100)])
    book.order("2026-06-01 10:00", 100, "b1", lines=[("p2", 100)])
    facts = facts_of(CHINA, book.records, as_of=at("2026-07-01 00:00"))
    assert why(facts, "p1") == "gone"
    assert why(facts, "p2") is None


def test_who_left_or_was_merged_is_told_nothing() -> None:
    left = {"followed_at": at("2026-01-01 00:00"), "unfollowed_at": at("2026-05-01 00:00")}
    back = {"followed_at": at("2026-06-01 00:00"), "unfollowed_at": at("2026-05-01 00:00")}
    facts = clubs(changed={"c1": left, "c2": back}, merges={"c3": "c5"})
    told = audience(facts)
    assert {key: bool(told[code(facts, "customers", key)]) for key in ("c1", "c2", "c3", "c5")} == {
        "c1": False, "c2": True, "c3": False, "c5": True,
    }  # fmt: skip


def test_whom_orders_name_is_told_whether_or_not_there_are_records_of_others() -> None:
    book = Book()
    book.records += [Customer(id="known", updated_at=1)]
    book.order("2026-06-01 10:00", 100, "stranger", lines=[("tea0", 100)])
    assert audience(book.facts("2026-07-01 00:00")).tolist() == [True, True]
    orders_only = facts_of(CHINA, book.records[1:])
    assert audience(orders_only).tolist() == [True]
