"""Workbooks and archives: what is in them is read like a file of its own, and what cannot be opened is told why."""

import io
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from storage.errors import KnownError
from storage.progress import Cancelled, ignore, never
from storage.store import Store
from sync.files import import_files, preview
from sync.files.containers import open_sheets
from sync.files.source import Source
from sync.files.values import Unreadable, identity, money
from tests.sync.packed import archive, workbook
from tests.sync.retail import CLOCK, HEADER, HEART, LANTERN, line, new_store, retail_file, rows, write

TEXT = f"{HEADER}\n{LANTERN}\n{HEART}\n"
PART, CELL = "xl/worksheets/sheet1.xml", b'<c r="B2" t="inlineStr"><is><t>71053</t></is></c>'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


def refusal(store: Store, path: Path) -> str:
    found = preview(store, [path])
    assert found.tables == ()
    with pytest.raises(KnownError) as caught:
        import_files(store, [path])
    assert caught.value.say("zh") == found.refused[0].error.say("zh")
    assert store.shops() == []
    return caught.value.say("zh")


def cells(path: Path, room: Path) -> list[list[str]]:
    (sheet,) = open_sheets(Source(path, path, 0, room, ignore, never))
    return [row for _, row, _ in sheet.rows(lambda *_: None, None)]


def test_a_workbook_says_what_the_text_says(store: Store, tmp_path: Path) -> None:
    import_files(store, [write(tmp_path, workbook({"订单": TEXT}), "orders.xlsx")])
    found = rows(store, "order_lines", "id", "amount", "title")
    with new_store(tmp_path / "other") as other:
        import_files(other, [write(tmp_path, TEXT)])
        assert rows(other, "order_lines", "id", "amount", "title") == found


def test_the_same_table_is_known_again_in_another_workbook(store: Store, tmp_path: Path) -> None:
    import_files(store, [write(tmp_path, workbook({"订单": TEXT}), "a.xlsx")])
    again = preview(store, [write(tmp_path, archive({"b.xlsx": workbook({"另一张": TEXT})}), "b.zip")])
    assert [table.already_imported for table in again.tables] == [True]


def test_cells_of_a_workbook_are_what_people_see(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["a", "b", None, "c"])
    sheet.append([1, 2.5, None, datetime(2026, 10, 1, 8, 5)])  # noqa: DTZ001
    sheet.append([12345678901234, 3.0, 'x,\n"y"', date(2026, 10, 2)])
    sheet.append([None, True, 0.1 + 0.2, 6.91792676882364e18])
    written = io.BytesIO()
    book.save(written)
    assert cells(write(tmp_path, written.getvalue(), "t.xlsx"), tmp_path) == [
        ["a", "b", "", "c"],
        ["1", "2.5", "", "2026-10-01 08:05:00"],
        ["12345678901234", "3", 'x, "y"', "2026-10-02 00:00:00"],
        ["", "True", "0.3", "6.91792676882364e+18"],
    ]


def test_a_row_that_ends_early_and_the_crumbs_of_a_formula_are_what_people_see(tmp_path: Path) -> None:
    rows_of_sheet = [["一月台账"], [], ["日期", "金额", "备注"], ["1月3日", 33.25], ["1月4日", 8, "急"]]
    book = io.BytesIO(workbook({"一": rows_of_sheet}))
    with zipfile.ZipFile(book) as made, zipfile.ZipFile(tmp_path / "t.xlsx", "w") as changed:
        for name in made.namelist():
            changed.writestr(name, made.read(name).replace(b"<v>33.25</v>", b"<v>33.300000000000004</v>"))
    assert cells(tmp_path / "t.xlsx", tmp_path) == [
        ["一月台账"],
        [""],
        ["日期", "金额", "备注"],
        ["1月3日", "33.3", ""],
        ["1月4日", "8", "急"],
    ]


