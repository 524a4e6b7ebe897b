"""The sheet of a view's key figures: each in its own unit, its change a live formula."""

from analytics.result import Figure, Shown, View
from desktop.export.cells import put_or_dash
from desktop.export.sheet import HEADER_ROW, Sheet, write_head
from storage.words import Words

_HEADINGS = (
    (Words("指标", "Figure"), Shown.TEXT, 24),
    (Words("本期", "Period"), Shown.MONEY, 18),
    (Words("对比期", "Compared"), Shown.MONEY, 18),
    (Words("变化", "Change"), Shown.RATIO, 12),
    (Words("说明", "Remark"), Shown.TEXT, 80),
)


def write_figures(sheet: Sheet, view: View) -> None:
    """One row per figure."""
    write_head(sheet, sheet.say(view.title), sheet.say(view.headline), _HEADINGS)
    for row, figure in enumerate(view.figures, HEADER_ROW + 1):
        _write_figure(sheet, row, figure)


def _write_figure(sheet: Sheet, row: int, figure: Figure) -> None:
    worksheet, formats = sheet.worksheet, sheet.formats
    worksheet.write_string(row, 0, sheet.say(figure.name), formats.wrapped)
    for column, value in ((1, figure.value), (2, figure.previous)):
        put_or_dash(worksheet, row, column, value, figure.shown, sheet.shop, formats)
    if figure.change is not None:
        formula = f"=(B{row + 1}-C{row + 1})/C{row + 1}"
        worksheet.write_formula(row, 3, formula, formats.by_shown[Shown.RATIO], figure.change)
    reason = figure.reason or figure.change_reason
    worksheet.write_string(row, 4, sheet.say(reason) if reason else "", formats.wrapped)
