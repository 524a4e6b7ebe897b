"""Volume, mix and rate: a shop may convert worse although each of its channels converts better."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.diagnosis.mix import Cells, Effects, effects
from analytics.diagnosis.rule import Rule, rule_for

SIMPSON = Cells((100, 20), (1000, 1000)), Cells((55, 48), (500, 2000))
"""Buyers and visitors of a strong and a weak channel: 10% and 2% became 11% and 2.4%, 6.00% in all became 4.12%."""

counts = st.integers(0, 50)


def table() -> st.SearchStrategy[tuple[Cells, Cells]]:
    """Slices with tops and bottoms at both times, many of them zero, at times a single one."""
    rows = st.lists(st.tuples(counts, counts, counts, counts), min_size=1, max_size=6)

    def made(rows: list[tuple[int, int, int, int]]) -> tuple[Cells, Cells]:
        columns = [tuple(float(row[place]) for row in rows) for place in range(4)]
        return Cells(columns[0], columns[1]), Cells(columns[2], columns[3])

    return rows.map(made)


def whole(found: list[Effects]) -> list[float]:
    return [sum(getattr(each, cause) for each in found) for cause in ("volume", "mix", "rate", "whole")]


def test_simpson_traffic_up_mix_down_rate_up() -> None:
    found = effects("lmdi", *SIMPSON)
    assert whole(found) == pytest.approx([23.9, -53.9, 13.0, 0], abs=0.05)
    assert sum(whole(found)) == pytest.approx(-17)
    assert all(each.rate > 0 for each in found)


def test_simpson_has_the_same_signs_by_shapley() -> None:
    volume, mix, rate, _ = whole(effects("shapley", *SIMPSON))
    assert volume > 0 > mix
    assert rate > 0
    assert volume + mix + rate == pytest.approx(-17)


@given(table())
def test_effects_add_up_for_every_slice(case: tuple[Cells, Cells]) -> None:
    before, now = case
    for place, each in enumerate(effects(rule_of(case), before, now)):
        change = now.tops[place] - before.tops[place]
        assert each.volume + each.mix + each.rate + each.whole == pytest.approx(change, abs=1e-9)


@given(table())
def test_swapping_the_two_times_flips_every_effect_exactly(case: tuple[Cells, Cells]) -> None:
    before, now = case
    for there, back in zip(effects(rule_of(case), before, now), effects(rule_of(case), now, before), strict=True):
        assert (there.volume, there.mix, there.rate) == (-back.volume, -back.mix, -back.rate)
        assert there.whole == -back.whole


def test_a_vanished_channel_is_volume_and_mix_and_not_its_rate() -> None:
    found = effects("shapley", Cells((10, 20), (100, 100)), Cells((0, 20), (0, 100)))
    assert found[0].rate == 0
    assert found[0].volume + found[0].mix == -10
    assert found[1].rate == 0
    assert found[1].volume == -found[1].mix  # fewer in all, a larger share of them


def test_buyers_of_a_channel_without_visits_are_told_as_a_whole() -> None:
    found = effects("shapley", Cells((10, 3), (100, 0)), Cells((10, 8), (100, 0)))
    assert found[1] == Effects(0, 0, 0, 5)


@given(table())
def test_a_single_slice_has_no_mix(case: tuple[Cells, Cells]) -> None:
    before, now = (Cells(of.tops[:1], of.bottoms[:1]) for of in case)
    assert effects(rule_of((before, now)), before, now)[0].mix == 0


def rule_of(case: tuple[Cells, Cells]) -> Rule:
    return rule_for(factor for of in case for place in range(len(of.tops)) for factor in of.factors(place))
