"""What the rows page says of the rows: how many of what, what they add up to, and which days and values they are of."""

from PySide6.QtCore import QCoreApplication

from analytics.result import Selection, Shown
from ui.pages.analysishead import filters_of
from ui.widgets.dates import span
from ui.widgets.format import Writing, full

PIECES = ("pieces", "counted_orders")  # parts whose amounts are pieces, not money


def counted_words(kind: str, count: int) -> str:
    """1,542 笔订单."""
    number = f"{count:,}"
    translate = QCoreApplication.translate
    if kind == "orders":
        return translate("Rows", "{0} 笔订单").format(number)
    if kind == "order_lines":
        return translate("Rows", "{0} 条商品明细").format(number)
    if kind == "customers":
        return translate("Rows", "{0} 位买家").format(number)
    if kind == "products":
        return translate("Rows", "{0} 个商品").format(number)
    if kind == "refunds":
        return translate("Rows", "{0} 笔退款").format(number)
    return translate("Rows", "{0} 行").format(number)


def sum_words(selection: Selection, total: int | None, writing: Writing) -> str:
    """合计 ¥211,906.06; empty for rows that are only counted."""
    if total is None:
        return ""
    if selection.part in PIECES:
        return QCoreApplication.translate("Rows", "合计 {0} 件").format(full(total, Shown.COUNT, writing))
    return QCoreApplication.translate("Rows", "合计 {0}").format(full(total, Shown.MONEY, writing))


def days_and_filters(selection: Selection) -> str:
    """2026-10-22 – 11-20 · 筛选：小程序."""
    parts = [span(selection.days)]
    if selection.filters:
        parts.append(QCoreApplication.translate("Analysis", "筛选：{0}").format(filters_of(selection.filters)))
    return " · ".join(parts)
