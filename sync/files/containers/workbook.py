"""Excel workbooks (.xlsx): every visible sheet is written to a text file of its own, once, and read as one from there.

A workbook can only be read from front to back, and slowly; a table is passed over two or three times. Text also is what
rejected lines are shown and written as.
"""

import csv
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

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
_DIGITS = 10**15
"""From here on a spreadsheet rounds a number: it is written in a way that nobody takes for an id."""
_ROWS = 1 << 20
"""No spreadsheet program has more in a sheet."""


def sheets(source: Source) -> list[Sheet]:
    """The tables of a workbook; those without a single cell do not count. Raises KnownError, Cancelled."""
    found = []
    with _opened(source) as book:
        visible = [each for each in book.worksheets if each.sheet_state == "visible"]
        if book.worksheets and not visible:
            raise refusals.all_hidden(source.shown)
        for each in visible:
            inside = structs.replace(source.inside(each.title), encoding=None)
            if len(visible) == 1:
                inside = structs.replace(inside, shown=source.shown)
            each.reset_dimensions()  # what the file says of its size is often wrong
            if _spool(_rows(each, source.shown), inside):
                sheet = text_sheet(inside, partial(_open, inside.path))
                found.append(structs.replace(sheet, form=FORM))
    if not found:
        raise refusals.empty(source.shown)
    return found


@contextmanager
def _opened(source: Source) -> Iterator[Any]:
    from openpyxl import load_workbook  # takes a quarter of a second, and few files are workbooks

    with warnings.catch_warnings(), source.path.open("rb") as stream:  # as a stream: of a path it looks at the name
        warnings.simplefilter("ignore")  # styles and extensions that openpyxl leaves out
        with _stumbling(source.shown):
            book = load_workbook(stream, read_only=True, data_only=True)
        with closing(book):
            yield book


@contextmanager
def _stumbling(shown: Path) -> Iterator[None]:
    """Around nothing but openpyxl: of a damaged workbook it throws what it stumbles over, be it TypeError."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:  # the disk; its own have no number
            raise
        raise refusals.torn_workbook(shown, f"{type(error).__name__}: {error}") from error


def _rows(sheet: Any, shown: Path) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet, those that are missing in the file as empty ones. Raises KnownError."""
    with _stumbling(shown):
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            if number == _ROWS:
                raise ValueError(f"more than {_ROWS} rows")
            yield row


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
        # One line of text per row, so that a line that is named is the row that Excel numbers so.
        return " ".join(value.splitlines()) if "\n" in value or "\r" in value else value
    if isinstance(value, int) and abs(value) >= _DIGITS:
        return f"{Decimal(value):.15g}"
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
