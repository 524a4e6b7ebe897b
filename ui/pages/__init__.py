"""The pages there are, in the order of the navigation. A page that is not built is not declared.

Factories import their module when the page is first opened: the window must not wait for what it does not show.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from analytics.catalogue import CATALOGUE, Entry
from ui.context import Context
from ui.i18n import language_in_force
from ui.page import Declared, Page

translate = QCoreApplication.translate


_OF_ALL_DAYS = ("churn", "recommend")
"""Pages that look at everything known now, whatever days and filters are chosen."""


def _declared(entry: Entry) -> Declared:
    own = {
        "overview": _today,
        "diagnosis": _diagnosis,
        "group-buy": _group_buy,
        "network": _network,
        "lifecycle": _lifecycle,
        "churn": _churn,
        "recommend": _recommend,
    }
    factory = own.get(entry.id) or _subject(entry.id)
    return Declared(
        entry.id,
        lambda: entry.title.say(language_in_force()),
        entry.icon,
        entry.group,
        factory,
        dated=entry.id not in _OF_ALL_DAYS,
    )


def _subject(view_id: str) -> Callable[[Context], Page]:
    def factory(context: Context) -> Page:
        from ui.pages.analysis import AnalysisPage

        return AnalysisPage(context, view_id)

    return factory


def _churn(context: Context) -> Page:
    from ui.pages.churn.page import ChurnPage

    return ChurnPage(context)


def _recommend(context: Context) -> Page:
    from ui.pages.recommend.page import RecommendPage

    return RecommendPage(context)


def _today(context: Context) -> Page:
    from ui.pages.today.page import TodayPage

    return TodayPage(context)


def _diagnosis(context: Context) -> Page:
    from ui.pages.diagnosis.page import DiagnosisPage

    return DiagnosisPage(context)


def _network(context: Context) -> Page:
    from ui.pages.network.page import NetworkPage

    return NetworkPage(context)


def _lifecycle(context: Context) -> Page:
    from ui.pages.lifecycle import LifecyclePage

    return LifecyclePage(context)


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


def _what_if(context: Context) -> Page:
    from ui.pages.whatif.page import WhatIfPage

    return WhatIfPage(context)


def _cooperation(context: Context) -> Page:
    from ui.pages.cooperation.page import CooperationPage

    return CooperationPage(context)


def _group_buy(context: Context) -> Page:
    from ui.pages.groupbuy import GroupBuyPage

    return GroupBuyPage(context)


PAGES: tuple[Declared, ...] = (
    *map(_declared, CATALOGUE),
    Declared(
        "what-if",
        lambda: translate("Pages", "试算下一场拼团"),
        "group-buy",
        None,
        _what_if,
        dated=False,
        under="group-buy",
    ),
    Declared(
        "cooperation",
        lambda: translate("Pages", "和别家合作"),
        "link",
        None,
        _cooperation,
        dated=False,
        under="recommend",
    ),
    Declared("rows", lambda: translate("Pages", "明细"), "table", None, _rows),
    Declared("data", lambda: translate("Pages", "数据"), "data", "data", _data, asks=False),
    Declared("settings", lambda: translate("Pages", "设置"), "settings", "data", _settings, asks=False),
    Declared("welcome", lambda: translate("Pages", "开始"), "welcome", None, _welcome, asks=False),
)
