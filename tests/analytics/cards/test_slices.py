"""Slices that fell, as findings name them: each gets the question that fits it."""

import pytest

from analytics.cards.rule import Scene
from analytics.cards.rules.holidays import HOLIDAY
from analytics.cards.rules.slices import CATEGORY_FELL, CHANNEL_FELL, PRODUCT_FELL, REGION_FELL, SLICE_FELL
from analytics.cards.rules.traffic import VISITORS_FELL
from analytics.result import Estimate
from storage.records import Campaign
from tests.analytics.cards.stall import Stall, ago, finding, listed, node, said

RULES = (PRODUCT_FELL, CATEGORY_FELL, CHANNEL_FELL, REGION_FELL, SLICE_FELL)


def stall() -> Stall:
    """Two buyers through the live channel in the month before; one of them came again, by another way."""
    shop = Stall().customer("ann", "安").customer("bea", "贝").customer("cat", "猫")
    shop.sale(40, "tea", 9000, buyer_id="ann", channel="live").sale(41, "tea", 9000, buyer_id="bea", channel="live")
    return shop.sale(5, "tea", 9000, buyer_id="bea", channel="mini").sale(
        45, "tea", 9000, buyer_id="cat", channel="mini"
    )


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ((("channel", "live"),), CHANNEL_FELL),
        ((("province", "广东"),), REGION_FELL),
        ((("product", "tea"),), PRODUCT_FELL),
        ((("category", "茶"),), CATEGORY_FELL),
        ((("buyer_kind", "new"),), SLICE_FELL),
        ((("channel", "live"), ("category", "茶")), CATEGORY_FELL),
        ((("province", "广东"), ("channel", "live")), CHANNEL_FELL),
    ],
)
def test_one_rule_speaks_of_each_slice(values, rule) -> None:
    scene = stall().scene(findings={"payment_amount": (finding(values, 50_000, 10_000),)})
    assert [each.id for each in RULES if said(each, scene)] == [rule.id]


def test_a_channel_tells_its_numbers_and_lists_whom_to_win_back() -> None:
    found = finding((("channel", "live"),), 1_800_000, 300_000, share=0.85)
    scene = stall().scene(findings={"payment_amount": (found,)})
    (draft,) = said(CHANNEL_FELL, scene)
    assert draft.title.zh == "查渠道「live」，召回它的老客"
    assert draft.evidence.zh.startswith(
        "「live」支付 ¥3,000，对比期 ¥1.8万，少 ¥1.5万（¥1.35万–¥1.65万），占全店变化的 85.0%"
    )
    assert "约 ¥600，14 天内看" in draft.effect.zh
    assert draft.stake == Estimate(1_500_000, 1_350_000, 1_650_000)
    assert listed(scene, draft) == ["ann"]  # bea has bought since, cat came by another channel


def test_no_more_is_at_stake_than_the_slice_had() -> None:
    found = finding((("channel", "live"),), 50_000, 2_000, interval=Estimate(-48_000, -70_000, -20_000))
    (draft,) = said(CHANNEL_FELL, stall().scene(findings={"payment_amount": (found,)}))
    assert draft.stake == Estimate(48_000, 20_000, 50_000)


@pytest.mark.parametrize(
    "more",
    [{"p": 0.06}, {"interval": Estimate(-40_000, -90_000, 1)}, {"interval": Estimate(-40_000, -90_000, 0)}],
)
def test_what_may_be_chance_is_left_alone(more) -> None:
    found = finding((("channel", "live"),), 50_000, 10_000, **more)
    assert not said(CHANNEL_FELL, stall().scene(findings={"payment_amount": (found,)}))


def test_what_rose_or_concerns_another_number_asks_for_nothing() -> None:
    rose = finding((("channel", "live"),), 10_000, 50_000, interval=Estimate(40_000, 30_000, 50_000))
    fewer = finding((("channel", "live"),), 50, 10)
    assert not said(CHANNEL_FELL, stall().scene(findings={"payment_amount": (rose,), "buyers": (fewer,)}))


