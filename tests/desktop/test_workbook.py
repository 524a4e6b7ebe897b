"""The workbook is opened again by other programs: openpyxl for values, LibreOffice for whether it computes the same."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop.export.workbook import write_workbook
from storage.errors import KnownError
from tests.desktop.views import EVIL, table, trend, view

WHEN = datetime(2026, 4, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "报表.xlsx", [view(), view("orders", "订单")], "zh", "掌柜 test", WHEN)


def column(sheet: Worksheet, number: int) -> list[object]:
    return [sheet.cell(row, number).value for row in range(4, sheet.max_row + 1)]


def test_first_sheet_says_what_was_asked_and_what_the_numbers_mean(book: Path) -> None:
    sheet = openpyxl.load_workbook(book).worksheets[0]
    texts = [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value is not None]
    for expected in (
        "2026-03-01 – 2026-03-31",
        "2026-02-01 – 2026-02-28",
        "地区: 浙江省、(未知)",
        "示例店铺，数据为模拟生成",
        "掌柜 test",
        "2026-04-02 09:30:00",
        "支付金额的口径",
        "最后一天还没有结束",
        "2026-04-01 07:33:20",
    ):
        assert expected in texts


def test_every_block_has_its_sheet_with_frozen_header_filter_and_chart(book: Path) -> None:
    loaded = openpyxl.load_workbook(book)
    assert loaded.sheetnames == [
        "说明",
        "今日",
        "今日·每天卖了多少",
        "今日·卖得最好的商品",
        "订单",
        "订单·每天卖了多少",
        "订单·卖得最好的商品",
    ]
    for name in loaded.sheetnames[2:4]:
        sheet = loaded[name]
        assert sheet.freeze_panes == "B4"
        assert sheet.auto_filter.ref is not None
        assert sheet._charts
    assert [len(chart.series) for chart in loaded.worksheets[2]._charts] == [2, 2]  # with the comparison


def test_numbers_keep_their_unit_and_text_stays_text(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["今日·卖得最好的商品"]
    assert column(sheet, 1)[:4] == ["云南蒙自石榴 5斤装", EVIL, "+8613800001111 🍎", "@赠品"]
    assert all(sheet.cell(row, 1).data_type == "s" for row in range(4, 8))
    assert column(sheet, 2)[:4] == ["1234567890123456789", "00123", "-1", "007"]
    assert column(sheet, 3)[:4] == [12_345.67, 999_999.99, 0, None]
    assert sheet.cell(4, 3).number_format.startswith('"¥"#,##0.00')
    assert sheet.cell(4, 5).number_format == "0.0%"
    assert sheet.cell(4, 6).value == datetime(2026, 3, 4, 12, 53, 20)  # noqa: DTZ001 - a spreadsheet has no zones
    assert sheet.cell(4, 7).value == datetime(2026, 2, 28)  # noqa: DTZ001


def test_totals_are_formulas_that_hold_the_stored_sum(book: Path) -> None:
    formulas = openpyxl.load_workbook(book)["今日·卖得最好的商品"]
    stored = openpyxl.load_workbook(book, data_only=True)["今日·卖得最好的商品"]
    assert formulas.cell(8, 3).value == "=SUBTOTAL(109,C4:C7)"
    amounts = [row.cells[2] for row in table().rows]
    assert stored.cell(8, 3).value == pytest.approx(sum(a for a in amounts if isinstance(a, int)) / 100)
    assert formulas.cell(8, 5).value is None  # shares do not add up


def test_a_longer_comparison_loses_no_day(tmp_path: Path) -> None:
    """The sums of both sides of the trend equal the sums of the series."""
    sheet = openpyxl.load_workbook(write_workbook(tmp_path / "a.xlsx", [view()], "en", "x", WHEN), data_only=True)[
        "Today·Sales per day"
    ]
    money = trend().series[0]
    assert sheet.cell(35, 2).value == pytest.approx(sum(v or 0 for v in money.values) / 100)
    assert sheet.cell(35, 5).value == pytest.approx(sum(v or 0 for v in money.previous or ()) / 100)


@pytest.mark.filterwarnings("ignore:Unable to read chart")  # openpyxl on what LibreOffice saved, not on ours
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_computes_the_same_numbers(book: Path, tmp_path: Path) -> None:
    """LibreOffice recalculates every formula on loading; what it saves must equal what we stored."""
    profile = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    again = tmp_path / "again"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(again), str(book)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    ours = openpyxl.load_workbook(book, data_only=True)
    theirs = openpyxl.load_workbook(again / book.name, data_only=True)
    for sheet in ours.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                other = theirs[sheet.title].cell(cell.row, cell.column).value
                expected = None if cell.value == "" else cell.value  # LibreOffice drops empty text
                assert other == (pytest.approx(expected) if isinstance(expected, float) else expected), cell


def test_a_place_that_cannot_be_written_is_told_in_plain_words(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(KnownError) as told:
        write_workbook(blocked / "a.xlsx", [view()], "zh", "x", WHEN)
    assert "换一个位置" in told.value.say("zh")


def test_an_old_workbook_survives_a_failed_export(book: Path) -> None:
    before = book.read_bytes()
    with pytest.raises(ValueError, match="at least one view"):
        write_workbook(book, [], "zh", "x", WHEN)
    assert book.read_bytes() == before
    assert [path.name for path in book.parent.iterdir()] == [book.name]
