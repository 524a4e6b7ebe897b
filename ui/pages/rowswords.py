"""What the rows page says of the rows: how many of what, what they add up to, and which days and values they are of."""

from PySide6.QtCore import QCoreApplication

from analytics.result import Selection, Shown
from analytics.say import counted
from ui.i18n import language_in_force
from ui.pages.analysishead import filters_of
from ui.widgets.dates import span
from ui.widgets.format import Writing, full

_KINDS = {
    "orders": ("笔订单", "order"),
    "order_lines": ("条商品明细", "order line"),
    "customers": ("位买家", "buyer"),
    "products": ("个商品", "product"),
    "refunds": ("笔退款", "refund"),
}
PIECES = ("pieces", "counted_orders")  # parts whose amounts are pieces, not money


def counted_words(kind: str, count: int) -> str:
    """1,542 笔订单; 1 order."""
    zh, en = _KINDS.get(kind, ("行", "row"))
    return f"{count:,} {zh}" if language_in_force() == "zh" else counted(count, en).en


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
