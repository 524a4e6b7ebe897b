"""The frame holds at every size, with texts twice as long and names of any length."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.desk import Desk
from tests.ui.little_shop import shop
from ui.controls import Button
from ui.pages.analysis import AnalysisPage
from ui.pages.analysisbody import AnalysisBody

PAGES = ("welcome", "overview", "diagnosis", "churn", "recommend", "cooperation", "data", "settings")


class Stretched(QTranslator):
    """Every text twice: no real language is longer."""

    def translate(self, context: str, text: str, _note: str | None = None, _count: int = -1) -> str:
        return f"{text}{text}"

    def isEmpty(self) -> bool:
        return False


def _fits(desk: Desk, width: int, height: int) -> None:
    desk.window.resize(width, height)
    QApplication.processEvents()
    assert (desk.window.width(), desk.window.height()) == (width, height)
    for bar in (desk.window.bar, desk.window.navigation):
        _inside(bar, desk.window)
    for button in desk.window.findChildren(Button):
        if button.isVisible():
            assert button.height() >= button.sizeHint().height(), button.text()


def _inside(widget: QWidget, window: QWidget) -> None:
    right = widget.mapTo(window, widget.rect().topRight()).x()
    assert right <= window.width()
    for child in widget.findChildren(Button):
        if child.isVisible():
            assert child.mapTo(widget, child.rect().topRight()).x() <= widget.width(), child.text()


@pytest.mark.parametrize("page_id", PAGES)
def test_every_page_fits_the_smallest_window_and_a_large_one(reading_desk: Desk, page_id: str) -> None:
    reading_desk.open(page_id)
    _fits(reading_desk, 1024, 640)
    _fits(reading_desk, 3840, 2160)


@pytest.mark.parametrize("page_id", PAGES)
def test_texts_twice_as_long_break_nothing(reading_desk: Desk, qapp: QApplication, page_id: str) -> None:
    reading_desk.open(page_id)
    stretched = Stretched()
    qapp.installTranslator(stretched)
    reading_desk.window.retranslate()
    reading_desk.settle()
    assert reading_desk.window.bar.export.text() == "导出导出"
    _fits(reading_desk, 1024, 640)
    qapp.removeTranslator(stretched)
    reading_desk.window.retranslate()


def test_a_long_shop_name_is_elided_and_whole_on_hover(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(synced=True)
    name = "杭州市西湖区小林和她的朋友们手工女装与童装旗舰店🌸🌸🌸" * 2
    desk.doors.guarded = False
    desk.doors.store().put_shop(shop("s1", name))
    desk.doors.guarded = True
    desk.window.context.entering.look()
    desk.settle()
    assert desk.window.bar.shop.width() <= 200
    assert desk.window.bar.shop.toolTip() == name
    _fits(desk, 1024, 640)


@pytest.mark.parametrize("page_id", ["orders", "buyers", "products"])
@pytest.mark.parametrize("width", [1366, 1920])
def test_as_many_tabs_of_tables_are_seen_as_fit(reading_desk: Desk, page_id: str, width: int) -> None:
    page = reading_desk.open(page_id)
    reading_desk.window.resize(width, 768)
    QApplication.processEvents()
    assert isinstance(page, AnalysisPage)
    assert isinstance(page.body, AnalysisBody)
    tabs = page.body.tables.tabs
    shown, more = tabs.shown(), tabs.more.sizeHint().width() if tabs.more.isVisible() else 0
    assert shown == list(range(len(shown)))
    assert len(shown) >= 3
    following = len(tabs.titles) - tabs.aside > len(shown)
    taken = sum(tabs.bar.wide(tabs.titles[place]) for place in shown) + more
    assert taken <= tabs.width()
    assert not following or taken + tabs.bar.wide(tabs.titles[len(shown)]) > tabs.width()


def test_the_navigation_folds_to_icons_and_stays_folded(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(synced=True)
    assert desk.window.navigation.width() == 168
    desk.click(desk.window.navigation._fold)
    assert desk.window.navigation.width() == 48
    desk.close()
    assert open_desk(synced=True).window.navigation.width() == 48


def test_fixed_words_of_the_bar_are_whole_or_shorter_but_never_cut(desk: Desk) -> None:
    bar = desk.window.bar
    for button, offered in ((bar.search, {"搜索  Ctrl+K", "搜索", ""}), (bar.filter, {"筛选", ""})):
        assert {button.text_in(room) for room in range(400)} == offered
        assert button.toolTip() == button.text(), "said on hover where the icon stands alone"
