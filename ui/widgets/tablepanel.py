"""The card of a page's tables: one in front, and the tools for it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from analytics.result import Table
from ui.controls import Button
from ui.widgets.columnchooser import columns_menu
from ui.widgets.format import Writing
from ui.widgets.resulttable import ResultTable
from ui.widgets.tableface import TableFace
from ui.widgets.tabs import Tabs


class TablePanel(QFrame):
    """Shows several tables, one at a time."""

    open_rows = Signal(object, str)
    picked = Signal(object, object, str)
    """Of a ``Table`` a ``Row`` by its cell in a column whose id is in ``picking``."""
    widened = Signal(bool)
    """The tables are to have the whole width, or no longer."""

    def __init__(self, picking: Collection[str] = ()) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.tabs = Tabs()
        self.toggle = Button(icon="table", kind="quiet")
        self.toggle.setCheckable(True)
        self.copy_button = Button(icon="copy", kind="quiet")
        self.columns_button = Button(icon="columns", kind="quiet")
        self.wide_button = Button(icon="expand", kind="quiet")
        self.wide_button.setCheckable(True)
        self._stack = QStackedWidget()
        self._tables: Sequence[Table] = ()
        self._place = 0
        self._writing = Writing()
        self._made: dict[str, TableFace] = {}
        self._stale: set[str] = set()
        self._picking = picking
        self._lay_out()
        self.tabs.chosen.connect(self._show_front)
        self.toggle.clicked.connect(self._turn)
        self.copy_button.clicked.connect(lambda: self.front.copy())
        self.columns_button.clicked.connect(self._choose_columns)
        self.wide_button.toggled.connect(self._widen)
        self.retranslate()

    def show_tables(self, tables: Sequence[Table], writing: Writing) -> None:
        """Show these tables; the one in front stays in front if it is still there. The others are filled when seen."""
        before = self._tables[self._place].id if self._tables else ""
        tables = sorted(tables, key=lambda table: not table.rows)  # those without anything last
        empty = sum(not table.rows for table in tables)
        self._tables, self._writing = tables, writing
        self._stale = {table.id for table in tables}
        front = next((place for place, table in enumerate(tables) if table.id == before and table.rows), 0)
        titles = [table.title.say(writing.language) for table in tables]
        self.tabs.offer(titles, front, empty if empty < len(tables) else 0)
        self.setVisible(bool(tables))
        if tables:
            self._show_front(front)

    def bring(self, table_id: str) -> None:
        """The table with this id in front, as a table, if it is there."""
        place = next((place for place, table in enumerate(self._tables) if table.id == table_id), None)
        if place is not None:
            self.tabs.choose(place)

    @property
    def front(self) -> ResultTable:
        """The table in front, also while its drawing is seen."""
        return self.face.table

    @property
    def face(self) -> TableFace:
        """The table in front with its drawing."""
        return self._made[self._tables[self._place].id]

    def retranslate(self) -> None:
        """Set every text again."""
        self.toggle.name(self.tr("看图") if self.toggle.isChecked() else self.tr("看数字表"))
        self.copy_button.name(self.tr("复制表格(带表头)"))
        self.columns_button.name(self.tr("选择要显示的列"))
        self.wide_button.name(self.tr("收窄表格") if self.wide_button.isChecked() else self.tr("铺开表格"))

    def _show_front(self, place: int) -> None:
        self._place = place
        table = self._tables[place]
        shown = self._made.get(table.id) or self._make(table.id)
        if table.id in self._stale:
            self._stale.discard(table.id)
            shown.show_table(table, self._writing)
        self._stack.setCurrentWidget(shown)
        self._show_tools()

    def _make(self, table_id: str) -> TableFace:
        made = self._made[table_id] = TableFace(self._picking)
        made.open_rows.connect(self.open_rows)
        made.picked.connect(lambda row, column: self.picked.emit(self._tables[self._place], row, column))
        made.columns_changed.connect(self._show_tools)
        self._stack.addWidget(made)
        return made

    def _turn(self) -> None:
        self.face.turn(self.toggle.isChecked())
        self._show_tools()

    def _show_tools(self) -> None:
        """Those of what is in front: columns are chosen where columns are seen."""
        face = self.face
        self.toggle.setVisible(face.is_drawn)
        self.toggle.setChecked(face.shows_table)
        self.toggle.set_icon("chart" if face.shows_table else "table")
        self.columns_button.setVisible(face.shows_table)
        if face.shows_table:
            self._count_columns()
        self.retranslate()

    def _count_columns(self) -> None:
        """How many columns are shown, where not all are."""
        shown, every = len(self.front.view.shown_columns()), self.front.model.columnCount()
        self.columns_button.setText("" if shown == every else f"{shown}/{every}")

    def _widen(self, wide: bool) -> None:
        self.wide_button.set_icon("collapse" if wide else "expand")
        self.retranslate()
        self.widened.emit(wide)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 8, 4)
        top.setSpacing(0)
        top.addWidget(self.tabs, 1)
        top.addWidget(self.toggle)
        top.addWidget(self.columns_button)
        top.addWidget(self.copy_button)
        top.addWidget(self.wide_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def _choose_columns(self) -> None:
        menu = columns_menu(self.front.view, self)
        menu.popup(self.columns_button.mapToGlobal(QPoint(0, self.columns_button.height())))
