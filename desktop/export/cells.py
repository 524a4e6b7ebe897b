"""How one value becomes one cell: number formats per unit, text that can never become a formula."""

from datetime import date, datetime
from typing import Any

from msgspec import Struct

from analytics.result import Shown, Value
from storage.shop import Shop
from storage.words import Language, Words
from ui.widgets.format import beyond

_SYMBOLS = {"CNY": "¥", "GBP": "£", "USD": "$", "EUR": "€", "JPY": "¥", "HKD": "HK$", "TWD": "NT$"}
_HEADER = {"bold": True, "bottom": 1, "bg_color": "#F0F1F4", "text_wrap": True, "valign": "top"}
UNKNOWN = "—"
_POINTS = Words('+0.0" 个百分点";-0.0" 个百分点";0.0" 个百分点"', '+0.0" pts";-0.0" pts";0.0" pts"')


class Formats(Struct, frozen=True):
    """The cell formats of one workbook."""

    by_shown: dict[Shown, Any]
    headers: dict[str, Any]
    """By alignment: a heading stands over its numbers."""
    total: dict[Shown, Any]
    title: Any
    wrapped: Any
    muted: Any
    subtitle: Any
    points: Any
    """Of a difference of two ratios, in hundredths."""

    def header(self, shown: Shown) -> Any:
        """The format of the heading of a column."""
        return self.headers[_align(shown)["align"]]


def formats_of(workbook: Any, shop: Shop, language: Language) -> Formats:
    """The formats of ``workbook`` for a shop's currency."""
    patterns = _patterns(shop)
    plain = {
        shown: workbook.add_format({"num_format": pattern, "valign": "top"} | _align(shown))
        for shown, pattern in patterns.items()
    }
    total_style = {"bold": True, "top": 1}
    total = {
        shown: workbook.add_format({"num_format": pattern} | _align(shown) | total_style)
        for shown, pattern in patterns.items()
    }
    return Formats(
        by_shown=plain,
        headers={side: workbook.add_format(_HEADER | {"align": side}) for side in ("left", "right")},
        total=total,
        title=workbook.add_format({"bold": True, "font_size": 13}),
        wrapped=workbook.add_format({"text_wrap": True, "valign": "top", "indent": 1}),
        muted=workbook.add_format({"font_color": "#6B7280", "valign": "top"}),
        points=workbook.add_format({"num_format": _POINTS.say(language), "valign": "top"} | _align(Shown.RATIO)),
        subtitle=workbook.add_format({"font_color": "#6B7280", "valign": "top", "text_wrap": True}),
    )


def _patterns(shop: Shop) -> dict[Shown, str]:
    decimals = "." + "0" * shop.exponent if shop.exponent else ""
    symbol = _SYMBOLS.get(shop.currency, f"{shop.currency} ")
    return {
        Shown.MONEY: f'"{symbol}"#,##0{decimals};-"{symbol}"#,##0{decimals}',
        Shown.COUNT: "#,##0",
        Shown.RATIO: "0.0%",
        Shown.NUMBER: "#,##0.00",
        Shown.TIME: "yyyy-mm-dd hh:mm:ss",
        Shown.DAY: "yyyy-mm-dd",
        Shown.TEXT: "@",
        Shown.ID: "@",
    }


def _align(shown: Shown) -> dict[str, Any]:
    # A little room on the left, or text and dates would touch the number beside them.
    left = (Shown.TEXT, Shown.ID, Shown.DAY, Shown.TIME)
    return {"align": "left", "indent": 1} if shown in left else {"align": "right"}


def number_of(value: int | float, shown: Shown, shop: Shop) -> int | float:
    """The number a spreadsheet holds: money in whole units of the currency."""
    return value / 10**shop.exponent if shown is Shown.MONEY and shop.exponent else value


def put(sheet: Any, row: int, column: int, value: Value, shown: Shown, shop: Shop, formats: Formats) -> None:
    """Write one value; text is always written as text, whatever it begins with."""
    style = formats.by_shown[shown]
    if value is None:
        sheet.write_blank(row, column, None, style)  # a dash would be drawn as zero by a chart
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001 - a day
    elif shown is Shown.TIME and isinstance(value, int):
        local = datetime.fromtimestamp(value / 1000, shop.zone).replace(tzinfo=None)
        sheet.write_datetime(row, column, local, style)
    elif isinstance(value, str) or shown in (Shown.TEXT, Shown.ID):
        sheet.write_string(row, column, str(value), formats.by_shown[Shown.TEXT])
    elif isinstance(value, int | float):
        sheet.write_number(row, column, number_of(value, shown, shop), style)
    else:
        raise TypeError(f"words must be said before they are written: {value}")


def put_end(sheet: Any, row: int, column: int, value: Value, shown: Shown, shop: Shop, formats: Formats) -> None:
    """The end of an interval: 1000%+ instead of a ratio that is too far out for its digits to say anything."""
    far = beyond(value) if shown is Shown.RATIO and isinstance(value, int | float) else ""
    if far:
        sheet.write_string(row, column, far, formats.by_shown[shown])
    else:
        put(sheet, row, column, value, shown, shop, formats)


def put_or_dash(sheet: Any, row: int, column: int, value: Value, shown: Shown, shop: Shop, formats: Formats) -> None:
    """The same where no chart reads the cell: what is not known is a dash."""
    if value is None:
        sheet.write_string(row, column, UNKNOWN, formats.muted)
    else:
        put(sheet, row, column, value, shown, shop, formats)


def width(text: str) -> int:
    """How many narrow characters wide a text is; Chinese characters take two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


_LINE = 15.0  # points of one line of text


def height(text: str, columns: int) -> float:
    """The height in points of a cell ``columns`` narrow characters wide in which the text wraps.

    Excel fits such rows when it opens a file; LibreOffice and WPS keep one line unless told.
    """
    return _LINE * max(1, -(-width(text) // columns))
