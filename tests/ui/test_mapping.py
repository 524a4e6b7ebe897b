"""A table that nobody knows: its owner tells what the columns are, sees what comes of it, and it is remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from desktop import mappings
from storage.errors import KnownError
from storage.shop import Shop
from storage.words import Words
from tests.sync.mapping.test_ledger import HEADER, JANUARY, TITLE
from tests.sync.packed import workbook
from tests.sync.retail import rows, write
from tests.ui.desk import Desk
from tests.ui.file_doors import FileDoors
from ui.pages.data.mapping.panel import MappingPanel
from ui.pages.data.mapping.picker import Picker
from ui.pages.data.preview import PreviewCard

SALES = (
    "单号,日期,顾客,金额,优惠,状态\n"
    "1,2026-03-01,周小雨,30,5,已完成\n"
    "2,2026-03-02,吴敏,12.5,0,待付款\n"
    "3,3月3日,李雷,8,0,已完成\n"
    "4,2026-03-04,韩梅,20,0,挂起\n"
)


@pytest.fixture
def desk(qtbot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(qtbot, tmp_path, FileDoors)
    yield desk
    desk.close()


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    return write(tmp_path, SALES.encode("gbk"), "三月.csv")


def ask(desk: Desk, *paths: Path) -> MappingPanel:
    """Drop files, of which one is unknown, and press the button that it has."""
    page = desk.open("data")
    desk.drop(*paths)
    desk.click(page.panel.card.bars.asking)
    desk.settle()
    return page.panel.mapping


def pick(desk: Desk, box: Picker, key: str) -> None:
    """Choose with the keyboard, as who goes through the form with Tab."""
    box.setFocus()
    steps = box.findData(key) - box.currentIndex()
    for _ in range(abs(steps)):
        desk.press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    assert box.chosen == key
    desk.settle()


def write_over(line: QLineEdit, text: str) -> None:
    """Write as with an input method for Chinese."""
    line.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def meant(panel: MappingPanel) -> dict[str, str]:
    return {column: box.currentText() for column, box in panel.columns.boxes.items()}


def paid(desk: Desk) -> list[tuple[object, ...]]:
    return rows(desk.doors._store, "orders", "id", "payment_amount")


def test_an_unknown_table_offers_to_be_told_of_and_shows_what_is_proposed(desk: Desk, sales: Path) -> None:
    page = desk.open("data")
    desk.drop(sales)
    card = page.panel.card
    assert card.bars.texts() == ("认不出文件「三月.csv」是哪种表格。看到的列有：单号、日期、顾客、金额、优惠、状态。",)
    assert not card.accept.isEnabled()
    assert QApplication.focusWidget() is card.bars.asking
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    panel = page.panel.mapping
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


def test_arrow_keys_take_nothing_from_the_columns_they_pass_over(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    before = meant(panel)
    pick(desk, panel.columns.boxes["优惠"], "note")  # over 支付, 运费 and everything below
    pick(desk, panel.columns.boxes["优惠"], "discount")
    assert meant(panel) == before


def test_what_is_told_is_remembered_and_the_normal_preview_follows(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    page = desk.page
    write_over(panel.about.shop_name, "小林手作")
    desk.settle()
    desk.click(panel.accept)
    desk.settle()
    card = page.panel.card
    assert page.panel.mapping is None
    assert card._title.text() == "三月.csv"
    assert "格式 三月 · 编码 gb18030 · 4 行" in card._facts.text()
    assert "导入到店铺「小林手作」，货币 CNY，时区 Asia/Shanghai" in card._facts.text()
    desk.click(card.accept)
    desk.settle()
    assert paid(desk) == [("1", 3000), ("2", None), ("4", None)]
    assert page.tabs.tabText(2) == "导入格式 (1)"
    desk.drop(sales)
    assert card.accept.isEnabled()  # a line of it waits, and may have become readable
    assert [row[1:3] for row in _counted(card)] == [["0", "0"]] * card._counts.rowCount()
    desk.click(card._close)
    # The next file of that form, its columns in another order, is known at once.
    shuffled = "状态,金额,日期,顾客,优惠,单号\n已完成,9,2026-03-09,周小雨,0,9\n"
    desk.drop(write(sales.parent, shuffled, "四月.csv"))
    assert card.bars.asking is None
    assert card.accept.isEnabled()


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
    panel = desk.page.panel.mapping
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
    assert desk.page.panel.mapping is panel
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
    assert desk.page.panel.mapping is None
    assert desk.page.panel.card.isVisible()
    desk.click(desk.page.panel.card._close)
    assert not desk.page.panel.isVisible()


def test_what_cannot_be_remembered_is_said_and_the_form_stays(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    full = Words("磁盘满了。", "The disk is full.")
    desk.doors.refuse = KnownError(full, Words("清理后再试。", "Free some space."))
    desk.click(panel.accept)
    desk.settle()
    assert panel.bars.texts() == ("磁盘满了。清理后再试。",)
    assert desk.page.panel.mapping is panel
    desk.doors.refuse = None
    assert panel.accept.isEnabled()
    desk.click(panel.accept)
    desk.settle()
    assert desk.page.panel.mapping is None


def test_a_known_table_may_be_told_of_anew(desk: Desk, sales: Path) -> None:
    desk.click(ask(desk, sales).accept)
    desk.settle()
    card = desk.page.panel.card
    assert card.bars.texts() == ("「三月.csv」按记住的格式「三月」读。",)
    desk.click(card.bars.bar(str(sales)).step)
    desk.settle()
    panel = desk.page.panel.mapping
    assert panel.about.name.text() == "三月"
    pick(desk, panel.columns.boxes["优惠"], "freight")
    desk.click(panel.accept)
    desk.settle()
    (kept,) = mappings.remembered(desk.doors._profile.folder)
    assert kept.columns["freight"] == "优惠"


def test_formats_are_listed_handed_on_forgotten_and_taken_back(desk: Desk, sales: Path, tmp_path: Path) -> None:
    desk.click(ask(desk, sales).accept)
    desk.settle()
    page = desk.page
    page.tabs.setCurrentIndex(2)
    formats = page.formats
    assert not formats.export_button.isEnabled()
    formats.grid.selectRow(0)
    told = [formats.grid.item(0, column).text() for column in range(5)]
    assert told[:4] == ["三月", "订单", "我的店铺", "CNY · Asia/Shanghai"]
    assert told[4].startswith("订单号 ← 单号 · 下单时间 ← 日期 · 订单状态 ← 状态")

    target = tmp_path / "给别人.json"
    page.keeping.write(target, formats._chosen())
    desk.settle()
    assert page.bars.texts() == (f"格式已导出到 {target}。别人在导入文件时选它就行。",)

    desk.click(formats.forget_button)
    desk.settle()
    assert formats.grid.rowCount() == 0
    assert page.bars.texts() == ("格式「三月」已忘掉；导入过的数据都还在。",)
    desk.click(page.bars.bar("format").step)
    desk.settle()
    assert formats.grid.rowCount() == 1
    assert page.bars.texts() == ()


def test_a_format_that_was_handed_on_comes_in_with_its_table(desk: Desk, sales: Path, tmp_path: Path) -> None:
    desk.click(ask(desk, sales).accept)
    desk.settle()
    (kept,) = mappings.remembered(desk.doors._profile.folder)
    handed_on = mappings.write(tmp_path / "格式.json", kept)
    mappings.forget(desk.doors._profile.folder, kept)
    page = desk.page
    desk.click(page.panel.card._close)

    desk.drop(handed_on)
    words = "格式「三月」：导入后会记住，以后这样的表格直接认得出来。"
    assert page.panel.card.bars.texts() == (words,)
    desk.drop(sales)
    assert page.panel.card.bars.texts() == (words, "「三月.csv」按记住的格式「三月」读。")
    assert mappings.remembered(desk.doors._profile.folder) == []
    desk.click(page.panel.card.accept)
    desk.settle()
    assert mappings.remembered(desk.doors._profile.folder) == [kept]
    assert len(paid(desk)) == 3
    mappings.forget(desk.doors._profile.folder, kept)
    desk.drop(handed_on)
    desk.click(page.panel.card.accept)
    desk.settle()
    assert page.bars.texts() == ("格式「三月」已记住，这样的表格以后直接认得出来。",)
    assert page.formats.grid.rowCount() == 1


def stops(desk: Desk, first: QWidget, count: int) -> list[QWidget]:
    """Where Tab leads from a widget."""
    first.setFocus()
    found = []
    for _ in range(count):
        desk.press(Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    return found


def test_tab_goes_as_the_eye_does_and_every_box_has_a_name(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    about, boxes, words = panel.about, list(panel.columns.boxes.values()), list(panel.words.boxes.values())
    expected = [
        *(about.shop, about.shop_name, about.name, about.encoding, about.zone, about.currency),
        *(*boxes, panel.columns.grid, *words, panel._close, panel.accept),
    ]
    assert stops(desk, about.table, len(expected)) == expected
    assert all(box.accessibleName() for box in panel.findChildren(QComboBox))
    assert boxes[0].accessibleName() == "「单号」这一列是什么"
    assert words[0].accessibleName() == "已完成"


def test_a_box_out_of_sight_is_brought_in_by_tab(desk: Desk, tmp_path: Path) -> None:
    names = [f"列{place}" for place in range(30)]
    lines = "\n".join(",".join(f"{row}.{place}" for place in range(30)) for row in range(5))
    panel = ask(desk, write(tmp_path, f"日期,{','.join(names)}\n2026-03-01,{lines}\n"))
    last = panel.columns.boxes["列29"]
    strip = panel.columns._strip.rect()
    assert not strip.contains(last.geometry().center())
    last.setFocus(Qt.FocusReason.TabFocusReason)
    assert strip.contains(last.geometry().center())
    panel.columns.boxes["日期"].setFocus(Qt.FocusReason.TabFocusReason)
    assert strip.contains(panel.columns.boxes["日期"].geometry().center())


def test_the_wheel_changes_nothing_but_the_box_in_use(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    box = panel.columns.boxes["金额"]

    def turn() -> None:
        centre = QPointF(box.rect().center())
        keys, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(centre, centre, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, keys, phase, False)
        QApplication.sendEvent(box, wheel)

    panel.about.table.setFocus()
    turn()
    assert box.chosen == "paid"
    box.setFocus()
    turn()
    assert box.chosen != "paid"


def test_another_language_says_the_same_and_keeps_what_was_told(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    pick(desk, panel.columns.boxes["优惠"], "freight")
    desk.window.context.appearance.speak("en")
    desk.settle()
    assert meant(panel)["优惠"] == "Freight"
    assert meant(panel)["日期"] == "Time placed＊"
    assert panel.sentence.text().startswith(
        "3 lines can be read, 1 cannot:\nLine 4: the date “3月3日” is in no known form"
    )
    assert not desk.page.panel.card.isVisible()


def _counted(card: PreviewCard) -> list[list[str]]:
    grid = card._counts
    return [[grid.item(row, column).text() for column in range(4)] for row in range(grid.rowCount())]
