"""Groups one short of being full, and advertising that costs more than it brings."""

from datetime import timedelta

import numpy as np
import pytest

from analytics.cards.reminder import ADDS
from analytics.cards.rules.advertising import AD_LOSS
from analytics.cards.rules.group_buy import GROUP_SHORT
from analytics.result import Estimate, Selection
from storage.records import AdSpend, Group
from tests.analytics.cards.stall import TODAY, Stall, ago, listed, said


def group(stall: Stall, ends: str, joined: int, status: str, size: int = 3) -> Stall:
    key = f"g{len(stall.records)}"
    stall.records.append(
        Group(id=key, updated_at=1, created_at=stall.at(ago(50)), size=size, joined=joined, status=status,
              expires_at=stall.at(ends))
    )  # fmt: skip
    if status == "open":
        for _ in range(joined):
            stall.sale(1, "tea", 4000, group_id=key)
    return stall


def grouped(failed: int = 5, filled: int = 20) -> Stall:
    """Earlier groups that came to within one, and some that never came near."""
    stall = Stall()
    for number in range(failed + filled):
        group(stall, ago(10), 2 if number < failed else 3, "failed" if number < failed else "completed")
    for _ in range(50):
        group(stall, ago(10), 1, "failed")
    return stall


def test_groups_one_short_are_worth_what_asking_saves_of_those_that_would_fail() -> None:
    stall = group(group(grouped(), ago(0, "20:00"), 2, "open"), ago(-1, "20:00"), 2, "open")
    scene = stall.scene()
    (draft,) = said(GROUP_SHORT, scene)
    assert draft.title.zh == "给 2 个差一人的团拉人"
    assert "已付 ¥160" in draft.evidence.zh
    assert draft.stake == Estimate(4 * 4000 * 5 / 25 * ADDS.value, 0, 2 * 4000)  # one of the two, or none
    assert len(listed(scene, draft)) == 2


@pytest.mark.parametrize(("ends", "joined", "status"), [
    (ago(0, "09:00"), 2, "open"), (ago(-2, "20:00"), 2, "open"), (ago(0, "20:00"), 1, "open"),
    (ago(0, "20:00"), 3, "completed"), (ago(0, "20:00"), 2, "failed"),
])  # fmt: skip
def test_other_groups_are_left_alone(ends: str, joined: int, status: str) -> None:
    assert not said(GROUP_SHORT, group(grouped(), ends, joined, status).scene())


def test_without_experience_nothing_is_said_of_groups() -> None:
    assert not said(GROUP_SHORT, group(grouped(5, 14), ago(0, "20:00"), 2, "open").scene())


def advertised(cost: int, each: int = 1) -> Stall:
    """A channel that brings so many orders of ¥50 a day, and costs so much a day."""
    stall = (
        Stall()
        .sales(range(1, 31), "tea", 5000, each, channel="ads")
        .sales(range(1, 31), "tea", 5000, 1, channel="mini")
    )
    for days in range(1, 61):
        day = TODAY - timedelta(days=days)
        stall.records.append(AdSpend(id=f"s{days}", updated_at=1, day=day.isoformat(), channel="ads", cost=cost))
    stall.records.append(AdSpend(id="s0", updated_at=1, day="2025-01-01", channel="ads", cost=1))
    return stall


def test_a_channel_that_costs_more_than_it_brings_is_named() -> None:
    scene = advertised(9000).scene()
    (draft,) = said(AD_LOSS, scene)
    assert draft.title.zh == "减少「ads」的投放"
    assert "花了 ¥2,700，只带来 30 单、¥1,500" in draft.evidence.zh
    assert draft.stake is not None
    assert draft.stake.value == 30 * (9000 - 5000)
    assert draft.stake.high < 30 * 9000
    rows: Selection = draft.concerns[0].rows
    assert np.isin(rows.kind, ["ad_spend"])


def test_a_loss_within_chance_is_left_alone() -> None:
    assert not said(AD_LOSS, advertised(6000).scene())
    assert not said(AD_LOSS, advertised(4000).scene())
