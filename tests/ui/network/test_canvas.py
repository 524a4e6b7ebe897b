"""The canvas in the hand: moved, zoomed, pointed at, chosen, folded, looped and replayed, by pointer and by keys."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.network.crowd import crowd, grown
from ui import theme
from ui.theme import DARK, LIGHT
from ui.widgets.network.canvas import NetworkCanvas
from ui.widgets.network.people import Kind, People

Key = Qt.Key
#        0
#      /   \
#     1     2        7 - 8
#   / | \
#  3  4  5 - 6
LITTLE = [-1, 0, 0, 1, 1, 1, 5, -1, 7]


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., NetworkCanvas]:
    """Shows people on a canvas of a size."""

    def shown(people: People, size: tuple[int, int] = (640, 480)) -> NetworkCanvas:
        canvas = NetworkCanvas()
        qtbot.addWidget(canvas)
        canvas.resize(*size)
        canvas.set_people(people)
        canvas.show()
        canvas.grab()
        return canvas

    return shown


@pytest.fixture
def little(show: Callable[..., NetworkCanvas]) -> NetworkCanvas:
    return show(crowd(LITTLE))


def place(canvas: NetworkCanvas, node: int) -> QPoint:
    """Where somebody is drawn."""
    x, y = canvas.sight.point(float(canvas.detail.x[node]), float(canvas.detail.y[node]))
    return QPointF(x, y).toPoint()


def drawn(canvas: NetworkCanvas) -> set[int]:
    canvas.grab()
    return set(canvas.seen.nodes.tolist())


def picture(canvas: NetworkCanvas) -> QImage:
    return canvas.grab().toImage()


def wheel(canvas: NetworkCanvas, at: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(canvas.mapToGlobal(at)), QPoint(0, 0), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def test_the_merchant_is_the_red_dot_in_the_middle_and_everybody_is_around(little: NetworkCanvas) -> None:
    assert picture(little).pixelColor(320, 240) == QColor(LIGHT.brand)
    assert drawn(little) == set(range(9))
    for node in range(9):
        assert little.rect().contains(place(little, node))


def test_each_kind_has_its_ink(show) -> None:
    people = crowd([-1, -1, -1, -1])
    canvas = show(People(people.layout, np.array(list(Kind)), None))
    canvas.go_to(0)
    canvas.choose(-1)
    for kind, name in ((Kind.SUPPORTING, LIGHT.good), (Kind.BUYER, LIGHT.categories[0]), (Kind.LAPSED, LIGHT.outline)):
        assert picture(canvas).pixelColor(place(canvas, kind)) == QColor(name)
    assert picture(canvas).pixelColor(place(canvas, Kind.FOLLOWER)) == QColor(LIGHT.surface), "a ring is hollow"


def test_the_theme_changes_the_picture(little: NetworkCanvas, qapp: QApplication) -> None:
    assert picture(little).pixelColor(5, 5) == QColor(LIGHT.surface)
    theme.apply(qapp, "dark")
    assert picture(little).pixelColor(5, 5) == QColor(DARK.surface)
    assert picture(little).pixelColor(320, 240) == QColor(DARK.brand)


def test_the_pointer_points_and_chooses(little: NetworkCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(little.hovered) as pointed:
        qtbot.mouseMove(little, place(little, 4))
    assert pointed.args == [4]
    before = picture(little)
    with qtbot.waitSignal(little.chosen) as chosen:
        qtbot.mouseClick(little, Qt.MouseButton.LeftButton, pos=place(little, 6))
    assert chosen.args == [6]
    assert little.marked.chain == (6, 5, 1, 0)
    assert picture(little) != before
    with qtbot.waitSignal(little.chosen) as chosen:
        qtbot.mouseClick(little, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert chosen.args == [-1]
    assert little.marked.chain == ()


def test_the_chain_is_drawn_from_the_merchant_to_the_one_chosen(little: NetworkCanvas) -> None:
    little.choose(6)
    image, middle = picture(little), QPointF(320, 240)
    first = QPointF(place(little, 0))
    halfway = (middle * 0.3 + first * 0.7).toPoint()
    around = [image.pixelColor(halfway.x() + x, halfway.y() + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    assert QColor(LIGHT.brand) in around


def test_dragging_moves_the_picture_and_chooses_nobody(little: NetworkCanvas, qtbot: QtBot) -> None:
    start = place(little, 4)
    heard: list[int] = []
    little.chosen.connect(heard.append)
    qtbot.mousePress(little, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(little, start + QPoint(20, 10))
    qtbot.mouseMove(little, start + QPoint(50, -30))
    qtbot.mouseRelease(little, Qt.MouseButton.LeftButton, pos=start + QPoint(50, -30))
    assert place(little, 4) == start + QPoint(50, -30)
    assert heard == []


def test_the_wheel_zooms_round_the_pointer(little: NetworkCanvas) -> None:
    at, scale = place(little, 8), little.sight.scale
    wheel(little, at, 3)
    assert little.sight.scale > scale * 1.5
    assert (place(little, 8) - at).manhattanLength() <= 1
    wheel(little, at, -100)
    assert little.sight.scale < scale, "a little smaller than the window, not vanishing"
    assert little.sight.scale > scale / 2


def test_keys_move_zoom_and_bring_everything_back(little: NetworkCanvas, qtbot: QtBot) -> None:
    before = little.sight
    for key, moved in ((Key.Key_Left, (1, 0)), (Key.Key_Right, (-1, 0)), (Key.Key_Up, (0, 1)), (Key.Key_Down, (0, -1))):
        at = place(little, 0)
        qtbot.keyClick(little, key)
        went = place(little, 0) - at
        assert (np.sign(went.x()), np.sign(went.y())) == moved
    qtbot.keyClick(little, Key.Key_Plus)
    assert little.sight.scale > before.scale
    qtbot.keyClick(little, Key.Key_Minus)
    assert little.sight.scale == pytest.approx(before.scale)
    qtbot.keyClick(little, Key.Key_Plus)
    qtbot.keyClick(little, Key.Key_Home)
    assert little.sight == before


def test_keys_walk_along_the_tree_and_let_go(little: NetworkCanvas, qtbot: QtBot) -> None:
    walk = Qt.KeyboardModifier.ControlModifier
    for key, there in (
        (Key.Key_Down, 0), (Key.Key_Down, 1), (Key.Key_Down, 5), (Key.Key_Up, 1), (Key.Key_Right, 2), (Key.Key_Left, 1),
        (Key.Key_Up, 0), (Key.Key_Right, 7),
    ):  # fmt: skip
        qtbot.keyClick(little, key, walk)
        assert little.marked.chosen == there
        assert (place(little, there) - QPoint(320, 240)).manhattanLength() <= 2
    with qtbot.waitSignal(little.opened) as opened:
        qtbot.keyClick(little, Key.Key_Return)
    assert opened.args == [7]
    qtbot.keyClick(little, Key.Key_Escape)
    assert little.marked.chosen == -1


def test_two_clicks_fold_a_branch_and_space_opens_it(little: NetworkCanvas, qtbot: QtBot) -> None:
    qtbot.mouseDClick(little, Qt.MouseButton.LeftButton, pos=place(little, 1))
    assert drawn(little) == {0, 1, 2, 7, 8}
    little.choose(1)
    qtbot.keyClick(little, Key.Key_Space)
    assert drawn(little) == set(range(9))
    little.fold(0)
    little.fold(7)
    assert drawn(little) == {0, 7}
    little.unfold_all()
    assert drawn(little) == set(range(9))


def test_nobody_folds_who_brought_nobody(little: NetworkCanvas, qtbot: QtBot) -> None:
    qtbot.mouseDClick(little, Qt.MouseButton.LeftButton, pos=place(little, 4))
    assert little.folded == frozenset()


def test_who_is_looked_for_is_in_the_middle_and_unfolded(show) -> None:
    canvas = show(crowd(grown(5000)))
    deep = int(canvas.people.layout.forest.order[-1])
    canvas.fold(canvas.people.layout.above(deep)[-1])
    assert deep not in drawn(canvas)
    canvas.go_to(deep)
    assert deep in drawn(canvas)
    assert place(canvas, deep) == QPoint(320, 240)
    assert canvas.marked.chosen == deep
    head = int(np.argmax(canvas.people.layout.size))
    canvas.go_to(head)
    below = set(canvas.people.layout.below(head).tolist())
    assert len(below & drawn(canvas)) > len(below) / 2, "a branch is looked at as a whole"


def test_the_replay_hides_who_joined_later(little: NetworkCanvas) -> None:
    little.show_until(4000)
    assert drawn(little) == {0, 1, 2, 3, 4}
    assert little.accessibleDescription().startswith("共 5 人")
    little.show_until(None)
    assert drawn(little) == set(range(9))


def loop_round(canvas: NetworkCanvas, corners: list[QPoint]) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, shift, corners[0])
    for corner in corners[1:]:
        QTest.mouseMove(canvas, corner)
        canvas.grab()
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, shift, corners[-1])


def test_a_loop_tells_who_is_inside(little: NetworkCanvas, qtbot: QtBot) -> None:
    at = place(little, 7)
    square = [at + QPoint(x, y) for x, y in ((-6, -6), (6, -6), (6, 6), (-6, 6))]
    with qtbot.waitSignal(little.looped) as looped:
        loop_round(little, square)
    assert list(looped.args[0]) == [7]


def test_a_loop_round_a_closed_branch_takes_all_below_who_had_joined(little: NetworkCanvas, qtbot: QtBot) -> None:
    little.fold(1)
    little.show_until(5000)
    little.grab()
    everything = [QPoint(0, 0), QPoint(639, 0), QPoint(639, 479), QPoint(0, 479)]
    with qtbot.waitSignal(little.looped) as looped:
        loop_round(little, everything)
    assert list(looped.args[0]) == [0, 1, 2, 3, 4, 5]


def test_it_is_told_to_those_who_do_not_see_it(little: NetworkCanvas) -> None:
    assert little.accessibleName() == "粉丝裂变网络图"
    little.choose(5)
    assert little.accessibleDescription() == "共 9 人 · 粉丝5：第 3 层，下面 1 人"


def test_the_picture_follows_the_window_until_it_is_moved(little: NetworkCanvas) -> None:
    little.resize(900, 700)
    assert place(little, 0).x() > 0
    fitted = little.sight.scale
    little.zoom(1.5)
    little.resize(640, 480)
    assert little.sight.scale == pytest.approx(1.5 * fitted)
    assert little.sight.point(little.sight.x, little.sight.y) == (320, 240)


@pytest.mark.parametrize("parents", [[], [-1], [-1] * 3, [-1, *range(300)]], ids=["nobody", "one", "three", "chain"])
def test_thin_and_deep_networks_are_drawn(show, parents) -> None:
    canvas = show(crowd(parents), (400, 300))
    for _ in range(3):
        canvas.zoom(3)
        assert not picture(canvas).isNull()
    assert canvas.image() is not None


def test_other_people_take_the_place_of_the_first(little: NetworkCanvas) -> None:
    little.choose(6)
    little.fold(1)
    little.set_people(crowd([-1, -1]))
    assert drawn(little) == {0, 1}
    assert little.marked.chosen == -1
    assert little.folded == frozenset()
