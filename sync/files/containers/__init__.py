"""What a file is kept in, told by its first bytes and never by its name. One module per container."""

from collections.abc import Callable
from pathlib import Path

from storage.errors import KnownError
from storage.words import Words
from sync.files import refusals
from sync.files.containers import gzipped, plain
from sync.files.sheet import Sheet
from sync.files.text import told

CONTAINERS: dict[bytes, Callable[[Path], Sheet]] = {b"\x1f\x8b": gzipped.sheet}
"""First bytes -> how to open it. What begins otherwise is plain text."""

SUFFIXES = (*plain.SUFFIXES, *gzipped.SUFFIXES)
"""How the names of files that are read usually end; what a file dialog offers."""

_REFUSED: dict[bytes, Callable[[Path], KnownError]] = {
    b"%PDF": lambda path: refusals.not_a_table(path, Words("一份 PDF 文档", "a PDF document")),
    b"PK\x03\x04": lambda path: refusals.not_yet(path, Words("Excel 表格或压缩包", "a workbook or an archive")),
    b"\xd0\xcf\x11\xe0": lambda path: refusals.not_yet(path, Words("旧式 Excel 表格", "an old workbook")),
    b"\x89PNG": lambda path: refusals.not_a_table(path, Words("一张图片", "a picture")),
    b"\xff\xd8\xff": lambda path: refusals.not_a_table(path, Words("一张图片", "a picture")),
    b"Rar!": lambda path: refusals.not_yet(path, Words("压缩包", "an archive")),
    b"7z\xbc\xaf": lambda path: refusals.not_yet(path, Words("压缩包", "an archive")),
    b"<!DOCTYPE": lambda path: refusals.not_a_table(path, Words("一个网页", "a web page")),
    b"<html": lambda path: refusals.not_a_table(path, Words("一个网页", "a web page")),
}


def open_sheet(path: Path) -> Sheet:
    """The table in a file. Raises KnownError where there is none."""
    if path.is_dir():
        raise refusals.folder(path)
    with told(path), path.open("rb") as stream:
        head = stream.read(16)
    for magic, refuse in _REFUSED.items():
        if head.startswith(magic):
            raise refuse(path)
    for magic, sheet in CONTAINERS.items():
        if head.startswith(magic):
            return sheet(path)
    return plain.sheet(path)
