"""The pages there are, in the order of the navigation. A page that is not built is not declared.

Factories import their module when the page is first opened: the window must not wait for what it does not show.
"""

from PySide6.QtCore import QCoreApplication

from analytics.catalogue import CATALOGUE, Entry
from ui.context import Context
from ui.i18n import language_in_force
from ui.page import Declared, Page

translate = QCoreApplication.translate


def _analysis(entry: Entry) -> Declared:
    def factory(context: Context) -> Page:
        from ui.pages.analysis import AnalysisPage

        return AnalysisPage(context, entry.id)

    return Declared(entry.id, lambda: entry.title.say(language_in_force()), entry.icon, entry.group, factory)


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
    *map(_analysis, CATALOGUE),
    Declared("rows", lambda: translate("Pages", "明细"), "table", None, _rows),
    Declared("data", lambda: translate("Pages", "数据"), "data", "data", _data, asks=False),
    Declared("settings", lambda: translate("Pages", "设置"), "settings", "data", _settings, asks=False),
    Declared("welcome", lambda: translate("Pages", "开始"), "welcome", None, _welcome, asks=False),
)
