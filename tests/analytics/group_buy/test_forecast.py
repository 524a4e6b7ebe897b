"""The forecast of open groups against groups drawn by the very model, one person after the other."""

import numpy as np
import pytest

from analytics.group_buy.calibration import AS_IT_IS, calibration
from analytics.group_buy.clock import clock_of
from analytics.group_buy.forecast import LEAST, Forecast, Model, forecast, learnt
from analytics.group_buy.history import Groups
from analytics.group_buy.pace import Paces

HOUR = 3_600_000
SPREAD = 1.5
SIZES = {2: 1.2, 4: 3.0, 9: 6.0}
"""People asked for -> how many would join on average."""
PROVINCES = np.array([1.0, 1.0, 1.0, 1.0, 0.4, 2.0])


def profile(share: np.ndarray) -> np.ndarray:
    """Half of all come in the first fifth of the time."""
    return np.interp(share, [0, 0.2, 1], [0, 0.5, 1])


def drawn(many: int, seed: int) -> tuple[Groups, np.ndarray]:
    """Groups whose time is over, in which nobody is let in once they are full; and each one's true pace."""
    chance = np.random.default_rng(seed)
    asked = chance.choice(list(SIZES), many)
    province = chance.integers(len(PROVINCES), size=many)
    pace = np.array([SIZES[one] for one in asked.tolist()]) * PROVINCES[province]
    pace = chance.gamma(SPREAD, pace / SPREAD)
    joined, watched, who, when = np.zeros(many, np.int64), np.ones(many), [], []
    for group in range(many):
        at = np.sort(np.interp(chance.random(chance.poisson(pace[group])), [0, 0.5, 1], [0, 0.2, 1]))[: asked[group]]
        joined[group] = len(at)
        if len(at) == asked[group]:
            watched[group] = at[-1]
        who += [group] * len(at)
        when += at.tolist()
    place = np.arange(many)
    cells = (asked.astype(np.int32) + 1, province.astype(np.int32), np.full(many, -1, np.int32), place.astype(np.int32))
    groups = Groups(
        position=place, opened=place, ends=place + HOUR, asked=asked, joined=joined, watched=watched,
        full=joined == asked, cells=cells, join_group=np.array(who), join_share=np.array(when),
    )  # fmt: skip
    return groups, pace


@pytest.fixture(scope="module")
def model() -> Model:
    found = learnt(drawn(8000, 1)[0])
    assert found is not None
    return found


def test_profile_spread_and_paces_are_found_although_full_groups_stop_early(model: Model) -> None:
    at = np.array([0.1, 0.2, 0.5, 0.8])
    assert np.abs(model.profile(at) - profile(at)).max() < 0.03
    assert 1.1 < model.paces.spread < 2.0
    for size, people in SIZES.items():
        cells = tuple(np.array([code], np.int32) for code in (size + 1, 0, -1, -1))
        assert model.paces.expected(cells)[0] == pytest.approx(people, rel=0.12)
    by_province = np.exp(model.paces.effects[1][:6] - model.paces.effects[1][0])
    assert by_province == pytest.approx(PROVINCES, rel=0.15)


def test_leaders_of_one_group_each_have_no_effect_of_their_own(model: Model) -> None:
    assert np.abs(model.paces.effects[3]).max() < 0.1


@pytest.mark.parametrize("check", [0.1, 0.3, 0.6])
def test_of_later_groups_as_many_fill_as_was_said(model: Model, check: float) -> None:
    later = drawn(6000, 2)[0]
    stand = later.at(check)
    told = forecast(model, stand.cells, stand.joined, stand.asked, stand.watched).fills()
    for part in np.array_split(np.argsort(told), 6):
        error = np.sqrt(max(told[part].mean() * (1 - told[part].mean()), 0.01) / len(part))
        assert abs(told[part].mean() - stand.full[part].mean()) < 4 * error + 0.01


def test_the_chance_is_that_of_drawing_paces_and_people_by_dice() -> None:
    paces = Paces(SPREAD, float(np.log(3.0)), (np.zeros(1),))
    even = Model(np.array([0.0, 1.0]), np.array([0.0, 1.0]), paces)
    told = forecast(even, (np.array([-1]),), np.array([1]), np.array([4]), np.array([0.4]))
    chance = np.random.default_rng(5)
    pace = chance.gamma(SPREAD, 3.0 / SPREAD, 2_000_000)
    alike = chance.poisson(pace * 0.4) == 1
    more = chance.poisson(pace[alike] * 0.6)
    assert told.fills()[0] == pytest.approx((more >= 3).mean(), abs=0.004)
    assert told.fills(1)[0] == pytest.approx((more >= 2).mean(), abs=0.004)
    assert told.fills(3)[0] == 1.0


def test_when_is_the_middle_of_the_chance_that_is_left() -> None:
    paces = Paces(SPREAD, float(np.log(3.0)), (np.zeros(1),))
    even = Model(np.array([0.0, 1.0]), np.array([0.0, 1.0]), paces)
    told: Forecast = forecast(even, (np.array([-1]),), np.array([0]), np.array([1]), np.array([0.2]))
    assert told.drawn(float(told.when()[0]))[0] == pytest.approx(told.drawn()[0] / 2, abs=1e-3)


def test_a_group_without_time_does_not_fill(model: Model) -> None:
    told = forecast(
        model, tuple(np.array([c], np.int32) for c in (3, 0, -1, -1)), np.array([0]), np.array([2]), np.array([1.0])
    )
    assert told.drawn()[0] == 0
    assert told.fills()[0] < 0.01


def test_of_few_groups_nothing_is_learnt() -> None:
    assert learnt(drawn(LEAST - 1, 3)[0]) is None


def test_calibration_finds_how_probabilities_were_bent_and_leaves_few_alone() -> None:
    chance = np.random.default_rng(4)
    odds, share = chance.normal(0, 1.5, 20_000), chance.random(20_000)
    happened = chance.random(20_000) < 1 / (1 + np.exp(-(0.5 - 0.3 * share + 0.7 * odds)))
    told = 1 / (1 + np.exp(-odds))
    found = calibration(told, share, happened)
    assert (found.shift, found.late, found.stretch) == pytest.approx((0.5, -0.3, 0.7), abs=0.1)
    few = calibration(told[:3], share[:3], happened[:3])
    assert few.right(told[:50], share[:50]) == pytest.approx(told[:50], abs=0.08)
    assert AS_IT_IS.right(told, share) == pytest.approx(told)


def test_the_clock_stands_still_while_nobody_buys() -> None:
    day = np.repeat(np.arange(9, 21), 1000) * HOUR
    clock = clock_of(day)
    night = clock.at(np.array([22, 24 + 8]) * HOUR)
    assert night[1] - night[0] < 0.02
    whole = clock.at(np.array([5 * 24 * HOUR, 6 * 24 * HOUR]))
    assert whole[1] - whole[0] == pytest.approx(1.0)
    noon = clock.at(np.array([9, 15]) * HOUR)
    assert noon[1] - noon[0] == pytest.approx(0.5, abs=0.02)
