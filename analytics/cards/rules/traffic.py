"""Traffic: fewer visitors, or visitors who buy less."""

from collections.abc import Iterator

from analytics.cards.rule import Draft, Rule, Scene
from analytics.cards.rules.nodes import fell, stake_of
from analytics.cards.wording import percent, told
from analytics.result import Concern
from storage.words import Words

DAYS = 14


def _visitors(scene: Scene) -> Iterator[Draft]:
    """At stake: the visitors' contribution to the fall of the payment, less what findings explain."""
    node = fell(scene, "visitors")
    stake = stake_of(scene, node) if node else None
    if node is None or stake is None or not stake.value:
        return
    yield Draft(
        about=(("node", "visitors"),),
        title=Words("把访客找回来：看哪个来源少了", "Bring visitors back: see which source fell"),
        evidence=told(
            "访客从 {before} 到 {now}，少了 {change}，超出店铺平时的波动。",
            "Visitors went from {before} to {now}, {change} fewer: beyond the shop's own ups and downs.",
            before=f"{node.previous:,}", now=f"{node.value:,}", change=percent(node.change or 0),
        ),
        effect=told("发一次内容或群活动；{days} 天内每天的访客回到约 {daily}。",
                    "Publish or run something in the groups: about {daily} visitors a day within {days} days.",
                    days=DAYS, daily=f"{_daily(scene, node.previous):,.0f}"),
        stake=stake,
        concerns=(Concern(Words("对比期的访问", "visits compared"), node.previous_rows),) if node.previous_rows else (),
    )  # fmt: skip


def _conversion(scene: Scene) -> Iterator[Draft]:
    """At stake: the contribution of conversion to the fall of the payment, less what findings explain."""
    node = fell(scene, "conversion")
    stake = stake_of(scene, node) if node else None
    if node is None or stake is None or not stake.value:
        return
    yield Draft(
        about=(("node", "conversion"),),
        title=Words("查看了不买的原因", "Find out why visitors do not buy"),
        evidence=told(
            "支付转化率从 {before} 到 {now}，超出店铺平时的波动；来的人没有少那么多，买的少了。",
            "Conversion went from {before} to {now}, beyond the shop's own ups and downs: people came, fewer bought.",
            before=percent(node.previous or 0), now=percent(node.value or 0),
        ),
        effect=told("查主推商品的库存、价格、评价和下单流程；{days} 天内转化率回到约 {before}。",
                    "Check stock, prices, reviews and checkout of what you promote: back at about {before} within "
                    "{days} days.", days=DAYS, before=percent(node.previous or 0)),
        stake=stake,
        concerns=(Concern(Words("本期的买家", "buyers of the period"), node.rows),) if node.rows else (),
    )  # fmt: skip


def _daily(scene: Scene, value: float | None) -> float:
    comparison = scene.asked.comparison
    return (value or 0) / len(comparison) if comparison else 0.0


VISITORS_FELL = Rule(
    "visitors_fell", Words("访客变少", "Fewer visitors"),
    Words("生意参谋「流量看板」：访客下滑先分来源看", "Business Advisor: where visitors fall, split by source first"),
    "visitors", "rise", _visitors,
)  # fmt: skip
CONVERSION_FELL = Rule(
    "conversion_fell", Words("转化下降", "Conversion fell"),
    Words("生意参谋：支付金额 = 访客数 × 支付转化率 × 客单价，转化降先查商品与价格",
          "Business Advisor: payment = visitors x conversion x value; check goods and prices first"),
    "conversion", "rise", _conversion,
)  # fmt: skip
