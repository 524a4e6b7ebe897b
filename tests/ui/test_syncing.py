"""Long work shows where it is, stops when asked, and says what went wrong with the next step as a button."""

from PySide6.QtCore import Qt
from PySide6.QtNetwork import QNetworkInformation

from storage.words import Words
from tests.ui.desk import Desk
from tests.ui.doors import OFFLINE


def test_a_sync_shows_rate_and_rest_in_the_status_bar_and_can_be_cancelled(desk: Desk) -> None:
    desk.doors.pause = 0.06
    status = desk.window.status
    assert not status.isVisible()
    desk.press(Qt.Key.Key_F5)
    desk.qtbot.waitUntil(lambda: "每秒" in status._pace.text() and "还要" in status._pace.text())
    assert status.words.text().startswith("同步 小林女装 · 取回订单 · ")
    assert desk.window.bar.sync.text() == "停止同步"

    desk.click(status.cancel)
    assert "正在停下" in status.words.text()
    desk.settle()
    assert not status.isVisible()
    assert desk.window.context.state.known.runs[0].outcome == "cancelled"
    assert desk.window.bar.sync.text() == "同步"


def test_the_button_that_syncs_stops_while_it_runs(desk: Desk) -> None:
    desk.doors.pause = 0.05
    desk.click(desk.window.bar.sync)
    assert desk.window.bar.sync_state.text() == "正在同步"
    desk.click(desk.window.bar.sync)
    desk.settle()
    assert desk.window.context.state.known.runs[0].outcome == "cancelled"


def test_a_failed_sync_says_what_to_do_and_works_on_retry(desk: Desk) -> None:
    desk.doors.refuse = OFFLINE
    desk.click(desk.window.bar.sync)
    desk.settle()
    assert desk.window.bars.texts() == ("连不上店铺接口：网络已断开。联网后再点「同步」。",)
    assert desk.window.bar.sync_state.text() == "上次同步没成功"

    desk.doors.refuse = None
    desk.click(desk.window.bars.bar("failed").step)
    desk.settle()
    assert desk.window.bars.texts() == ()
    assert desk.window.bar.sync_state.text() == "已同步 刚刚"


def test_without_a_network_the_window_says_how_old_the_data_is(desk: Desk) -> None:
    reach = QNetworkInformation.Reachability
    desk.window.context.network.heard(reach.Disconnected)
    assert desk.window.bars.texts() == ("网络已断开。数据停在 2026-11-22 21:10，可继续离线查看；联网后点「同步」。",)
    assert desk.window.bar.sync_state.text().startswith("已同步 ")
    assert desk.window.bar.sync_state.text().endswith(" · 离线")
    desk.window.context.network.heard(reach.Online)
    assert desk.window.bars.texts() == ()


def test_closing_the_window_stops_the_sync_and_keeps_what_came(desk: Desk) -> None:
    desk.doors.pause = 0.05
    desk.click(desk.window.bar.sync)
    desk.qtbot.wait(200)
    desk.window.close()
    desk.doors.guarded = False
    assert desk.doors.store().runs("s1", 1)[0].outcome == "cancelled"
    assert desk.doors.store().as_of("s1") is not None


def test_the_data_page_lists_what_was_set_aside_and_tries_again(desk: Desk) -> None:
    desk.doors.guarded = False
    with desk.doors.store().write() as tx:
        tx.quarantine("s1", "neutral", "orders", b'{"id": 7}', Words("没有时间", "There is no time"), "o7")
    desk.doors.guarded = True
    page = desk.open("data")
    desk.click(desk.window.bar.sync)
    desk.settle()
    assert page.tabs.tabText(1) == "未收下的数据 (1)"
    page.tabs.setCurrentIndex(1)
    grid = page.quarantine.grid
    assert [grid.item(0, column).text() for column in (2, 3, 4, 6)] == ["订单", "o7", "没有时间", '{"id": 7}']
    desk.click(page.quarantine.button)
    desk.settle()
    assert page.bars.texts() == ("重试完成：收下 1 条，还有 0 条看不懂。",)
    assert page.tabs.tabText(1) == "未收下的数据"
