"""Rules that a choice touches, said where it is made: hints with their source, no legal advice."""

from datetime import timedelta

import numpy as np
from msgspec import Struct

from analytics.coverage import present
from analytics.group_buy.whatif.asked import Choice
from analytics.group_buy.whatif.past import past
from analytics.group_buy.whatif.terms import Terms
from analytics.local_time import DAY
from analytics.paths import places
from analytics.period import local_day
from analytics.say import plain_money
from storage.derive import paid, sold_lines
from storage.facts import Facts
from storage.words import Words

_SEVEN = 7 * DAY
_LOOK, _ENDLESS = 90, 75
"""Of so many days an offer ran on so many or more: its limited time has no end."""


class Warned(Struct, frozen=True):
    """One rule and why it is told."""

    rule: str
    """For ever: "base_price", "above_solo", "moments", "reward", "endless"."""
    says: Words
    source: Words


class Base(Struct, frozen=True):
    """The lowest price at which a piece was traded in the seven days before, minor units."""

    price: int
    in_seven_days: bool
    """False where nothing was traded in them: then it is that of the last trade before."""


def warnings(facts: Facts, terms: Terms, choice: Choice) -> tuple[Warned, ...]:
    """Of a choice."""
    found = [_above_solo(facts, terms, choice), _base(facts, terms, choice), _endless(facts, terms)]
    found += [_reward(choice), MOMENTS]
    return tuple(one for one in found if one is not None)


def base_price(facts: Facts, product: int) -> Base | None:
    """None where the product was never sold. Gifts and groups that failed are no trades; coupons and groups are."""
    return facts.derived(f"base price of {product}", lambda facts: _traded(facts, product))


def _traded(facts: Facts, product: int) -> Base | None:
    log, lines, table = paid(facts), sold_lines(facts), facts["order_lines"]
    mine = np.flatnonzero((lines.product == product) & (lines.quantity > 0) & (lines.amount > 0))
    mine = mine[(table["is_gift"][lines.position[mine]] != 1)]
    order = log.position[lines.paid_index[mine]]
    failed = np.append(facts["groups"]["status"] == facts.category("status", "failed"), False)
    mine = mine[~failed[places(facts, "groups")[facts["orders"]["group_id"][order]]]]
    mine = mine[_same_variant(facts, table["sku_id"][lines.position[mine]], mine)]
    if not len(mine):
        return None
    at, each = log.at[lines.paid_index[mine]], lines.amount[mine] / lines.quantity[mine]
    late = at >= present(facts) - _SEVEN
    return Base(round(float(each[late].min() if late.any() else each[np.argmax(at)])), bool(late.any()))


def _same_variant(facts: Facts, variant: np.ndarray, mine: np.ndarray) -> np.ndarray:
    """Lines of the variant that is sold in groups, where the orders tell; else all."""
    log, lines = paid(facts), sold_lines(facts)
    in_group = facts["orders"]["group_id"][log.position[lines.paid_index[mine]]] >= 0
    if not in_group.any():
        return np.ones(len(mine), dtype=bool)
    return np.asarray(variant == variant[in_group][-1])


def _above_solo(facts: Facts, terms: Terms, choice: Choice) -> Warned | None:
    if choice.price < terms.solo:
        return None
    price, solo = (plain_money(facts.shop, one) for one in (choice.price, terms.solo))
    return Warned(
        "above_solo",
        Words(
            f"拼团价 {price} 不低于单买价 {solo}，不能叫拼团优惠。",
            f"The group price {price} is not below the solo price {solo}: it is no group discount.",
        ),
        Words("明码标价和禁止价格欺诈规定 第十九条(三)", "Rules on price marking and price fraud, art. 19 (3)"),
    )


def _base(facts: Facts, terms: Terms, choice: Choice) -> Warned | None:
    base = base_price(facts, terms.product)
    if base is None or base.price >= terms.solo:
        return None
    low, solo, price = (plain_money(facts.shop, one) for one in (base.price, terms.solo, choice.price))
    when = ("近 7 天最低成交价", "the lowest price of the last 7 days") if base.in_seven_days else (
        "最近一次成交价", "the price of the last sale",
    )  # fmt: skip
    if choice.price >= base.price:
        return _warned_base(
            f"{when[0]}是 {low}，拼团价 {price} 并不更低：不写明和哪个价比，就不能说优惠、打折。",
            f"{when[1].capitalize()} is {low}, the group price {price} is not lower: without naming what it is "
            "compared with it may not be called a discount.",
        )
    return _warned_base(
        f"{when[0]}是 {low}，低于单买价 {solo}：优惠要按 {low} 算，或写明和单买价比。",
        f"{when[1].capitalize()} is {low}, below the solo price {solo}: reckon the discount from {low}, or say that it "
        "is against the solo price.",
    )


def _warned_base(zh: str, en: str) -> Warned:
    source = Words("规范促销行为暂行规定 第二十一条", "Interim provisions on promotions, art. 21")
    return Warned("base_price", Words(zh, en), source)


def _endless(facts: Facts, terms: Terms) -> Warned | None:
    """Days among the latest on which the product was on offer in groups."""
    offers, now = past(facts), present(facts)
    days = np.zeros(_LOOK, dtype=bool)
    for at in np.flatnonzero(offers.product == terms.product).tolist():
        first, last = now - int(offers.starts[at]), now - min(int(offers.ends[at]), now)
        days[max(0, last // DAY) : max(0, min(_LOOK, -(-first // DAY)))] = True
    if int(days.sum()) < _ENDLESS:
        return None
    since = local_day(now, facts.shop.zone) - timedelta(days=_LOOK)
    return Warned(
        "endless",
        Words(
            f"{since:%m-%d} 以来 {_LOOK} 天里有 {int(days.sum())} 天都在拼：不要写“限时”“最后一天”。",
            f"On offer on {int(days.sum())} of the {_LOOK} days since {since:%m-%d}: do not call it limited in time.",
        ),
        Words("规范促销行为暂行规定 第二十条", "Interim provisions on promotions, art. 20"),
    )


def _reward(choice: Choice) -> Warned | None:
    if choice.reward <= 0:
        return None
    return Warned(
        "reward",
        Words(
            "团长奖励按成团给，不能按转发、拉人头给。",
            "Pay the leader for a filled group, never for sharing or per head brought.",
        ),
        Words(
            "微信外部链接内容管理规范(2019-10-28)；禁止传销条例 第七条",
            "WeChat rules on external links (2019-10-28); Regulation on pyramid selling, art. 7",
        ),
    )


MOMENTS = Warned(
    "moments",
    Words(
        "拼团链接不能发朋友圈，可以发给好友和群。",
        "Group-buy links may not be posted in Moments; friends and chat groups are allowed.",
    ),
    Words("微信外部链接内容管理规范(2019-10-28)", "WeChat rules on external links (2019-10-28)"),
)
