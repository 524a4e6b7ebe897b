"""A shop on the data page: where it comes from, in words that its owner knows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.desk import Desk
from ui.doors import Connection
from ui.pages.data.source import SourceCard


def card(desk: Desk) -> SourceCard:
    page = desk.open("data")
    return next(found for found in page.findChildren(SourceCard) if found.isVisible())


def test_a_shop_with_an_address_of_its_own_shows_platform_and_address(desk: Desk) -> None:
    assert card(desk)._where.text() == "通用接口 · https://shop.example/v1"


def test_a_shop_of_a_platform_without_addresses_shows_the_platform_in_words(desk: Desk) -> None:
    desk.doors._connections["s1"] = Connection("youzan", {"client_id": "a1b2c3", "kdt_id": "123"})
    desk.window.context.entering.look()
    desk.settle()
    assert (card(desk)._name.text(), card(desk)._where.text()) == ("小林女装", "有赞")
    assert card(desk).button.text() == "同步"


def test_a_first_sync_that_was_stopped_leaves_a_card_that_tells_what_is_there(new_desk: Desk) -> None:
    new_desk.doors.pause = 0.05
    new_desk.window.context.entering.connect_shop(
        Connection("youzan", {"client_id": "a", "kdt_id": "1"}), lambda _shop: None, lambda error: None
    )
    new_desk.qtbot.waitUntil(lambda: new_desk.window.context.entering.syncing("s1") is not None)
    job = new_desk.window.context.entering.syncing("s1")
    assert job is not None
    new_desk.qtbot.waitUntil(lambda: job.latest is not None and job.latest.done > 0)
    job.cancel()
    new_desk.settle()
    found = card(new_desk)
    assert found._state.text() == "还没同步完，已收到的可以先看"
    assert found._last.text().startswith("上次：新增 ")
    assert found._as_of.text().startswith("数据截至 2026-")
    assert found.button.text() == "同步"


def test_esc_leaves_the_form_that_connects(new_desk: Desk) -> None:
    page = new_desk.open("data")
    new_desk.click(page.connect_button)
    new_desk.settle()
    assert QApplication.focusWidget() is page.form.platform
    new_desk.press(Qt.Key.Key_Escape)
    assert not page.form.isVisible()
    assert QApplication.focusWidget() is page.connect_button
