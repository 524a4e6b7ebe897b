"""One block as one sheet: header, rows, live totals, filter, frozen header, chart."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from analytics.result import Column, Row, Shown, Value
from desktop.export.aside import Aside
from desktop.export.cells import Formats, height, number_of, put, put_end, width
from storage.shop import Shop
from storage.words import Language, Words

HEADER_ROW = 2  # above it: the title and a line that says what is seen
_WIDEST = 48
_NARROWEST = 10
_MANY, _NARROW_OF_MANY = 14, 5  # a column per hour of the day is a narrow one
PAGE_WIDTH = 92  # narrow characters on A4 across
_PAGE_ROWS = 35
_SMALLEST = 45  # percent: smaller print is not read; wider tables go over several pages
_ENDS = ("_low", "_high")  # of intervals, as they are spread
_SAMPLE = 200  # rows looked at for the width of a column


class Sheet(Struct, frozen=True):
    """A worksheet with what every write to it needs."""

    name: str
    worksheet: Any
    workbook: Any
    formats: Formats
    shop: Shop
    language: Language
    aside: Aside

    def say(self, words: Words) -> str:
        """The text in the language of the workbook."""
        return words.say(self.language)

    def said(self, value: Value) -> Value:
        """A cell's value with words said in that language."""
        return self.say(value) if isinstance(value, Words) else value


def page_setup(worksheet: Any) -> None:
    """How the sheet prints: across, as wide as one page, with its name and page number below."""
    worksheet.set_landscape()
    worksheet.set_paper(9)  # A4
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer("&L&A&R&P / &N")


def print_as_wide_as(worksheet: Any, wide: int) -> int:
    """So many narrow characters fill the width of a page, or several where print would be too small to read.

    Tells how many rows such a page takes.
    """
    worksheet.fit_page = False
    scale = max(_SMALLEST, min(100, 100 * PAGE_WIDTH // wide))
    worksheet.set_print_scale(scale)
    worksheet.repeat_columns(0)
    return _PAGE_ROWS * 100 // scale


def write_head(sheet: Sheet, title: str, subtitle: str, headings: Sequence[tuple[Words, Shown, int]]) -> None:
    """Title, what it says and a heading per column with what stands below it and how wide it is; all stay in sight."""
    worksheet = sheet.worksheet
    worksheet.write_string(0, 0, title, sheet.formats.title)
    worksheet.write_string(1, 0, subtitle, sheet.formats.muted)
    for place, (heading, shown, wide) in enumerate(headings):
        worksheet.write_string(HEADER_ROW, place, sheet.say(heading), sheet.formats.header(shown))
        worksheet.set_column(place, place, wide)
    worksheet.freeze_panes(HEADER_ROW + 1, 1)


def write_block(
    sheet: Sheet, title: str, subtitle: str, columns: tuple[Column, ...], rows: tuple[Row, ...]
) -> list[int]:
    """Title, header, rows and totals; freezes the header and sets the filter. Tells how wide the columns are."""
    worksheet = sheet.worksheet
    rows = tuple(Row(tuple(sheet.said(value) for value in row.cells)) for row in rows)
    worksheet.write_string(0, 0, title, sheet.formats.title)
    least = _NARROWEST if len(columns) <= _MANY else _NARROW_OF_MANY
    widths = [_column_width(sheet, column, index, rows, least) for index, column in enumerate(columns)]
    _write_subtitle(sheet, subtitle, widths)
    for index, column in enumerate(columns):
        worksheet.write_string(HEADER_ROW, index, sheet.say(column.name), sheet.formats.header(column.shown))
        worksheet.set_column(index, index, widths[index])
    for offset, row in enumerate(rows, HEADER_ROW + 1):
        for index, (value, column) in enumerate(zip(row.cells, columns, strict=True)):
            write = put_end if column.id.endswith(_ENDS) else put
            write(worksheet, offset, index, value, column.shown, sheet.shop, sheet.formats)
        _wrap(sheet, offset, row, widths)
    if rows:
        worksheet.autofilter(HEADER_ROW, 0, HEADER_ROW + len(rows), len(columns) - 1)
        _write_totals(sheet, columns, rows)
    worksheet.freeze_panes(HEADER_ROW + 1, 1)
    worksheet.repeat_rows(HEADER_ROW)
    print_as_wide_as(worksheet, sum(widths))
    return widths


def _write_subtitle(sheet: Sheet, subtitle: str, widths: list[int]) -> None:
    """Across the columns of the table, wrapped: what runs out of them would be printed on a page of its own."""
    if len(widths) > 1:
        sheet.worksheet.merge_range(1, 0, 1, len(widths) - 1, "", sheet.formats.subtitle)
    sheet.worksheet.write_string(1, 0, subtitle, sheet.formats.subtitle)
    sheet.worksheet.set_row(1, height(subtitle, sum(widths)))


def _wrap(sheet: Sheet, line: int, row: Row, widths: list[int]) -> None:
    """Write long texts again as wrapped ones, in a line that is high enough for them."""
    most = 0.0
    for index, (value, room) in enumerate(zip(row.cells, widths, strict=True)):
        if isinstance(value, str) and width(value) > room:
            sheet.worksheet.write_string(line, index, value, sheet.formats.wrapped)
            most = max(most, height(value, room - 2))
    if most:
        sheet.worksheet.set_row(line, most)


def _write_totals(sheet: Sheet, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> None:
    totals = {
        index: (column.shown, number_of(_sum(rows, index), column.shown, sheet.shop))
        for index, column in enumerate(columns)
        if column.total and index
    }
    if totals:
        write_total(sheet, len(rows), totals)


def _sum(rows: tuple[Row, ...], index: int) -> int | float:
    return sum(number for row in rows if isinstance(number := row.cells[index], int | float))


def write_total(sheet: Sheet, rows: int, totals: Mapping[int, tuple[Shown, int | float]]) -> None:
    """A row of SUBTOTAL formulas below ``rows`` rows: the sum of what the filter shows, with the sum as it stands."""
    first, last = HEADER_ROW + 1, HEADER_ROW + rows
    label = Words("合计", "Total")
    sheet.worksheet.write_string(last + 1, 0, sheet.say(label), sheet.formats.total[Shown.TEXT])
    for index, (shown, total) in totals.items():
        letter = _letter(index)
        formula = f"=SUBTOTAL(109,{letter}{first + 1}:{letter}{last + 1})"
        sheet.worksheet.write_formula(last + 1, index, formula, sheet.formats.total[shown], total)


def _letter(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _column_width(sheet: Sheet, column: Column, index: int, rows: tuple[Row, ...], least: int) -> int:
    texts = [_roughly(row.cells[index], column.shown) for row in rows[:_SAMPLE]]
    widest = max((width(text) for text in texts), default=0)
    return min(_WIDEST, max(least, widest, width(sheet.say(column.name)) + 3) + 2)


def _roughly(value: Value, shown: Shown) -> str:
    if shown is Shown.TIME:
        return "2026-01-01 00:00:00"
    if isinstance(value, int | float):
        return f"{value:,.0f}"
    return str(value)
