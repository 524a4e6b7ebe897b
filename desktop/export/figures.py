"""The sheet of a view's key figures: each in its own unit, its change a live formula."""

from analytics.result import Figure, Shown, View
from desktop.export.cells import UNKNOWN, put
from desktop.export.sheet import HEADER_ROW, Sheet
from storage.words import Words

_HEADINGS = (
    Words("指标", "Figure"),
    Words("本期", "Period"),
    Words("对比期", "Compared"),
    Words("变化", "Change"),
    Words("说明", "Remark"),
)
_SIDES = (Shown.TEXT, Shown.MONEY, Shown.MONEY, Shown.RATIO, Shown.TEXT)
_WIDTHS = (24, 18, 18, 12, 80)


def write_figures(sheet: Sheet, view: View) -> None:
    """One row per figure."""
    worksheet = sheet.worksheet
    worksheet.write_string(0, 0, sheet.say(view.title), sheet.formats.title)
    worksheet.write_string(1, 0, sheet.say(view.headline), sheet.formats.muted)
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        worksheet.write_string(HEADER_ROW, column, sheet.say(heading), sheet.formats.header(_SIDES[column]))
        worksheet.set_column(column, column, width)
    for row, figure in enumerate(view.figures, HEADER_ROW + 1):
        _write_figure(sheet, row, figure)
    worksheet.freeze_panes(HEADER_ROW + 1, 1)


def _write_figure(sheet: Sheet, row: int, figure: Figure) -> None:
    worksheet, formats = sheet.worksheet, sheet.formats
    worksheet.write_string(row, 0, sheet.say(figure.name), formats.wrapped)
    for column, value in ((1, figure.value), (2, figure.previous)):
        if value is None:
            worksheet.write_string(row, column, UNKNOWN, formats.muted)
        else:
            put(worksheet, row, column, value, figure.shown, sheet.shop, formats)
    if figure.change is not None:
        formula = f"=(B{row + 1}-C{row + 1})/C{row + 1}"
        worksheet.write_formula(row, 3, formula, formats.by_shown[Shown.RATIO], figure.change)
    reason = figure.reason or figure.change_reason
    worksheet.write_string(row, 4, sheet.say(reason) if reason else "", formats.wrapped)
