"""The shell: navigation, period bar, pages, drawer, status; it joins them and knows nothing of what pages show."""

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from analytics.choices import Choices, filter_choices
from storage.progress import Report, StopAsked
from ui import theme
from ui.actions import Actions
from ui.banner import DemoBanner
from ui.bars import Bars
from ui.commands import declare, entries
from ui.context import context_for
from ui.doors import Doors, Profile
from ui.drawer import Drawer
from ui.exporting import Exporting, views_writer
from ui.freshness import Freshness
from ui.jobs import Newest
from ui.navigation import Navigation
from ui.page import Writer
from ui.pages import PAGES
from ui.palette import Entry, Palette
from ui.periodbar import PeriodBar
from ui.settings import Settings
from ui.shops import Known
from ui.stage import Stage
from ui.statusbar import StatusBar

SIZE = (1366, 768)
LEAST = (800, 480)


class Window(QMainWindow):
    """The one window of the program."""

    def __init__(self, app: QApplication, doors: Doors, settings: Settings) -> None:
        super().__init__()
        self.context = context_for(app, doors, settings, PAGES[0].id, self)
        self.context.appearance.apply()
        self.navigation = Navigation(PAGES, settings.collapsed)
        self.bar = PeriodBar(self.context.state, settings)
        self.banner = DemoBanner()
        self.bars = Bars()
        self.stage = Stage(self.context, PAGES)
        self.drawer = Drawer(self.stage)
        self.status = StatusBar(self.context)
        self.palette_box = Palette(self, self._entries)
        self.exporting = Exporting(self.context, self.bars, self)
        self.freshness = Freshness(self.context, self.bar, self.bars, self)
        self._values = Newest(self.context.jobs, self)
        self._lay_out()
        self.commands = Actions(self)
        declare(self.commands, self, PAGES)
        self._wire()
        self._restore(settings.geometry)
        self._dress()
        self.retranslate()

    def start(self) -> None:
        """Read the shops, and ask the system about the network: once the window is on the screen."""
        self.setFocus()  # not the first control: a focus ring is for who uses the keyboard
        self.context.entering.read_profile(self._show_profile)
        self.context.entering.look()
        QTimer.singleShot(0, self, self.context.network.listen)

    def export_page(self) -> None:
        """Write what the page shows."""
        page, writer = self.stage.page, self._writer()
        if page is not None and writer is not None:
            self.exporting.ask(self._title(), writer)

    def export_all(self) -> None:
        """Write every view."""
        writer = views_writer(self.context)
        if writer is not None:
            self.exporting.ask(self.tr("全部"), writer)

    def retranslate(self) -> None:
        """Set every text again, here and in all that is shown."""
        self.setWindowTitle(self.tr("掌柜"))
        parts = (self.navigation, self.bar, self.banner, self.drawer, self.status, self.commands, self.stage)
        for part in parts:
            part.retranslate()
        self._show_bar()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop all work, keep the settings."""
        self.hide()
        self.freshness.stop()
        self.context.jobs.close()
        self.context.forget_facts()
        self.context.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.context.appearance.save()
        event.accept()

    def _show_bar(self) -> None:
        state, page, declared = self.context.state, self.stage.page, self.stage.declared
        if page is None or declared is None:
            return
        self.navigation.show_page(page.page_id)
        self.bar.show_state(self._title(), declared.asks, declared.asks and declared.dated)
        exports = self._writer() is not None
        self.bar.export.setEnabled(exports)
        for command, enabled in {
            "export-page": exports,
            "export-all": state.known is not None,
            "sync": state.known is not None,
            "back": state.can_back,
            "forward": state.can_forward,
        }.items():
            self.commands[command].setEnabled(enabled)
        self.freshness.show()

    def _title(self) -> str:
        behind, declared = self.context.state.place.behind, self.stage.declared
        return behind.title if behind else declared.title() if declared else ""

    def _writer(self) -> Writer | None:
        page, declared = self.stage.page, self.stage.declared
        shown = page is not None and declared is not None and declared.asks and self.context.state.known is not None
        return page.writer() if page is not None and shown else None

    def _shown(self) -> None:
        self.drawer.shut()
        self._show_bar()

    def _show_profile(self, profile: Profile) -> None:
        self.banner.setVisible(profile.demo)

    def _profile_changed(self, profile: Profile) -> None:
        self.context.forget_facts()
        self.bars.clear()
        self._show_profile(profile)
        self.context.state.leave(PAGES[0].id)

    def _learn(self, shops: tuple[Known, ...]) -> None:
        self.context.state.learn(shops)

    def _offer_values(self) -> None:
        known = self.context.state.known
        if known is None:
            return
        shop_id, filters = known.shop.id, self.context.state.place.asked.filters

        def choices(report: Report, stop: StopAsked) -> Choices:
            return filter_choices(self.context.facts_now(shop_id, report, stop))

        self._values.start(choices, lambda found: self.bar.filters.show_values(found, filters), self.freshness.tell)

    def _entries(self) -> tuple[Entry, ...]:
        return entries(self.commands, self.context.state)

    def _dress(self) -> None:
        for part in (self.navigation, self.bar, self.banner, self.bars, self.drawer, self.status, self.palette_box):
            theme.dress(part)

    def _folded(self, narrow: bool) -> None:
        self.context.settings.collapsed = narrow
        self.context.appearance.save()

    def _lay_out(self) -> None:
        self.bars.setContentsMargins(16, 8, 16, 0)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for part in (self.banner, self.bar, self.bars):
            right.addWidget(part)
        right.addWidget(self.stage, 1)
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
        theme.notifier().changed.connect(self._dress)
        context.appearance.language_changed.connect(self.retranslate)
        context.appearance.not_saved.connect(self.freshness.tell)
        context.jobs.began.connect(self.status.add)
        context.entering.read.connect(self._learn)
        context.entering.profile_changed.connect(self._profile_changed)
        self.stage.shown.connect(self._shown)
        self.stage.open_detail.connect(self.drawer.open)
        self.stage.export_wanted.connect(self.exporting.ask)
        self.stage.list_wanted.connect(self.exporting.ask_list)
        self.stage.writer_changed.connect(self._show_bar)
        self.navigation.chosen.connect(context.state.open)
        self.navigation.collapsed.connect(self._folded)
        self.banner.left.connect(lambda: context.entering.leave_demo(self.freshness.tell))
        self.bar.shop_chosen.connect(context.state.choose)
        self.bar.asked.connect(context.state.ask)
        self.bar.values_wanted.connect(self._offer_values)
        self.bar.search.clicked.connect(self.palette_box.open)
        self.bar.back.clicked.connect(context.state.back)
        self.bar.export.clicked.connect(self.export_page)
        self.drawer.toggled.connect(self.commands["escape"].setEnabled)
        self.commands["escape"].setEnabled(False)

    def _restore(self, geometry: str) -> None:
        self.resize(*SIZE)
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
