"""What a file is kept in, told by its first bytes and never by its name. One module per container."""

import mmap
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from storage.errors import KnownError
from storage.words import Words
from sync.files import refusals
from sync.files.containers import archive, workbook, written
from sync.files.sheet import Sheet
from sync.files.source import Source
from sync.files.text import told

SUFFIXES = (*written.SUFFIXES, *workbook.SUFFIXES, *archive.SUFFIXES)
"""How the names of files that are read usually end; what a file dialog offers."""

_LEVELS = 2
"""An archive may hold archives, and they none."""

_GZIP, _ZIP, _OLE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office keeps a workbook that has a password."""

_REFUSED: dict[bytes, Callable[[Path], KnownError]] = {
    b"%PDF": lambda path: refusals.not_a_table(path, Words("一份 PDF 文档", "a PDF document")),
    b"\x89PNG": lambda path: refusals.not_a_table(path, Words("一张图片", "a picture")),
    b"\xff\xd8\xff": lambda path: refusals.not_a_table(path, Words("一张图片", "a picture")),
    b"Rar!": lambda path: refusals.not_yet(path, Words("RAR 压缩包", "a RAR archive")),
    b"7z\xbc\xaf": lambda path: refusals.not_yet(path, Words("7z 压缩包", "a 7z archive")),
    b"<!DOCTYPE": lambda path: refusals.not_a_table(path, Words("一个网页", "a web page")),
    b"<html": lambda path: refusals.not_a_table(path, Words("一个网页", "a web page")),
}


def open_sheets(source: Source) -> list[Sheet]:
    """The tables in a file, at least one. Raises KnownError, Cancelled."""
    found = _open(source, _LEVELS)
    if not found:
        raise refusals.no_table_inside(source.shown)
    return found


def _open(source: Source, levels: int) -> list[Sheet]:
    """The tables in a file; ``levels`` of archives may be opened."""
    if source.path.is_dir():
        raise refusals.folder(source.shown)
    with told(source.shown), source.path.open("rb") as stream:
        head = stream.read(16)
    for magic, refuse in _REFUSED.items():
        if head.startswith(magic):
            raise refuse(source.shown)
    with told(source.shown):
        if head.startswith(_GZIP):
            return [written.compressed(source)]
        if head.startswith(_ZIP):
            return _packed(source, levels)
        if head.startswith(_OLE):
            raise _office(source)
    return [written.plain(source)]


def _packed(source: Source, levels: int) -> list[Sheet]:
    """A workbook is an archive too."""
    try:
        with ZipFile(source.path) as packed:
            members = packed.infolist()
    except (BadZipFile, UnicodeDecodeError) as error:
        raise refusals.torn_archive(source.shown) from error
    names = {member.filename for member in members}
    if names.issuperset(workbook.PARTS):
        if archive.locked(members):
            raise refusals.locked(source.shown)
        return workbook.sheets(source)
    if "[Content_Types].xml" in names:
        raise refusals.not_a_table(source.shown, Words("一份 Word 或其他 Office 文档", "another Office document"))
    if not levels:
        raise refusals.nested(source.shown)
    return archive.sheets(source, SUFFIXES, partial(_open, levels=levels - 1))


def _office(source: Source) -> KnownError:
    """An old workbook, or a new one with a password: both are kept in the same old form."""
    with source.path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(_ENCRYPTED) >= 0:
            return refusals.locked(source.shown)
    return refusals.not_yet(source.shown, Words("旧式 Excel 表格（.xls）", "an old workbook (.xls)"))
