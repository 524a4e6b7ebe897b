"""Workbooks and archives for the tests, as other programs write them."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

ZIP_TIME = (2026, 10, 1, 12, 0, 0)


def workbook(sheets: Mapping[str, str | Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of these sheets; a text is CSV whose cells are all texts."""
    book = Workbook()
    book.remove(book.active)
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        rows = csv.reader(io.StringIO(content)) if isinstance(content, str) else content
        for row in rows:
            sheet.append(list(row))
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(content, str) and cell.value):
            cell.data_type = "s"  # ="..." is a text here too
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def archive(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of these members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(name, ZIP_TIME), content)
    return written.getvalue()
