"""What buyers pay: group prices, promotions, coupons and freight, shared out over the lines to the last fen."""

from datetime import datetime

import numpy as np
from msgspec import Struct

from sync.sandbox.baskets import Lines
from sync.sandbox.columns import Bools, Ints
from sync.sandbox.drafts import Drafts
from sync.sandbox.holidays import days_from, promotion_on
from sync.sandbox.places import Places
from sync.sandbox.plan import DAY, ZONE, Plan

FREE_SHIPPING_FROM = 9_900
FAR = ("新疆", "西藏", "青海", "内蒙古", "甘肃", "宁夏")
FACES, THRESHOLDS = np.array([500, 1000, 2000, 5000]), np.array([5_000, 9_900, 19_900, 39_900])


class Paid(Struct, frozen=True):
    """One value per order, and the paid amount per line."""

    list_amount: Ints
    discount: Ints
    freight: Ints
    payment: Ints
    line_amount: Ints
    coupon_face: Ints
    """0 where no coupon is used."""
    coupon_threshold: Ints


def paid_of(plan: Plan, places: Places, drafts: Drafts, lines: Lines, group_price: Ints, pays: Bools) -> Paid:
    """All amounts; ``group_price`` matters for orders in a group, coupons are left for those who ``pays``."""
    goods = lines.per_order(lines.list_amount)
    alone = drafts.group < 0
    promoted = _promoted(plan, drafts.at) & alone & (plan.rng("promoted").random(len(drafts)) < 0.7)
    discount = np.where(promoted, goods * plan.rng("promotion").choice([8, 10, 15], len(drafts)) // 100, 0)
    tier = np.searchsorted(THRESHOLDS, goods, "right") - 1
    couponed = (
        alone & pays & ~promoted & (tier >= 0) & (plan.rng("couponed").random(len(drafts)) < 0.16) & (drafts.fan >= 0)
    )
    face = np.where(couponed, FACES[tier], 0)
    discount = np.where(alone, discount + face, goods - group_price)
    freight = np.where(alone & (goods - discount < FREE_SHIPPING_FROM), _freight(places)[drafts.city], 0)
    return Paid(
        list_amount=goods,
        discount=discount,
        freight=freight,
        payment=goods - discount + freight,
        line_amount=shared_out(lines, goods, discount),
        coupon_face=face,
        coupon_threshold=np.where(couponed, THRESHOLDS[tier], 0),
    )


def shared_out(lines: Lines, goods: Ints, discount: Ints) -> Ints:
    """List amounts less the order's discount, in proportion, the odd fen on the first line."""
    part = discount[lines.order] * lines.list_amount // np.maximum(goods, 1)[lines.order]
    part[lines.start[:-1]] += discount - lines.per_order(part)
    return lines.list_amount - part


def _promoted(plan: Plan, at: Ints) -> Bools:
    first = datetime.fromtimestamp(plan.start / 1000, ZONE).date()
    days = np.array([promotion_on(day) is not None for day in days_from(first, plan.days)])
    return np.asarray(days[(at - plan.start) // DAY])


def _freight(places: Places) -> Ints:
    far = np.array([name in FAR for name in places.provinces])
    return np.where(far, 1500, 800)[places.province]
