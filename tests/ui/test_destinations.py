"""To which shop files go: said in a line, changed on demand, asked where nothing tells it, remembered with the shop."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.sync.presets.one_shop import as_shopify, as_taobao, sales
from tests.sync.presets.shopify import CUSTOMERS, encoded, line
from tests.sync.retail import write
from tests.ui.desk import Desk
from tests.ui.telling import pick, write_over
from ui.pages.data.destination import DestinationRow
from ui.pages.data.preview import PreviewCard
from ui.pages.data.source import SourceCard

AMY = {"Customer ID": "'8779761975521", "First Name": "Amy", "Email": "amy@example.com", "Total Spent": "1.00"}


@pytest.fixture
def desk(file_desk: Desk) -> Desk:
    return file_desk


@pytest.fixture
def taobao(tmp_path: Path) -> Path:
    return write(tmp_path, as_taobao(sales(20))["list.csv"], "ExportOrderList.csv")


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return write(tmp_path, as_shopify(sales(5))["orders_export.csv"], "orders_export.csv")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return write(tmp_path, encoded(CUSTOMERS, line(CUSTOMERS, AMY)), "customers_export.csv")


def look(desk: Desk, *paths: Path) -> tuple[PreviewCard, DestinationRow]:
    """Drop files of one platform."""
    page = desk.open("data")
    desk.drop(*paths)
    (row,) = page.panel.card.destinations.rows.values()
    return page.panel.card, row


def let_in(desk: Desk, card: PreviewCard) -> None:
    desk.click(card.accept)
    desk.settle()


def counted(card: PreviewCard) -> dict[str, list[str]]:
    grid = card._counts
    cells = [[grid.item(at, column).text() for column in range(4)] for at in range(grid.rowCount())]
    return {kind: numbers for kind, *numbers in cells}


def kept(desk: Desk) -> list[tuple[str, str, str]]:
    return [(shop.name, shop.currency, shop.timezone) for shop in desk.doors._store.shops()]


def test_where_all_is_known_a_line_says_it_and_nothing_is_asked(desk: Desk, taobao: Path) -> None:
    card, row = look(desk, taobao)
    assert row.words.text() == "导入到：新店铺「淘宝店」 · 人民币 · 北京时间"
    assert not row.shop.isVisible()
    assert not row.must_know.isVisible()
    assert QApplication.focusWidget() is card.accept
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert kept(desk) == [("淘宝店", "CNY", "Asia/Shanghai")]
    assert QApplication.focusWidget() is desk.page.bars.bar("import").step


def test_a_domestic_platform_asks_nothing_but_the_shop(desk: Desk, taobao: Path) -> None:
    card, row = look(desk, taobao)
    desk.click(row.change)
    assert row.shop.isVisible()
    assert not row.currency.isVisible()
    assert not row.zone.isVisible()
    write_over(row.name, "小林手作")
    assert row.words.text() == "导入到：新店铺「小林手作」 · 人民币 · 北京时间"
    write_over(row.name, " ")
    assert not card.accept.isEnabled()
    write_over(row.name, "小林手作")
    row.name.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert kept(desk) == [("小林手作", "CNY", "Asia/Shanghai")]


def test_files_that_tell_nothing_ask_for_currency_and_zone_and_the_shop_keeps_them(desk: Desk, people: Path) -> None:
    card, row = look(desk, people)
    assert card._title.text() == "customers_export.csv"
    assert card.bars.texts() == ()
    assert row.must_know.text().startswith("文件里没写金额是哪种货币，也没写店铺的一天按哪里的时间算。")
    assert QApplication.focusWidget() is row.currency
    assert not row.change.isVisible()
    assert not card.accept.isEnabled()
    pick(desk, row.currency, "USD")
    assert counted(card)["顾客"] == ["1", "0", "0"]
    assert not card.accept.isEnabled()
    pick(desk, row.zone, "America/New_York")
    assert QApplication.focusWidget() is row.zone  # the choices stay where they are
    assert row.words.text() == "导入到：新店铺「Shopify 店铺」 · 美元 · 纽约时间"
    let_in(desk, card)
    assert kept(desk) == [("Shopify 店铺", "USD", "America/New_York")]

    card, row = look(desk, people.with_name("customers_export.csv"))
    assert row.words.text() == "导入到：店铺「Shopify 店铺」 · 美元 · 纽约时间"
    desk.click(row.change)
    assert "这家店按美元 · 纽约时间记账，不会改动。" in row.notes.text()
    assert not row.currency.isEnabled()
    assert not row.zone.isEnabled()


def test_a_currency_that_the_files_tell_is_not_asked(desk: Desk, orders: Path, people: Path) -> None:
    card, row = look(desk, orders, people)
    assert row.must_know.text().startswith("文件里没写店铺的一天按哪里的时间算。")
    assert row.currency.chosen == "CNY"
    assert not row.currency.isEnabled()
    assert QApplication.focusWidget() is row.zone
    pick(desk, row.zone, "Asia/Tokyo")
    let_in(desk, card)
    assert kept(desk) == [("Shopify 店铺", "CNY", "Asia/Tokyo")]


def test_another_shop_has_other_numbers(desk: Desk, taobao: Path) -> None:
    card, row = look(desk, taobao)
    let_in(desk, card)
    card, row = look(desk, taobao)
    assert row.words.text() == "导入到：店铺「淘宝店」 · 人民币 · 北京时间"
    assert not card.accept.isEnabled()  # it is in already
    desk.click(row.change)
    pick(desk, row.shop, "")
    assert row.words.text() == "导入到：新店铺「淘宝店 2」 · 人民币 · 北京时间"
    assert counted(card)["订单"] == ["20", "0", "0"]
    pick(desk, row.shop, "taobao")
    assert not card.accept.isEnabled()
    pick(desk, row.shop, "")
    write_over(row.name, "淘宝店")
    assert "已经有一家店叫「淘宝店」" in row.notes.text()
    write_over(row.name, "二店")
    assert "已经有一家店" not in row.notes.text()
    let_in(desk, card)
    assert [name for name, _, _ in kept(desk)] == ["二店", "淘宝店"]
    desk.click(desk.page.bars.bar("import").step)
    assert desk.window.context.state.known.shop.name == "二店"


def test_files_asked_for_at_a_shop_go_there(desk: Desk, taobao: Path) -> None:
    card, row = look(desk, taobao)
    let_in(desk, card)
    card, row = look(desk, taobao)
    desk.click(row.change)
    pick(desk, row.shop, "")
    let_in(desk, card)
    for source in desk.page.findChildren(SourceCard):
        desk.click(source.button)
        (dialog,) = desk.page.findChildren(QFileDialog)
        dialog.filesSelected.emit([str(taobao)])
        dialog.close()
        desk.settle()
        (row,) = card.destinations.rows.values()
        assert f"店铺「{source._name.text()}」" in row.words.text()
        desk.click(card._close)


def test_files_in_another_currency_than_the_shop_say_so_and_find_a_shop_of_their_own(
    desk: Desk, orders: Path, people: Path
) -> None:
    card, row = look(desk, people)
    pick(desk, row.currency, "USD")
    pick(desk, row.zone, "America/New_York")
    let_in(desk, card)
    card, row = look(desk, orders)
    assert row.must_know.text().startswith("文件里的金额是人民币，这家店的账用美元，合在一起数字会错。")
    assert not card.accept.isEnabled()
    pick(desk, row.shop, "")
    pick(desk, row.zone, "Asia/Shanghai")
    assert row.words.text() == "导入到：新店铺「Shopify 店铺 2」 · 人民币 · 北京时间"
    assert card.accept.isEnabled()


def test_several_platforms_have_a_line_each(desk: Desk, taobao: Path, orders: Path) -> None:
    page = desk.open("data")
    desk.drop(taobao, orders)
    card, found = page.panel.card, page.panel.card.destinations.rows
    assert found["taobao"].words.text() == "淘宝 / 天猫 导入到：新店铺「淘宝店」 · 人民币 · 北京时间"
    assert found["shopify"].words.text() == "Shopify 导入到：新店铺「Shopify 店铺」"
    desk.click(found["taobao"].change)
    write_over(found["taobao"].name, "小林手作")
    pick(desk, found["shopify"].zone, "Asia/Tokyo")
    assert found["taobao"].name.text() == "小林手作"
    assert [card._tables.item(at, 2).text() for at in range(2)] == ["小林手作", "Shopify 店铺"]
    let_in(desk, card)
    assert kept(desk) == [("Shopify 店铺", "CNY", "Asia/Tokyo"), ("小林手作", "CNY", "Asia/Shanghai")]


def test_esc_folds_the_choices_then_leaves_the_import(desk: Desk, taobao: Path) -> None:
    card, row = look(desk, taobao)
    desk.click(row.change)
    row.shop.setFocus()
    desk.press(Qt.Key.Key_Escape)
    assert not row.shop.isVisible()
    assert QApplication.focusWidget() is row.change
    desk.press(Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert QApplication.focusWidget() is desk.page.import_button


def test_tab_goes_from_the_choices_to_the_import(desk: Desk, people: Path) -> None:
    card, row = look(desk, people)
    desk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is row.zone
    desk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card._close
    assert all(box.accessibleName() for box in (row.shop, row.name, row.currency, row.zone))


def test_the_language_changes_what_is_said_and_not_what_was_chosen(desk: Desk, people: Path) -> None:
    card, row = look(desk, people)
    pick(desk, row.currency, "USD")
    pick(desk, row.zone, "Asia/Tokyo")
    desk.window.context.appearance.speak("en")
    desk.settle()
    assert row.words.text() == "Goes to: new shop “Shopify 店铺” · US dollar · Tokyo time"
    assert card.accept.isEnabled()


def test_files_that_say_they_are_of_another_shop_wait_until_one_is_chosen(
    desk: Desk, taobao: Path, tmp_path: Path
) -> None:
    card, row = look(desk, taobao)
    let_in(desk, card)
    content = as_taobao(sales(20))["list.csv"].replace("老茶客旗舰店".encode("gbk"), "另一家店".encode("gbk"))
    card, row = look(desk, write(tmp_path, content, "other.csv"))
    assert row.words.text() == "导入到：还没选店铺"
    assert row.must_know.text().startswith("文件里写的店铺是「另一家店」，「淘宝店」以前的文件写的是「老茶客旗舰店」。")
    assert QApplication.focusWidget() is row.shop
    assert not card.accept.isEnabled()
    assert not row.name.isEnabled()
    pick(desk, row.shop, "?")
    assert not card.accept.isEnabled()
    pick(desk, row.shop, "")
    assert row.words.text() == "导入到：新店铺「淘宝店 2」 · 人民币 · 北京时间"
    assert not row.must_know.isVisible()
    let_in(desk, card)
    assert sorted(name for name, _, _ in kept(desk)) == ["淘宝店", "淘宝店 2"]
