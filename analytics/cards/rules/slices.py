"""Slices that fell: what the findings name, each with the question that fits a channel, a region, a product."""

from collections.abc import Callable, Iterator

from analytics.cards.audience import concerns as people
from analytics.cards.audience import listed, many
from analytics.cards.closed import fewer_open_days
from analytics.cards.course import due
from analytics.cards.rule import Draft, Rule, Scene
from analytics.cards.wording import money, part_of, span, told, within
from analytics.diagnosis.finding import Finding
from analytics.dimensions.campaigns import CAMPAIGN
from analytics.result import Concern, Estimate
from storage.columns import MISSING
from storage.words import Words

NODE = "payment_amount"
CHANCE = 0.05
"""A finding is acted upon where standing out as much by chance is rarer."""
BACK_DAYS = 14

_PRECEDENCE = ("day", "product", "category", "channel", "province", "city", "campaign")
"""The dimension by which a slice of several is spoken of: the one whose cause is nearest."""


def fallen(scene: Scene) -> list[Finding]:
    """The slices whose payment fell beyond chance, and further than they have been falling anyway."""
    if fewer_open_days(scene):
        return []
    found = scene.findings.get(NODE, ())
    fell = [each for each in found if each.change < 0 and each.interval.high < 0 and each.p <= CHANCE]
    return [each for each in fell if _is_no_holiday(each) and not _is_over(scene, each) and _is_worse(scene, each)]


def _is_no_holiday(finding: Finding) -> bool:
    return finding.values[0][0] != "day"


def _is_over(scene: Scene, finding: Finding) -> bool:
    """Whether it is about a campaign that ended before the period began: that it sells no more is no wonder."""
    facts, key = scene.facts, dict(finding.values).get(CAMPAIGN.id)
    code = CAMPAIGN.code(facts, key) if key else None
    place = -1 if code is None else int(facts.position("campaigns")[code])
    if place < 0:
        return False
    start, _ = scene.asked.question.period.bounds(facts.shop.zone)
    return MISSING < int(facts["campaigns"]["ends_at"][place]) <= start


def _is_worse(scene: Scene, finding: Finding) -> bool:
    """Whether even the mildest fall that the finding allows is more than its own course would have brought."""
    return finding.interval.high < (due(scene, finding.values) - 1) * finding.before


def lost(finding: Finding) -> Estimate:
    """Minor units that the slice lost against the comparison; never more than it had."""
    interval = finding.interval
    return within(Estimate(-finding.change, -interval.high, -interval.low), max(finding.before, -finding.change))


def _main(finding: Finding) -> str:
    names = [name for name, _ in finding.values]
    return next((name for name in _PRECEDENCE if name in names), names[0])


def _of(*dimensions: str) -> Callable[[Finding], bool]:
    return lambda finding: _main(finding) in dimensions


def _else(finding: Finding) -> bool:
    return _main(finding) not in ("day", "product", "category", "channel", "province", "city")


def _fell(fits: Callable[[Finding], bool], title: Words, effect: Words) -> Callable[[Scene], Iterator[Draft]]:
    """What to say of the findings that fit. At stake: what the slice lost, with the finding's own interval."""

    def drafts(scene: Scene) -> Iterator[Draft]:
        for finding in fallen(scene):
            if fits(finding):
                yield _draft(scene, finding, title, effect)

    return drafts


def _draft(scene: Scene, finding: Finding, title: Words, effect: Words) -> Draft:
    stake, shop = lost(finding), scene.shop
    daily = (finding.before / len(scene.asked.comparison)) if scene.asked.comparison else 0
    back = told("每天的支付金额回到约 {daily}，{days} 天内看。",
                "Payment back at about {daily} a day, within {days} days.",
                daily=money(shop, daily), days=BACK_DAYS)  # fmt: skip
    return Draft(
        about=finding.values,
        title=told(title.zh, title.en, name=finding.name),
        evidence=told(
            "「{name}」支付 {now}，对比期 {before}，少 {lost}（{span}）{share}。",
            "{name}: {now} paid, {before} in the comparison, {lost} less ({span}){share}.",
            name=finding.name, now=money(shop, finding.now), before=money(shop, finding.before),
            lost=money(shop, stake.value), span=span(shop, stake), share=part_of(finding.share),
        ),
        effect=told("{effect}{back}", "{effect} {back}", effect=effect, back=back),
        stake=stake,
        concerns=_concerns(scene, finding),
        slices=finding.values,
    )  # fmt: skip


