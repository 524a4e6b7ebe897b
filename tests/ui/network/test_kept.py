"""The raster that moves with the picture is the one that would be drawn anew."""

import numpy as np
import pytest

from tests.ui.network.crowd import crowd, grown
from ui.widgets.network.detail import Detail
from ui.widgets.network.kept import Kept
from ui.widgets.network.people import People, shown_of
from ui.widgets.network.raster import RIM, Raster
from ui.widgets.network.sight import Sight


def visible(raster: Raster) -> np.ndarray:
    return raster.bytes.reshape(-1, raster.stride)[RIM : RIM + raster.height, RIM : RIM + raster.width].copy()


def missing(one: np.ndarray, other: np.ndarray) -> float:
    """The share of px where one has ink and the other has none there nor beside."""
    high, wide = other.shape
    around = np.pad(other, 1)
    beside = np.max([around[y : y + high, x : x + wide] for y in range(3) for x in range(3)], axis=0)
    return float(((one > 3) & (beside == 0)).mean())


@pytest.fixture(scope="module")
def people() -> People:
    return crowd(grown(20_000))


@pytest.mark.parametrize("scale", [0.9, 3.0, 14.0])
@pytest.mark.parametrize("dots", [1.0, 1.5, 2.0])
def test_moved_step_by_step_it_is_as_drawn_anew(people: People, scale: float, dots: float) -> None:
    random, detail, shown = np.random.default_rng(1), Detail(people.layout), shown_of(people, None, frozenset())
    kept, start = Kept(), Sight(20, -45, scale, 500, 360).finer(dots)
    kept.follow(people, detail, shown, start, dots)
    right, down = 0, 0
    for _ in range(12):
        right, down = right + int(random.integers(-60, 60)), down + int(random.integers(-60, 60))
        sight = start.moved(right, down)
        seen = kept.follow(people, detail, shown, sight, dots)
        anew = Kept()
        expected = anew.follow(people, detail, shown, sight, dots)
        assert set(seen.nodes) == set(expected.nodes)
        one, other = visible(kept.raster), visible(anew.raster)
        assert missing(one, other) < 0.002, "nothing was left behind"
        assert missing(other, one) < 0.01, "nothing is lacking but lines to people far beside"


def test_others_or_another_scale_are_drawn_anew(people: People) -> None:
    detail, shown = Detail(people.layout), shown_of(people, None, frozenset())
    kept, sight = Kept(), Sight(0, 0, 2, 500, 360)
    kept.follow(people, detail, shown, sight, 1.0)
    for other, state in (
        (sight, shown_of(people, 4_000_000, frozenset())),
        (sight.zoomed(1.5, 10, 10, 1), shown),
        (sight.moved(5000, 0), shown),
        (sight.sized(400, 300), shown),
    ):
        seen = kept.follow(people, detail, state, other, 1.0)
        anew = Kept()
        assert set(seen.nodes) == set(anew.follow(people, detail, state, other, 1.0).nodes)
        assert (visible(kept.raster) == visible(anew.raster)).all()


def test_a_push_leaves_ground_behind() -> None:
    raster = Raster(30, 20)
    raster.dots(np.array([0]), *(np.array([value], np.float32) for value in (10, 10, 3)))
    before = visible(raster)
    raster.push(5, -4)
    after = visible(raster)
    assert (after[:16, 5:] == before[4:, :25]).all()
    assert not after[16:].any()
    assert not after[:, :5].any()
