"""The pages there are, in the order of the navigation. A page that is not built is not declared.

Factories import their module when the page is first opened: the window must not wait for what it does not show.
"""

from PySide6.QtCore import QCoreApplication

from ui.context import Context
from ui.page import Declared, Page

translate = QCoreApplication.translate


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
    Declared("data", lambda: translate("Pages", "数据"), "data", "data", _data, asks=False),
    Declared("settings", lambda: translate("Pages", "设置"), "settings", "data", _settings, asks=False),
    Declared("welcome", lambda: translate("Pages", "开始"), "welcome", None, _welcome, asks=False),
)