def _concerns(scene: Scene, finding: Finding) -> tuple[Concern, ...]:
    """The buyers of the slice who have not come since, and the orders it was made of."""
    comparison = scene.asked.comparison
    concerns: list[Concern] = []
    if comparison is not None and all(name in ("channel", "province", "city") for name, _ in finding.values):
        audience = listed(scene, "last_bought", comparison, scene.filters, finding.values)
        concerns += people(
            many(scene, audience),
            "{n} 位之后没再买的买家",
            "buyer who has not come since",
            audience,
            "buyers who have not come since",
        )
    for rows, what in ((finding.previous_rows, Words("对比期的订单", "orders compared")),
                       (finding.rows, Words("本期的订单", "orders of the period"))):  # fmt: skip
        if rows is not None:
            concerns.append(Concern(what, rows))
    return tuple(concerns)


PRODUCT_FELL = Rule(
    "product_fell", Words("商品下滑", "A product fell"),
    Words("生意参谋「商品诊断」：先查库存与上架，再查评价与竞品",
          "Business Advisor: stock and listing, then reviews and rivals"),
    NODE, "rise",
    _fell(_of("product"), Words("查「{name}」为什么卖少了", "Find out why {name} sells less"),
          Words("查库存、上架、差评和同类新品。", "Check stock, listing, bad reviews and new rivals.")),
)  # fmt: skip
CATEGORY_FELL = Rule(
    "category_fell", Words("类目下滑", "A category fell"),
    Words("生意参谋「品类分析」：先看换季，再看缺货与价格", "Business Advisor: season first, then stock and prices"),
    NODE, "rise",
    _fell(_of("category"), Words("查类目「{name}」为什么卖少了", "Find out why {name} sells less"),
          Words("看是否换季、缺货或价格变了。", "Check season, stock and prices.")),
)  # fmt: skip
CHANNEL_FELL = Rule(
    "channel_fell", Words("渠道下滑", "A channel fell"),
    Words("生意参谋「流量来源」：来源下滑先查入口是否可用，再召回该来源的老客",
          "Business Advisor: check that the entrance works, then win back its buyers"),
    NODE, "rise",
    _fell(_of("channel"), Words("查渠道「{name}」，召回它的老客", "Check the channel {name} and win back its buyers"),
          Words("查链接、菜单和投放是否还在；", "Check that links, menus and advertising still run.")),
)  # fmt: skip
REGION_FELL = Rule(
    "region_fell", Words("地区下滑", "A region fell"),
    Words("生意参谋「地域分析」：单一地区下滑先查物流，再查当地竞争",
          "Business Advisor: where one region falls, check delivery, then local rivals"),
    NODE, "rise",
    _fell(_of("province", "city"), Words("查「{name}」的物流和竞争", "Check delivery and rivals in {name}"),
          Words("查快递能否送达、时效和当地同行；", "Check whether parcels arrive, how fast, and local rivals.")),
)  # fmt: skip
SLICE_FELL = Rule(
    "slice_fell", Words("局部下滑", "A part fell"),
    Words("多维根因定位：变化集中的切片先查（Bhagwan 等 2014，Adtributor）",
          "Root cause by slices: look first where the change gathers (Bhagwan et al. 2014, Adtributor)"),
    NODE, "rise",
    _fell(_else, Words("查「{name}」为什么少了", "Find out why {name} fell"),
          Words("变化集中在这里；", "The change gathers here.")),
)  # fmt: skip
