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
from sync.files.containers.source import Source
from sync.files.sheet import Sheet
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
            inside = source.inside(each.title)
            shown = inside.shown if len(visible) > 1 else source.shown
            each.reset_dimensions()  # what the file says of its size is often wrong
            if _spool(each.iter_rows(values_only=True), inside):
                sheet = text_sheet(shown, partial(_open, inside.path), source.modified)
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
    """Write rows as CSV, without the empty cells behind the last column that has any; how many had a cell."""
    written = 0
    with inside.path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        width = 0
        for number, row in enumerate(rows):
            if not number & _CHECK:
                inside.check(number)
            cells = [_text(value) for value in row]
            while len(cells) > width and not cells[-1]:
                cells.pop()
            width = max(width, len(cells)) if written < 2 else width
            written += any(cells)
            writer.writerow(cells)
    return written


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < _DIGITS:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")
