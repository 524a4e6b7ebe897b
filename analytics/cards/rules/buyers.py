"""Buyers: new ones who stay away, old ones who do not come back, first-time buyers to be asked again."""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from analytics.cards.all_or_nothing import Amounts, comes_in, spread_like
from analytics.cards.audience import concerns, listed, many
from analytics.cards.reminder import reminded
from analytics.cards.rule import Draft, Rule, Scene
from analytics.cards.rules.nodes import fell, stake_of
from analytics.cards.win_back import WITHIN, Away, first_orders, who_stays_away
from analytics.cards.wording import money, percent, told, within
from analytics.coverage import present
from analytics.intervals import share
from analytics.local_time import DAY
from analytics.period import Period
from analytics.result import Estimate, Node
from analytics.say import counted
from storage.derive import paid
from storage.facts import Facts
from storage.words import Words

BACK_DAYS = 14
ONCE_FROM, ONCE_TO = 45, 15
"""First-time buyers of so many days ago: the goods have arrived, and the shop is not forgotten."""
SECOND_DAYS = 30
"""Days within which a second purchase is looked for."""
COHORT_DAYS = 180
LEAST = 30
"""Earlier first-time buyers below which the shop's repeat rate says too little."""
FRIENDS = Estimate(0.05, 0.02, 0.1)
"""Of buyers asked to bring a friend, how many do. An assumption."""


def _returning(scene: Scene) -> Iterator[Draft]:
    """At stake: what a reminder adds to what those listed would bring by themselves, each one usual order or nothing.

    How many of such people come back is the shop's own experience (``win_back``); never more than they usually spend,
    nor than returning buyers took from the payment. Too little experience leaves the stake unknown.
    """
    node, before = fell(scene, "returning_buyers"), scene.asked.comparison
    lost = stake_of(scene, node) if node else None
    if node is None or before is None or lost is None or not lost.value:
        return
    rows = listed(scene, "last_bought", before, scene.filters)
    people = many(scene, rows)
    if rows is not None and not people:
        return
    away = who_stays_away(scene.facts, before, rows)
    yield Draft(
        about=(("node", "returning_buyers"),),
        title=told("召回 {n} 位没再来的买家", "Win back {n} who did not come", n=counted(people, "buyer"))
        if people
        else Words("召回没再来的买家", "Win back the buyers who did not come"),
        evidence=told("{counts}{usual}", "{counts} {usual}", counts=_counts(node, "老买家", "Returning buyers"),
                      usual=_usual(scene, away)),
        effect=_back(node, before),
        stake=within(reminded(away.orders, away.back), min(away.spend, lost.high)) if away and away.back else None,
        concerns=concerns(people, "{n} 位对比期买过、之后没再买的人", "who has not come since", rows,
                          "who have not come since"),
    )  # fmt: skip


def _usual(scene: Scene, away: Away | None) -> Words:
    if away is None or away.back is None:
        return Words("", "")
    return told(
        "名单上的人一单一般共 {spend}；以往走开这么久的买家 {rate}（{low}–{high}）会在 {days} 天内再来，"
        "假设提醒能多带来其中的 10%–30%。",
        "One usual order of each of those listed comes to {spend}; of buyers away as long {rate} ({low}–{high}) come "
        "again within {days} days. A reminder is taken to add 10%–30% to that.",
        spend=money(scene.shop, away.spend), rate=percent(away.back.value), low=percent(away.back.low),
        high=percent(away.back.high), days=WITHIN,
    )  # fmt: skip


def _new(scene: Scene) -> Iterator[Draft]:
    """At stake: what the friends of those asked would spend, if 2% to 10% of them bring one; an assumption.

    Never more than new buyers took from the payment.
    """
    node, before = fell(scene, "new_buyers"), scene.asked.comparison
    lost = stake_of(scene, node) if node else None
    if node is None or before is None or lost is None or not lost.value:
        return
    rows = listed(scene, "returning_buyers", scene.period, scene.filters)
    people, orders = many(scene, rows), first_orders(scene.facts, before)
    bring = comes_in(spread_like(orders, people), FRIENDS)
    yield Draft(
        about=(("node", "new_buyers"),),
        title=Words("补新客：请老客带新人", "Win new buyers: ask the old ones to bring friends"),
        evidence=told("{counts}{bring}", "{counts} {bring}", counts=_counts(node, "新买家", "New buyers"),
                      bring=_friends(scene, orders) if people else ""),
        effect=_back(node, before),
        stake=within(bring, lost.high) if people else None,
        concerns=concerns(people, "{n} 位可以请来带新人的老买家", "returning buyer to ask", rows,
                          "returning buyers to ask"),
    )  # fmt: skip


def _friends(scene: Scene, orders: Amounts) -> Words:
    worth = float(orders.mean()) if len(orders) else 0.0
    return told(
        "假设请到的人有 2%–10% 带来一位、首单平均 {worth}。",
        "Of those asked 2%–10% are taken to bring one, whose first order is {worth} on average.",
        worth=money(scene.shop, worth),
    )  # fmt: skip


