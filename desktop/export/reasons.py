"""The sheet of a diagnosis that says why: every table of reasons, one below the other, whatever its number did."""

from analytics.result import Table, View
from analytics.spread import spread
from desktop.export.cells import put, put_end
from desktop.export.sheet import HEADER_ROW, Sheet
from storage.words import Words

TITLE = Words("为什么", "Why")
_FIRST, _OTHER = 36, 18  # narrow characters
_ENDS = ("_low", "_high")


def reasons_of(view: View) -> list[Table]:
    """The tables that the numbers of a tree are explained by, in the order of the view."""
    if view.diagnosis is None:
        return []
    explained = {table for node in view.diagnosis.nodes for table in node.tables}
    return [table for table in view.tables if table.id in explained and table.rows]


def write_reasons(sheet: Sheet, view: View) -> None:
    """Title and rule, then the tables."""
    assert view.diagnosis is not None
    worksheet, formats = sheet.worksheet, sheet.formats
    worksheet.write_string(0, 0, f"{sheet.say(view.title)} · {sheet.say(TITLE)}", formats.title)
    worksheet.write_string(1, 0, sheet.say(view.diagnosis.why_rule), formats.muted)
    tables = reasons_of(view)
    wide = max(len(spread(table.columns, table.rows)[0]) for table in tables)
    worksheet.set_column(0, 0, _FIRST)
    worksheet.set_column(1, wide, _OTHER)
    row = HEADER_ROW
    for table in tables:
        row = _write_table(sheet, table, row) + 1


def _write_table(sheet: Sheet, table: Table, row: int) -> int:
    """Title, what it says, heads and rows, its note; the row after it."""
    worksheet, formats = sheet.worksheet, sheet.formats
    columns, rows = spread(table.columns, table.rows)
    worksheet.write_string(row, 0, sheet.say(table.title), formats.title)
    if table.lead is not None:
        row += 1
        worksheet.write_string(row, 0, sheet.say(table.lead), formats.muted)
    row += 1
    for place, column in enumerate(columns):
        worksheet.write_string(row, place, sheet.say(column.name), formats.header(column.shown))
    for line in rows:
        row += 1
        for place, (value, column) in enumerate(zip(line.cells, columns, strict=True)):
            write = put_end if column.id.endswith(_ENDS) else put
            write(worksheet, row, place, sheet.said(value), column.shown, sheet.shop, formats)
    if table.note is not None:
        row += 1
        worksheet.write_string(row, 0, sheet.say(table.note), formats.muted)
    return row + 1
