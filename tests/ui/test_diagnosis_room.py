"""Where the parts of the diagnosis stand: the tree, its reasons and the cards, in wide and in small windows."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from tests.ui.desk import Desk
from tests.ui.hand_made_diagnosis import diagnosis_view
from tests.ui.test_diagnosis_page import diagnosis
from ui.pages.diagnosis.body import DiagnosisBody


def edges(body: DiagnosisBody, part: QWidget) -> tuple[int, int, int, int]:
    """Left, top, right, bottom on the page."""
    corner, end = (part.mapTo(body, point) for point in (part.rect().topLeft(), part.rect().bottomRight()))
    return corner.x(), corner.y(), end.x(), end.y()


@pytest.mark.parametrize(("width", "beside"), [(1024, False), (1280, True), (1366, True), (1920, True)])
def test_reasons_stand_below_the_tree_and_cards_beside_both_where_there_is_room(
    desk: Desk, width: int, beside: bool
) -> None:
    desk.window.resize(width, 768)
    _page, body = diagnosis(desk, diagnosis_view())
    tree, why, cards = (edges(body, part) for part in (body.tree, body.why, body.cards))
    assert (why[0], why[2]) == (tree[0], tree[2])
    assert 0 < why[1] - tree[3] < 20, "no white between the tree and its reasons"
    if beside:
        assert cards[0] > tree[2]
        assert cards[1] == tree[1]
    else:
        assert cards[1] > why[3]
    assert body.horizontalScrollBar().maximum() == 0


def test_the_tree_is_as_high_as_it_needs(desk: Desk) -> None:
    desk.window.resize(1920, 1080)
    _page, body = diagnosis(desk, diagnosis_view())
    tree = body.tree.tree
    folded = tree.height()
    assert tree.verticalScrollBar().maximum() == 0
    desk.click(tree.fold("aov"))
    desk.qtbot.waitUntil(lambda: tree.height() > folded and tree.verticalScrollBar().maximum() == 0)


def test_reasons_of_a_pressed_number_come_into_sight_and_the_number_stays(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())
    button, before = body.tree.tree.node("buyers"), edges(body, body.why)[1]
    desk.click(button)
    desk.qtbot.waitUntil(lambda: edges(body, body.why)[1] < before)
    assert edges(body, body.why.tables)[1] < body.height()
    assert edges(body, button)[1] >= edges(body, body.cards)[1]


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_no_text_of_the_tree_is_cut(desk: Desk, width: int) -> None:
    desk.window.resize(width, 768)
    _page, body = diagnosis(desk, diagnosis_view())
    tree = body.tree.tree
    for button in (tree.turn("buyers"), tree.fold("aov")):
        assert button.sizeHint().width() <= button.width(), button.text()
    below = tree.node("refund_amount").geometry().top()
    assert tree.node("aov").geometry().bottom() + tree.fontMetrics().height() < below


def test_a_tree_that_is_too_large_scrolls_and_is_pulled(desk: Desk) -> None:
    desk.window.resize(1024, 640)
    _page, body = diagnosis(desk, diagnosis_view())
    tree = body.tree.tree
    tree.setMaximumHeight(200)
    desk.click(tree.fold("aov"))
    assert body.horizontalScrollBar().maximum() == 0, "the tree scrolls, never the page sideways"
    assert tree.verticalScrollBar().maximum() > 0
    tree.verticalScrollBar().setValue(0)
    ground, left = QPoint(20, 20), Qt.MouseButton.LeftButton
    desk.qtbot.mousePress(tree.viewport(), left, pos=ground + QPoint(0, 60))
    desk.qtbot.mouseMove(tree.viewport(), ground)
    desk.qtbot.mouseRelease(tree.viewport(), left, pos=ground)
    assert tree.verticalScrollBar().value() > 0
