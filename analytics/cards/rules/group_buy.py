"""Group-buy: groups that need one more person before their time is over."""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from analytics.arrays import Ints, Mask
from analytics.cards.all_or_nothing import Amounts
from analytics.cards.reminder import reminded
from analytics.cards.rule import Draft, Rule, Scene
from analytics.cards.wording import concern, money, percent, told, within
from analytics.counting import known
from analytics.intervals import share
from analytics.local_time import DAY
from analytics.period import Period
from analytics.question import Filters
from analytics.result import Estimate, Selection
from analytics.rows import behind
from analytics.say import counted
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

LEAST = 20
"""Earlier groups below which the chance to fail cannot be told."""
LOOK_BACK = 180 * DAY


def _one_short(scene: Scene) -> Iterator[Draft]:
    """At stake: what was paid into groups that would fail and that asking saves, each whole or not at all.

    How many fail is told by earlier groups that ended at most one short; how many of these asking saves is an
    assumption. At most all that was paid.
    """
    if not scene.present or not len(scene.facts["groups"]):
        return
    days = Period(scene.today, scene.today + timedelta(days=1))
    rows = Selection("groups", "groups_one_short", days, Filters())
    groups = behind(scene.facts, rows)
    failing = _fail(scene.facts, scene.until)
    if not len(groups) or failing is None:
        return
    amounts = _paid_in(scene.facts, groups)
    amount = float(amounts.sum())
    yield Draft(
        about=(),
        title=told("给 {n} 个差一人的团拉人", "Find one more person for {n}", n=counted(len(groups), "group")),
        evidence=told(
            "{n} 个团还差 1 人，明天结束前到期，团员已付 {amount}；以往到最后还差一人以内的团有 {share} 没成。"
            "假设拉人能救回其中的 10%–30%；一个团要么全成、要么全退。",
            "{n} one person short, to end before tomorrow is over; {amount} is paid. Of groups that came so far "
            "{share} failed; asking is taken to save 10%–30% of those, each whole or not at all.",
            n=counted(len(groups), "group"), amount=money(scene.shop, amount), share=percent(failing.value),
        ),
        effect=Words("请团长再分享一次，或开放凑团；到期前应成团。",
                     "Ask the leaders to share once more, or open the groups to strangers: full before they end."),
        stake=within(reminded(amounts, failing), amount),
        concerns=(concern(len(groups), "{n} 个团", "group", rows),),
    )  # fmt: skip


def _fail(facts: Facts, until: int) -> Estimate | None:
    groups = facts["groups"]
    ends, size, joined = groups["expires_at"], groups["size"], groups["joined"]
    over = (ends != MISSING) & (ends <= until) & (ends > until - LOOK_BACK) & (size != MISSING) & (joined != MISSING)
    near = over & (size - joined <= 1) & (_state(facts, "completed") | _state(facts, "failed"))
    return share(int((near & _state(facts, "failed")).sum()), int(near.sum())) if near.sum() >= LEAST else None


def _state(facts: Facts, name: str) -> Mask:
    same: Mask = facts["groups"]["status"] == facts.category("status", name)
    return same


def _paid_in(facts: Facts, rows: Ints) -> Amounts:
    """What the orders of each of these groups were paid with."""
    groups, orders = facts["groups"], facts["orders"]
    codes = groups["id"][np.isin(groups.row, rows)]
    inside = np.isin(orders["group_id"], codes) & (orders["paid_at"] != MISSING)
    paid = known(orders["payment_amount"][inside]).astype(float)
    return np.bincount(orders["group_id"][inside], paid, int(codes.max()) + 1).astype(np.float64)[codes]


GROUP_SHORT = Rule(
    "group_short", Words("差一人成团", "A group one short"),
    Words("平台规则：拼团到期未满自动退款；差一人时催团长分享最有效（拼多多、有赞运营手册）",
          "Platform rule: a group not full in time is refunded; one short is the moment to share again"),
    "payment_amount", "rise", _one_short, urgency="lapsing",
)  # fmt: skip
