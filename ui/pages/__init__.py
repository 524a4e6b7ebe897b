"""The pages there are, in the order of the navigation. A page that is not built is not declared.

Factories import their module when the page is first opened: the window must not wait for what it does not show.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ui.context import Context
from ui.page import Declared, Page

translate = QCoreApplication.translate


# The figures that lead a page, as cards in this order; the others of the view stand in a line below them.
_OVERVIEW = ("payment_amount", "paid_orders", "buyers", "aov", "conversion", "refund_amount")
_ORDERS = ("payment_amount", "paid_orders", "amount_per_order", "items_per_order", "payment_rate", "refund_rate")
_BUYERS = ("buyers", "new_buyers", "returning_buyers", "aov", "orders_per_buyer", "repeat_share")
_PRODUCTS = ("goods_amount", "pieces", "products_sold", "amount_per_piece", "buyers", "goods_refund_rate")


def _analysis(view: str, *leading: str) -> Callable[[Context], Page]:
    def factory(context: Context) -> Page:
        from ui.pages.analysis import Analysis, AnalysisPage

        return AnalysisPage(context, Analysis(view, leading))

    return factory


def _rows(context: Context) -> Page:
    from ui.pages.rows import RowsPage

    return RowsPage(context)


def _data(context: Context) -> Page:
    from ui.pages.data.page import DataPage

    return DataPage(context, "data")


def _settings(context: Context) -> Page:
    from ui.pages.settings import SettingsPage

    return SettingsPage(context, "settings")


def _welcome(context: Context) -> Page:
    from ui.pages.welcome import WelcomePage

    return WelcomePage(context, "welcome")


PAGES: tuple[Declared, ...] = (
    Declared("overview", lambda: translate("Pages", "概览"), "overview", "today", _analysis("overview", *_OVERVIEW)),
    Declared("orders", lambda: translate("Pages", "订单"), "orders", "cube", _analysis("orders", *_ORDERS)),
    Declared("buyers", lambda: translate("Pages", "买家"), "buyers", "cube", _analysis("buyers", *_BUYERS)),
    Declared("products", lambda: translate("Pages", "商品"), "products", "cube", _analysis("products", *_PRODUCTS)),
    Declared("rows", lambda: translate("Pages", "明细"), "table", None, _rows),
    Declared("data", lambda: translate("Pages", "数据"), "data", "data", _data, asks=False),
    Declared("settings", lambda: translate("Pages", "设置"), "settings", "data", _settings, asks=False),
    Declared("welcome", lambda: translate("Pages", "开始"), "welcome", None, _welcome, asks=False),
)
