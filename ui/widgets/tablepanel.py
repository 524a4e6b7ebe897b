"""The card of a page's tables: one tab per table, the tools for the one in front."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from analytics.result import Table
from ui.controls import Button
from ui.widgets.columnchooser import columns_menu
from ui.widgets.format import Writing
from ui.widgets.resulttable import ResultTable


class TablePanel(QFrame):
    """Shows several tables, one at a time."""

    open_rows = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self._copy = Button(icon="copy", kind="quiet")
        self._columns = Button(icon="columns", kind="quiet")
        self._stack = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._copy.clicked.connect(lambda: self.front.copy())
        self._columns.clicked.connect(self._choose_columns)
        self.retranslate()

    def show_tables(self, tables: Sequence[Table], writing: Writing) -> None:
        """Show these tables; the one in front stays in front if it is still there."""
        before = self.front.table.id if self._stack.count() and self.front.table else ""
        self._provide(len(tables))
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for place, table in enumerate(tables):
            self.tabs.addTab(table.title.say(writing.language))
            self.at(place).show_table(table, writing)
        self.tabs.blockSignals(False)
        front = next((place for place, table in enumerate(tables) if table.id == before), 0)
        self.tabs.setCurrentIndex(front)
        self._stack.setCurrentIndex(front)
        self.setVisible(bool(tables))

    @property
    def front(self) -> ResultTable:
        """The table that is seen."""
        return self.at(self._stack.currentIndex())

    def at(self, place: int) -> ResultTable:
        """The table of a tab."""
        widget = self._stack.widget(place)
        assert isinstance(widget, ResultTable)
        return widget

    def retranslate(self) -> None:
        """Set every text again."""
        self._copy.name(self.tr("复制表格(带表头)"))
        self._columns.name(self.tr("选择要显示的列"))

    def _provide(self, count: int) -> None:
        while self._stack.count() < count:
            table = ResultTable()
            table.open_rows.connect(self.open_rows)
            self._stack.addWidget(table)
        while self._stack.count() > count:
            gone = self.at(self._stack.count() - 1)
            self._stack.removeWidget(gone)
            gone.deleteLater()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 8, 4)
        top.setSpacing(4)
        top.addWidget(self.tabs, 1)
        top.addWidget(self._copy)
        top.addWidget(self._columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def _choose_columns(self) -> None:
        menu = columns_menu(self.front.view, self)
        menu.popup(self._columns.mapToGlobal(QPoint(0, self._columns.height())))
