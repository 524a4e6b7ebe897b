"""The first sheet: what was asked, of which data, and what every number means."""

from datetime import datetime
from typing import Any

from analytics.period import Period
from analytics.question import Filters
from analytics.result import View
from desktop.export.cells import height
from desktop.export.sheet import Sheet
from storage.words import Language, Words

_WIDE = 100  # narrow characters

_BUYERS = {"all": Words("全部", "all"), "new": Words("新买家", "new"), "returning": Words("老买家", "returning")}
_UNKNOWN = Words("(未知)", "(unknown)")


def write_front(sheet: Sheet, views: list[View], program: str, generated_at: datetime) -> None:
    """Period, comparison, filters, time of the data, version; then headline and definitions per view."""
    worksheet = sheet.worksheet
    worksheet.set_column(0, 0, 22)
    worksheet.set_column(1, 1, _WIDE)
    worksheet.write_string(0, 0, views[0].shop.name, sheet.formats.title)
    row = 2
    for name, text in facts_of_question(views[0], sheet.language, program, generated_at):
        worksheet.write_string(row, 0, name, sheet.formats.muted)
        worksheet.write_string(row, 1, text, sheet.formats.wrapped)
        row += 1
    for view in views:
        row = _write_view(sheet, view, row + 1)
    worksheet.hide_gridlines(2)


def _write_view(sheet: Sheet, view: View, row: int) -> int:
    worksheet: Any = sheet.worksheet
    worksheet.write_string(row, 0, sheet.say(view.title), sheet.formats.header)
    worksheet.write_string(row, 1, sheet.say(view.headline), sheet.formats.header)
    row += 1
    for words in view.notes:
        worksheet.write_string(row, 0, sheet.say(Words("提示", "Note")), sheet.formats.muted)
        worksheet.write_string(row, 1, sheet.say(words), sheet.formats.wrapped)
        worksheet.set_row(row, height(sheet.say(words), _WIDE))
        row += 1
    for figure in view.figures:
        worksheet.write_string(row, 0, sheet.say(figure.name), sheet.formats.wrapped)
        worksheet.write_string(row, 1, sheet.say(figure.definition), sheet.formats.wrapped)
        worksheet.set_row(row, height(sheet.say(figure.definition), _WIDE))
        row += 1
    return row


def facts_of_question(view: View, language: Language, program: str, generated_at: datetime) -> list[tuple[str, str]]:
    """The lines that say what was asked, in words."""
    lines = [
        (Words("期间", "Period"), days(view.period)),
        (Words("对比期间", "Compared with"), days(view.comparison) if view.comparison else "—"),
        (Words("筛选", "Filters"), filters_in_words(view.filters, language)),
        (Words("货币", "Currency"), view.shop.currency),
        (Words("时区", "Time zone"), view.shop.timezone),
        (Words("数据截至", "Data as of"), _moment(view)),
        (Words("生成时间", "Written at"), generated_at.strftime("%Y-%m-%d %H:%M:%S")),
        (Words("程序", "Program"), program),
    ]
    if view.shop.demo:
        notice = Words("示例店铺,数据为模拟生成", "Demo shop: the data is simulated")
        lines.insert(0, (Words("注意", "Notice"), notice.say(language)))
    return [(name.say(language), text) for name, text in lines]


def days(period: Period) -> str:
    """Both ends of a period."""
    return f"{period.first:%Y-%m-%d} – {period.last:%Y-%m-%d}"


def _moment(view: View) -> str:
    if view.data_as_of is None:
        return "—"
    return datetime.fromtimestamp(view.data_as_of / 1000, view.shop.zone).strftime("%Y-%m-%d %H:%M:%S")


def filters_in_words(filters: Filters, language: Language) -> str:
    """The filters as one line."""
    parts = []
    for name, values in (
        (Words("渠道", "channel"), filters.channels),
        (Words("地区", "region"), filters.provinces),
        (Words("类目", "category"), filters.categories),
    ):
        if values:
            said = "、".join(value or _UNKNOWN.say(language) for value in values)
            parts.append(f"{name.say(language)}: {said}")
    if filters.buyers != "all":
        parts.append(f"{Words('买家', 'buyers').say(language)}: {_BUYERS[filters.buyers].say(language)}")
    return "; ".join(parts) or Words("无", "none").say(language)
