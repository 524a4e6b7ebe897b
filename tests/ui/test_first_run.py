"""The first start: three ways to begin, and a demo that is marked and can be left."""

from PySide6.QtWidgets import QLabel, QLineEdit

from storage.errors import KnownError
from storage.words import Words
from sync.connectors import CONNECTORS
from tests.ui.desk import Desk
from tests.ui.doors import OFFLINE
from ui.doors import Connection
from ui.pages.data.connect import ConnectForm


def test_without_a_shop_every_analysis_leads_to_the_beginning(new_desk: Desk) -> None:
    assert new_desk.page.page_id == "welcome"
    new_desk.open("orders")
    assert new_desk.page.page_id == "welcome"
    assert not new_desk.window.bar.period.isVisible()


def test_the_demo_opens_in_its_own_profile_under_a_banner_and_is_left_by_one_click(new_desk: Desk) -> None:
    new_desk.click(new_desk.page.demo_way.button)
    new_desk.settle()
    assert new_desk.doors._profile.demo
    assert new_desk.window.banner.isVisible()
    assert new_desk.page.page_id == "overview"
    assert new_desk.window.bar.shop.text() == "示例店铺"

    new_desk.click(new_desk.window.banner.leave)
    new_desk.settle()
    assert not new_desk.doors._profile.demo
    assert not new_desk.window.banner.isVisible()
    assert new_desk.page.page_id == "welcome"
    assert new_desk.window.context.state.shops == ()


def test_a_demo_that_cannot_be_made_says_why_and_lets_try_again(new_desk: Desk) -> None:
    new_desk.doors.refuse = KnownError(
        Words("磁盘满了。", "The disk is full."), Words("请腾出空间。", "Free some space.")
    )
    new_desk.click(new_desk.page.demo_way.button)
    new_desk.settle()
    assert new_desk.page.bars.texts() == ("磁盘满了。请腾出空间。",)
    assert new_desk.page.demo_way.button.isEnabled()


def chosen(desk: Desk, platform: str) -> ConnectForm:
    form = desk.page.form
    form.platform.setCurrentIndex(form.platform.findData(platform))
    desk.settle()
    return form


def test_connecting_a_shop_syncs_it_at_once(new_desk: Desk) -> None:
    new_desk.click(new_desk.page.connect_way.button)
    new_desk.settle()
    form = chosen(new_desk, "api")
    assert form.isVisible()
    assert not form.connect_button.isEnabled()
    typed = {"url": "https://shop.example", "client_id": "me", "client_secret": "quiet"}
    for name, text in typed.items():
        new_desk.qtbot.keyClicks(form.fields[name], text)
    new_desk.click(form.connect_button)
    new_desk.settle()
    new_desk.settle()
    assert not form.isVisible()
    assert new_desk.window.context.state.known.as_of is not None
    assert new_desk.doors._connections["s1"] == Connection("api", typed)


def test_a_connection_that_fails_keeps_what_was_typed(new_desk: Desk) -> None:
    new_desk.doors.refuse = OFFLINE
    new_desk.doors.vault = False
    new_desk.click(new_desk.page.connect_way.button)
    new_desk.settle()
    form = chosen(new_desk, "api")
    assert "保险箱" in form._promise.text()
    for field in form.fields.values():
        new_desk.qtbot.keyClicks(field, "x")
    new_desk.click(form.connect_button)
    new_desk.settle()
    assert form.bars.texts() == ("连不上店铺接口：网络已断开。联网后再点「同步」。",)
    assert form.fields["url"].text() == "x"
    new_desk.doors.refuse = None
    new_desk.click(form.bars.bar("connect").step)
    new_desk.settle()
    new_desk.settle()
    assert new_desk.window.context.state.known.shop.name == "小林女装"


def test_another_platform_asks_for_other_things(new_desk: Desk) -> None:
    new_desk.click(new_desk.page.connect_way.button)
    new_desk.settle()
    form = new_desk.page.form
    assert form.platform.hasFocus()
    form = chosen(new_desk, "vendure")
    assert [form.platform.itemData(place) for place in range(form.platform.count())] == [each.id for each in CONNECTORS]
    assert list(form.fields) == ["url", "username", "password", "channel", "timezone", "plain_http"]
    assert form.fields["password"].echoMode() is QLineEdit.EchoMode.Password
    assert not form.connect_button.isEnabled()
    typed = {"url": "http://shop.example", "username": "me", "password": "quiet"}
    for name, text in typed.items():
        new_desk.qtbot.keyClicks(form.fields[name], text)
    assert form.connect_button.isEnabled(), "what is optional may stay empty"
    new_desk.click(form.fields["plain_http"])
    new_desk.click(form.connect_button)
    new_desk.settle()
    new_desk.settle()
    answered = typed | {"channel": "", "timezone": "", "plain_http": "yes"}
    assert new_desk.doors._connections["s1"] == Connection("vendure", answered)


def test_what_a_platform_asks_follows_the_language(new_desk: Desk) -> None:
    new_desk.click(new_desk.page.connect_way.button)
    new_desk.settle()
    form = chosen(new_desk, "api")
    assert form.fields["client_secret"].accessibleName() == "应用密钥"
    new_desk.qtbot.keyClicks(form.fields["url"], "https://shop.example")
    new_desk.window.context.settings.language = "en"
    form.retranslate()
    assert form.fields["client_secret"].accessibleName() == "Client secret"
    assert form.platform.currentText() == "General interface"
    assert form.fields["url"].text() == "https://shop.example", "what was typed stays"
    form.platform.setCurrentIndex(form.platform.findData("vendure"))
    assert form.fields["url"].text() == "https://shop.example"
    form.open()
    assert form.fields["url"].text() == ""
    new_desk.settle()


def test_a_platform_may_put_something_into_a_field_beforehand(new_desk: Desk) -> None:
    new_desk.click(new_desk.page.connect_way.button)
    new_desk.settle()
    form = chosen(new_desk, "youzan")
    assert list(form.fields) == ["client_id", "secret", "kdt_id", "budget"]
    assert form.fields["budget"].text() == "10000"
    form.fields["budget"].clear()
    for name in ("client_id", "secret", "kdt_id"):
        new_desk.qtbot.keyClicks(form.fields[name], "7")
    assert form.connect_button.isEnabled(), "whoever wants no limit leaves it empty"
    form.open()
    assert form.fields["budget"].text() == "10000"
    new_desk.settle()


def test_a_card_shows_what_is_left_of_paid_calls(new_desk: Desk) -> None:
    left = Words("本月有赞接口额度还剩 9,872 次", "9,872 of this month's calls to Youzan are left")
    new_desk.doors.noted = (left,)
    new_desk.click(new_desk.page.connect_way.button)
    new_desk.settle()
    form = chosen(new_desk, "api")
    for name in ("url", "client_id", "client_secret"):
        new_desk.qtbot.keyClicks(form.fields[name], "x")
    new_desk.click(form.connect_button)
    new_desk.settle()
    new_desk.settle()
    new_desk.open("data")
    new_desk.settle()
    shown = [label.text() for label in new_desk.page.findChildren(QLabel) if label.isVisible()]
    assert left.zh in shown
