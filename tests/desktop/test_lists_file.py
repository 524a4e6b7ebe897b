"""Long lists as files: no formula comes of a name, and more rows than a sheet holds go on to the next."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from analytics.result import Column, Shown, Value
from desktop.export import lists
from desktop.export.lists import Listed, write_list
from desktop.trials import ids_in
from storage.errors import KnownError
from storage.words import Words
from tests.analytics.making import CHINA

COLUMNS = (
    Column("name", Words("名字", "Name"), Shown.TEXT),
    Column("id", Words("编号", "Id"), Shown.ID),
    Column("many", Words("几种", "Kinds"), Shown.COUNT),
    Column("why", Words("为什么", "Why"), Shown.TEXT),
)
EVIL = '=HYPERLINK("http://example.invalid","点我")'
ROWS: list[tuple[Value, ...]] = [
    (EVIL, "1480000000001739240", 3, Words("近来买的人多", "much bought lately")),
    ("山", "00123", None, None),
]


def test_text_stays_text_in_both_kinds(tmp_path: Path) -> None:
    listed = Listed(CHINA, Words("名单", "Lists"), COLUMNS, ROWS)
    with write_list(tmp_path / "a.csv", listed, "zh").open(encoding="utf-8-sig", newline="") as stream:
        read = list(csv.reader(stream))
    assert read[0] == ["名字", "编号", "几种", "为什么"]
    assert read[1] == ["'" + EVIL, '="1480000000001739240"', "3", "近来买的人多"]
    assert read[2] == ["山", "00123", "", ""]
    sheet = load_workbook(write_list(tmp_path / "a.xlsx", listed, "en")).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == [EVIL, "1480000000001739240", 3, "much bought lately"]
    assert sheet["A2"].data_type == "s"
    assert sheet["B3"].value == "00123"


def test_rows_go_on_to_the_next_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_MOST", 3)
    listed = Listed(CHINA, Words("名单", "Lists"), COLUMNS, iter(ROWS * 4))
    book = load_workbook(write_list(tmp_path / "a.xlsx", listed, "zh"))
    assert book.sheetnames == ["名单", "名单 2", "名单 3"]
    assert [sheet.max_row - 1 for sheet in book.worksheets] == [3, 3, 2]


def test_nobody_to_list_is_a_heading_alone(tmp_path: Path) -> None:
    book = load_workbook(write_list(tmp_path / "a.xlsx", Listed(CHINA, Words("名单", "Lists"), COLUMNS, []), "zh"))
    assert book.sheetnames == ["名单"]
    assert book.worksheets[0].max_row == 1


def test_long_ids_are_no_numbers_that_excel_would_round_and_are_read_back_whole(tmp_path: Path) -> None:
    """Excel keeps 15 digits; ids of 16 and more are formulas of a text, and our own readers know them again."""
    ids = ["123456789012345", "1234567890123456", "1480000000001739240", "+1480000000001739240", "一480000000001739240"]
    columns = (Column("customer_id", Words("客户编号", "Customer id"), Shown.ID),)
    path = write_list(tmp_path / "a.csv", Listed(CHINA, Words("名单", "Lists"), columns, [(one,) for one in ids]), "zh")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        written = [cells[0] for cells in csv.reader(stream)][1:]
    assert written == [ids[0], f'="{ids[1]}"', f'="{ids[2]}"', f"'{ids[3]}", ids[4]]
    assert ids_in(path) == ids


def test_ids_that_a_spreadsheet_has_rounded_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ids.csv"
    path.write_text("客户编号\n1.48E+18\n", encoding="utf-8")
    with pytest.raises(KnownError, match="a spreadsheet has destroyed"):
        ids_in(path)
