"""How days, months, moments and spans of days are written."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from analytics.period import Period
from storage.words import Language

_WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date, language: Language) -> str:
    """2026-11-22 周日."""
    return f"{value.isoformat()} {_WEEKDAYS[language][value.weekday()]}"


def axis_day(value: date, language: Language) -> str:
    """11月22日, Nov 22."""
    return f"{value.month}月{value.day}日" if language == "zh" else f"{_MONTHS[value.month - 1]} {value.day}"


def axis_month(value: date, language: Language, with_year: bool = False) -> str:
    """11月, Nov; the first month of a year, which may be the only one shown of it, with the year."""
    with_year = with_year or value.month == 1
    if language == "zh":
        return f"{value.year}年{value.month}月" if with_year else f"{value.month}月"
    name = _MONTHS[value.month - 1]
    return f"{name} {value.year}" if with_year else name


def span(period: Period) -> str:
    """Both ends of a period: 2026-10-24 – 11-22; the year again where it differs; one day alone."""
    first, last = period.first, period.last
    if first == last:
        return first.isoformat()
    return f"{first.isoformat()} – {last.isoformat()[5:] if first.year == last.year else last.isoformat()}"


def moment(millis: float, zone: ZoneInfo) -> str:
    """2026-11-22 21:10, in the shop's zone."""
    return datetime.fromtimestamp(millis / 1000, zone).strftime("%Y-%m-%d %H:%M")
