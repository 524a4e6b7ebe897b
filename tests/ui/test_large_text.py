"""Somebody who made the texts of the system larger finds every text of the window larger, whole and readable."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView, QWidget

from tests.ui.desk import Desk
from ui import theme
from ui.controls import Drawing, Elided
from ui.navigation import Item
from ui.pages.analysis import AnalysisPage
from ui.pages.diagnosis.body import DiagnosisBody
from ui.pages.diagnosis.nodebutton import NodeButton
from ui.widgets.figurecard import FigureCard
from ui.widgets.figureline import FigureLine
from ui.widgets.measure import advance, metrics
from ui.widgets.readout import Readout

PAGES = (
    "overview", "diagnosis", "products", "fans", "churn", "recommend", "cooperation", "data", "settings", "welcome",
)  # fmt: skip
USUAL = 9
LARGER = (13, 18)
"""Points of the system's text at 150 % and at 200 %."""


@pytest.fixture(params=LARGER)
def points(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[int]:
    """A system with text of so many points, and our program started there."""
    before = qapp.font()
    system = QFont(before)
    system.setPointSizeF(request.param)
    qapp.setFont(system)
    theme.take_size(qapp)
    yield request.param
    qapp.setFont(before)


def _pixels(font: QFont) -> int:
    return QFontInfo(font).pixelSize()


@pytest.mark.parametrize("size", [9, 11, 13, 20])
def test_all_type_grows_as_the_system_has_it(points: int, size: theme.fonts.Size) -> None:
    assert theme.font(size).pointSizeF() == pytest.approx(size * points / USUAL)
    assert _pixels(theme.font()) == _pixels(QFont("Noto Sans CJK SC", points))
    assert metrics().height() == QFontMetrics(theme.font()).height()


def test_a_system_with_smaller_text_than_ours_changes_nothing(qapp: QApplication) -> None:
    before = qapp.font()
    small = QFont(before)
    small.setPointSizeF(7)
    qapp.setFont(small)
    theme.take_size(qapp)
    assert qapp.font().pointSizeF() == USUAL
    assert (theme.scaled(24), theme.enlarged()) == (24, 1.0)
    qapp.setFont(before)


def test_lengths_grow_with_the_text(points: int) -> None:
    assert theme.scaled(1200) == pytest.approx(1200 * points / USUAL, rel=0.03)  # letters have whole pixels


def on_a_large_screen(open_desk: Callable[..., Desk], page_id: str) -> Desk:
    desk: Desk = open_desk(synced=True)
    desk.open(page_id)
    desk.window.resize(1920, 1080)
    desk.settle()
    return desk


def test_every_text_has_its_room(points: int, open_desk: Callable[..., Desk]) -> None:
    desk = on_a_large_screen(open_desk, PAGES[0])
    for page_id in PAGES:
        desk.open(page_id)
        assert desk.window.width() == 1920, page_id
        _texts_are_whole(desk.window)
        _nothing_overlaps(desk.page)


def test_a_small_screen_makes_nothing_wider_than_the_window(points: int, open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(synced=True)
    for page_id in PAGES:
        desk.open(page_id)
        for size in ((1366, 768), (1024, 640)):
            desk.window.resize(*size)
            QApplication.processEvents()
            assert (desk.window.width(), desk.window.height()) == size, page_id


def test_what_is_painted_by_hand_has_room_for_its_lines(points: int, open_desk: Callable[..., Desk]) -> None:
    desk = on_a_large_screen(open_desk, "products")
    line, figure = metrics().height(), QFontMetrics(theme.font(20, strong=True)).height()
    cards, rows = desk.page.findChildren(FigureCard), desk.page.findChildren(QTableView)
    assert cards
    assert rows
    for card in cards:
        assert card.height() >= 2 * line + figure + line  # name, value, change, spark line
        assert card.width() >= QFontMetrics(theme.font(20, strong=True)).horizontalAdvance("¥1,234.5万")
    for each in desk.page.findChildren(FigureLine):
        assert each.height() >= line
        assert each.width() >= advance(each.name)
    for table in rows:
        assert table.verticalHeader().defaultSectionSize() >= 1.3 * line, "as roomy as usual"
        assert table.horizontalHeader().height() >= 1.3 * line
    for item in desk.window.navigation.findChildren(Item):
        assert item.height() >= item.fontMetrics().height()


def test_the_tree_keeps_name_and_value_apart(points: int, open_desk: Callable[..., Desk]) -> None:
    desk = on_a_large_screen(open_desk, "diagnosis")
    page = desk.page
    assert isinstance(page, AnalysisPage)
    assert isinstance(page.body, DiagnosisBody)
    nodes = page.body.tree.findChildren(NodeButton)
    assert nodes
    for node in nodes:
        assert node.height() >= metrics().height() + QFontMetrics(theme.font(11, strong=True)).height()
        assert node.width() >= advance(node.told.name)


def test_a_click_on_the_comparison_hits_it(points: int, open_desk: Callable[..., Desk]) -> None:
    """The place that is painted is the place that is pressed."""
    desk = on_a_large_screen(open_desk, "products")
    card = next(each for each in desk.page.findChildren(FigureCard) if each.figure.previous_rows is not None)
    card.grab()
    assert card.rect().contains(card.against)
    assert card.against.width() >= advance(card.change.against) - 2
    assert card.against.height() >= metrics().height()


def _texts_are_whole(window: QWidget) -> None:
    for label in window.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, (Drawing, Readout)) or not label.text():
            continue
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
        else:
            assert label.height() >= label.sizeHint().height(), label.text()
            assert isinstance(label, Elided) or label.width() >= label.sizeHint().width(), label.text()
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.height() >= max(button.sizeHint().height(), button.fontMetrics().height()), button.text()


def _nothing_overlaps(page: QWidget) -> None:
    """Of all that stands in a layout, no two parts of the same parent share a place."""
    for parent in [page, *page.findChildren(QWidget)]:
        layout = parent.layout()
        if layout is None or not parent.isVisible():
            continue
        parts = [each for each in parent.children() if isinstance(each, QWidget) and each.isVisible()]
        parts = [each for each in parts if not each.isWindow() and not isinstance(each, Readout)]
        for at, one in enumerate(parts):
            for other in parts[at + 1 :]:
                assert not one.geometry().intersects(other.geometry()), (one, other)
