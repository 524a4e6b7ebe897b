"""A table that nobody knows: its owner tells what the columns are, sees what comes of it, and it is remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop import mappings
from storage.shop import Shop
from tests.sync.mapping.test_ledger import HEADER, JANUARY, TITLE
from tests.sync.packed import workbook
from tests.sync.retail import rows, write
from tests.ui.desk import Desk
from tests.ui.telling import ask, meant, paid, pick


@pytest.fixture
def desk(file_desk: Desk) -> Desk:
    return file_desk


def test_an_unknown_table_offers_to_be_told_of_and_shows_what_is_proposed(desk: Desk, sales: Path) -> None:
    page = desk.open("data")
    desk.drop(sales)
    card = page.panel.card
    assert card.bars.texts() == ("认不出文件「三月.csv」是哪种表格。看到的列有：单号、日期、顾客、金额、优惠、状态。",)
    assert not card.accept.isEnabled()
    assert QApplication.focusWidget() is card.bars.asking
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    panel = page.panel.telling.panel
    assert panel.isVisible()
    assert not card.isVisible()
    assert panel.about.table.currentText() == "订单"
    assert (panel.about.zone.currentText(), panel.about.currency.currentText()) == ("北京时间", "CNY 人民币")
    assert meant(panel) == {
        "单号": "订单号",
        "日期": "下单时间＊",
        "顾客": "客户姓名",
        "金额": "整单实付＊",
        "优惠": "优惠",
        "状态": "订单状态",
    }
    assert panel.columns.grid.item(0, 2).text() == "周小雨"
    assert panel.columns.boxes["单号"].height() == panel.about.table.height(), "no letter is cut off"
    assert mappings.remembered(desk.doors._profile.folder) == []


def test_the_sentence_says_what_a_real_reading_came_to(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    assert panel.sentence.text().startswith("能读 3 行，1 行读不懂：\n第 4 行：日期「3月3日」看不懂")
    # 30 is paid; 12.50 waits for payment; 挂起 is a word nobody has told of.
    assert panel._came_of_it.text().splitlines()[0] == "顾客 3 · 订单 3，共付 ¥30.00，2026-03-01 – 2026-03-04"
    assert {word: box.currentText() for word, box in panel.words.boxes.items()} == {
        "已完成": "完成",
        "待付款": "还没付款",
        "挂起": "不确定",
    }
    pick(desk, panel.words.boxes["挂起"], "paid")
    assert "共付 ¥50.00" in panel._came_of_it.text()


def test_a_column_means_one_thing_and_a_thing_stands_in_one_column(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    pick(desk, panel.columns.boxes["优惠"], "paid")
    assert (meant(panel)["优惠"], meant(panel)["金额"]) == ("整单实付＊", "不用")
    assert "共付 ¥5.00" in panel._came_of_it.text()
    pick(desk, panel.columns.boxes["优惠"], "")
    assert (meant(panel)["优惠"], meant(panel)["金额"]) == ("不用", "整单实付＊")
    pick(desk, panel.columns.boxes["金额"], "")
    assert panel.sentence.text() == "还要选出：「整单实付」或「这件商品实付」或「单价」"
    assert not panel.accept.isEnabled()
    assert not panel._came_of_it.isVisible()


def test_a_ledger_of_excel_is_told_of_at_its_header_and_has_no_encoding(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, workbook({"台账": [*TITLE, *HEADER, *JANUARY]}), "台账.xlsx")
    panel = ask(desk, path)
    assert list(panel.columns.boxes) == ["日期", "姓名", "电话", "品名", "数量", "金额", "备注"]
    assert panel.columns.grid.item(0, 0).text() == "2026-01-03"
    assert not panel.about.encoding.isEnabled()
    desk.click(panel.accept)
    desk.settle()
    desk.click(desk.page.panel.card.accept)
    desk.settle()
    assert sum(amount for _, amount in paid(desk)) == 4199_50  # as in tests/sync/mapping/test_ledger.py


def test_an_encoding_may_be_chosen_and_one_that_does_not_fit_is_said(desk: Desk, tmp_path: Path) -> None:
    content = b"order no,date,total,customer\n1,2026-03-01,5," + "模".encode("gbk") + b"\n"
    panel = ask(desk, write(tmp_path, content))
    assert panel.columns.grid.item(0, 3).text() == "ģ"  # the bytes are UTF-8 too
    pick(desk, panel.columns.boxes["order no"], "")
    pick(desk, panel.about.encoding, "gb18030")
    panel = desk.page.panel.telling.panel
    assert panel.columns.grid.item(0, 3).text() == "模"
    assert panel.about.encoding.chosen == "gb18030"
    assert meant(panel)["order no"] == "不用", "what was told stays"
    desk.click(panel.accept)
    desk.settle()
    assert "编码 gb18030" in desk.page.panel.card._facts.text()
    desk.click(desk.page.panel.card.accept)
    desk.settle()
    assert rows(desk.doors._store, "customers", "name") == [("模",)]


def test_a_wrong_encoding_leaves_the_form_as_it_is(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    pick(desk, panel.about.encoding, "utf-8")
    assert desk.page.panel.telling.panel is panel
    assert panel.bars.texts()[0].startswith("文件「三月.csv」不是 UTF-8 编码：第 1 行的文字对不上。")
    assert panel.about.encoding.chosen == ""
    desk.click(panel.accept)
    desk.settle()
    assert "编码 gb18030" in desk.page.panel.card._facts.text()


def test_a_shop_that_is_there_brings_its_currency(desk: Desk, sales: Path) -> None:
    desk.doors._store.put_shop(Shop(id="gift", name="Gifts", currency="JPY", exponent=0, timezone="Asia/Tokyo"))
    desk.window.context.entering.look()
    desk.settle()
    panel = ask(desk, sales)
    assert panel.about.shop.currentText() == "新店铺"
    pick(desk, panel.about.shop, "gift")
    about = panel.about
    assert (about.shop_name.text(), about.currency.chosen, about.zone.chosen) == ("Gifts", "JPY", "Asia/Tokyo")
    assert not about.currency.isEnabled()
    assert not about.shop_name.isEnabled()
    pick(desk, panel.about.shop, "")
    assert (about.shop_name.text(), about.currency.chosen) == ("我的店铺", "CNY")
    assert about.currency.isEnabled()


def test_another_kind_of_table_has_other_things_to_tell_and_forgets_nothing(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    pick(desk, panel.columns.boxes["优惠"], "freight")
    pick(desk, panel.about.table, "customers")
    assert meant(panel)["顾客"] == "姓名＊"
    assert panel._needs.text() == "＊ 至少要选：客户编号或账号 或 手机号 或 姓名"
    assert not panel.words.isVisible()
    assert panel.sentence.text() == "能读 4 行"
    pick(desk, panel.about.table, "orders")
    assert meant(panel)["优惠"] == "运费"


def test_cancel_leads_back_to_the_preview(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    desk.click(panel._close)
    assert desk.page.panel.telling.panel is None
    assert desk.page.panel.card.isVisible()
    desk.click(desk.page.panel.card._close)
    assert not desk.page.panel.isVisible()


def test_another_language_says_the_same_and_keeps_what_was_told(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    pick(desk, panel.columns.boxes["优惠"], "freight")
    desk.window.context.appearance.speak("en")
    desk.settle()
    assert meant(panel)["优惠"] == "Freight"
    assert meant(panel)["日期"] == "Time placed＊"
    assert panel.sentence.text().startswith(
        "3 of its lines can be read, 1 cannot:\nLine 4: the date “3月3日” is in no known form"
    )
    assert not desk.page.panel.card.isVisible()