def _counts(node: Node, zh: str, en: str) -> Words:
    return told(
        "{who}从 {before} 到 {now}，少了 {change}，超出店铺平时的波动。",
        "{who_en} went from {before} to {now}, {change} fewer: beyond the shop's own ups and downs.",
        who=zh, who_en=en, before=f"{node.previous:,}", now=f"{node.value:,}", change=percent(node.change or 0),
    )  # fmt: skip


def _back(node: Node, before: Period) -> Words:
    daily = (node.previous or 0) / len(before)
    return told("{days} 天内每天回到约 {daily} 人。", "Back at about {daily} a day within {days} days.",
                days=BACK_DAYS, daily=f"{daily:,.1f}")  # fmt: skip


def _second(scene: Scene) -> Iterator[Draft]:
    """At stake: what a reminder adds to the second purchases that such buyers make anyway by the shop's own rate.

    Each buys once more or not, an order like earlier second ones; at most every one of them does.
    """
    if not scene.present:
        return
    days = Period(scene.today - timedelta(days=ONCE_FROM), scene.today - timedelta(days=ONCE_TO))
    rows = listed(scene, "bought_once", days)
    people, (rate, seconds) = many(scene, rows), scene.facts.derived("second purchases", _repeat)
    if people < LEAST or rate is None or not seconds.sum():
        return
    amounts = spread_like(seconds, people)
    yield Draft(
        about=(),
        title=told("请 {n} 位首购买家再来一次", "Ask {n} first-time buyers to come again", n=f"{people:,}"),
        evidence=told(
            "他们 {to}–{from_} 天前第一次买，还没回来；以往这样的买家 {rate}（{low}–{high}）会在 {days} 天内再买，"
            "平均 {worth}。假设提醒能多带来其中的 10%–30%。",
            "They bought first {to}–{from_} days ago and have not come back; of such buyers {rate} ({low}–{high}) buy "
            "again within {days} days, {worth} on average. A reminder is taken to add 10%–30% to that.",
            to=ONCE_TO, from_=ONCE_FROM, rate=percent(rate.value), low=percent(rate.low), high=percent(rate.high),
            days=SECOND_DAYS, worth=money(scene.shop, float(seconds.mean())),
        ),
        effect=told("{days} 天内再买的人超过 {n} 位。", "More than {n} buy again within {days} days.",
                    days=SECOND_DAYS, n=f"{people * rate.value:,.0f}"),
        stake=within(reminded(amounts, rate), float(amounts.sum())),
        concerns=concerns(people, "{n} 位只买过一次的买家", "buyer of one order", rows, "buyers of one order"),
    )  # fmt: skip


def _repeat(facts: Facts) -> tuple[Estimate | None, Amounts]:
    """Of buyers not back ``ONCE_TO`` days after their first order, the share that came within ``SECOND_DAYS`` more.

    And what their second orders came to, minor units.
    """
    log, now = paid(facts), present(facts)
    wait, window = ONCE_TO * DAY, SECOND_DAYS * DAY
    first = np.flatnonzero((log.buyer >= 0) & (log.previous < 0)
                           & (log.at < now - wait - window) & (log.at >= now - COHORT_DAYS * DAY))  # fmt: skip
    following = log.chain.following[first]
    gap = np.append(log.at, np.iinfo(np.int64).max)[following] - log.at[first]
    waiting = gap > wait
    again = waiting & (gap <= wait + window)
    if waiting.sum() < LEAST or not again.any():
        return None, np.zeros(0)
    return share(int(again.sum()), int(waiting.sum())), log.amount[following[again]].astype(float)


RETURNING_FELL = Rule(
    "returning_fell", Words("老客没来", "Returning buyers fell"),
    Words("生意参谋「客户分析」：老客下滑做定向召回",
          "Business Advisor: a targeted win-back where old buyers stay away"),
    "returning_buyers", "rise", _returning,
)  # fmt: skip
NEW_FELL = Rule(
    "new_fell", Words("新客变少", "New buyers fell"),
    Words("老带新：被介绍来的客户留存更好、更值钱（Schmitt、Skiera、Van den Bulte 2011）",
          "Referred customers stay longer and are worth more (Schmitt, Skiera, Van den Bulte 2011)"),
    "new_buyers", "rise", _new,
)  # fmt: skip
SECOND_PURCHASE = Rule(
    "second_purchase", Words("促二次购买", "Second purchase"),
    Words("首购后 15–45 天促复购；沉默越久，回来的可能越小（Schmittlein、Morrison、Colombo 1987）",
          "Ask again 15–45 days after the first purchase; the chance fades with silence (Schmittlein et al. 1987)"),
    "returning_buyers", "rise", _second, urgency="chance",
)  # fmt: skip
