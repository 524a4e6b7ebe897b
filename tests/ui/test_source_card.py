"""A shop on the data page: where it comes from, in words that its owner knows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sync import messages
from sync.renrendian import troubles as renrendian
from sync.vendure import judging as vendure
from sync.woocommerce import troubles as woocommerce
from sync.youzan import troubles as youzan
from tests.ui.desk import Desk
from ui.controls import Button
from ui.doors import Connection
from ui.pages.data.source import SourceCard


def card(desk: Desk) -> SourceCard:
    desk.open("data")
    return seen(desk)


def seen(desk: Desk) -> SourceCard:
    """The card as it is while something runs."""
    QApplication.processEvents()
    return next(found for found in desk.page.findChildren(SourceCard) if found.isVisible())


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


def test_a_shop_is_disconnected_after_one_question(desk: Desk) -> None:
    shown = card(desk)
    desk.click(shown.disconnect_button)
    assert "数据都留着" in shown.question._words.text()
    assert desk.window.focusWidget() is shown.question.leave
    assert not shown.button.isVisible()
    desk.press(Qt.Key.Key_Escape)
    assert not shown.question.isVisible()
    assert QApplication.focusWidget() is shown.disconnect_button
    desk.press(Qt.Key.Key_Return)
    desk.click(shown.question.agree)
    desk.settle()
    assert desk.doors._connections == {}
    shown = card(desk)
    assert shown._where.text() == "已断开，数据都留着"
    assert shown._state.text().startswith("已同步")
    assert shown.button.text() == "导入文件"
    assert not shown.change.isVisible()
    assert not shown.disconnect_button.isVisible()
    assert desk.page.bars.texts() == ("「小林女装」已断开，数据都留着。以后再连接，会接着用这份数据。",)


def test_while_a_shop_is_synced_nothing_is_changed_about_its_connection(desk: Desk) -> None:
    desk.doors.pause = 0.05
    desk.click(card(desk).button)
    shown = seen(desk)
    assert shown.button.text() == "停止"
    assert not shown.change.isVisible()
    assert not shown.disconnect_button.isVisible()
    desk.click(shown.button)
    desk.settle()
    assert card(desk).change.isVisible()


def test_the_demo_stays_connected_as_it_is(new_desk: Desk) -> None:
    new_desk.window.context.entering.open_demo(lambda error: None)
    new_desk.settle()
    shown = card(new_desk)
    assert shown.button.text() == "同步"
    assert not shown.change.isVisible()
    assert not shown.disconnect_button.isVisible()


def test_a_connection_is_changed_with_what_was_answered_before(desk: Desk) -> None:
    answered = {"client_id": "a1b2c3", "kdt_id": "18163424", "budget": "10000"}
    desk.doors._connections["s1"] = Connection("youzan", answered, "s1")
    page = desk.open("data")
    desk.click(card(desk).change)
    desk.settle()
    form = page.form
    assert form._title.text() == "改「小林女装」的连接"
    assert (form.platform.currentText(), form.platform.isEnabled()) == ("有赞", False)
    assert {name: field.text() for name, field in form.fields.items()} == {**answered, "secret": ""}
    assert form.fields["secret"].placeholderText() == "不改就留空，用原来的"
    assert form.connect_button.text() == "保存并同步"
    form.fields["budget"].setText("50000")
    desk.click(form.connect_button)
    desk.settle()
    assert desk.doors.connected == [Connection("youzan", {**answered, "budget": "50000", "secret": ""}, "s1")]
    assert not form.isVisible()
    desk.click(page.connect_button)
    desk.settle()
    assert (form._title.text(), form.platform.isEnabled()) == ("连接店铺", True)
    assert form.fields["secret"].placeholderText() != "不改就留空，用原来的"
    assert not any(field.text() for name, field in form.fields.items() if name != "budget")


def test_where_the_secret_is_not_kept_it_has_to_be_typed(desk: Desk) -> None:
    desk.doors.vault = False
    page = desk.open("data")
    desk.click(card(desk).change)
    desk.settle()
    assert not page.form.connect_button.isEnabled()
    page.form.fields["client_secret"].setText("secret")
    assert page.form.connect_button.isEnabled()
    desk.press(Qt.Key.Key_Escape)
    assert not page.form.isVisible()
    assert QApplication.focusWidget() is card(desk).change


def test_a_sync_that_another_answer_mends_leads_to_the_form(desk: Desk) -> None:
    page = desk.open("data")
    for trouble in (messages.OFFLINE, messages.TOO_SLOW):
        fails(desk, trouble)
        assert (card(desk).change.property("kind"), step(desk).text()) == ("quiet", "重试")
    for trouble in (
        messages.WRONG_SECRET,
        renrendian.SPENT,
        woocommerce.WRONG_KEY,
        youzan.WRONG_APP,
        vendure.WRONG_LOGIN,
    ):
        fails(desk, trouble)
        assert (card(desk).change.property("kind"), step(desk).text()) == ("primary", "改连接")
    desk.open("overview")
    desk.click(step(desk))
    desk.settle()
    assert desk.page is page
    assert page.form.changed is not None
    assert page.form.isVisible()


def fails(desk: Desk, trouble: messages.Trouble) -> None:
    """A sync does."""
    desk.doors.refuse = trouble.known()
    desk.click(card(desk).button)
    desk.settle()


def step(desk: Desk) -> Button:
    """In the bar that tells of it."""
    return desk.window.bars.bar("failed").step


def test_the_form_of_a_shop_is_gone_with_its_profile(desk: Desk) -> None:
    page = desk.open("data")
    desk.click(card(desk).change)
    desk.settle()
    assert page.form.isVisible()
    desk.window.context.entering.open_demo(lambda error: None)
    desk.settle()
    assert desk.open("data").form.isHidden()
