"""A file comes in: dropped, looked at, let in, and taken back."""

from pathlib import Path

import pytest

from storage.words import Words
from tests.ui.desk import Desk

LINES = "o1,2026-10-01,1250\no2,2026-10-02,990\nbroken\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "十月订单.csv"
    path.write_text(LINES, encoding="utf-8")
    return path


def _texts(grid: object) -> list[list[str]]:
    rows, columns = grid.rowCount(), grid.columnCount()  # type: ignore[attr-defined]
    return [[grid.item(row, column).text() for column in range(columns)] for row in range(rows)]  # type: ignore[attr-defined]


def test_a_dropped_file_shows_what_it_would_do_and_changes_nothing_yet(new_desk: Desk, file: Path) -> None:
    page = new_desk.open("data")
    new_desk.drop(file)
    card = page.panel.card
    assert card.isVisible()
    assert card._title.text() == "十月订单.csv"
    assert _texts(card._counts) == [["订单", "2", "0", "0"]]
    assert _texts(card._left_out.rejected) == [["十月订单.csv", "3", "缺少金额", "broken"]]
    assert "金额为零：2 行" in card._left_out.skipped.text()
    assert new_desk.window.context.state.shops == ()


def test_the_import_is_let_in_told_of_and_taken_back_whole(new_desk: Desk, file: Path) -> None:
    page = new_desk.open("data")
    new_desk.drop(file)
    new_desk.click(page.panel.card.accept)
    new_desk.settle()
    assert page.bars.texts() == ("十月订单.csv 已导入：新增 2 条，更新 0 条。",)
    assert new_desk.window.context.state.known.shop.name == "文件店铺"
    assert not page.panel.isVisible()
    assert _texts(page.history.grid)[0][1:6] == ["文件店铺", "导入 十月订单.csv", "完成", "2", "0"]

    assert not page.history.button.isEnabled()
    page.history.grid.selectRow(0)
    new_desk.click(page.history.button)
    new_desk.settle()
    assert [row[3] for row in _texts(page.history.grid)] == ["完成", "已撤销"]
    page.history.grid.selectRow(1)
    assert not page.history.button.isEnabled()


def test_the_same_file_again_is_recognised(new_desk: Desk, file: Path) -> None:
    page = new_desk.open("data")
    new_desk.drop(file)
    new_desk.click(page.panel.card.accept)
    new_desk.settle()
    new_desk.drop(file)
    assert page.panel.card.bars.texts() == ("这份文件已经导入过，再导入不会改变什么。",)
    assert not page.panel.card.accept.isEnabled()


def test_several_files_are_looked_at_and_let_in_together(new_desk: Desk, file: Path, tmp_path: Path) -> None:
    second = tmp_path / "另一份.csv"
    second.write_text("o9,2026-10-09,100\n", encoding="utf-8")
    page = new_desk.open("data")
    new_desk.drop(file)
    new_desk.drop(second)
    card = page.panel.card
    assert card._title.text() == "2 份表格"
    assert [row[0] for row in _texts(card._tables)] == ["十月订单.csv", "另一份.csv"]
    assert _texts(card._counts) == [["订单", "3", "0", "0"]]
    assert "金额为零：4 行" in card._left_out.skipped.text()
    new_desk.click(card.accept)
    new_desk.settle()
    assert page.bars.texts() == ("2 个文件 已导入：新增 3 条，更新 0 条。",)
    assert not page.panel.isVisible()


def test_a_preview_that_is_closed_is_forgotten(new_desk: Desk, file: Path, tmp_path: Path) -> None:
    second = tmp_path / "另一份.csv"
    second.write_text("o9,2026-10-09,100\n", encoding="utf-8")
    page = new_desk.open("data")
    new_desk.drop(file)
    new_desk.click(page.panel.card._close)
    new_desk.drop(second)
    assert page.panel.card._title.text() == "另一份.csv"


def test_lines_that_were_not_understood_are_written_to_be_mended(new_desk: Desk, file: Path, tmp_path: Path) -> None:
    page = new_desk.open("data")
    new_desk.drop(file)
    new_desk.click(page.panel.card.accept)
    new_desk.settle()
    new_desk.doors.guarded = False
    with new_desk.doors.store().write() as tx:
        imported = tx.begin_import("files", "list", "十一月.csv", "2", "list", "编号,日期,金额")
        assert imported is not None
        tx.quarantine("files", imported.source, "orders", b"o7,,12\no7,,12", Words("缺时间", "no time"), "o7")
    new_desk.doors.guarded = True
    new_desk.window.context.entering.look()
    new_desk.settle()
    page.tabs.setCurrentIndex(1)
    assert page.quarantine.export_button.isVisible()
    assert not page.quarantine.button.isEnabled()
    page.export_rejected(tmp_path / "out")
    new_desk.settle()
    assert page.bars.texts()[-1] == "写好了 1 份，每行后面是原因。改好后再导入。"
    written = (tmp_path / "out" / "十一月 没读懂的行.csv").read_bytes().decode("utf-8-sig")
    assert written == '编号,日期,金额,原因\no7,,12,"缺时间"\no7,,12,"缺时间"\n'
