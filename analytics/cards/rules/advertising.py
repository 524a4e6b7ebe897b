"""Advertising: channels that cost more than they bring."""

from collections.abc import Iterator

import numpy as np

from analytics.cards.rule import Draft, Rule, Scene
from analytics.cards.wording import concern, money, told, within
from analytics.counting import amounts as amounts_of
from analytics.counting import known
from analytics.coverage import not_recorded
from analytics.intervals import poisson
from analytics.parts.income import AD_COST, SPENT
from analytics.parts.sales import PAID_ORDERS
from analytics.result import Estimate, Selection
from analytics.say import counted
from storage.words import Words

LEAST_ORDERS = 5


def _losing(scene: Scene) -> Iterator[Draft]:
    """At stake: cost less payment of the channel; the range is that of its orders as a Poisson count.

    At most the cost: that is what stopping saves. Payment is counted whole, not only the margin, so whoever is named
    loses money for certain.
    """
    cube = scene.asked.now
    if scene.asked.unknown or not_recorded(scene.facts, SPENT, scene.period) or scene.filters:
        return
    cost, paid = cube.rows(AD_COST), cube.rows(PAID_ORDERS)
    names = scene.facts.categories("channel")
    size = len(names) + 1
    spent = np.bincount(cost.codes(("channel",)) + 1, known(amounts_of(cost, AD_COST)), size)[1:]
    channel = paid.codes(("channel",)) + 1
    brought = np.bincount(channel, known(amounts_of(paid, PAID_ORDERS)), size)[1:]
    orders = np.bincount(channel, minlength=size)[1:]
    for code in np.flatnonzero((spent > brought) & (orders >= LEAST_ORDERS)).tolist():
        many = poisson(int(orders[code]))
        if brought[code] * many.high / many.value < spent[code]:
            yield _spend_less(scene, names[code], float(spent[code]), float(brought[code]), many)


def _spend_less(scene: Scene, channel: str, spent: float, brought: float, orders: Estimate) -> Draft:
    each, about = brought / orders.value, (("channel", channel),)
    stake = Estimate(spent - brought, spent - each * orders.high, spent - each * orders.low)
    rows = Selection("ad_spend", AD_COST.id, scene.period, scene.filters, about)
    return Draft(
        about=(("ad_channel", channel),),
        title=told("减少「{name}」的投放", "Spend less on {name}", name=channel),
        evidence=told(
            "本期在「{name}」花了 {cost}，只带来 {n} 单、{amount}。",
            "{cost} spent on {name} brought {n} of {amount} in all.",
            name=channel, cost=money(scene.shop, spent), amount=money(scene.shop, brought),
            n=counted(int(orders.value), "order"),
        ),
        effect=Words("减半投放 14 天，这个渠道的支付金额如果没有少一半，就再减。",
                     "Halve it for 14 days; unless the channel's payment halves too, go on."),
        stake=within(stake, spent),
        concerns=(concern(len(scene.period), "{n} 天的花费", "day of costs", rows, "days of costs"),),
        slices=about,
    )  # fmt: skip


AD_LOSS = Rule(
    "ad_loss", Words("投放亏本", "Advertising at a loss"),
    Words("生意参谋「投入产出比 ROI」：低于 1 先减投放", "Business Advisor ROI: below 1, spend less first"),
    "payment_amount", "hold", _losing,
)  # fmt: skip
