"""The rows behind a number as a workbook: every row and column, streamed, so that a million need little memory."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from analytics.result import Selection, Shown, Value
from analytics.rows import behind
from desktop.atomic import write_whole
from desktop.export.aside import Aside
from desktop.export.cells import formats_of, number_of, put, width
from desktop.export.front import About, write_about
from desktop.export.sheet import HEADER_ROW, Sheet, page_setup, write_total
from storage.facts import Facts
from storage.progress import Cancelled, Progress, Report, StopAsked
from storage.rows import RowWindow
from storage.store import Store
from storage.words import Language, Words
from ui.widgets.fieldnames import value_name
from ui.widgets.rowcolumns import ShownColumn, shown_columns

STREAMED = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_MOST = 1_048_576 - HEADER_ROW - 2  # rows of a sheet, less title, header and total
_PAGE = 2_000
_ADDED = ("quantity", "item_count")
_WRITING = Words("正在写入明细", "Writing the rows")
_WIDE = {Shown.MONEY: 14, Shown.TIME: 20, Shown.ID: 22, Shown.TEXT: 20}


class Asked(Struct, frozen=True, eq=False):
    """Which rows, under which title, in which language, by which program and when."""

    selection: Selection
    title: str
    language: Language
    program: str
    generated_at: datetime


def write_rows(path: Path, store: Store, facts: Facts, asked: Asked, report: Report, stop: StopAsked) -> Path:
    """Write the rows of a selection; raises KnownError if the place cannot be written, Cancelled when asked to stop."""
    window = RowWindow(store, asked.selection.kind, behind(facts, asked.selection))
    return write_whole(path, lambda target: _fill(target, window, facts, asked, report, stop))


def _fill(path: Path, window: RowWindow, facts: Facts, asked: Asked, report: Report, stop: StopAsked) -> None:
    import xlsxwriter  # loaded at the first export, as for views

    workbook = xlsxwriter.Workbook(str(path), STREAMED)
    formats = formats_of(workbook, facts.shop, asked.language)

    aside = Aside("", facts.shop, asked.language)  # rows have no charts

    def sheet(name: str) -> Sheet:
        worksheet = workbook.add_worksheet(name)
        page_setup(worksheet)
        return Sheet(name, worksheet, workbook, formats, facts.shop, asked.language, aside)

    try:
        _write_front(sheet(Words("说明", "About").say(asked.language)), facts, asked, len(window))
        name = Words("明细", "Rows").say(asked.language)
        for number, start in enumerate(range(0, max(len(window), 1), _MOST), 1):
            part = range(start, min(start + _MOST, len(window)))
            _write_part(sheet(name if number == 1 else f"{name} {number}"), window, part, asked, report, stop)
    finally:
        close(workbook)  # also when cancelled: the streamed rows are in temporary files that it removes


def close(workbook: Any) -> None:
    """Close the file; OSError where it cannot be written."""
    import xlsxwriter.exceptions

    try:
        workbook.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def _write_front(sheet: Sheet, facts: Facts, asked: Asked, count: int) -> None:
    selection = asked.selection
    sheet.worksheet.set_column(0, 0, 22)
    sheet.worksheet.set_column(1, 1, 100)
    sheet.worksheet.write_string(0, 0, asked.title, sheet.formats.title)
    sheet.worksheet.write_string(1, 0, sheet.say(Words("行数", "Rows")), sheet.formats.muted)
    sheet.worksheet.write_string(1, 1, f"{count:,}", sheet.formats.wrapped)
    subject = About(facts.shop, selection.period, None, selection.filters, facts.as_of)
    write_about(sheet, subject, asked.program, asked.generated_at, 3)


def _write_part(sheet: Sheet, window: RowWindow, part: range, asked: Asked, report: Report, stop: StopAsked) -> None:
    columns = shown_columns(window.kind)
    _write_header(sheet, columns, asked.title, len(part))
    sums = [0] * len(columns)
    for at, row in zip(part, _fetched(window, part, report, stop), strict=True):
        line = HEADER_ROW + 1 + at - part.start
        for place, column in enumerate(columns):
            value = row[column.place]
            _put(sheet, line, place, column, window.kind, value)
            if _adds(column) and isinstance(value, int):
                sums[place] += value
    _write_sums(sheet, columns, sums, len(part))


def _fetched(window: RowWindow, part: range, report: Report, stop: StopAsked) -> Iterator[tuple[Any, ...]]:
    for start in range(part.start, part.stop, _PAGE):
        if stop():
            raise Cancelled
        report(Progress(_WRITING, start, len(window)))
        yield from window.fetch(start, min(_PAGE, part.stop - start))


def _write_header(sheet: Sheet, columns: tuple[ShownColumn, ...], title: str, rows: int) -> None:
    worksheet = sheet.worksheet
    for place, column in enumerate(columns):
        heading = sheet.say(column.name)
        worksheet.set_column(place, place, max(_WIDE.get(column.shown, 10), width(heading) + 4))
    worksheet.freeze_panes(HEADER_ROW + 1, 1)
    worksheet.repeat_rows(HEADER_ROW)
    if rows:
        worksheet.autofilter(HEADER_ROW, 0, HEADER_ROW + rows, len(columns) - 1)
    worksheet.write_string(0, 0, title, sheet.formats.title)
    for place, column in enumerate(columns):
        worksheet.write_string(HEADER_ROW, place, sheet.say(column.name), sheet.formats.header(column.shown))


def _put(sheet: Sheet, line: int, place: int, column: ShownColumn, kind: str, value: Value) -> None:
    named = value_name(kind, column.of, value)
    said = sheet.say(named) if named is not None else value
    put(sheet.worksheet, line, place, said, column.shown, sheet.shop, sheet.formats)


def _write_sums(sheet: Sheet, columns: tuple[ShownColumn, ...], sums: list[int], rows: int) -> None:
    totals = {
        place: number_of(total, column.shown, sheet.shop)
        for place, (column, total) in enumerate(zip(columns, sums, strict=True))
        if place and _adds(column)
    }
    if rows and totals:
        write_total(sheet, rows, {place: (columns[place].shown, total) for place, total in totals.items()})


def _adds(column: ShownColumn) -> bool:
    return column.of.name.endswith("amount") or column.of.name in _ADDED