def test_an_id_kept_as_a_number_is_refused_where_digits_are_lost(store: Store, tmp_path: Path) -> None:
    good = [536365, "71053", "LANTERN", 6, datetime(2010, 12, 1, 8, 26), 3.39, 17850, "United Kingdom"]  # noqa: DTZ001
    lost = [6.91792676882364e17, *good[1:]]
    book = workbook({"orders": [HEADER.split(","), good, lost]})
    table = preview(store, [write(tmp_path, book, "t.xlsx")]).tables[0]
    assert [(bad.line, bad.reason.zh) for bad in table.rejected] == [
        (3, "「InvoiceNo」是「6.91792676882364e+17」，编号被 Excel 改成了科学计数，原来的数字丢了")
    ]
    assert table.counts["orders"].inserted == 1


def test_a_line_of_a_workbook_is_the_row_that_excel_numbers_so(store: Store, tmp_path: Path) -> None:
    """Also behind cells of several lines and rows left empty."""
    good = [cell.replace("WHITE METAL", "WHITE\nMETAL") for cell in LANTERN.split(",")]
    book = workbook({"orders": [HEADER.split(","), good, [], HEART.replace("6.0", "six").split(",")]})
    table = preview(store, [write(tmp_path, book, "t.xlsx")]).tables[0]
    assert [(bad.line, bad.raw.split(",")[2]) for bad in table.rejected] == [
        (2, "WHITE METAL LANTERN"),
        (4, "WHITE HANGING HEART T-LIGHT HOLDER"),
    ]


@pytest.mark.parametrize("number", ["201709123456789000", "2.01709123456789E+17", "1234567890123456"])
def test_a_number_of_more_than_fifteen_digits_is_no_id(tmp_path: Path, number: str) -> None:
    book = changed(PART, CELL, f'<c r="B2"><v>{number}</v></c>'.encode())
    cell = cells(write(tmp_path, book, "t.xlsx"), tmp_path)[1][1]
    with pytest.raises(Unreadable, match="destroyed"):
        identity(cell, "订单号")
    assert float(cell) == pytest.approx(float(number), rel=1e-14)


def test_a_number_of_fifteen_digits_is_an_id_and_money_is_money(tmp_path: Path) -> None:
    book = workbook({"a": [["id", "money"], [999999999999999, 12345678901.25]]})
    whole, amount = cells(write(tmp_path, book, "t.xlsx"), tmp_path)[1]
    assert (identity(whole, "id"), money(amount, "money", 2)) == ("999999999999999", 1234567890125)


def test_every_visible_sheet_is_a_table_and_notes_beside_them_are_told_of(store: Store, tmp_path: Path) -> None:
    second = f"{HEADER}\n{CLOCK}\n"
    book = workbook({"十月": TEXT, "说明": "导出时间,2026-11-01\n谢谢,再见\n", "十一月": second})
    seen = preview(store, [write(tmp_path, book, "两个月.xlsx")])
    assert [Path(table.path).name for table in seen.tables] == ["十一月", "十月"]
    assert ["说明" in each.error.say("zh") for each in seen.refused] == [True]
    imported = import_files(store, [tmp_path / "两个月.xlsx"])
    assert len(imported.runs) == 2
    assert len(imported.refused) == 1
    assert len(rows(store, "orders", "id")) == 2


def test_an_archive_of_months_is_let_in_whole(store: Store, tmp_path: Path) -> None:
    third = line(invoice="9", date="2010-12-03 08:00:00")
    members = {
        "导出/十月.csv": f"{HEADER}\n{LANTERN}\n".encode("gb18030"),
        "导出/十一月.xlsx": workbook({"a": f"{HEADER}\n{CLOCK}\n"}),
        "__MACOSX/._十月.csv": b"\x00\x05\x16\x07",
        "readme.pdf": b"%PDF-1.4",
        "内层.csv": f"{HEADER}\n{third}\n".encode(),
    }
    imported = import_files(store, [write(tmp_path, archive(members), "导出.zip")])
    assert (len(imported.runs), imported.refused) == (3, ())
    assert [row[0] for row in rows(store, "orders", "id")] == ["536365", "536370", "9"]
    assert {each.file_name for each in store.imports("online_retail")} == {"十月.csv", "十一月.xlsx", "内层.csv"}


