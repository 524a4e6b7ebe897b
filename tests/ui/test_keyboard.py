"""Everything is reached without a mouse, and everything says what it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QWidget

from tests.ui.desk import Desk
from ui.pages import PAGES

CTRL = Qt.KeyboardModifier.ControlModifier


def listed_pages() -> list[str]:
    return [page.id for page in PAGES if page.group is not None]


def test_digits_open_the_first_nine_pages(reading_desk: Desk) -> None:
    pages = listed_pages()
    assert len(pages) > 5
    for number, page_id in reversed(list(enumerate(pages[:9], 1))):
        reading_desk.press(Qt.Key(Qt.Key.Key_0 + number))
        reading_desk.settle()
        assert reading_desk.page.page_id == page_id


def test_every_page_is_found_in_the_palette_by_its_names(reading_desk: Desk) -> None:
    palette = reading_desk.window.palette_box
    for declared in PAGES:
        if declared.group is None:
            continue
        for name in (declared.title(), declared.id):
            reading_desk.press(Qt.Key.Key_K, CTRL)
            palette.field.setText(name)
            found = [palette.list.item(row).text() for row in range(palette.list.count())]
            assert declared.title() in found
            reading_desk.press(Qt.Key.Key_Escape)
    last = listed_pages()[-1]
    reading_desk.press(Qt.Key.Key_K, CTRL)
    reading_desk.qtbot.keyClicks(palette.field, last)
    reading_desk.press(Qt.Key.Key_Return)
    reading_desk.settle()
    assert reading_desk.page.page_id == last


def test_a_page_beyond_the_ninth_has_no_digit(reading_desk: Desk) -> None:
    for number, page_id in enumerate(listed_pages(), 1):
        keys = [key.toString() for key in reading_desk.window.commands[f"page-{page_id}"].shortcuts()]
        assert keys == ([str(number)] if number <= 9 else [])
        tip = reading_desk.window.navigation._items[page_id].toolTip()
        assert tip.endswith(f" {number}") == (number <= 9)


def test_the_palette_finds_pages_in_both_languages_and_gives_the_focus_back(reading_desk: Desk) -> None:
    reading_desk.window.bar.search.setFocus()
    reading_desk.press(Qt.Key.Key_K, CTRL)
    palette = reading_desk.window.palette_box
    assert QApplication.focusWidget() is palette.field
    reading_desk.qtbot.keyClicks(palette.field, "settings")
    reading_desk.press(Qt.Key.Key_Return)
    assert reading_desk.page.page_id == "settings"
    assert not palette.isVisible()
    assert QApplication.focusWidget() is reading_desk.window.bar.search
    reading_desk.press(Qt.Key.Key_K, CTRL)
    palette.field.insert("女装")  # as an input method does
    assert [palette.list.item(row).text() for row in range(palette.list.count())] == ["小林女装"]
    reading_desk.press(Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_digits_typed_into_a_field_open_nothing(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CTRL)
    desk.qtbot.keyClicks(desk.window.palette_box.field, "5")
    assert desk.window.palette_box.field.text() == "5"
    assert desk.page.page_id == "overview"
    desk.press(Qt.Key.Key_Escape)


def test_escape_closes_the_drawer_and_the_focus_returns(reading_desk: Desk) -> None:
    reading_desk.window.bar.search.setFocus()
    reading_desk.page.open_detail.emit(QLabel("林小满"), "顾客")
    assert reading_desk.window.drawer.isVisible()
    assert reading_desk.window.drawer.width() == 400
    reading_desk.press(Qt.Key.Key_Escape)
    assert not reading_desk.window.drawer.isVisible()
    assert QApplication.focusWidget() is reading_desk.window.bar.search


def test_arrows_walk_through_the_navigation(reading_desk: Desk) -> None:
    items = list(reading_desk.window.navigation._items.values())
    items[0].setFocus(Qt.FocusReason.TabFocusReason)
    reading_desk.press(Qt.Key.Key_Down)
    reading_desk.press(Qt.Key.Key_Return)
    reading_desk.settle()
    assert reading_desk.page.page_id == "diagnosis"
    reading_desk.press(Qt.Key.Key_Up)
    reading_desk.press(Qt.Key.Key_Up)
    assert items[-1].hasFocus()


@pytest.mark.parametrize("page_id", ["overview", "diagnosis", "recommend", "cooperation", "data", "settings"])
def test_tab_reaches_every_control_in_reading_order(reading_desk: Desk, page_id: str) -> None:
    reading_desk.open(page_id)
    reading_desk.window.setFocus()
    reached: list[QWidget] = []
    for _step in range(200):
        reading_desk.press(Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.append(now)
    wanted = [button for button in reading_desk.window.findChildren(QAbstractButton) if _can_be_pressed(button)]
    missed = [f"{button} {button.text()}" for button in wanted if button not in reached and not _in_group(button)]
    assert not missed
    top = reading_desk.window.bar
    bar = [reached.index(each) for each in (top.shop, top.search, top.sync)]
    navigation = max(reached.index(item) for item in reading_desk.window.navigation._items.values())
    assert [navigation, *bar] == sorted([navigation, *bar])


@pytest.mark.parametrize(
    "page_id", ["welcome", "overview", "diagnosis", "churn", "recommend", "cooperation", "data", "settings"]
)
def test_every_control_has_a_name(reading_desk: Desk, page_id: str) -> None:
    reading_desk.open(page_id)
    reading_desk.window.context.state.want_connection() if page_id == "data" else None
    reading_desk.settle()
    for kind in (QAbstractButton, QLineEdit):
        for control in reading_desk.window.findChildren(kind):
            if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert control.accessibleName() or getattr(control, "text", str)(), control


def test_a_period_is_chosen_and_exported_without_a_mouse(desk: Desk) -> None:
    desk.window.bar.period.setFocus()
    desk.press(Qt.Key.Key_Return)
    periods = desk.window.bar.periods
    assert periods.isVisible()
    assert periods.presets["last_30"].hasFocus()
    desk.qtbot.keyClick(periods.presets["last_30"], Qt.Key.Key_Down)
    desk.qtbot.keyClick(periods.presets["this_month"], Qt.Key.Key_Return)
    desk.settle()
    assert not periods.isVisible()
    assert desk.window.context.state.place.asked.preset == "this_month"
    desk.press(Qt.Key.Key_E, CTRL)
    dialog = desk.window.findChild(QFileDialog)
    assert "2026-11-01_2026-11-22" in dialog.selectedFiles()[0]
    dialog.close()


def test_escape_closes_a_popover_and_changes_nothing(desk: Desk) -> None:
    before = desk.window.context.state.place
    desk.click(desk.window.bar.filter)
    desk.settle()
    filters = desk.window.bar.filters
    desk.qtbot.keyClick(filters, Qt.Key.Key_Escape)
    assert not filters.isVisible()
    assert desk.window.context.state.place == before


def _can_be_pressed(button: QAbstractButton) -> bool:
    return button.isVisible() and button.isEnabled() and button.focusPolicy() != Qt.FocusPolicy.NoFocus


def _in_group(button: QAbstractButton) -> bool:
    """Radio buttons: Tab reaches the group, arrows its members."""
    group = button.group()
    return group is not None and group.exclusive() and not button.isChecked()
