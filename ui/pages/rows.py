"""The rows behind a number, with their count and their sum; a row leads to its detail, Esc leads back."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from analytics.result import Selection
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from storage.shop import Shop
from storage.store import Store
from ui.bars import Bars, Step
from ui.context import Context
from ui.controls import Button, heading, label
from ui.details.opening import Opening
from ui.jobs import Newest
from ui.page import Page, Writer
from ui.pages.rowswords import counted_words, days_and_filters, sum_words
from ui.widgets.columnchooser import columns_menu
from ui.widgets.format import writing_of
from ui.widgets.rowstable import RowsTable

if TYPE_CHECKING:
    from storage.rows import Rows

PATIENCE = 300  # ms after which the page says that it is working


class Found(Struct, frozen=True, eq=False):
    """What stands behind a number; found in a worker."""

    store: Store
    shop: Shop
    selection: Selection
    rows: "Rows"
    total: int | None


class RowsPage(Page):
    """Shows what a selection yields."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "rows")
        self.found: Found | None = None
        self.bars = Bars()
        self.counted = heading(size=13)
        self.summed = heading(size=13)
        self.days = label(kind="muted")
        self.columns_button = Button(icon="columns", kind="quiet")
        self.copy_button = Button(icon="copy", kind="quiet")
        self.table = RowsTable(context.jobs)
        self._newest = Newest(context.jobs, self)
        self._patience = QTimer(self, interval=PATIENCE, singleShot=True)
        self._opening = Opening(context, self.open_detail.emit, self._failed)
        self._lay_out()
        self._wire()
        self.retranslate()

    def show_rows(self, shop_id: str, selection: Selection, title: str) -> None:
        """Find the rows of ``selection``; ``title`` is the number that they explain."""

        def work(report: Report, stop: StopAsked) -> Found:
            from analytics.rows import behind, total

            facts = self.context.facts_now(shop_id, report, stop)
            return Found(
                self.context.doors.store(), facts.shop, selection, behind(facts, selection), total(facts, selection)
            )

        def failed(error: KnownError) -> None:
            self._failed(error, Step(self.tr("重试"), lambda: self.show_rows(shop_id, selection, title)))

        if self.found is not None and self.found.selection != selection:
            self._show_count("", "")
        self.table.view.setAccessibleName(title)
        self._patience.start()
        self._newest.start(work, self.show_found, failed)

    def show_found(self, found: Found) -> None:
        """Show rows that were found."""
        self._patience.stop()
        self.bars.clear()
        self.found = found
        self._write()
        writing = writing_of(found.shop, self.context.language)
        self.table.show_rows(found.store, found.selection.kind, found.rows, writing)
        self.table.view.setFocus()

    def writer(self) -> Writer | None:
        """The rows of the number, all columns."""
        state = self.context.state
        if state.known is None or state.place.behind is None:
            return None
        shop_id, behind = state.known.shop.id, state.place.behind

        def write(path: Path, report: Report, stop: StopAsked) -> Path:
            facts = self.context.facts_now(shop_id, report, stop)
            return self.context.doors.export_rows(path, facts, behind.selection, behind.title, report, stop)

        return write

    def retranslate(self) -> None:
        """Write everything again."""
        self.columns_button.name(self.tr("选择要显示的列"))
        self.copy_button.name(self.tr("复制(带表头)"))
        self.table.view.nothing = self.tr("这个数字后面没有记录")
        if self.found is not None:
            self.show_found(self.found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the number."""
        if event.key() == Qt.Key.Key_Escape:
            self.context.state.back()
        else:
            super().keyPressEvent(event)

    def _write(self) -> None:
        assert self.found is not None
        selection, writing = self.found.selection, writing_of(self.found.shop, self.context.language)
        summed = sum_words(selection, self.found.total, writing)
        self._show_count(counted_words(selection.kind, len(self.found.rows)), summed)
        self.days.setText(days_and_filters(selection))

    def _show_count(self, counted: str, summed: str) -> None:
        self.counted.setText(counted)
        self.summed.setText(summed)
        self.summed.setVisible(bool(summed))

    def _failed(self, error: KnownError, step: Step | None = None) -> None:
        self._patience.stop()
        self.bars.show_bar("failed", "error", error.say(self.context.language), step)

    def _too_many(self, most: int) -> None:
        words = self.tr("一次最多复制 {0} 行。请少选一些，或用「导出」。").format(f"{most:,}")
        self.bars.show_bar("copy", "info", words)

    def _copied(self, count: int) -> None:
        self.bars.show_bar("copy", "done", self.tr("已复制 {0} 行，可以直接粘贴到表格里。").format(f"{count:,}"))

    def _open(self, row: int) -> None:
        if self.found is not None:
            self._opening.open(self.found.shop.id, self.found.selection.kind, row)

    def _choose_columns(self) -> None:
        menu = columns_menu(self.table.view, self)
        menu.popup(self.columns_button.mapToGlobal(QPoint(0, self.columns_button.height())))

    def _show_sorting(self, sorting: bool) -> None:
        if sorting:
            self.days.setText(self.tr("正在排序…"))
        elif self.found is not None:
            self.days.setText(days_and_filters(self.found.selection))

    def _wire(self) -> None:
        self._patience.timeout.connect(lambda: self.days.setText(self.tr("正在查找…")))
        self.table.opened.connect(self._open)
        self.table.too_many.connect(self._too_many)
        self.table.copying_done.connect(self._copied)
        self.table.busy.connect(self._show_sorting)
        self.table.failed.connect(self._failed)
        self.columns_button.clicked.connect(self._choose_columns)
        self.copy_button.clicked.connect(self.table.copy)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 8, 8)
        top.setSpacing(24)
        top.addWidget(self.counted)
        top.addWidget(self.summed)
        top.addWidget(self.days, 1)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        tools.addWidget(self.columns_button)
        tools.addWidget(self.copy_button)
        top.addLayout(tools)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 0, 1, 1)
        inside.setSpacing(0)
        inside.addLayout(top)
        inside.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.bars)
        column.addWidget(card, 1)
