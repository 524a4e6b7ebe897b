"""The raster that moves with the picture is the one that would be drawn anew, at once nearly, at rest exactly."""

import numpy as np
import pytest

from tests.ui.network.crowd import crowd, grown
from ui.widgets.network.detail import Detail
from ui.widgets.network.kept import Kept
from ui.widgets.network.marks import LEVELS
from ui.widgets.network.people import People, shown_of
from ui.widgets.network.raster import RIM, Raster
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight


def visible(raster: Raster) -> np.ndarray:
    return raster.bytes.reshape(-1, raster.stride)[RIM : RIM + raster.height, RIM : RIM + raster.width].copy()


def missing(one: np.ndarray, other: np.ndarray) -> float:
    """The share of px where one has ink and the other has none there nor beside."""
    high, wide = other.shape
    around = np.pad(other, 1)
    beside = np.max([around[y : y + high, x : x + wide] for y in range(3) for x in range(3)], axis=0)
    return float(((one > 3) & (beside == 0)).mean())


def scene_of(people: People, moment: int | None = None) -> Scene:
    return Scene(people, Detail(people.layout), shown_of(people, moment, frozenset()))


def anew(scene: Scene, sight: Sight, dots: float = 1.0) -> np.ndarray:
    kept = Kept()
    kept.rest(scene, sight, dots)
    return visible(kept.raster)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return scene_of(crowd(grown(20_000)))


@pytest.mark.parametrize("scale", [0.9, 3.0, 14.0])
@pytest.mark.parametrize("dots", [1.0, 1.5, 2.0])
def test_pushed_step_by_step_it_is_nearly_as_drawn_anew_and_at_rest_exactly(scene, scale, dots) -> None:
    random = np.random.default_rng(1)
    kept, start = Kept(), Sight(20, -45, scale, 500, 360).finer(dots)
    kept.rest(scene, start, dots)
    right, down = 0, 0
    for _ in range(12):
        right, down = right + int(random.integers(-60, 60)), down + int(random.integers(-60, 60))
        sight = start.moved(right, down)
        assert len(kept.move(scene, sight, dots)) == 1
        one, other = visible(kept.raster), anew(scene, sight, dots)
        assert missing(one, other) < 0.002, "nothing was left behind"
        assert missing(other, one) < 0.01, "nothing is lacking but lines to people far beside"
    kept.rest(scene, sight, dots)
    assert (visible(kept.raster) == other).all()


def test_pushed_further_than_anything_was_ready_for_nobody_is_missed(scene) -> None:
    kept, sight = Kept(), Sight(-150, 30, 6, 500, 360)
    kept.rest(scene, sight, 1.0)
    for _ in range(40):
        sight = sight.moved(-45, 7)
        kept.move(scene, sight, 1.0)
    one, other = visible(kept.raster), anew(scene, sight)
    dots = other >= LEVELS
    assert dots.mean() > 0.01
    assert (one[dots] >= LEVELS).all()


def test_after_any_motion_rest_is_as_drawn_anew(scene) -> None:
    random, kept = np.random.default_rng(4), Kept()
    sight = Sight(0, 0, 1.2, 500, 360)
    kept.rest(scene, sight, 1.0)
    for _ in range(60):
        sight = sight.zoomed(float(random.uniform(0.7, 1.5)), *random.uniform(0, 360, 2).tolist(), least=0.8)
        sight = sight.moved(*random.integers(-40, 40, 2).tolist())
        kept.move(scene, sight, 1.0)
        if random.random() < 0.2:
            kept.rest(scene, sight, 1.0)
            assert (visible(kept.raster) == anew(scene, sight)).all()


def test_others_are_drawn_anew_at_once_even_while_it_moves(scene) -> None:
    kept, sight = Kept(), Sight(0, 0, 2, 500, 360)
    kept.rest(scene, sight, 1.0)
    for other, later in (
        (sight, scene_of(scene.people, 4_000_000)),
        (sight.moved(5000, 0), scene),
        (sight.sized(400, 300), scene),
    ):
        parts = kept.move(later, other, 1.0)
        assert (visible(kept.raster) == anew(later, other)).all()
        assert [part.sight for part in parts] == [other]


def test_a_push_leaves_ground_behind() -> None:
    raster = Raster(30, 20)
    raster.dots(np.array([0]), *(np.array([value], np.float32) for value in (10, 10, 3)))
    before = visible(raster)
    raster.push(5, -4)
    after = visible(raster)
    assert (after[:16, 5:] == before[4:, :25]).all()
    assert not after[16:].any()
    assert not after[:, :5].any()
