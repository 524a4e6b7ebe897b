"""Circles stand between layers, and only where somebody is drawn beyond them."""

import numpy as np
import pytest

from tests.ui.network.crowd import crowd, grown
from tests.ui.network.test_kept import scene_of
from ui.widgets.network.circles import APART, circles
from ui.widgets.network.sight import Sight, whole


def test_each_layer_has_a_circle_inside() -> None:
    scene = scene_of(crowd([-1, 0, 1, 2]))
    found = list(circles(scene, Sight(0, 0, 60, 4000, 4000)))
    people = scene.people.layout.radius * 60
    assert len(found) == 3
    assert [int((people < radius).sum()) for radius in found] == [1, 2, 3]


@pytest.mark.parametrize("closer", [0.3, 1, 3, 20])
def test_beyond_a_circle_somebody_is_drawn(closer: float) -> None:
    scene = scene_of(crowd(grown(40_000)))
    fitted = whole(scene.people.layout.reach, 800, 600).scale
    sight = Sight(0, 0, fitted * closer, 1e5, 1e5)
    seen = scene.seen(sight)
    found = np.array(list(circles(scene, sight)))
    assert len(found) > 1
    assert (np.diff(found) >= APART).all()
    assert found[-1] < (np.hypot(seen.x - 5e4, seen.y - 5e4)).max()


def test_who_has_not_joined_has_no_circle() -> None:
    chain = crowd([-1, 0, 1, 2])
    assert len(list(circles(scene_of(chain, 2000), Sight(0, 0, 60, 4000, 4000)))) == 2
    assert list(circles(scene_of(crowd([])), Sight(0, 0, 60, 400, 400))) == []