def test_a_note_beside_the_tables_of_an_archive_is_passed_over(store: Store, tmp_path: Path) -> None:
    note = "导出时间：2026-11-01\n有问题请找小林，谢谢\n".encode()
    packed = write(tmp_path, archive({"说明.txt": note, "十月.csv": TEXT.encode()}), "导出.zip")
    imported = import_files(store, [packed])
    assert (len(imported.runs), imported.refused) == (1, ())
    ledger = archive({"台账.txt": "日期,客户\n2026-11-01,小林\n".encode(), "十月.csv": TEXT.encode()})
    (refused,) = preview(store, [write(tmp_path, ledger, "台账.zip")]).refused
    assert refused.path.endswith("台账.txt"), "a table that nobody knows yet can be told of"


def test_an_archive_of_a_note_alone_is_refused(store: Store, tmp_path: Path) -> None:
    assert "说明.txt" in refusal(store, write(tmp_path, archive({"说明.txt": "谢谢\n".encode()}), "导出.zip"))


def test_a_name_in_the_encoding_of_chinese_windows_is_readable(store: Store, tmp_path: Path) -> None:
    packed = archive({"x" * 8 + ".csv": TEXT.encode()}).replace(b"x" * 8, "订单明细".encode("gbk"))
    seen = preview(store, [write(tmp_path, packed, "windows.zip")])
    assert [Path(table.path).name for table in seen.tables] == ["订单明细.csv"]


def test_a_name_in_utf_8_that_does_not_say_so_is_readable(store: Store, tmp_path: Path) -> None:
    packed = archive({"x" * 15 + ".csv": TEXT.encode()}).replace(b"x" * 15, "订单\\明细".encode() + b"-1")
    seen = preview(store, [write(tmp_path, packed, "macos.zip")])
    assert [Path(table.path).name for table in seen.tables] == ["明细-1.csv"]


def test_a_member_without_a_date_has_that_of_its_archive(tmp_path: Path) -> None:
    made = bytearray(archive({"a.csv": TEXT.encode()}))
    for time_at in (10, made.index(b"PK\x01\x02") + 12):
        made[time_at : time_at + 4] = bytes(4)
    path = write(tmp_path, bytes(made), "a.zip")
    (sheet,) = open_sheets(Source(path, path, 86_400_000, tmp_path, ignore, never))
    assert sheet.modified == 86_400_000


def test_an_archive_may_hold_archives_and_pictures_are_no_fault(store: Store, tmp_path: Path) -> None:
    inner, pictures = archive({"orders.csv": TEXT.encode()}), archive({"1.jpg": b"\xff\xd8\xff"})
    outer = write(tmp_path, archive({"十月.zip": inner, "图片.zip": pictures}), "全部.zip")
    assert [Path(table.path) for table in preview(store, [outer]).tables] == [outer / "十月.zip" / "orders.csv"]


def test_one_bad_file_among_good_ones_is_told_and_the_others_come_in(store: Store, tmp_path: Path) -> None:
    good, bad = write(tmp_path, TEXT), write(tmp_path, "a,b\n1,2\n", "other.csv")
    assert [len(x) for x in (preview(store, [bad, good]).tables, preview(store, [bad, good]).refused)] == [1, 1]
    imported = import_files(store, [bad, good])
    assert [Path(each.path).name for each in imported.refused] == ["other.csv"]
    assert len(rows(store, "orders", "id")) == 1


def test_overlapping_months_are_counted_once(store: Store, tmp_path: Path) -> None:
    both = retail_file(tmp_path, LANTERN, HEART, CLOCK, name="both.csv")
    one = retail_file(tmp_path, CLOCK, name="one.csv")
    assert preview(store, [one, both]).counts["orders"].inserted == 2
    import_files(store, [one, both])
    assert len(rows(store, "orders", "id")) == 2


def test_the_same_file_chosen_twice_comes_in_once(store: Store, tmp_path: Path) -> None:
    copies = [write(tmp_path, TEXT, name) for name in ("a.csv", "copy of a.csv")]
    assert [table.already_imported for table in preview(store, copies).tables] == [False, True]
    assert len(import_files(store, copies).runs) == 2
    assert len(store.imports("online_retail")) == 1


