"""How numbers and money are written: one house style for cards, tables, axes and the clipboard.

Pure functions of a value, what it measures (``Shown``) and the ``Writing`` of a shop. A value that is not known is a
dash everywhere but on the clipboard, where it is nothing.
"""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from analytics.result import Estimate, Shown, Value
from analytics.say import MINUS, scaled, symbol
from storage.shop import Shop
from storage.words import Language, Words
from ui.widgets.dates import day, moment

NOTHING = "—"
BEYOND = 10
"""A ratio farther from zero than this is no longer told in digits where it is the end of an interval."""
Move = Literal["up", "down", "flat"]

_STEPS = {"zh": ((10**4, "万"), (10**8, "亿")), "en": ((10**3, "K"), (10**6, "M"), (10**9, "B"))}
_MOST = {"zh": 10**4, "en": 10**3}  # of a step: what is more takes the next one
_SHORT_FROM = Decimal(10**4)  # smaller numbers are written in full: 9,876.50


class Writing(Struct, frozen=True):
    """What decides how values are written beside what they measure: the language and the shop."""

    language: Language = "zh"
    currency: str = "CNY"
    exponent: int = 2
    zone: ZoneInfo = ZoneInfo("Asia/Shanghai")

    @property
    def symbol(self) -> str:
        """The sign of the currency, or its code and a narrow gap."""
        return symbol(self.currency)


def writing_of(shop: Shop, language: Language) -> Writing:
    """How values of ``shop`` are written in ``language``."""
    return Writing(language, shop.currency, shop.exponent, shop.zone)


def full(value: Value, shown: Shown, writing: Writing) -> str:
    """A value standing alone, exact: ¥12,345.60, 12.3%, 2026-11-22 周日."""
    if isinstance(value, Estimate):
        return _with_interval(value, shown, writing, full)
    text = cell(value, shown, writing)
    if shown is not Shown.MONEY or text == NOTHING:
        return text
    return _signed(text, writing.symbol)


def cell(value: Value, shown: Shown, writing: Writing) -> str:
    """A value in a column whose header names the unit: 12,345.60, 12.3%, 2026-11-22 周日."""
    if value is None:
        return NOTHING
    if isinstance(value, Words):
        return value.say(writing.language)
    if isinstance(value, date):
        return day(value, writing.language)
    if isinstance(value, Estimate):
        return _with_interval(value, shown, writing, cell)
    write = _CELLS.get(shown)
    if write is None or isinstance(value, str):
        return str(value)
    return write(_exact(value), writing)


def short(value: Value, shown: Shown, writing: Writing) -> str:
    """A number on a card, up to four digits, as sentences say it: ¥1.23万, ¥20万, 4.5%, 987."""
    if isinstance(value, Estimate):
        return _with_interval(value, shown, writing, short)
    if not isinstance(value, int | float) or shown not in (Shown.MONEY, Shown.COUNT, Shown.NUMBER):
        return full(value, shown, writing)
    number = _major(_exact(value), writing) if shown is Shown.MONEY else _exact(value)
    if abs(number) < _SHORT_FROM:
        return full(value, shown, writing)
    text = _minus(scaled(number, _STEPS[writing.language], _MOST[writing.language]))
    return _signed(text, writing.symbol) if shown is Shown.MONEY else text


def tick(value: float, shown: Shown, writing: Writing) -> str:
    """A round number on an axis: ¥5万, 200, 2.5%. Money comes in minor units, like everywhere."""
    number = _exact(value)
    if shown is Shown.RATIO:
        return _minus(f"{_bare(number * 100)}%")
    if shown is Shown.MONEY:
        number = _major(number, writing)
    text = _bare(number) if abs(number) < _SHORT_FROM else _round_scaled(number, writing.language)
    return _signed(_minus(text), writing.symbol) if shown is Shown.MONEY else _minus(text)


