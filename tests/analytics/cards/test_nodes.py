"""Rules about whole nodes: visitors, conversion, new and returning buyers."""

import pytest
from scipy.stats import binom

from analytics.cards.rules.buyers import NEW_FELL, RETURNING_FELL
from analytics.cards.rules.traffic import CONVERSION_FELL, VISITORS_FELL
from analytics.intervals import share
from analytics.question import Filters
from analytics.result import Estimate
from tests.analytics.cards.stall import Stall, finding, listed, node, said

ROOT = node("payment_amount", 600_000, 1_000_000, parent=None, contribution=-400_000)
RULES = {
    "visitors": VISITORS_FELL,
    "conversion": CONVERSION_FELL,
    "new_buyers": NEW_FELL,
    "returning_buyers": RETURNING_FELL,
}
WHOLE = ("visitors", "conversion")
"""Rules that concern nobody in particular: what is at stake is what the whole number took."""


def stall() -> Stall:
    shop = Stall().customer("ann", "安").customer("bea", "贝")
    shop.sale(150, "tea", 9000, buyer_id="ann").sale(40, "tea", 9000, buyer_id="ann")
    return shop.sale(41, "tea", 9000, buyer_id="bea").sale(5, "tea", 9000, buyer_id="bea")


def of(name: str, **more: object):
    return node(name, 80, 100, **({"contribution": -200_000, "interval": Estimate(-0.2, -0.3, -0.1)} | more))


@pytest.mark.parametrize("name", WHOLE)
def test_the_stake_is_the_contribution_as_wide_as_the_interval(name: str) -> None:
    (draft,) = said(RULES[name], stall().scene(nodes=(ROOT, of(name))))
    assert draft.stake == Estimate(200_000, 100_000, 300_000)


@pytest.mark.parametrize("name", WHOLE)
def test_what_findings_explain_is_not_counted_twice(name: str) -> None:
    rest = {"payment_amount": (finding((("channel", "live"),), 50, 10, share=0.75),)}
    (draft,) = said(RULES[name], stall().scene(nodes=(ROOT, of(name)), findings=rest))
    assert draft.stake == Estimate(50_000, 25_000, 75_000)
    whole = {"payment_amount": (finding((("channel", "live"),), 50, 10, share=1.0),)}
    assert not said(RULES[name], stall().scene(nodes=(ROOT, of(name)), findings=whole))


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize(
    "more",
    [{"verdict": "flat"}, {"verdict": "unknown"}, {"verdict": "up"}, {"contribution": None}, {"contribution": 5}],
)
def test_silent_where_the_tree_sees_no_fall(name: str, more: dict[str, object]) -> None:
    assert not said(RULES[name], stall().scene(nodes=(ROOT, of(name, **more))))


def test_returning_buyers_are_listed_by_who_has_not_come_since() -> None:
    scene = stall().scene(nodes=(ROOT, of("returning_buyers")))
    (draft,) = said(RETURNING_FELL, scene)
    assert draft.title.zh == "召回 1 位没再来的买家"
    assert "从 100 到 80，少了 20.0%" in draft.evidence.zh
    assert listed(scene, draft) == ["ann"]


def test_new_buyers_are_won_through_the_old_ones() -> None:
    scene = stall().scene(nodes=(ROOT, of("new_buyers")))
    (draft,) = said(NEW_FELL, scene)
    assert listed(scene, draft) == ["bea"]
    assert "每天回到约 3.3 人" in draft.effect.zh


def test_a_list_that_cannot_be_filtered_is_left_out() -> None:
    scene = stall().scene(nodes=(ROOT, of("returning_buyers")), filters=Filters(categories=("茶",)))
    (draft,) = said(RETURNING_FELL, scene)
    assert draft.concerns == ()
    assert draft.title.zh == "召回没再来的买家"
    assert draft.stake is None


def away(listed_now: int, spend: int = 5000, again: int = 10) -> Stall:
    """So many bought forty days ago and not since; in two months before forty did, of whom some came fifty days on."""
    shop = Stall()
    for month in (1, 3):
        for number in range(40):
            shop.customer(f"m{month}-{number}", "早").sale(40 + 30 * month, "tea", 5000, buyer_id=f"m{month}-{number}")
            if number < again:
                shop.sale(30 * month - 10, "tea", 5000, buyer_id=f"m{month}-{number}")
    for number in range(listed_now):
        shop.customer(f"n{number}", "新").sale(40, "tea", spend, buyer_id=f"n{number}")
    return shop


def test_no_more_is_at_stake_than_those_listed_bring_by_their_own_usual_order() -> None:
    scene = away(8).scene(nodes=(ROOT, of("returning_buyers")))
    (draft,) = said(RETURNING_FELL, scene)
    assert len(listed(scene, draft)) == 8
    assert draft.stake is not None
    usual = share(20, 90)  # forty twice, and ten who came back eighty days ago and not since
    assert usual is not None
    expected = (8 * 5000 * usual.value * 0.2, 0, 5000 * binom.ppf(0.975, 8, usual.high * 0.3))
    assert (draft.stake.value, draft.stake.low, draft.stake.high) == pytest.approx(expected, abs=1)
    assert "8 位" in draft.title.zh
    assert "一单一般共 ¥400；以往走开这么久的买家 22.2%" in draft.evidence.zh


def test_the_stake_of_those_listed_is_never_more_than_was_lost() -> None:
    small = of("returning_buyers", contribution=-1000, interval=None)
    (draft,) = said(RETURNING_FELL, away(20).scene(nodes=(ROOT, small)))
    assert draft.stake is not None
    assert draft.stake.high <= 1000


def test_with_too_little_experience_nothing_is_said_of_money() -> None:
    (draft,) = said(RETURNING_FELL, stall().scene(nodes=(ROOT, of("returning_buyers"))))
    assert draft.stake is None
    assert "提醒" not in draft.evidence.zh


def test_nobody_to_win_back_is_no_card() -> None:
    everyone_came = (
        Stall().customer("bea", "贝").sale(41, "tea", 9000, buyer_id="bea").sale(5, "tea", 9, buyer_id="bea")
    )
    assert not said(RETURNING_FELL, everyone_came.scene(nodes=(ROOT, of("returning_buyers"))))


def test_friends_are_brought_by_those_who_are_asked() -> None:
    (draft,) = said(NEW_FELL, stall().scene(nodes=(ROOT, of("new_buyers"))))
    assert draft.stake == Estimate(450, 0, 9000)  # one is asked and brings one or not; a first order is ¥90
    assert "2%–10%" in draft.evidence.zh
    nobody = Stall().customer("bea", "贝").sale(41, "tea", 9000, buyer_id="bea")
    (draft,) = said(NEW_FELL, nobody.scene(nodes=(ROOT, of("new_buyers"))))
    assert (draft.stake, draft.concerns) == (None, ())
