"""The first sheet: what was asked, of which data, and what every number means."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from analytics.period import Period
from analytics.question import Filters
from analytics.result import Shown, View
from desktop.export.cells import height
from desktop.export.contents import write_contents
from desktop.export.sheet import Sheet
from storage.shop import Shop
from storage.words import Language, Words

_WIDE = 100  # narrow characters

_BUYERS = {"all": Words("全部", "all"), "new": Words("新买家", "new"), "returning": Words("老买家", "returning")}
_UNKNOWN = Words("(未知)", "(unknown)")


def write_front(sheet: Sheet, views: list[View], program: str, generated_at: datetime, names: Sequence[str]) -> None:
    """Period, comparison, filters, time of the data, version; the other sheets; headline and definitions per view."""
    worksheet = sheet.worksheet
    worksheet.set_column(0, 0, 22)
    worksheet.set_column(1, 1, _WIDE)
    worksheet.write_string(0, 0, views[0].shop.name, sheet.formats.title)
    row = 2
    row = write_about(sheet, about(views[0]), program, generated_at, row)
    row = write_contents(sheet, names, row + 1)
    for view in views:
        row = _write_view(sheet, view, row + 1)
    worksheet.hide_gridlines(2)


def _write_view(sheet: Sheet, view: View, row: int) -> int:
    worksheet: Any = sheet.worksheet
    worksheet.write_string(row, 0, sheet.say(view.title), sheet.formats.header(Shown.TEXT))
    worksheet.write_string(row, 1, sheet.say(view.headline), sheet.formats.header(Shown.TEXT))
    worksheet.set_row(row, height(sheet.say(view.headline), _WIDE - 10))  # bold runs wider
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


class About(Struct, frozen=True):
    """What the cells of a workbook are about."""

    shop: Shop
    period: Period
    comparison: Period | None
    filters: Filters
    data_as_of: int | None


def about(view: View) -> About:
    """What a view is about."""
    return About(view.shop, view.period, view.comparison, view.filters, view.data_as_of)


def write_about(sheet: Sheet, asked: About, program: str, generated_at: datetime, row: int) -> int:
    """A line for everything that was asked; the row after it."""
    for name, text in _lines(asked, sheet.language, program, generated_at):
        sheet.worksheet.write_string(row, 0, name, sheet.formats.muted)
        sheet.worksheet.write_string(row, 1, text, sheet.formats.wrapped)
        row += 1
    return row


def _lines(asked: About, language: Language, program: str, generated_at: datetime) -> list[tuple[str, str]]:
    lines = [
        (Words("期间", "Period"), days(asked.period)),
        (Words("对比期间", "Compared with"), days(asked.comparison) if asked.comparison else "—"),
        (Words("筛选", "Filters"), filters_in_words(asked.filters, language)),
        (Words("货币", "Currency"), asked.shop.currency),
        (Words("时区", "Time zone"), asked.shop.timezone),
        (Words("数据截至", "Data as of"), _moment(asked)),
        (Words("生成时间", "Written at"), generated_at.strftime("%Y-%m-%d %H:%M:%S")),
        (Words("程序", "Program"), program),
    ]
    if asked.shop.demo:
        notice = Words("示例店铺，数据为模拟生成", "Demo shop: the data is simulated")
        lines.insert(0, (Words("注意", "Notice"), notice.say(language)))
    return [(name.say(language), text) for name, text in lines]


def days(period: Period) -> str:
    """Both ends of a period."""
    return f"{period.first:%Y-%m-%d} – {period.last:%Y-%m-%d}"


def _moment(asked: About) -> str:
    if asked.data_as_of is None:
        return "—"
    return datetime.fromtimestamp(asked.data_as_of / 1000, asked.shop.zone).strftime("%Y-%m-%d %H:%M:%S")


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
