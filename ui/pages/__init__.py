"""The pages there are, in the order of the navigation. A page that is not built is not declared.

Factories import their module when the page is first opened: the window must not wait for what it does not show.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ui.context import Context
from ui.page import Declared, Page

translate = QCoreApplication.translate


def _analysis(view: str, *leading: str) -> Callable[[Context], Page]:
    def factory(context: Context) -> Page:
        from ui.pages.analysis import Analysis, AnalysisPage

        return AnalysisPage(context, Analysis(view, leading))

    return factory


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
    Declared("overview", lambda: translate("Pages", "概览"), "overview", "today", _analysis("overview")),
    Declared("orders", lambda: translate("Pages", "订单"), "orders", "cube", _analysis("orders")),
    Declared("buyers", lambda: translate("Pages", "买家"), "buyers", "cube", _analysis("buyers")),
    Declared("products", lambda: translate("Pages", "商品"), "products", "cube", _analysis("products")),
    Declared("data", lambda: translate("Pages", "数据"), "data", "data", _data, asks=False),
    Declared("settings", lambda: translate("Pages", "设置"), "settings", "data", _settings, asks=False),
    Declared("welcome", lambda: translate("Pages", "开始"), "welcome", None, _welcome, asks=False),
)
