"""Between wanting and paying: orders left unpaid, coupons about to lapse."""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from analytics.arrays import Codes, Ints
from analytics.cards.all_or_nothing import Amounts, spread_like
from analytics.cards.reminder import reminded
from analytics.cards.rule import Draft, Rule, Scene
from analytics.cards.wording import concern, money, percent, told, within
from analytics.counting import known
from analytics.coverage import present
from analytics.intervals import share
from analytics.local_time import DAY
from analytics.parts.advice import LEFT_UNPAID
from analytics.period import Period
from analytics.question import Filters
from analytics.result import Estimate, Selection
from analytics.rows import behind
from analytics.say import counted
from storage.chains import order_by_code
from storage.columns import MISSING
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

UNPAID_DAYS = 3
"""Orders left unpaid are worth a reminder for so long."""
RETURN_DAYS = 7
"""A buyer who pays within so many days after an unpaid order has come back."""
LOOK_BACK = 180
"""Days of earlier unpaid orders by which coming back is measured."""
LEAST = 20
"""Earlier cases below which the shop's own experience says too little."""
COUPON_DAYS = 3


def _unpaid(scene: Scene) -> Iterator[Draft]:
    """At stake: what a reminder adds to the part of the unpaid money that comes back anyway, by the shop's experience.

    Each order is paid whole or not at all, so of few of them the range begins at nothing.
    """
    days = Period(scene.today - timedelta(days=UNPAID_DAYS - 1), scene.today)
    rows = Selection("orders", LEFT_UNPAID.id, days, Filters())
    if not scene.present:
        return
    amounts = _asked_for(scene.facts, rows)
    orders, amount = len(amounts), float(amounts.sum())
    back = scene.facts.derived("unpaid that came back", _come_back)
    if not orders or not amount or back is None:
        return
    yield Draft(
        about=(),
        title=told("提醒 {n} 笔下单没付款的买家", "Remind the buyers of {n}",
                   n=counted(orders, "unpaid order")),
        evidence=told(
            "近 {days} 天有 {n} 笔订单没付款，共 {amount}；以往这样的买家 {share} 会在 {back} 天内付款。"
            "这部分不提醒也会来，牵涉的钱只算提醒多带来的：假设是它的 10%–30%。",
            "Unpaid in {days} days: {n}, {amount} in all; of such buyers {share} pay within {back} days. They come "
            "anyway; at stake is only what a reminder adds, taken to be 10%–30% of that.",
            days=UNPAID_DAYS, n=counted(orders, "order"), back=RETURN_DAYS,
            amount=money(scene.shop, amount), share=percent(back.value),
        ),
        effect=told("{days} 天内付款的人应多于平时的 {share}。", "More than the usual {share} pay within {days} days.",
                    days=RETURN_DAYS, share=percent(back.value)),
        stake=within(reminded(amounts, back), amount),
        concerns=(concern(orders, "{n} 笔未付款订单", "unpaid order", rows),),
    )  # fmt: skip


def _asked_for(facts: Facts, rows: Selection) -> Amounts:
    """What each of these orders is to be paid with."""
    orders = facts["orders"]
    amounts: Amounts = known(orders["payment_amount"][np.isin(orders.row, behind(facts, rows))]).astype(float)
    return amounts


