"""First-time buyers are asked to come again, at the shop's own rate of repeating."""

import pytest
from scipy.stats import binom

from analytics.cards.rules.buyers import SECOND_PURCHASE
from analytics.intervals import share
from tests.analytics.cards.stall import Stall, listed, said


def shop(asked: int = 30, earlier: int = 40, again: int = 10) -> Stall:
    """Earlier first-time buyers, of whom some came again after twenty days; and those of the last month."""
    stall = Stall()
    for number in range(earlier):
        stall.customer(f"e{number}", "早").sale(100 + number, "tea", 5000, buyer_id=f"e{number}")
        if number < again:
            stall.sale(80 + number, "tea", 7000, buyer_id=f"e{number}")
    for number in range(asked):
        stall.customer(f"n{number}", "新").sale(20 + number % 20, "tea", 5000, buyer_id=f"n{number}")
    return stall


def test_the_stake_is_a_part_of_what_comes_anyway() -> None:
    stall = shop()
    for number in range(20):  # came again within ten days: they tell nothing of those who have not
        stall.customer(f"q{number}", "快")
        stall.sale(100, "tea", 5000, buyer_id=f"q{number}").sale(90, "tea", 9000, buyer_id=f"q{number}")
    scene = stall.scene()
    (draft,) = said(SECOND_PURCHASE, scene)
    assert draft.title.zh == "请 30 位首购买家再来一次"
    assert "25.0%（14.2%–40.2%）会在 30 天内再买，平均 ¥70" in draft.evidence.zh
    assert draft.stake is not None
    rate = share(10, 40)
    assert rate is not None
    assert draft.stake.value == pytest.approx(30 * 0.25 * 0.2 * 7000)
    assert draft.stake.low == 0
    assert draft.stake.high == pytest.approx(7000 * binom.ppf(0.975, 30, rate.high * 0.3), rel=0.01)
    assert listed(scene, draft) == sorted(f"n{number}" for number in range(30))


def test_who_has_come_again_came_just_now_or_long_ago_is_not_asked() -> None:
    stall = shop(31)
    stall.sale(3, "tea", 5000, buyer_id="n0")
    for number, days in enumerate((14, 46)):
        stall.customer(f"x{number}", "外").sale(days, "tea", 5000, buyer_id=f"x{number}")
    scene = stall.scene()
    (draft,) = said(SECOND_PURCHASE, scene)
    assert listed(scene, draft) == sorted(f"n{number}" for number in range(1, 31))


@pytest.mark.parametrize(("asked", "earlier", "again"), [(29, 40, 10), (30, 29, 10), (30, 40, 0)])
def test_silent_with_thin_data(asked: int, earlier: int, again: int) -> None:
    assert not said(SECOND_PURCHASE, shop(asked, earlier, again).scene())
