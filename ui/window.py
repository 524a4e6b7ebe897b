"""The shell: navigation, period bar, page, drawer, status; it joins them and knows nothing of what pages show."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from analytics.choices import Choices, filter_choices
from analytics.result import Selection
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from ui import theme
from ui.actions import Actions
from ui.ago import newest_data, state_of
from ui.banner import DemoBanner
from ui.bars import Bars, Step
from ui.commands import declare
from ui.context import context_for
from ui.doors import Doors, Profile
from ui.drawer import Drawer
from ui.exporting import Exporting
from ui.jobs import Newest
from ui.navigation import Navigation
from ui.page import Declared, Page
from ui.pages import PAGES
from ui.palette import Entry, Palette
from ui.periodbar import PeriodBar
from ui.settings import Settings
from ui.shops import Known
from ui.state import Behind
from ui.statusbar import StatusBar

SIZE = (1366, 768)
LEAST = (800, 480)
MINUTE = 60_000  # ms: how often "2 h ago" is written again


class Window(QMainWindow):
    """The one window of the program."""

    def __init__(self, app: QApplication, doors: Doors, settings: Settings) -> None:
        super().__init__()
        self.pages: dict[str, Page] = {}
        self.context = context_for(app, doors, settings, PAGES[0].id, self)
        self.context.appearance.apply()
        self.navigation = Navigation(PAGES, settings.collapsed)
        self.bar = PeriodBar(self.context.state, settings)
        self.banner = DemoBanner()
        self.bars = Bars()
        self.stack = QStackedWidget()
        self.drawer = Drawer(self.stack)
        self.status = StatusBar(self.context)
        self.palette_box = Palette(self, self._entries)
        self.exporting = Exporting(self.context, self.bars, self)
        self._values = Newest(self.context.jobs, self)
        self._clock = QTimer(self, interval=MINUTE)
        self._lay_out()
        self.actions_of = Actions(self)
        declare(self.actions_of, self, PAGES)
        self._wire()
        self._restore(settings.geometry)
        self.retranslate()

    def start(self) -> None:
        """Read the shops, and ask the system about the network: once the window is on the screen."""
        self.setFocus()  # not the first control: a focus ring is for who uses the keyboard
        self.context.entering.read_profile(self._show_profile)
        self.context.entering.look()
        self._clock.start()
        QTimer.singleShot(0, self, self.context.network.listen)

    @property
    def page(self) -> Page | None:
        """The page that is shown; None until the shops are known."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    # What commands and buttons do

    def sync(self) -> None:
        """Sync the shop; one that came from files takes another file. While it runs: stop it."""
        known = self.context.state.known
        if known is None:
            return
        running = self.context.entering.syncing(known.shop.id)
        if running is not None:
            running.cancel()
        elif known.url is None:
            self.import_file()
        else:
            self.bars.clear("failed")
            self.context.entering.sync(known.shop)

    def import_file(self) -> None:
        """Go to where files are let in and ask for one."""
        self.context.state.open("data")
        self.context.state.file_wanted.emit()

    def export_page(self) -> None:
        """Write what the page shows."""
        page = self.page
        if page is not None and page.exports:
            views = page.exports
            self.exporting.ask(self._declared(page.page_id).title(), lambda: views)

    def export_all(self) -> None:
        """Write every view."""
        self.exporting.ask(self.tr("全部"), _every_view)

    def flip_theme(self) -> None:
        """Dark if it is light, and back."""
        self.context.appearance.paint("light" if theme.current().dark else "dark", self.context.settings.direction)

    def flip_language(self) -> None:
        """English if it is Chinese, and back."""
        self.context.appearance.speak("en" if self.context.language == "zh" else "zh")

    def retranslate(self) -> None:
        """Set every text again, here and in all that is shown."""
        for part in (self.navigation, self.bar, self.banner, self.drawer, self.status, self.actions_of):
            part.retranslate()
        for page in self.pages.values():
            page.retranslate()
        self.setWindowTitle(self.tr("掌柜"))
        self._show_network()
        self._show_bar()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop all work, keep the settings."""
        self.hide()
        self._clock.stop()
        self.context.jobs.close()
        self.context.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.context.appearance.save()
        event.accept()

    # Showing

    def _show(self) -> None:
        declared = self._declared(self.context.state.place.page_id)
        if declared.asks and self.context.state.known is None:
            declared = self._declared("welcome")
        self.drawer.shut()
        page = self.pages.get(declared.id) or self._make(declared)
        self.stack.setCurrentWidget(page)
        self.navigation.show_page(declared.id)
        self._show_bar()
        self._ask(page, declared)

    def _ask(self, page: Page, declared: Declared) -> None:
        state = self.context.state
        if state.known is None or state.question is None or not declared.asks:
            return
        behind = state.place.behind
        if behind is not None:
            page.show_rows(state.known.shop.id, behind.selection, behind.title)  # type: ignore[attr-defined]
        else:
            page.show_question(state.known.shop.id, state.question)

    def _make(self, declared: Declared) -> Page:
        page = declared.factory(self.context)
        page.open_rows.connect(self._open_rows)
        page.open_page.connect(self.context.state.open)
        page.open_detail.connect(self.drawer.open)
        self.pages[declared.id] = page
        self.stack.addWidget(page)
        return page

    def _open_rows(self, selection: Selection, title: str) -> None:
        self.context.state.open_rows("rows", Behind(selection, title))

    def _show_bar(self) -> None:
        state, page = self.context.state, self.page
        if page is None:
            return
        behind = state.place.behind
        declared = self._declared(page.page_id)
        self.bar.show_state(behind.title if behind else declared.title(), declared.asks)
        asks = declared.asks and state.known is not None
        self.actions_of["export-page"].setEnabled(asks and bool(page.exports))
        self.bar.export.setEnabled(asks and bool(page.exports))
        self.actions_of["export-all"].setEnabled(state.known is not None)
        self.actions_of["sync"].setEnabled(state.known is not None)
        self.actions_of["back"].setEnabled(state.can_back)
        self.actions_of["forward"].setEnabled(state.can_forward)
        self._show_sync()

    def _show_sync(self) -> None:
        known = self.context.state.known
        if known is None:
            return
        busy = self.context.entering.syncing(known.shop.id) is not None
        self.bar.sync_state.setText(state_of(known, busy, self.context.network.online or known.url is None))
        self.bar.sync.setText(
            self.tr("停止同步") if busy else self.tr("导入文件") if known.url is None else self.tr("同步")
        )
        self.bar.sync.set_icon("close" if busy else "import" if known.url is None else "sync")
        self.bar.sync.setToolTip(self.tr("数据截至 {moment}").format(moment=newest_data(known) or "—"))

    def _show_network(self) -> None:
        known = self.context.state.known
        if self.context.network.online or known is None or known.url is None:
            self.bars.clear("offline")
        else:
            words = self.tr("网络已断开。数据停在 {moment}，可继续离线查看；联网后点「同步」。")
            self.bars.show_bar("offline", "warning", words.format(moment=newest_data(known) or "—"), closable=False)
        self._show_sync()

    def _show_profile(self, profile: Profile) -> None:
        self.banner.setVisible(profile.demo)

    # What happens

    def _learn(self, shops: tuple[Known, ...]) -> None:
        self.context.state.learn(shops)
        self._show_network()

    def _profile_changed(self, profile: Profile) -> None:
        self.context.forget_facts()
        self.bars.clear()
        self._show_profile(profile)
        self.context.state.open(PAGES[0].id)

    def _failed(self, shop_id: str, error: KnownError) -> None:
        again = self.sync if shop_id else self.context.entering.look
        self.bars.show_bar("failed", "error", error.say(self.context.language), Step(self.tr("重试"), again))

    def _tell(self, error: KnownError) -> None:
        self.bars.show_bar("failed", "error", error.say(self.context.language))

    def _offer_values(self) -> None:
        known = self.context.state.known
        if known is None:
            return
        shop_id, filters = known.shop.id, self.context.state.place.asked.filters

        def choices(report: Report, stop: StopAsked) -> Choices:
            return filter_choices(self.context.facts_now(shop_id, report, stop))

        self._values.start(choices, lambda found: self.bar.filters.show_values(found, filters), self._tell)

    def _entries(self) -> tuple[Entry, ...]:
        commands = tuple(
            Entry(action.text(), action.shortcut().toString(), declared.icon, declared.also, action.trigger)
            for declared, action in self.actions_of.listed()
        )
        return commands + tuple(self._shop_entry(known) for known in self.context.state.shops)

    def _shop_entry(self, known: Known) -> Entry:
        def choose() -> None:
            self.context.state.choose(known.shop.id)

        return Entry(known.shop.name, self.tr("店铺"), "welcome", "shop", choose)

    def _declared(self, page_id: str) -> Declared:
        return next(page for page in PAGES if page.id == page_id)

    def _folded(self, narrow: bool) -> None:
        self.context.settings.collapsed = narrow
        self.context.appearance.save()

    def _retheme(self) -> None:
        for page in self.pages.values():
            page.retheme()

    # Building

    def _lay_out(self) -> None:
        messages = QVBoxLayout()
        messages.setContentsMargins(16, 0, 16, 0)
        messages.addWidget(self.bars)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self.bar)
        right.addLayout(messages)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)
        self.setCentralWidget(body)
        self.setMinimumSize(*LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _wire(self) -> None:
        context = self.context
        theme.notifier().changed.connect(self._retheme)
        context.state.moved.connect(self._show)
        context.appearance.language_changed.connect(self.retranslate)
        context.appearance.not_saved.connect(self._tell)
        context.network.changed.connect(self._show_network)
        context.jobs.began.connect(self.status.add)
        context.entering.read.connect(self._learn)
        context.entering.busy.connect(self._show_sync)
        context.entering.failed.connect(self._failed)
        context.entering.profile_changed.connect(self._profile_changed)
        self.navigation.chosen.connect(context.state.open)
        self.navigation.collapsed.connect(self._folded)
        self.banner.left.connect(lambda: context.entering.leave_demo(self._tell))
        self.bar.shop_chosen.connect(context.state.choose)
        self.bar.asked.connect(context.state.ask)
        self.bar.values_wanted.connect(self._offer_values)
        self.bar.search.clicked.connect(self.palette_box.open)
        self.bar.back.clicked.connect(context.state.back)
        self.bar.sync.clicked.connect(self.sync)
        self.bar.export.clicked.connect(self.export_page)
        self.drawer.toggled.connect(self.actions_of["escape"].setEnabled)
        self._clock.timeout.connect(self._show_sync)

    def _restore(self, geometry: str) -> None:
        self.resize(*SIZE)
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)


def _every_view() -> Sequence[str]:
    from analytics.views import VIEWS

    return tuple(VIEWS)