def _come_back(facts: Facts) -> Estimate | None:
    """Which share of buyers who left an order unpaid paid for one within ``RETURN_DAYS``; None of too few.

    Orders paid at once are not counted: an order is left unpaid if an hour has gone by.
    """
    orders, now = facts["orders"], present(facts)
    placed, paid_at, buyer = orders["created_at"], orders["paid_at"], orders["buyer_id"]
    seen = (placed >= now - LOOK_BACK * DAY) & (placed < now - RETURN_DAYS * DAY) & (buyer >= 0)
    left = np.flatnonzero(seen & ((paid_at == MISSING) | (paid_at > placed + DAY // 24)))
    if len(left) < LEAST:
        return None
    following = _next_payment(facts, buyer[left], placed[left])
    return share(int((following <= placed[left] + RETURN_DAYS * DAY).sum()), len(left))


def _next_payment(facts: Facts, buyers: Codes, after: Ints) -> Ints:
    """When each buyer first pays at or after a moment; far in the future for never."""
    log, first = paid(facts), int(after.min())
    since = int(np.searchsorted(log.at, first))
    order = order_by_code(log.buyer[since:])
    codes, moments = log.buyer[since:][order].astype(np.int64), log.at[since:][order]
    span = 2 * LOOK_BACK * DAY  # longer than any of these moments lies after the first
    codes, moments = codes[codes >= 0], moments[codes >= 0]
    place = np.searchsorted(codes * span + (moments - first), buyers.astype(np.int64) * span + (after - first))
    found, same = np.append(moments, 0)[place], np.append(codes, -1)[place] == buyers
    return np.where(same, found, np.iinfo(np.int64).max)


def _coupons(scene: Scene) -> Iterator[Draft]:
    """At stake: what a reminder adds to the orders into which coupons go anyway, by the share that is used.

    Each coupon is used or not; the orders are spread like those of earlier coupons.
    """
    if not scene.present:
        return
    rows = Selection(
        "coupon_claims", "coupons_unused", Period(scene.today, scene.today + timedelta(days=COUPON_DAYS)), Filters()
    )
    many = len(behind(scene.facts, rows))
    used, orders = scene.facts.derived("coupons used in the end", _use)
    if many < LEAST or used is None or not orders.sum():
        return
    amounts = spread_like(orders, many)
    yield Draft(
        about=(),
        title=told("提醒 {n} 张快到期的优惠券", "Remind the holders of {n} about to lapse",
                   n=counted(many, "coupon")),
        evidence=told(
            "{n} 张券将在 {days} 天内到期还没用；以往的券有 {share} 在最后 {days} 天被用掉，用券订单平均 {worth}。"
            "假设提醒能多带来其中的 10%–30%。",
            "{n} to lapse within {days} days; of earlier ones {share} were used in their last {days} days, "
            "in orders of {worth} on average. A reminder is taken to add 10%–30% to that.",
            n=counted(many, "unused coupon"), days=COUPON_DAYS, share=percent(used.value),
            worth=money(scene.shop, float(orders.mean())),
        ),
        effect=told("到期前用掉的券应多于平时的 {share}。", "More than the usual {share} used before they lapse.",
                    share=percent(used.value)),
        stake=within(reminded(amounts, used), float(amounts.sum())),
        concerns=(concern(many, "{n} 张未用的券", "unused coupon", rows),),
    )  # fmt: skip


def _use(facts: Facts) -> tuple[Estimate | None, Amounts]:
    """Of coupons still unused three days before their end, the share used in the end; the orders they went into."""
    claims, now = facts["coupon_claims"], present(facts)
    ends, used = claims["expires_at"], claims["used_at"]
    eve = ends - COUPON_DAYS * DAY
    over = (ends != MISSING) & (ends <= now) & (ends >= now - LOOK_BACK * DAY) & (claims["created_at"] < eve)
    waiting = over & ((used == MISSING) | (used >= eve))
    redeemed = waiting & (used != MISSING)
    if waiting.sum() < LEAST:
        return None, np.zeros(0)
    place = facts.position("orders")[claims["order_id"][redeemed & (claims["order_id"] >= 0)]]
    amounts = known(facts["orders"]["payment_amount"][place[place >= 0]])
    return share(int(redeemed.sum()), int(waiting.sum())), amounts.astype(float)


UNPAID = Rule(
    "unpaid", Words("催付", "Unpaid orders"),
    Words("千牛工作台「催付」的做法：下单未付款尽早提醒；Monetate 公开的一次测试里，七天内提醒的多成交 15%",
          "Seller workbench practice: remind of unpaid orders soon; in a test published by Monetate those reminded "
          "within seven days bought 15% more"),
    "payment_amount", "rise", _unpaid, urgency="lapsing",
)  # fmt: skip
COUPONS = Rule(
    "coupons_lapsing", Words("券将到期", "Coupons about to lapse"),
    Words("到期前提醒提高核销（Inman、McAlister 1994：核销在到期前出现第二个高峰）",
          "Redemption has a second peak before the end (Inman, McAlister 1994)"),
    "payment_amount", "rise", _coupons, urgency="lapsing",
)  # fmt: skip
