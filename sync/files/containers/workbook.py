"""Excel workbooks (.xlsx): every visible sheet is written to a text file of its own, once, and read as one from there.

A workbook can only be read from front to back, and slowly; a table is passed over two or three times. Text also is what
rejected lines are shown and written as.
"""

import csv
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile

from msgspec import structs

from sync.files import refusals
from sync.files.sheet import Sheet
from sync.files.source import Source
from sync.files.text import text_sheet

SUFFIXES = ("xlsx", "xlsm")
PARTS = ("xl/workbook.xml",)
"""A member that tells a workbook from other archives."""

FORM = "Excel"

_CHECK = 0x7FF
_DIGITS = 1e15
"""Beyond it a spreadsheet has rounded a number."""


def sheets(source: Source) -> list[Sheet]:
    """The tables of a workbook; those without a single cell do not count. Raises KnownError, Cancelled."""
    found = []
    with _opened(source) as book:
        visible = [each for each in book.worksheets if each.sheet_state == "visible"]
        for each in visible:
            inside = structs.replace(source.inside(each.title), encoding=None)
            if len(visible) == 1:
                inside = structs.replace(inside, shown=source.shown)
            each.reset_dimensions()  # what the file says of its size is often wrong
            if _spool(each.iter_rows(values_only=True), inside):
                sheet = text_sheet(inside, partial(_open, inside.path))
                found.append(structs.replace(sheet, form=FORM))
    if not found:
        raise refusals.empty(source.shown)
    return found


@contextmanager
def _opened(source: Source) -> Iterator[Any]:
    from openpyxl import load_workbook  # takes a quarter of a second, and few files are workbooks

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl leaves out
            # As a stream: of a path it looks at the name.
            with (
                source.path.open("rb") as stream,
                closing(load_workbook(stream, read_only=True, data_only=True)) as book,
            ):
                yield book
    except (BadZipFile, KeyError, ValueError, SyntaxError, EOFError) as error:  # SyntaxError: XML that is none
        raise refusals.torn_workbook(source.shown, f"{type(error).__name__}: {error}") from error


def _spool(rows: Iterable[tuple[Any, ...]], inside: Source) -> int:
    """Write rows as CSV; how many had a cell. A row is as long as its last cell, here as long as any before it."""
    written = width = 0
    with inside.path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for number, row in enumerate(rows):
            if not number & _CHECK:
                inside.check(number)
            cells = [_text(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            written += bool(cells)
            width = max(width, len(cells))
            writer.writerow(cells + [""] * (width - len(cells)))
    return written


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        # 33.300000000000004 is what a formula leaves behind; a spreadsheet shows 15 digits.
        return str(int(value)) if value.is_integer() and abs(value) < _DIGITS else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")
