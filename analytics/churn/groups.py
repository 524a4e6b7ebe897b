"""Groups of buyers that are worth money: by a stated rule, one group a buyer, the first that fits.

What is looked at is whether the buyer's own rhythm is broken, the chance to come within 60 days, and how much is still
expected, as a part of what such a buyer brings after a purchase. All three have to speak against a buyer: nobody who
will more likely than not come is cooling, nor anybody who is not late yet by their own gaps. Who stopped following
stands apart: no message reaches them.
"""

import numpy as np
from msgspec import Struct

from analytics.arrays import Codes, Ints, Mask
from analytics.churn.following import following
from analytics.churn.shop_log import as_date
from analytics.churn.standing import Standing
from analytics.fan_history import bringer, first_purchase, joined_at
from analytics.lifetime.log import Floats
from analytics.period import midnight
from analytics.result import Urgency
from storage.columns import MISSING
from storage.facts import Facts
from storage.words import Words

VALUABLE = 0.8
"""The valuable ones are above this quantile of what buyers usually bring in 90 days."""
COOLED = 0.5
"""Cooling: less than this part of it is still expected."""
LIKELY = 0.5
"""Who comes within 60 days with a larger chance than this is not cooling."""
ASLEEP = 0.05
"""Asleep: the chance to come within 60 days is less."""
_LATE = Words(
    f"已过了自己的节奏，60 天内再来的把握在 {ASLEEP:.0%} 到 {LIKELY:.0%} 之间，还能指望的不到平时的 {COOLED:.0%}",
    f"beyond the own rhythm, with a chance to come within 60 days of {ASLEEP:.0%} to {LIKELY:.0%}, and less than "
    f"{COOLED:.0%} of the usual still expected",
)


class Group(Struct, frozen=True):
    """One group."""

    name: Words
    rule: Words
    step: Words
    """What to do."""
    urgency: Urgency


GROUPS = {
    "promoter": Group(
        Words("会带人，快要流失", "Bring friends, about to lapse"),
        Words(f"带来过买家；{_LATE.zh}。", f"Have brought buyers; {_LATE.en}."),
        Words(
            "店主本人一对一联系，先谢 TA 带来的人，再送一份能分给朋友的东西。",
            "The owner writes in person: thanks for the friends first, then something to share with them.",
        ),
        "lapsing",
    ),
    "cooling": Group(
        Words("值钱，正在变冷", "Valuable and cooling"),
        Words(
            f"平时 90 天带来的钱排在前 {1 - VALUABLE:.0%}，买过两次以上；{_LATE.zh}。",
            f"Among the top {1 - VALUABLE:.0%} by what they usually bring in 90 days, not once only; {_LATE.en}.",
        ),
        Words(
            "这周一个个问：上次的东西用得怎么样，按上次买的备一份补货价。不群发。",
            "Ask each of them this week how the last purchase did, and offer a refill of just that. No mass message.",
        ),
        "lapsing",
    ),
    "new": Group(
        Words("新客，没再来", "New and not back"),
        Words(
            f"只买过一次，一半回头客第二次来的时候已经过了；60 天内再来的把握在 {ASLEEP:.0%} 到 {LIKELY:.0%} 之间，"
            f"还能指望的不到刚买完时的 {COOLED:.0%}。",
            f"Bought once, longer ago than half of those who come back take; a chance to come within 60 days of "
            f"{ASLEEP:.0%} to {LIKELY:.0%}, and less than {COOLED:.0%} of what was expected then still expected.",
        ),
        Words(
            "发一张只给第二单用的券，两周到期，配上买过同款的人接着买了什么。",
            "Send a coupon for a second order that ends in two weeks, with what others bought next.",
        ),
        "chance",
    ),
    "drifting": Group(
        Words("其他在变冷的老客", "Other buyers who are cooling"),
        Words(
            f"买过两次以上、不在前 {1 - VALUABLE:.0%}；{_LATE.zh}。",
            f"Bought twice or more, not among the top {1 - VALUABLE:.0%}; {_LATE.en}.",
        ),
        Words(
            "放进下一次上新或拼团的群发，不单独送券。",
            "Include them in the next message about new goods or a group-buy; no coupon of their own.",
        ),
        "chance",
    ),
    "sleeping": Group(
        Words("睡着了，还联系得上", "Asleep but reachable"),
        Words(
            f"已过了自己的节奏，60 天内再来的把握不到 {ASLEEP:.0%}，还能指望的不到平时的 {COOLED:.0%}，没有取关。",
            f"Beyond the own rhythm, with a chance to come within 60 days of under {ASLEEP:.0%}, and less than "
            f"{COOLED:.0%} of the usual still expected; still following.",
        ),
        Words(
            "大节或上新时群发一次就够；叫不回来就停，别花券钱。",
            "One message at a festival or for new goods is enough; who does not answer is left alone.",
        ),
        "known",
    ),
    "left": Group(
        Words("买过，取关了", "Bought, but unfollowed"),
        Words("买过东西，现在不关注店铺，消息发不到。", "Bought, but no longer follow the shop: no message arrives."),
        Words(
            "只能用下单时留的方式请回来；先看取关前那一单出了什么事。",
            "Only the contact of an order is left; look first at what went wrong with the last one.",
        ),
        "known",
    ),
    "fine": Group(
        Words("照常", "As usual"),
        Words(
            f"其他人：自己的节奏还没过，或 60 天内再来的把握超过 {LIKELY:.0%}，"
            f"或还能指望的有平时的 {COOLED:.0%} 以上。",
            f"All others: the own rhythm is not over, or the chance to come within 60 days is above {LIKELY:.0%}, or "
            f"{COOLED:.0%} of the usual or more is still expected.",
        ),
        Words("不用打扰。", "Leave them in peace."),
        "known",
    ),
}
"""In the order in which they are tried for those who follow; who does not is in ``left``."""
WIN_BACK = ("promoter", "cooling", "new", "drifting", "sleeping")
"""Those that somebody is written to for."""


