"""Orders left unpaid and coupons about to lapse: what a reminder adds to the shop's own experience of them."""

from typing import Any

import pytest
from scipy.stats import binom

from analytics.cards.reminder import ADDS
from analytics.cards.rules.checkout import COUPONS, UNPAID
from analytics.intervals import share
from analytics.result import Estimate
from storage.records import CouponClaim, Order
from tests.analytics.cards.stall import Stall, ago, listed, said


def unpaid(stall: Stall, days: int, buyer: str | None, amount: int = 10_000, **more: Any) -> Stall:
    when = stall.at(ago(days, "08:00"))
    order = Order(id=f"u{len(stall.records)}", updated_at=1, created_at=when, paid_at=None, buyer_id=buyer,
                  payment_amount=amount, **more)  # fmt: skip
    stall.records.append(order)
    return stall


def experienced(came_back: int = 6, cases: int = 24) -> Stall:
    """A shop where some of the buyers who had left an order unpaid paid for one three days later."""
    stall = Stall()
    for number in range(cases):
        unpaid(stall, 30 + number, f"b{number}")
        if number < came_back:
            stall.sale(27 + number, "tea", 9000, buyer_id=f"b{number}")
    return stall


def test_orders_left_unpaid_are_worth_what_a_reminder_adds_to_what_comes_anyway() -> None:
    stall = experienced().sale(60, "tea", 9000, buyer_id="x1")  # had paid before, and will be reminded all the same
    for day in range(30, 60):  # paid within ten minutes: never left unpaid
        stall.sale(day, "tea", 9000, buyer_id="quick", paid_at=stall.at(ago(day, "12:10")))
    scene = unpaid(unpaid(stall, 1, "x1", 30_000), 2, "x2", 10_000).scene()
    (draft,) = said(UNPAID, scene)
    assert draft.title.zh == "提醒 2 笔下单没付款的买家"
    assert "共 ¥400" in draft.evidence.zh
    assert "25.0% 会在 7 天内付款" in draft.evidence.zh
    assert "假设是它的 10%–30%" in draft.evidence.zh
    assert draft.stake == Estimate(40_000 * 6 / 24 * ADDS.value, 0, 30_000)  # both is rarer than one in forty
    assert len(listed(scene, draft)) == 2


def test_who_has_paid_since_is_unknown_or_too_long_ago_needs_no_reminder() -> None:
    stall = unpaid(unpaid(unpaid(experienced(), 1, None), 3, "late"), 1, "paid")
    stall.sale(1, "tea", 9000, buyer_id="paid", clock="09:00")
    assert not said(UNPAID, stall.scene())


def test_who_came_back_after_a_week_has_not_come_back() -> None:
    stall = experienced(0)
    for number in range(6):
        stall.sale(22 + number, "tea", 9000, buyer_id=f"b{number}")
    (draft,) = said(UNPAID, unpaid(stall, 1, "x1").scene())
    assert "0.0% 会在 7 天内付款" in draft.evidence.zh


def test_a_shop_without_experience_says_nothing() -> None:
    assert not said(UNPAID, unpaid(experienced(cases=18), 1, "x1").scene())
    assert said(UNPAID, unpaid(experienced(cases=19), 1, "x1").scene()) == []  # the twentieth case is too young
    assert said(UNPAID, unpaid(experienced(cases=20), 1, "x1").scene())


def coupon(stall: Stall, ends: int, used: int | None, **more: Any) -> Stall:
    """A coupon that ends so many days before today, used so many days before today."""
    stall.records.append(
        CouponClaim(
            id=f"c{len(stall.records)}", updated_at=1, created_at=stall.at(ago(ends + 20)), customer_id="ann",
            face_value=1000, expires_at=stall.at(ago(ends)), used_at=None if used is None else stall.at(ago(used)),
            **more,
        )
    )  # fmt: skip
    return stall


def couponed(waiting: int = 30) -> Stall:
    """Of 40 coupons unused on the eve of their end eight went into orders of ¥80; ten more were used long before."""
    stall = Stall().sale(50, "tea", 8000)
    order = stall.records[-2].id
    for number in range(40):
        coupon(stall, 40, 41 if number < 8 else None, order_id=order if number < 8 else None)
    for _ in range(10):
        coupon(stall, 40, 55, order_id=order)
    for _ in range(waiting):
        coupon(stall, -2, None)
    return coupon(coupon(stall, -9, None), -2, 1)


def test_coupons_about_to_lapse_are_worth_what_a_reminder_adds_to_their_use() -> None:
    scene = couponed().scene()
    (draft,) = said(COUPONS, scene)
    assert draft.title.zh == "提醒 30 张快到期的优惠券"
    assert "20.0% 在最后 3 天被用掉，用券订单平均 ¥80" in draft.evidence.zh
    assert draft.stake is not None
    assert draft.stake.value == 30 * 0.2 * 8000 * ADDS.value
    assert draft.stake.low == 0
    used = share(8, 40)
    assert used is not None
    assert draft.stake.high == pytest.approx(8000 * binom.ppf(0.975, 30, used.high * ADDS.high), rel=0.01)
    assert len(listed(scene, draft)) == 30


def test_a_few_coupons_are_not_worth_a_card() -> None:
    assert not said(COUPONS, couponed(waiting=19).scene())
