"""Tables of a page behind tabs: which is in front, which have room, a drawing or the table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from analytics.result import Column, Row, Shown, Table
from tests.ui import drawn_tables
from tests.ui.hand_made import ZH, table, words
from ui.widgets.tablepanel import TablePanel
from ui.widgets.tabs import fitting_tabs


def test_the_panel_fills_only_the_table_in_front(qtbot: QtBot) -> None:
    panel = TablePanel()
    qtbot.addWidget(panel)
    panel.resize(800, 300)
    panel.show()
    panel.show_tables((table(), table("second", title=words("哪些地区卖得好"))), ZH)
    assert panel.front.table == table()
    assert list(panel._made) == ["products"]
    panel.tabs.choose(1)
    assert panel.front.table is not None
    assert panel.front.table.id == "second"
    panel.show_tables((table(), table("second")), ZH)
    assert panel.front.table.id == "second", "it stays in front"
    panel.show_tables((table(),), ZH)
    assert panel.front.table.id == "products"
    panel.show_tables((), ZH)
    assert panel.isHidden()


def test_tabs_without_room_become_a_menu(qtbot: QtBot) -> None:
    panel = TablePanel()
    qtbot.addWidget(panel)
    panel.resize(420, 300)
    panel.show()
    panel.show_tables([table(f"t{number}", title=words(f"第 {number} 张很长的标题")) for number in range(8)], ZH)
    assert panel.tabs.button.isVisible()
    assert not panel.tabs.bar.isVisible()
    panel.tabs.menu().actions()[5].trigger()
    assert panel.front.table is not None
    assert panel.front.table.id == "t5"
    assert panel.tabs.button.text() == "第 5 张很长的标题"


def test_tabs_that_do_not_fit_stand_in_a_menu_beside_the_others(qtbot: QtBot) -> None:
    panel = TablePanel()
    qtbot.addWidget(panel)
    panel.resize(640, 300)
    panel.show()
    panel.show_tables([table(f"t{number}", title=words(f"第 {number} 张表")) for number in range(10)], ZH)
    tabs = panel.tabs
    shown = tabs.shown()
    assert shown == list(range(len(shown))), "the first ones, which matter most"
    assert 2 <= len(shown) < 10
    assert tabs.more.isVisible()
    assert not tabs.button.isVisible()
    assert tabs.more.text() == f"还有 {10 - len(shown)} 个"
    tabs.menu().actions()[9].trigger()
    assert panel.front.table is not None
    assert panel.front.table.id == "t9"
    assert tabs.shown()[-1] == 9, "what is in front is seen"
    assert tabs.bar.currentIndex() == len(tabs.shown()) - 1
    assert tabs.bar.tabRect(0).left() == 0, "and nothing is scrolled away"
    assert tabs.more.geometry().right() <= tabs.width()
    assert tabs.bar.geometry().right() < tabs.more.geometry().left()
    panel.resize(1600, 300)
    assert not tabs.more.isVisible()
    assert tabs.shown() == list(range(10))


def test_the_keyboard_reaches_every_tab(qtbot: QtBot) -> None:
    """From the tabs on to the menu of the others, which names every question and ticks the one in front."""
    panel = TablePanel()
    qtbot.addWidget(panel)
    panel.resize(640, 300)
    panel.show_tables([table(f"t{number}", title=words(f"第 {number} 张表")) for number in range(10)], ZH)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is panel)
    tabs = panel.tabs
    tabs.bar.setFocus()
    qtbot.keyClick(tabs.bar, Qt.Key.Key_Right)
    assert tabs.place == 1
    qtbot.keyClick(tabs.bar, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is tabs.more
    assert "还有" in tabs.more.text()
    qtbot.keyClick(tabs.more, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [f"第 {number} 张表" for number in range(10)]
    assert [action.isChecked() for action in menu.actions()] == [number == 1 for number in range(10)]
    for _step in range(8):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert tabs.place == 7
    assert tabs.shown()[-1] == 7


def test_the_mouse_reaches_the_tabs_of_the_menu(qtbot: QtBot) -> None:
    panel = TablePanel()
    qtbot.addWidget(panel)
    panel.resize(640, 300)
    panel.show_tables([table(f"t{number}", title=words(f"第 {number} 张表")) for number in range(10)], ZH)
    panel.show()
    for number in (0, 5, 9):  # at the top, in the middle and at the end of the menu
        qtbot.mouseClick(panel.tabs.more, Qt.MouseButton.LeftButton)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        at = menu.actionGeometry(menu.actions()[number]).center()
        qtbot.mouseMove(menu, at)
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=at)
        assert panel.front.table is not None
        assert panel.front.table.id == f"t{number}"


@pytest.mark.parametrize(
    ("wide", "current", "room", "shown"),
    [
        ([50, 50], 1, 100, {0, 1}),
        ([50, 50, 50], 2, 149, {0, 2}),
        ([50, 50, 50], 1, 139, set()),
        ([], 0, 100, set()),
    ],
)
def test_which_tabs_have_room(wide: list[int], current: int, room: int, shown: set[int]) -> None:
    assert fitting_tabs(wide, current, room, more=40) == shown


def test_tables_without_rows_stand_behind_a_menu_after_the_others(qtbot: QtBot) -> None:
    panel = TablePanel()
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    columns = (Column("name", words("名称"), Shown.TEXT),)
    tables = [Table(f"t{n}", words(f"表{n}"), columns, (Row(("甲",)),) * (n % 2)) for n in range(5)]
    panel.show_tables(tables, ZH)
    panel.show()
    assert panel.tabs.titles == ("表1", "表3", "表0", "表2", "表4")
    assert panel.tabs.shown() == [0, 1]
    assert panel.tabs.more.text() == "没有数据的 3 个"
    assert [action.text() for action in panel.tabs.menu().actions() if not action.isSeparator()][-1] == "表4"
    panel.tabs.choose(3)  # from the menu
    assert panel.tabs.shown() == [0, 1, 3]


def test_a_drawn_table_shows_its_drawing_first_and_the_table_on_a_toggle(qtbot: QtBot) -> None:
    panel = TablePanel()
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    drawn, plain = drawn_tables.bars(), table()
    panel.show_tables((drawn, plain), ZH)
    face = panel.face
    assert face.chart.isVisible()
    assert face.lead.text() == drawn.lead.zh
    assert face.note.text() == drawn.note.zh
    assert not panel.columns_button.isVisible()
    qtbot.mouseClick(panel.toggle, Qt.MouseButton.LeftButton)
    assert not face.chart.isVisible()
    assert panel.front.view.isVisible()
    assert panel.columns_button.isVisible()
    panel.tabs.choose(1)
    assert not panel.toggle.isVisible(), "there is nothing to draw"
    panel.show_tables((drawn_tables.bars(lead=words("换了一句")), plain), ZH)
    panel.tabs.choose(0)
    assert panel.front.view.isVisible(), "as it was chosen"
    assert panel.front.table.lead.zh == "换了一句"
    qtbot.mouseClick(panel.toggle, Qt.MouseButton.LeftButton)
    assert face.chart.isVisible()
    assert face.chart.table.lead.zh == "换了一句"


def test_a_short_drawing_leaves_room_for_its_table(qtbot: QtBot) -> None:
    """All of it or nothing, and only while there is room; a drawing that takes any height stands alone."""
    panel = TablePanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_tables((drawn_tables.bars(), drawn_tables.heat()), ZH)
    for height, seen in ((300, False), (700, True), (300, False)):
        panel.resize(700, height)
        QApplication.processEvents()
        assert panel.face.chart.isVisible()
        assert panel.front.view.isVisible() is seen, height
        assert panel.height() == height
    panel.resize(700, 700)
    QApplication.processEvents()
    view = panel.front.view
    assert view.viewport().height() >= view.model().rowCount() * view.rowHeight(0), "every row is seen"
    chart = panel.face.chart
    assert chart.mapTo(panel, chart.rect().bottomLeft()).y() <= view.mapTo(panel, view.rect().topLeft()).y()
    assert not panel.face.note.isVisible(), "the table says it"
    assert panel.front.isVisible()
    panel.tabs.choose(1)
    QApplication.processEvents()
    assert panel.face.chart.isVisible()
    assert not panel.front.view.isVisible()


def test_copying_takes_the_table_also_while_its_drawing_is_seen(qtbot: QtBot) -> None:
    panel = TablePanel()
    qtbot.addWidget(panel)
    panel.show_tables((drawn_tables.bars(),), ZH)
    panel.copy_button.click()
    assert QGuiApplication.clipboard().mimeData().text().startswith("商品\t退款率\t退款率(下限)")


def test_a_panel_without_rows_says_why(qtbot: QtBot) -> None:
    panel = TablePanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_tables((drawn_tables.bars(rows=(), lead=None, note=words("要 30 单才看得出。")),), ZH)
    assert not panel.face.chart.isVisible()
    assert panel.front.view.nothing == "要 30 单才看得出。"
