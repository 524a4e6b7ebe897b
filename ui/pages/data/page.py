"""The data page: a card per shop, forms that open when asked for, and below them history and quarantine."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from storage.errors import KnownError
from storage.runs import Counts, Run
from storage.shop import Shop
from ui.bars import Bars, Step
from ui.context import Context
from ui.controls import Button, empty, heading, label
from ui.jobs import Newest
from ui.page import Page
from ui.pages.data.connect import ConnectForm
from ui.pages.data.history import History
from ui.pages.data.importing import ImportPanel
from ui.pages.data.mapping.formats import Formats
from ui.pages.data.mapping.keeping import Keeping
from ui.pages.data.quarantine import Quarantine
from ui.pages.data.source import SourceCard
from ui.pages.data.stored import Stored, read
from ui.theme import scaled

LISTS = 320  # pixels that history and quarantine get at least


class DataPage(Page):
    """Needs no question: it shows every shop of the profile."""

    def __init__(self, context: Context, page_id: str) -> None:
        super().__init__(context, page_id)
        self.setAcceptDrops(True)
        self._reading = Newest(context.jobs, self)
        self._stored = Stored({}, ())
        self.bars = Bars()
        self._title = heading()
        self._drop = label(kind="muted")
        self.connect_button, self.import_button = Button(icon="connect"), Button(icon="import")
        self.form = ConnectForm(context)
        self.panel = ImportPanel(context, self.bars)
        self._cards = QVBoxLayout()
        self._area = QScrollArea()
        self.history, self.quarantine, self.formats = History(), Quarantine(), Formats()
        self.keeping = Keeping(context, self.bars, self.formats)
        self.tabs = QTabWidget()
        self._empty = label(kind="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._wire()
        self.form.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("店铺与来源"))
        self._empty.setText(
            self.tr("还没有店铺。连接或导入后，这里会列出每家店的状态、每次同步和导入，以及看不懂的数据。")
        )
        self._drop.setText(self.tr("也可以把文件拖到这里"))
        self.connect_button.setText(self.tr("连接店铺"))
        self.import_button.setText(self.tr("导入文件"))
        self.form.retranslate()
        self.panel.retranslate()
        self._show()

    def connect_shop(self) -> None:
        """Open the form."""
        self.form.open()

    def change_connection(self, shop_id: str) -> None:
        """Open the form on a shop that is connected."""
        self.bars.clear()
        shop = next((known.shop for known in self.context.state.shops if known.shop.id == shop_id), None)
        if shop is not None:
            self.form.open_for(shop)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Preview what was dropped."""
        event.acceptProposedAction()
        self.panel.offer(_files(event))

    def _learn(self) -> None:
        doors = self.context.doors
        changed = self.form.changed
        if changed and all(known.shop.id != changed.id for known in self.context.state.shops):
            self.form.hide()  # another profile was opened
        self._show()
        self._reading.start(lambda _report, _stop: read(doors), self._read, self._failed)

    def _read(self, stored: Stored) -> None:
        self._stored = stored
        self._show()

    def _show(self) -> None:
        shops = self.context.state.shops
        empty(self._cards)
        for known in shops:
            card = SourceCard(self.context, known)
            card.import_wanted.connect(lambda shop_id=known.shop.id: self.panel.choose(shop_id))
            card.change_wanted.connect(lambda shop_id=known.shop.id: self.change_connection(shop_id))
            card.cut.connect(lambda shop=known.shop: self._cut(shop))
            self._cards.addWidget(card)
        waiting = self._stored.waiting
        self.history.show_runs(shops, self._stored.files)
        self.quarantine.show_waiting(waiting, shops, self.context.language)
        aside = self.tr("未收下的数据")
        self.formats.show_mappings(self._stored.mappings, self.context.doors.table_forms(), self.context.language)
        self.tabs.setVisible(bool(shops or self._stored.mappings))
        self._empty.setVisible(not shops)
        self.tabs.setTabText(0, self.tr("同步与导入记录"))
        self.tabs.setTabText(1, f"{aside} ({len(waiting):,})" if waiting else aside)
        told, count = self.tr("导入格式"), len(self._stored.mappings)
        self.tabs.setTabText(2, f"{told} ({count:,})" if count else told)

    def _undo(self, run: Run) -> None:
        self.bars.clear()
        self.context.entering.undo(run, self._undone, self._failed)

    def _undone(self, run: Run) -> None:
        total = sum(run.counts.values(), Counts())
        words = self.tr("导入已撤销：删去 {gone} 条，还原 {back} 条。")
        self.bars.show_bar("undo", "done", words.format(gone=f"{total.deleted:,}", back=f"{total.changed:,}"))

    def _cut(self, shop: Shop) -> None:
        self.bars.clear()
        self.form.hide()
        self.context.entering.disconnect(shop, lambda: self._was_cut(shop), self._failed)

    def _was_cut(self, shop: Shop) -> None:
        words = self.tr("「{shop}」已断开，数据都留着。以后再连接，会接着用这份数据。").format(shop=shop.name)
        self.bars.show_bar("cut", "done", words)
        self.connect_button.setFocus()

    def _retry(self) -> None:
        self.bars.clear()
        for shop_id in dict.fromkeys(each.shop_id for each in self._stored.waiting):
            self.context.entering.retry(shop_id, self._retried, self._failed)

    def _retried(self, run: Run) -> None:
        total = sum(run.counts.values(), Counts())
        words = self.tr("重试完成：收下 {taken} 条，还有 {left} 条看不懂。")
        taken = total.inserted + total.changed + total.unchanged
        self.bars.show_bar("retry", "done", words.format(taken=f"{taken:,}", left=f"{total.quarantined:,}"))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("没读懂的行放到哪个文件夹"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(lambda folder: self.export_rejected(Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export_rejected(self, folder: Path) -> None:
        """Write the lines that files were imported without into ``folder``."""
        self.bars.clear("rejected")
        self.context.entering.export_rejected(folder, self._exported, self._failed)

    def _exported(self, paths: Sequence[Path]) -> None:
        words = self.tr("写好了 {n} 份，每行后面是原因。改好后再导入。").format(n=len(paths))
        show = Step(self.tr("打开文件夹"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths[0].parent))))
        self.bars.show_bar("rejected", "done", words, show)

    def _leave_form(self) -> None:
        """The focus goes back to where the form was asked for."""
        shop = self.form.changed
        cards = self.findChildren(SourceCard)
        asked = next((card.change for card in cards if shop and card.shop_id == shop.id), self.connect_button)
        asked.setFocus()

    def _failed(self, error: KnownError) -> None:
        self.bars.show_bar("failed", "error", error.say(self.context.language))

    def _wire(self) -> None:
        context = self.context
        context.state.learned.connect(self._learn)
        context.state.file_wanted.connect(self.panel.choose)
        context.state.connection_wanted.connect(self.connect_shop)
        context.state.change_wanted.connect(self.change_connection)
        context.entering.busy.connect(self._show)
        context.network.changed.connect(self._show)
        self.connect_button.clicked.connect(self.connect_shop)
        self.import_button.clicked.connect(lambda: self.panel.choose())
        self.form.connected.connect(self.form.hide)
        self.form.closed.connect(self.form.hide)
        self.form.closed.connect(self._leave_form)
        self.form.opened.connect(lambda: self._area.ensureWidgetVisible(self.form))
        self.history.undo.connect(self._undo)
        self.panel.remembered.connect(self._learn)
        self.panel.left.connect(self.import_button.setFocus)
        self.keeping.changed.connect(self._learn)
        self.quarantine.retry.connect(self._retry)
        self.quarantine.export.connect(self._ask_folder)
        self._learn()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addStretch(1)
        for widget in (self._drop, self.import_button, self.connect_button):
            top.addWidget(widget)
        self._cards.setSpacing(8)
        self.tabs.addTab(self.history, "")
        self.tabs.addTab(self.quarantine, "")
        self.tabs.addTab(self.formats, "")
        self.tabs.setMinimumHeight(scaled(LISTS))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self.bars)
        column.addLayout(top)
        beside = QHBoxLayout()  # which knows how wide the form may be, and so how high it is
        beside.addWidget(self.form, 1)
        beside.addStretch()
        column.addLayout(beside)
        column.addWidget(self.panel)
        column.addLayout(self._cards)
        column.addWidget(self.tabs, 1)
        column.addWidget(self._empty, 1)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
