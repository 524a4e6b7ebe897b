"""Rules about whole nodes: visitors, conversion, new and returning buyers."""

import pytest

from analytics.cards.rules.buyers import NEW_FELL, RETURNING_FELL
from analytics.cards.rules.traffic import CONVERSION_FELL, VISITORS_FELL
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


def stall() -> Stall:
    shop = Stall().customer("ann", "安").customer("bea", "贝")
    shop.sale(150, "tea", 9000, buyer_id="ann").sale(40, "tea", 9000, buyer_id="ann")
    return shop.sale(41, "tea", 9000, buyer_id="bea").sale(5, "tea", 9000, buyer_id="bea")


def of(name: str, **more: object):
    return node(name, 80, 100, **({"contribution": -200_000, "interval": Estimate(-0.2, -0.3, -0.1)} | more))


@pytest.mark.parametrize("name", RULES)
def test_the_stake_is_the_contribution_as_wide_as_the_interval(name: str) -> None:
    (draft,) = said(RULES[name], stall().scene(nodes=(ROOT, of(name))))
    assert draft.stake == Estimate(200_000, 100_000, 300_000)


@pytest.mark.parametrize("name", RULES)
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
