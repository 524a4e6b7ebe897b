"""What was told of a table is remembered: it comes in, is told anew, listed, handed on and forgotten."""

from pathlib import Path

import pytest

from desktop import mappings
from storage.errors import KnownError
from storage.words import Words
from tests.sync.retail import write
from tests.ui.desk import Desk
from tests.ui.telling import ask, paid, pick, write_over
from ui.pages.data.preview import PreviewCard


@pytest.fixture
def desk(file_desk: Desk) -> Desk:
    return file_desk


def test_what_is_told_is_remembered_and_the_normal_preview_follows(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    page = desk.page
    write_over(panel.about.shop_name, "小林手作")
    desk.settle()
    desk.click(panel.accept)
    desk.settle()
    card = page.panel.card
    assert page.panel.telling.panel is None
    assert card._title.text() == "三月.csv"
    assert "格式 三月 · 编码 gb18030 · 4 行" in card._facts.text()
    (row,) = card.destinations.rows.values()
    assert row.words.text() == "导入到：新店铺「小林手作」 · 人民币 · 北京时间"
    assert not row.change.isVisible()  # what was told of the table says it
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


def test_a_known_table_may_be_told_of_anew(desk: Desk, sales: Path) -> None:
    desk.click(ask(desk, sales).accept)
    desk.settle()
    card = desk.page.panel.card
    assert card.bars.texts() == ("「三月.csv」按记住的格式「三月」读。",)
    desk.click(card.bars.bar(str(sales)).step)
    desk.settle()
    panel = desk.page.panel.telling.panel
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
    assert told[:4] == ["三月", "订单", "我的店铺", "人民币 · 北京时间"]
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


def test_what_cannot_be_remembered_is_said_and_the_form_stays(desk: Desk, sales: Path) -> None:
    panel = ask(desk, sales)
    full = Words("磁盘满了。", "The disk is full.")
    desk.doors.refuse = KnownError(full, Words("清理后再试。", "Free some space."))
    desk.click(panel.accept)
    desk.settle()
    assert panel.bars.texts() == ("磁盘满了。清理后再试。",)
    assert desk.page.panel.telling.panel is panel
    desk.doors.refuse = None
    assert panel.accept.isEnabled()
    desk.click(panel.accept)
    desk.settle()
    assert desk.page.panel.telling.panel is None


def _counted(card: PreviewCard) -> list[list[str]]:
    grid = card._counts
    return [[grid.item(row, column).text() for column in range(4)] for row in range(grid.rowCount())]
