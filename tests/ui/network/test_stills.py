"""A zoomed frame is put together from what was drawn before: it fills the window, never too coarse, drawn seldom."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from tests.ui.network.crowd import crowd, grown
from tests.ui.network.test_kept import scene_of
from ui.theme import LIGHT
from ui.widgets.network.detail import Seen
from ui.widgets.network.kept import Kept
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight, whole
from ui.widgets.network.stills import COARSE, Still, due, layers

pytestmark = pytest.mark.usefixtures("qapp")
NOBODY = Seen(*(np.zeros(0, kind) for kind in (np.int32, *[np.float32] * 3, np.bool_)))
NOTHING = scene_of(crowd([]))
AT = (100.0, 250.0)


def still(sight: Sight) -> Still:
    ground = QImage(round(sight.width), round(sight.height), QImage.Format.Format_Indexed8)
    return Still(NOTHING, sight, 1.0, ground, NOBODY)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return scene_of(crowd(grown(30_000)))


def test_a_part_lies_where_the_same_people_are_seen() -> None:
    part, sight = still(Sight(3, 4, 2, 600, 400)), Sight(1, 7, 3.1, 600, 400)
    place = part.place(sight)
    for px, py in ((0, 0), (600, 400), (120, 300)):
        x, y = sight.point(*part.sight.under(px, py))
        share = (x - place.x()) / place.width(), (y - place.y()) / place.height()
        assert share == pytest.approx((px / 600, py / 400))


def test_it_covers_what_lies_inside() -> None:
    sight = Sight(0, 0, 2, 600, 400)
    assert still(sight).covers(sight)
    assert still(sight).covers(sight.zoomed(1.3, *AT, least=0))
    assert not still(sight).covers(sight.zoomed(0.9, *AT, least=0))
    assert not still(sight).covers(sight.moved(5, 0))


def test_too_coarse_a_part_is_not_used_and_a_finer_one_lies_above() -> None:
    sight = Sight(0, 0, 2, 600, 400)
    near, wide = still(sight), still(sight.zoomed(0.6, *AT, least=0))
    out = sight.zoomed(0.85, *AT, least=0)
    assert layers([near], sight.zoomed(COARSE * 1.01, *AT, least=0), sight) == []
    assert layers([near, wide], sight, sight) == [near]
    assert layers([near, wide], out, sight) == [wide, near]
    assert layers([near, wide], out, out) == [wide]
    assert layers([near], out, sight) == []


def test_zooming_out_what_is_drawn_serves_until_its_own_scale() -> None:
    was = Sight(7, -3, 20, 600, 400)
    sight = was.zoomed(0.95, *AT, least=0)
    assert due(was, was.zoomed(1.2, *AT, least=0), least=0) == was.zoomed(1.2, *AT, least=0)
    assert due(was, sight, least=16).scale == 16
    assert due(was, sight, least=30) == sight
    part = still(due(was, sight, least=0))
    for factor in (1, 0.8, 0.6, 1 / COARSE):
        assert part.covers(sight.zoomed(factor, *AT, least=0))


@pytest.mark.parametrize("factor", [1.06, 1 / 1.06], ids=["in", "out"])
def test_each_frame_fills_the_window_and_little_is_drawn(scene: Scene, factor: float, monkeypatch) -> None:
    fitted = whole(scene.people.layout.reach, 800, 600)
    sight = fitted if factor > 1 else fitted.zoomed(12, 500, 200, 0)
    kept, drawn = Kept(), []
    draw = kept._draw
    monkeypatch.setattr(kept, "_draw", lambda *asked: (drawn.append(asked), draw(*asked))[1])
    kept.rest(scene, sight, 1.0)
    kept._light = False
    for _ in range(42):
        sight = sight.zoomed(factor, 500, 200, 0)
        parts = kept.move(scene, sight, 1.0)
        kept._light = False
        assert parts[0].covers(sight)
        assert max(part.enlarged(sight) for part in parts) <= COARSE * 1.001
    assert 3 <= len(drawn) <= 6, "once while the scale grows or shrinks as far as a part serves"


def test_a_part_keeps_what_was_drawn(scene: Scene) -> None:
    kept, fitted = Kept(), whole(scene.people.layout.reach, 800, 600)
    now = kept.rest(scene, fitted, 1.0)[0]
    copy, before = now.copy(), QImage(now.painted(LIGHT, faded=False))
    kept.rest(scene, fitted.zoomed(3, 100, 100, 0), 1.0)
    copy.fade()
    assert copy.painted(LIGHT, faded=False) == before
    assert copy.painted(LIGHT, faded=True) != before
    assert now.place(fitted).contains(QRectF(QPointF(1, 1), QPointF(799, 599)))


def test_a_handful_of_people_are_drawn_anew_for_each_frame() -> None:
    little, sight = scene_of(crowd(grown(300))), Sight(0, 0, 5, 600, 400)
    kept = Kept()
    kept.rest(little, sight, 1.0)
    for _ in range(5):
        sight = sight.zoomed(1.1, 50, 50, 0)
        assert [part.sight for part in kept.move(little, sight, 1.0)] == [sight]


@pytest.mark.parametrize("dots", [1.0, 1.5])
def test_what_is_painted_is_pushed_along_and_completed(scene: Scene, dots: float) -> None:
    kept, sight = Kept(), whole(scene.people.layout.reach, 800, 600).scaled(6, 300, 100).finer(dots)
    now = kept.rest(scene, sight, dots)[0]
    for right, down in ((40, 0), (-7, 30), (0, -90), (55, 21), (-300, -200)):
        now.painted(LIGHT, faded=False)
        sight = sight.moved(right, down)
        now = kept.move(scene, sight, dots)[0]
    along = bits(now.painted(LIGHT, faded=False))
    now.fade()
    at_once = bits(now.painted(LIGHT, faded=False))
    assert (at_once != at_once[0, 0]).mean() > 0.05
    assert (along != at_once).mean() < 0.001, "but for heads that are drawn only while they are among the largest"


def bits(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy()
