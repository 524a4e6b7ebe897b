"""How periods, comparisons and filters are called, and how their days are written in the bar."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from analytics.period import Comparison, Period
from analytics.question import BuyerKind

translate = QCoreApplication.translate


def comparison_name(how: Comparison) -> str:
    """对比上期."""
    return {
        "previous": translate("Choices", "对比上期"),
        "year": translate("Choices", "对比去年同期"),
        "none": translate("Choices", "不对比"),
    }[how]


def buyers_name(buyers: BuyerKind) -> str:
    """新客."""
    return {
        "all": translate("Choices", "全部买家"),
        "new": translate("Choices", "新客"),
        "returning": translate("Choices", "老客"),
    }[buyers]


def value_name(value: str) -> str:
    """A value of a filter; the empty one stands for what is not known."""
    return value or translate("Choices", "未知")


def span(period: Period, today: date) -> str:
    """10-24 – 11-22; with years where a day is not of this year. ``today`` is of the clock, not of the data."""
    usual = period.first.year == period.last.year == today.year
    first, last = ((day.strftime("%m-%d") if usual else day.isoformat()) for day in (period.first, period.last))
    return first if first == last else f"{first} – {last}"
