"""Refunds: products that come back more often than their like, reasons that grew."""

from typing import Any

import pytest

from analytics.cards.cards import dealt
from analytics.cards.goods import NOT_GOODS
from analytics.cards.rules.refunds import REFUND_REASON, REFUNDED_PRODUCT
from storage.records import Group
from sync.files.presets import online_retail
from tests.analytics.cards.stall import Stall, ago, finding, listed, said


def returning(tea: int, others: int = 10, **more: Any) -> Stall:
    """Tea and cups sell two a day each for sixty days; so many of them came back."""
    stall = Stall().shelf("tea", category="茶").shelf("green", category="茶").shelf("cup", category="杯")
    for product in ("tea", "green", "cup", "pot"):
        stall.sales(range(1, 61), product, 5000, 2)
    for number in range(tea):
        stall.refund(ago(3 + number), 4000, product_id="tea", **more)
    for number in range(others):
        stall.refund(ago(3 + number), 4000, product_id=("green", "cup", "pot")[number % 3])
    return stall


def test_what_comes_back_too_often_is_named_with_its_due() -> None:
    scene = returning(24).scene()
    (draft,) = said(REFUNDED_PRODUCT, scene)
    assert draft.about == (("product", "tea"),)
    assert "卖 120 单、退 24 笔；按其他商品的水平应退约 3.3 笔" in draft.evidence.zh
    assert draft.stake is not None
    assert draft.stake.value == pytest.approx((24 - 10 / 3) * 4000, abs=50)
    assert draft.stake.high < 24 * 4000
    assert len(listed(scene, draft)) == 24


def test_no_more_is_at_stake_than_came_back_beyond_its_due_in_the_period() -> None:
    stall = returning(0, 0)
    for number in range(24):
        stall.refund(ago(33 + number), 4000, product_id="tea")
    assert not said(REFUNDED_PRODUCT, stall.scene())  # it is over
    for number in range(3):
        stall.refund(ago(3 + number), 4000, product_id="tea")
    (draft,) = said(REFUNDED_PRODUCT, stall.scene())
    assert draft.stake is not None
    assert draft.stake.high <= 3 * 4000


def test_manual_entries_and_postage_are_no_goods() -> None:
    stall = returning(0).shelf("manual", category=NOT_GOODS).sales(range(1, 61), "manual", 90_000, 2)
    for number in range(40):
        stall.refund(ago(3 + number), 90_000, product_id="manual")
    scene = stall.scene(findings={"payment_amount": (finding((("product", "manual"),), 900_000, 100),
                                                     finding((("category", NOT_GOODS),), 900_000, 100))})  # fmt: skip
    assert dealt(scene) == []
    assert NOT_GOODS == online_retail.NOT_GOODS


def test_silent_beside_the_threshold_and_with_few_refunds() -> None:
    assert not said(REFUNDED_PRODUCT, returning(12).scene())
    assert not said(REFUNDED_PRODUCT, returning(4, 0).scene())


def test_what_its_whole_category_does_is_no_fault_of_the_product() -> None:
    stall = returning(40, 0)
    for number in range(38):
        stall.refund(ago(3 + number), 4000, product_id="green")
    assert not said(REFUNDED_PRODUCT, stall.scene())


def test_groups_that_did_not_fill_are_no_fault_of_the_product() -> None:
    stall = returning(0)
    stall.records.append(Group(id="g", updated_at=1, created_at=stall.at(ago(20)), status="failed"))
    stall.sale(9, "tea", 4000, group_id="g")
    order = stall.records[-2].id
    for number in range(24):
        stall.refund(ago(3 + number), 4000, product_id="tea", order_id=order)
    assert not said(REFUNDED_PRODUCT, stall.scene())


def reasons(now: int, then: int, orders_now: int = 2) -> Stall:
    stall = Stall().sales(range(1, 31), "tea", 5000, orders_now).sales(range(31, 61), "tea", 5000, 2)
    for number in range(now):
        stall.refund(ago(1 + number), 4000, reason="破损")
    for number in range(then):
        stall.refund(ago(31 + number), 4000, reason="破损")
    for day in (4, 5, 44, 45):
        stall.refund(ago(day), 4000, reason="不想要了")
    return stall


def test_a_reason_that_grew_is_named() -> None:
    scene = reasons(15, 3).scene()
    (draft,) = said(REFUND_REASON, scene)
    assert draft.title.zh == "查退款原因「破损」"
    assert "退款 15 笔，对比期 3 笔；按订单数应约 3 笔" in draft.evidence.zh
    assert draft.stake is not None
    assert draft.stake.value == pytest.approx((15 - 3) * 4000, abs=1)
    assert draft.stake.high <= 15 * 4000
    assert len(listed(scene, draft)) == 15


def test_more_groups_that_did_not_fill_are_no_reason_to_look_into() -> None:
    stall = reasons(3, 3)
    stall.records.append(Group(id="g", updated_at=1, created_at=stall.at(ago(20)), status="failed"))
    stall.sale(9, "tea", 4000, group_id="g")
    order = stall.records[-2].id
    for number in range(20):
        stall.refund(ago(1 + number), 4000, reason="拼团失败", order_id=order)
    assert not said(REFUND_REASON, stall.scene())


def test_a_reason_that_grew_with_the_orders_or_within_chance_is_left_alone() -> None:
    assert not said(REFUND_REASON, reasons(15, 3, orders_now=10).scene())
    assert not said(REFUND_REASON, reasons(7, 3).scene())
    assert not said(REFUND_REASON, reasons(4, 0).scene())