def test_a_holiday_asks_for_nothing_and_no_other_rule_speaks_of_it() -> None:
    found = finding((("day", "春节"),), 90_000, 20_000)
    scene = stall().scene(findings={"payment_amount": (found,)})
    (draft,) = said(HOLIDAY, scene)
    assert draft.title.zh == "不用处理：是春节的影响"
    assert "少 ¥700" in draft.evidence.zh
    assert draft.stake is None
    assert not [rule.id for rule in RULES if said(rule, scene)]


def test_what_a_holiday_brought_is_something_to_know_and_not_to_do() -> None:
    rose = finding((("day", "双11"),), 20_000, 90_000, interval=Estimate(70_000, 50_000, 90_000))
    (draft,) = said(HOLIDAY, stall().scene(findings={"payment_amount": (rose,)}))
    assert draft.title.zh == "知道就好：这次多卖是双11带来的"
    assert "不用处理" not in draft.title.zh
    assert "多 ¥700" in draft.evidence.zh


TEA = (("product", "tea"),)


def test_what_has_been_fading_for_months_is_no_news() -> None:
    shop = Stall().sales(range(1, 200), "cup", 1000, 3)
    for month, each in enumerate((2, 4, 8, 12, 18, 27)):
        shop.sales(range(1 + 30 * month, 31 + 30 * month), "tea", 1000, each)
    fades = finding(TEA, 120_000, 60_000, interval=Estimate(-60_000, -80_000, -30_000))
    assert not said(PRODUCT_FELL, shop.scene(findings={"payment_amount": (fades,)}))
    breaks = finding(TEA, 120_000, 10_000, interval=Estimate(-110_000, -120_000, -90_000))
    assert said(PRODUCT_FELL, shop.scene(findings={"payment_amount": (breaks,)}))


def test_what_fell_at_this_time_last_year_is_its_season() -> None:
    fell = finding(TEA, 120_000, 40_000, interval=Estimate(-80_000, -100_000, -60_000))
    shop = Stall().sales(range(31, 61), "tea", 1000, 4).sales(range(1, 31), "tea", 1000, 1)
    assert said(PRODUCT_FELL, shop.scene(findings={"payment_amount": (fell,)}))
    shop.sale(500, "cup", 1000).sales(range(395, 425), "tea", 1000, 4).sales(range(365, 395), "tea", 1000, 1)
    assert not said(PRODUCT_FELL, shop.scene(findings={"payment_amount": (fell,)}))


def weekdays(until: int, days: int) -> Scene:
    """A shop that has always been closed on the weekday of so many days ago."""
    shop = Stall()
    for day in range(1, 120):
        if day % 7 != 4:
            shop.sales(range(day, day + 1), "tea", 1000, 5)
    down = node("visitors", 0, 100, contribution=-200_000, interval=Estimate(-1, -1.0, -0.9))
    root = node("payment_amount", 0, 500_000, parent=None, contribution=-500_000)
    fell = finding(TEA, 500_000, 0)
    return shop.scene(nodes=(root, down), findings={"payment_amount": (fell,)}, days=days, until=until)


def test_a_day_on_which_the_shop_never_sells_is_no_loss() -> None:
    closed = weekdays(until=4, days=1)
    assert not said(VISITORS_FELL, closed)
    assert not said(PRODUCT_FELL, closed)
    for open_days in (weekdays(until=3, days=1), weekdays(until=4, days=7), weekdays(until=1, days=30)):
        assert said(VISITORS_FELL, open_days)
        assert said(PRODUCT_FELL, open_days)


def test_a_campaign_that_had_ended_is_no_loss_and_one_that_runs_is() -> None:
    """Of last year's festival nothing is sold any more; the coupons of this spring should still sell."""
    for ended, said_of in ((31, []), (2, [SLICE_FELL.id])):
        shop = stall()
        shop.records.append(
            Campaign(
                id="act",
                updated_at=1,
                name="大促",
                type="discount",
                starts_at=shop.at(ago(60)),
                ends_at=shop.at(ago(ended)),
            )
        )
        fell = finding((("campaign", "act"),), 50_000, 0)
        scene = shop.scene(findings={"payment_amount": (fell,)})
        assert [each.id for each in RULES if said(each, scene)] == said_of, ended
