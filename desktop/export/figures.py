"""The sheet of a view's key figures: each in its own unit, its change a live formula."""

from analytics.diagnosis.verdicts import VERDICTS
from analytics.result import Figure, Shown, View
from analytics.say import count, money
from desktop.export.cells import height, put_or_dash
from desktop.export.sheet import HEADER_ROW, Sheet, write_head
from storage.words import Words

_REMARK = 80  # narrow characters
_HEADINGS = (
    (Words("指标", "Figure"), Shown.TEXT, 24),
    (Words("本期", "Period"), Shown.MONEY, 18),
    (Words("对比期", "Compared"), Shown.MONEY, 18),
    (Words("变化", "Change"), Shown.RATIO, 16),
    (Words("说明", "Remark"), Shown.TEXT, _REMARK),
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
    _write_change(sheet, row, figure)
    remark = _remark(sheet, figure)
    worksheet.write_string(row, 4, remark, formats.wrapped)
    worksheet.set_row(row, height(remark, _REMARK - 4))


def _write_change(sheet: Sheet, row: int, figure: Figure) -> None:
    """Of a ratio the points that lie between, of everything else the relative change."""
    if figure.change is None or figure.value is None or figure.previous is None:
        return
    now, before, formats = f"B{row + 1}", f"C{row + 1}", sheet.formats
    if figure.shown is Shown.RATIO:
        gap = (figure.value - figure.previous) * 100
        sheet.worksheet.write_formula(row, 3, f"=({now}-{before})*100", formats.points, gap)
    else:
        formula = f"=({now}-{before})/{before}"
        sheet.worksheet.write_formula(row, 3, formula, formats.by_shown[Shown.RATIO], figure.change)


def _remark(sheet: Sheet, figure: Figure) -> str:
    """Why there is no number, or what was judged of its change and by which test."""
    reason = figure.reason or figure.change_reason
    if reason is not None:
        return sheet.say(reason)
    if figure.range is not None:
        low, high = (_end(sheet, figure, end) for end in (figure.range.low, figure.range.high))
        return f"95%: {low} – {high}"
    if figure.usual is None or figure.usual.verdict is None:
        return ""
    said = [VERDICTS[figure.usual.verdict], *([figure.usual.tested] if figure.usual.tested else [])]
    return Words("：", ": ").say(sheet.language).join(sheet.say(words) for words in said)


def _end(sheet: Sheet, figure: Figure, end: float) -> str:
    return sheet.say(money(sheet.shop, round(end))) if figure.shown is Shown.MONEY else count(round(end))