def groups(facts: Facts, standing: Standing) -> Codes:
    """[m] places in ``GROUPS``, as known on the evening of the standing."""
    moment = midnight(as_date(standing.day + 1), facts.shop.zone)
    brings, here = brought_buyers(facts, moment)[standing.who] > 0, following(facts, moment)[standing.who]
    once = standing.repeats == 0
    less = (standing.kept < COOLED) & ~early(standing) & (standing.chance <= LIKELY)
    awake = standing.chance >= ASLEEP
    cooling = less & awake
    valuable = standing.usual >= _bar(standing.usual)
    rules = {
        "left": ~here,
        "promoter": cooling & brings,
        "cooling": cooling & valuable & ~once,
        "new": cooling & once,
        "drifting": cooling,
        "sleeping": less & ~awake,  # who has just bought is not, however rarely buyers of this shop come back
    }
    found: Codes = np.select(list(rules.values()), [place(key) for key in rules], place("fine")).astype(np.int8)
    return found


def early(standing: Standing) -> Mask:
    """[m] who is not late yet by the own gaps, or, without a rhythm, by those of half of those who come back."""
    found: Mask = standing.since <= np.where(np.isnan(standing.late), standing.comeback, standing.late)
    return found


def place(key: str) -> int:
    """The place of a group."""
    return list(GROUPS).index(key)


def brought_buyers(facts: Facts, moment: int) -> Ints:
    """Code of a customer -> friends brought who had come and bought by a moment; one place more for nobody."""
    joined, bought = joined_at(facts), first_purchase(facts)
    then = (joined != MISSING) & (joined < moment) & (bought != MISSING) & (bought < moment)
    parents = bringer(facts)[then]
    found: Ints = np.bincount(parents[parents >= 0], minlength=len(facts.position("customers")) + 1)
    return found


def _bar(usual: Floats) -> float:
    return float(np.quantile(usual, VALUABLE)) if len(usual) else 0.0