def locked_members(content: bytes) -> bytes:
    """An archive whose members say that they are encrypted."""
    packed = bytearray(content)
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.find(magic)
        while at >= 0:
            packed[at + flags] |= 1
            at = packed.find(magic, at + 1)
    return bytes(packed)


def changed(part: str, old: bytes, new: bytes) -> bytes:
    """A workbook of ``TEXT``, a part of it written differently."""
    book = io.BytesIO(workbook({"a": TEXT}))
    with zipfile.ZipFile(book) as made:
        members = {name: made.read(name) for name in made.namelist()}
    assert old in members[part]
    return archive(members | {part: members[part].replace(old, new)})


def hidden_sheets() -> bytes:
    return changed("xl/workbook.xml", b'state="visible"', b'state="hidden"')


def locked_workbook() -> bytes:
    """As Office keeps it: an old compound file whose directory names the encrypted stream."""
    head = struct.pack("<8s", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") + bytes(1016)
    return head + "EncryptedPackage".encode("utf-16-le") + bytes(512)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (locked_members(archive({"orders.csv": TEXT.encode()})), "有密码"),
        (locked_members(workbook({"a": TEXT})), "有密码"),
        (locked_workbook(), "有密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "旧式 Excel 表格"),
        (archive({"readme.txt": TEXT.encode(), "a.docx": b"x"})[:-30], "坏了"),
        (archive({"报告.docx": b"x"}), "里没有表格"),
        (archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "Word"),
        (workbook({"a": []}), "是空的"),
        (archive({"xl/workbook.xml": b"<workbook", "[Content_Types].xml": b"<x/>"}), "坏了"),
        (workbook({"a": TEXT})[:-200], "坏了"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (changed("xl/workbook.xml", b'state="visible"', b'zz="1"'), "坏了"),
        (changed(PART, b'<c r="A2"', b'<c r="2"'), "坏了"),
        (changed(PART, CELL, b'<c r="B2" t="s"><v>999999</v></c>'), "坏了"),
        (changed(PART, b'<row r="2"', b'<row r="99999999999"'), "坏了"),
        (changed("[Content_Types].xml", b"sheet.main+xml", b"other+xml"), "坏了"),
        (hidden_sheets(), "工作表都被隐藏"),
        (archive({"a.zip": archive({"b.zip": archive({"c.csv": TEXT.encode()})})}), "太多层"),
    ],
    ids=["zip password", "xlsx members password", "xlsx password", "xls", "cut zip", "no table", "word", "no cells",
        "no xml", "cut xlsx",
        "rar", "odd attribute", "odd place", "no such text", "endless rows", "no workbook part", "hidden", "nested"],
)  # fmt: skip
def test_what_cannot_be_opened_says_why(store: Store, tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(store, write(tmp_path, content, "文件.xlsx"))


def test_a_member_that_is_damaged_is_told(store: Store, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as written:
        written.writestr("orders.csv", TEXT)
    broken = packed.getvalue().replace(b"LANTERN", b"LANTERM", 1)
    assert "坏了" in refusal(store, write(tmp_path, broken, "文件.zip"))


def test_a_full_disk_is_told_before_anything_is_unpacked(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = bytearray(archive({"orders.csv": TEXT.encode()}))
    at = huge.index(b"PK\x01\x02") + 24
    huge[at : at + 4] = struct.pack("<I", 0xFFFFFFF0)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("", (), {"free": 1 << 30})())
    assert "硬盘空间不够：打开「文件.zip」要 4.3 GB" in refusal(store, write(tmp_path, bytes(huge), "文件.zip"))


def test_unpacking_can_be_stopped_and_leaves_no_files(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    for name, content in (("a.zip", archive({"a.csv": TEXT.encode()})), ("a.xlsx", workbook({"a": TEXT}))):
        with pytest.raises(Cancelled):
            import_files(store, [write(tmp_path, content, name)], stop=lambda: True)
        import_files(store, [tmp_path / name])
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_workbook_is_not_read_by_its_name(store: Store, tmp_path: Path) -> None:
    misnamed = write(tmp_path, workbook({"a": TEXT}), "orders.csv")
    assert preview(store, [misnamed]).tables[0].encoding == "Excel"
