"""Long lists as files: no formula comes of a name, and more rows than a sheet holds go on to the next."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from analytics.result import Column, Shown, Value
from desktop.export import lists
from desktop.export.lists import Listed, write_list
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
    assert read[1] == ["'" + EVIL, "1480000000001739240", "3", "近来买的人多"]
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
