"""Encodings, delimiters and containers are told from the content, never from the name."""

import codecs
import errno
import gzip
import random
from pathlib import Path

import pytest

from storage.errors import KnownError
from storage.progress import ignore, never
from sync.files.containers import open_sheets
from sync.files.sheet import Sheet
from sync.files.source import Source
from sync.files.text import told
from tests.sync.one_file import sheet_of
from tests.sync.retail import write

TEXT = "订单编号,买家会员名,金额\n1001,张三,12.50\n1002,李四,8.00\n"
CELLS = [["订单编号", "买家会员名", "金额"], ["1001", "张三", "12.50"], ["1002", "李四", "8.00"]]


def cells(sheet: Sheet) -> list[list[str]]:
    return [cells for _, cells, _ in sheet.rows(lambda number, reason, text: pytest.fail(f"{number} {reason}"), None)]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
    ids=["utf-8", "utf-8 bom", "gb18030", "gbk", "utf-16 le bom", "utf-16 be bom", "utf-16 le", "utf-16 be"],
)
def test_every_encoding_gives_the_same_cells(tmp_path: Path, content: bytes, encoding: str) -> None:
    sheet = sheet_of(write(tmp_path, content))
    assert sheet.form == encoding
    assert cells(sheet) == CELLS


def test_a_four_byte_character_needs_gb18030(tmp_path: Path) -> None:
    sheet = sheet_of(write(tmp_path, "名字,备注\n𠮷野家,㐂\n".encode("gb18030")))
    assert sheet.form == "gb18030"
    assert cells(sheet)[1] == ["𠮷野家", "㐂"]


def test_a_character_cut_by_the_read_buffer_is_whole(tmp_path: Path) -> None:
    filler = "x" * ((1 << 20) - 3)  # the next character starts inside the first megabyte and ends beyond it
    sheet = sheet_of(write(tmp_path, f"a,b\n{filler},张三\n".encode()))
    assert sheet.form == "utf-8"
    assert cells(sheet)[1] == [filler, "张三"]


def test_bytes_that_fit_no_encoding_are_refused_with_their_line(tmp_path: Path) -> None:
    good = "".join(f"{number},张三\n" for number in range(2, 40)).encode()
    path = write(tmp_path, b"a,b\n" + good + b"40,\xff\xfe\xff\n41,x\n")
    with pytest.raises(KnownError) as refused:
        sheet_of(path)
    assert "第 40 行" in refused.value.say("zh")
    assert "不要用 Excel 另存" in refused.value.next_step.zh


def as_told(path: Path, encoding: str) -> Sheet:
    """The sheet of a file that somebody says is in an encoding."""
    source = Source(path, path, 0, path.parent, ignore, never, encoding)
    (sheet,) = open_sheets(source)
    return sheet


def test_an_encoding_may_be_told_where_the_bytes_fit_two(tmp_path: Path) -> None:
    content = b"sku,name\n1," + "模".encode("gbk") + b"\n"  # the same bytes are a letter of Maltese in UTF-8
    assert cells(sheet_of(write(tmp_path, content)))[1] == ["1", "ģ"]
    assert cells(as_told(write(tmp_path, content), "gb18030"))[1] == ["1", "模"]
    assert cells(as_told(write(tmp_path, gzip.compress(content), "a.csv.gz"), "gb18030"))[1] == ["1", "模"]


def test_a_told_encoding_that_does_not_fit_is_refused_with_the_line(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT.encode("gbk"))
    with pytest.raises(KnownError) as refused:
        as_told(path, "utf-8")
    assert refused.value.what.zh == "文件「orders.csv」不是 UTF-8 编码：第 1 行的文字对不上。"
    late = write(tmp_path, TEXT.encode() + b"1003,\xd5\xc5,1\n")
    with pytest.raises(KnownError, match="line 4"):
        as_told(late, "utf-8")


def test_the_line_is_right_beyond_the_first_megabyte(tmp_path: Path) -> None:
    path = write(tmp_path, b"a,b\n" + b"12345,abcdefgh\n" * 100_000 + b"\xff\xff\n")
    with pytest.raises(KnownError) as refused:
        sheet_of(path)
    assert "第 100002 行" in refused.value.say("zh")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    assert cells(sheet_of(write(tmp_path, TEXT.replace(",", delimiter)))) == CELLS


def test_commas_inside_tab_separated_text_do_not_mislead(tmp_path: Path) -> None:
    text = "id\tnote\n1\tred, blue, green\n2\tone, two\n3\tplain\n"
    assert cells(sheet_of(write(tmp_path, text)))[1] == ["1", "red, blue, green"]


def test_a_compressed_file_is_the_same_file(tmp_path: Path) -> None:
    plain = sheet_of(write(tmp_path, TEXT))
    packed = sheet_of(write(tmp_path, gzip.compress(TEXT.encode()), name="orders.csv.gz"))
    misnamed = sheet_of(write(tmp_path, gzip.compress(TEXT.encode(), 1), name="orders.txt"))
    assert cells(packed) == cells(misnamed) == CELLS
    assert plain.sha256 == packed.sha256 == misnamed.sha256


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "坏了"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "旧式 Excel"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "图片"),
        (b"<!DOCTYPE html><html></html>", "网页"),
        (b"", "是空的"),
        (b"\n\r\n   \n", "是空的"),
        (codecs.BOM_UTF8, "是空的"),
        (random.Random(7).randbytes(5000), "不是表格"),
        (bytes(3000), "不是表格"),
        (b"a,b\n1,\x07\x01\x02\n", "不是表格"),
        (gzip.compress(TEXT.encode() * 200, mtime=0)[:-20], "不完整"),
        (b"\x1f\x8b\x08" + bytes(30), "不完整"),
        (gzip.compress(b"", mtime=0), "是空的"),
    ],
    ids=[
        "pdf", "zip", "xls", "png", "html", "empty", "blank lines", "only a bom", "random bytes", "zero bytes",
        "control characters", "gzip cut off", "gzip broken", "gzip of nothing",
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_plain_words(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(KnownError) as refused:
        sheet_of(write(tmp_path, content, name="订单.csv"))
    assert said in refused.value.say("zh")
    assert "订单.csv" in refused.value.what.zh
    assert refused.value.next_step.zh


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="not there"):
        sheet_of(tmp_path / "gone.csv")
    with pytest.raises(KnownError, match="folder"):
        sheet_of(tmp_path)


def test_a_file_that_vanishes_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT)
    sheet = sheet_of(path)
    path.unlink()
    with pytest.raises(KnownError, match="not there"):
        cells(sheet)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "denied"), "没有权限"),
        (FileNotFoundError(errno.ENOENT, "gone"), "找不到"),
        (IsADirectoryError(errno.EISDIR, "folder"), "文件夹"),
        (OSError(errno.EIO, "the stick was pulled out"), "断了"),
    ],
)
def test_what_a_disk_does_is_told_in_plain_words(tmp_path: Path, error: OSError, said: str) -> None:
    with pytest.raises(KnownError) as refused, told(tmp_path / "订单.csv"):
        raise error
    assert said in refused.value.what.zh
    assert "订单.csv" in refused.value.what.zh


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT)
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        with pytest.raises(KnownError, match="may not be opened"):
            sheet_of(path)
    else:
        pytest.skip("whoever runs this may read every file")