def plain(value: Value, shown: Shown, writing: Writing) -> str:
    """A value for a spreadsheet's clipboard: 12345.60, 12.34%, 2026-11-22; nothing where it is not known."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Words | str):
        return cell(value, shown, writing)
    if isinstance(value, Estimate):
        return plain(value.value, shown, writing)
    if shown is Shown.TIME:
        return moment(value, writing.zone)
    if shown is Shown.RATIO:
        return f"{_rounded(_exact(value) * 100, 2)}%"
    return cell(value, shown, writing).replace(",", "").replace(MINUS, "-")


def number(value: Value) -> int | float | None:
    """What a cell measures: its number, the middle of an estimate; None for text, days and what is not known."""
    if isinstance(value, Estimate):
        return value.value
    return value if isinstance(value, int | float) else None


def unit(shown: Shown, writing: Writing) -> str:
    """What a column header says of its unit: 元, £; nothing for what is plain."""
    if shown is not Shown.MONEY:
        return ""
    return "元" if writing.language == "zh" and writing.currency == "CNY" else writing.symbol.strip("\u202f")


def change(ratio: float | Estimate | None) -> str:
    """A relative change with its sign: +12.3%, −4.0%, 0.0%; with its interval +12.3% (+2.0% – +20.1%)."""
    if ratio is None:
        return NOTHING
    if isinstance(ratio, Estimate):
        return f"{change(ratio.value)} ({end_of_change(ratio.low)} – {end_of_change(ratio.high)})"
    percent = _exact(ratio) * 100
    text = f"{_rounded(percent, 0 if abs(percent) >= 1000 else 1):+,}%"
    return "0.0%" if text in ("+0.0%", "-0.0%") else _minus(text)


def points(gap: float | Estimate, writing: Writing) -> str:
    """A difference of two ratios with its sign: +1.2 个百分点, −0.4 pts; never percent."""
    said = change(gap).replace("%", "")
    return f"{said} 个百分点" if writing.language == "zh" else f"{said} pts"


def moved(value: float | None, previous: float | None, ratio: float | None, shown: Shown, writing: Writing) -> str:
    """What is said of a change, empty where there is none: of ratios in points, of everything else in percent."""
    if ratio is None or value is None or previous is None:
        return ""
    return points(value - previous, writing) if shown is Shown.RATIO else change(ratio)


def beyond(ratio: float) -> str:
    """1000%+ for the end of an interval that lies so far out that its digits say nothing; empty for any other."""
    if abs(ratio) <= BEYOND:
        return ""
    return f"{MINUS if ratio < 0 else ''}{BEYOND * 100}%+"


def end_of_change(ratio: float) -> str:
    """The end of the interval of a change, with its sign."""
    return beyond(ratio) or change(ratio)


def move(ratio: float | Estimate) -> Move:
    """Up, down, or flat: what would be written as 0.0%, or whose interval holds zero."""
    if isinstance(ratio, Estimate):
        return "flat" if ratio.low <= 0 <= ratio.high else move(ratio.value)
    text = change(ratio)
    return "flat" if text == "0.0%" else "up" if text.startswith("+") else "down"


def _with_interval(
    estimate: Estimate, shown: Shown, writing: Writing, write: Callable[[Value, Shown, Writing], str]
) -> str:
    """12.3% (9.8–15.1%): the sign of percent once, a dash with gaps where an end is below zero."""
    far = {end: beyond(end) for end in (estimate.low, estimate.high) if shown is Shown.RATIO}
    low, high = (far.get(end) or write(end, shown, writing) for end in (estimate.low, estimate.high))
    if low.endswith("%") and high.endswith("%"):
        low = low[:-1]
    dash = " – " if MINUS in low + high else "–"
    return f"{write(estimate.value, shown, writing)} ({low}{dash}{high})"


def _money(value: Decimal, writing: Writing) -> str:
    return _minus(f"{_rounded(_major(value, writing), writing.exponent):,}")


def _count(value: Decimal, _writing: Writing) -> str:
    return _minus(f"{_rounded(value, 0):,}")


def _ratio(value: Decimal, _writing: Writing) -> str:
    return _minus(f"{_rounded(value * 100, 1):,}%")


def _number(value: Decimal, _writing: Writing) -> str:
    return _minus(f"{_rounded(value, 2):,}")


def _time(value: Decimal, writing: Writing) -> str:
    return moment(int(value), writing.zone)


_CELLS: dict[Shown, Callable[[Decimal, Writing], str]] = {
    Shown.MONEY: _money,
    Shown.COUNT: _count,
    Shown.RATIO: _ratio,
    Shown.NUMBER: _number,
    Shown.TIME: _time,
}


def _exact(value: float) -> Decimal:
    # Through the shortest text of a float: 0.125 and 2.675 round as a person who reads them would round.
    return Decimal(str(value))


def _rounded(number: Decimal, digits: int) -> Decimal:
    made = number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return abs(made) if made == 0 else made  # no minus before a zero


def _major(minor: Decimal, writing: Writing) -> Decimal:
    return minor.scaleb(-writing.exponent)


def _minus(text: str) -> str:
    return text.replace("-", MINUS)


def _signed(text: str, symbol: str) -> str:
    return f"{MINUS}{symbol}{text[1:]}" if text.startswith(MINUS) else f"{symbol}{text}"


def _round_scaled(number: Decimal, language: Language) -> str:
    size, name = max((step for step in _STEPS[language] if abs(number) >= step[0]), key=lambda step: step[0])
    return f"{_bare(number / size)}{name}"


def _bare(number: Decimal) -> str:
    """Without zeros at the end: 2.5, 10, 1,000."""
    text = f"{number.quantize(Decimal('0.0001')):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
