"""Long lists as a file: rows are written as they come, as CSV or as one sheet, so that a million need little memory."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from analytics.result import Column, Estimate, Shown, Value
from desktop.atomic import write_whole
from desktop.export.cells import Formats, formats_of, put, width
from desktop.export.rows import STREAMED, close
from storage.errors import KnownError
from storage.shop import Shop
from storage.words import Language, Words

_MOST = 1_048_575  # rows of a sheet below its heading
_WIDEST = 40
_DIGITS = 15
"""A number of more digits loses its last ones in Excel."""


class Listed(Struct, frozen=True, eq=False):
    """What is written."""

    shop: Shop
    title: Words
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value, ...]]


def write_list(path: Path, listed: Listed, language: Language) -> Path:
    """Write it as the ending of the path says. Raises KnownError for another ending, or where it cannot be written."""
    writers = {".csv": _as_csv, ".xlsx": _as_sheets}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise KnownError(
            Words(
                f"不会写 {path.suffix or path.name} 这种文件。",
                f"Files of the kind {path.suffix or path.name} cannot be written.",
            ),
            Words("文件名请以 .csv 或 .xlsx 结尾。", "End the name with .csv or .xlsx."),
        )
    return write_whole(path, lambda target: writer(target, listed, language))


def _as_csv(path: Path, listed: Listed, language: Language) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:  # Excel takes UTF-8 for GBK without the mark
        out = csv.writer(stream)
        out.writerow([column.name.say(language) for column in listed.columns])
        out.writerows(
            [_plain(value, column, listed.shop, language) for column, value in zip(listed.columns, row, strict=True)]
            for row in listed.rows
        )


def _plain(value: Value, column: Column, shop: Shop, language: Language) -> Any:
    """As text files have it, money in whole units; what looks like a formula is kept from being one.

    A long id is written ="...", as the platforms' own exports do, so that Excel does not round it.
    """
    if isinstance(value, Words):
        value = value.say(language)
    if isinstance(value, Estimate):
        value = value.value
    if column.shown is Shown.MONEY and isinstance(value, int | float):
        return f"{Decimal(round(value)).scaleb(-shop.exponent):f}"
    if isinstance(value, str) and len(value) > _DIGITS and value.isascii() and value.isdecimal():
        return f'="{value}"'
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def _as_sheets(path: Path, listed: Listed, language: Language) -> None:
    import xlsxwriter  # loaded at the first export, as for views

    workbook = xlsxwriter.Workbook(str(path), STREAMED)
    formats, rows = formats_of(workbook, listed.shop, language), iter(listed.rows)
    try:
        for number in count(1):
            first = next(rows, None)
            if first is None and number > 1:
                break
            some = () if first is None else chain([first], islice(rows, _MOST - 1))
            name = listed.title.say(language) + (f" {number}" if number > 1 else "")
            _sheet(workbook.add_worksheet(name), some, listed, formats, language)
    finally:
        close(workbook)  # also when cancelled: the streamed rows are in temporary files that it removes


def _sheet(sheet: Any, rows: Iterable[tuple[Value, ...]], listed: Listed, formats: Formats, language: Language) -> None:
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(listed.columns):
        heading = column.name.say(language)
        sheet.set_column(place, place, min(max(width(heading) + 4, 14), _WIDEST))
        sheet.write_string(0, place, heading, formats.header(column.shown))
    for line, row in enumerate(rows, 1):
        for place, (column, value) in enumerate(zip(listed.columns, row, strict=True)):
            said = value.say(language) if isinstance(value, Words) else value
            put(sheet, line, place, said, column.shown, listed.shop, formats)
