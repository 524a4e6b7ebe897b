"""The canvas in motion: frames follow the hand, people are met where they are, and at rest the picture is crisp."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.ui.network.crowd import crowd, grown
from ui.theme import LIGHT
from ui.widgets.network.board import REST
from ui.widgets.network.canvas import NetworkCanvas
from ui.widgets.network.people import People

MANY = 60_000
MOTIONS: dict[str, Callable[[NetworkCanvas], None]] = {
    "zoomed in": lambda canvas: canvas.zoom(1.1, QPointF(500, 200)),
    "zoomed out": lambda canvas: canvas.zoom(1 / 1.1, QPointF(500, 200)),
    "pushed": lambda canvas: canvas.see(canvas.sight.moved(17, -9)),
    "both": lambda canvas: canvas.see(canvas.sight.zoomed(1.05, 90, 400, 0).moved(-11, 6)),
}


@pytest.fixture
def canvas(qtbot: QtBot) -> NetworkCanvas:
    made = shown(crowd(grown(MANY)), qtbot)
    made.zoom(5, QPointF(500, 200))
    rest(made, qtbot)
    return made


def shown(people: People, qtbot: QtBot) -> NetworkCanvas:
    """On a canvas without the focus, whose ring is no part of the picture."""
    made = NetworkCanvas()
    qtbot.addWidget(made)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.resize(800, 600)
    made.set_people(people)
    made.show()
    picture(made)
    return made


def rest(canvas: NetworkCanvas, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not canvas.moving)


def picture(canvas: NetworkCanvas) -> QImage:
    return canvas.grab().toImage()


def crisp(canvas: NetworkCanvas, qtbot: QtBot) -> QImage:
    """What a canvas shows that never moved."""
    other = shown(canvas.people, qtbot)
    other.sight = canvas.sight
    return picture(other)


@pytest.mark.parametrize("motion", MOTIONS)
def test_moved_and_left_alone_it_is_as_if_it_had_never_moved(canvas: NetworkCanvas, qtbot: QtBot, motion) -> None:
    for _ in range(10):
        MOTIONS[motion](canvas)
        picture(canvas)
    assert canvas.moving
    moving = picture(canvas)
    rest(canvas, qtbot)
    assert picture(canvas) == crisp(canvas, qtbot)
    assert picture(canvas) != moving


def test_the_crisp_picture_comes_by_itself_soon_after_the_last_move(canvas: NetworkCanvas, qtbot: QtBot) -> None:
    canvas.zoom(1.1)
    assert canvas.moving
    painted: list[bool] = []
    draw = canvas._kept.rest
    canvas._kept.rest = lambda *asked: (painted.append(True), draw(*asked))[1]
    qtbot.waitUntil(lambda: bool(painted))
    assert not canvas.moving
    assert REST <= 60, "of 100 ms; the rest is for drawing"


@pytest.mark.parametrize("motion", MOTIONS)
def test_in_motion_people_are_met_where_they_will_be_at_rest(canvas: NetworkCanvas, qtbot: QtBot, motion) -> None:
    for _ in range(7):
        MOTIONS[motion](canvas)
        picture(canvas)
    spots = [QPoint(x, y) for x in range(20, 800, 60) for y in range(20, 600, 60)]
    pointed = [canvas._at(QPointF(spot)) for spot in spots]
    assert len(set(pointed)) > 5
    assert canvas.moving
    rest(canvas, qtbot)
    picture(canvas)
    assert [canvas._at(QPointF(spot)) for spot in spots] == pointed


@pytest.mark.parametrize("motion", MOTIONS)
def test_in_motion_the_dots_are_painted_where_people_are(canvas: NetworkCanvas, motion) -> None:
    canvas.show_whole()
    canvas.zoom(6, QPointF(500, 200))
    canvas._resting.stop()
    picture(canvas)
    for _ in range(4):
        MOTIONS[motion](canvas)
        image = picture(canvas)
    seen, ground = canvas.seen, QColor(LIGHT.surface)
    inside = (seen.x > 10) & (seen.x < 790) & (seen.y > 10) & (seen.y < 590) & (canvas.people.kinds[seen.nodes] < 2)
    assert inside.sum() > 100
    colours = [
        image.pixelColor(round(x - 0.5), round(y - 0.5)) for x, y in zip(seen.x[inside], seen.y[inside], strict=True)
    ]
    assert np.mean([colour != ground for colour in colours]) > 0.97


def test_a_click_while_it_still_moves_chooses_who_is_there(canvas: NetworkCanvas, qtbot: QtBot) -> None:
    head = int(canvas.seen.nodes[np.argmax(canvas.seen.radius)])
    canvas.zoom(1.3, QPointF(*canvas.sight.point(float(canvas.detail.x[head]), float(canvas.detail.y[head]))))
    picture(canvas)
    assert canvas.moving
    at = QPointF(*canvas.sight.point(float(canvas.detail.x[head]), float(canvas.detail.y[head])))
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert canvas.marked.chosen == head


@pytest.mark.parametrize("jump", ["show_whole", "go_to", "set_people", "show_until", "fold"])
def test_what_is_no_motion_is_crisp_at_once(canvas: NetworkCanvas, qtbot: QtBot, jump: str) -> None:
    canvas.zoom(1.2)
    picture(canvas)
    asked = {"go_to": (4,), "set_people": (crowd(grown(500)),), "show_until": (9_000_000,), "fold": (1,)}.get(jump, ())
    getattr(canvas, jump)(*asked)
    at_once = picture(canvas)
    rest(canvas, qtbot)
    assert picture(canvas) == at_once


def test_files_are_crisp_while_it_moves(canvas: NetworkCanvas, qtbot: QtBot) -> None:
    canvas.zoom(1.3)
    picture(canvas)
    assert canvas.moving
    image, drawing = canvas.image(), canvas.svg()
    rest(canvas, qtbot)
    assert canvas.image() == image
    assert canvas.svg() == drawing


def test_colours_change_while_it_moves(canvas: NetworkCanvas) -> None:
    canvas.zoom(1.1)
    before = picture(canvas)
    canvas.choose(int(canvas.seen.nodes[0]))
    canvas.zoom(1.0001)
    faded = picture(canvas)
    canvas.choose(-1)
    canvas.zoom(1.0001)
    assert faded != before
    ink = QColor(LIGHT.good)
    assert any(before.pixelColor(x, y) == ink for x in range(0, 800, 2) for y in range(0, 600, 2))
