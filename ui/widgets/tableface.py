"""One table on the page: what it comes to in a sentence, then its drawing, and on a toggle the table itself.

Where a short drawing leaves room for the whole table, that stands below it without being asked for.
"""

from collections.abc import Collection

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from analytics.result import Table
from ui.controls import label
from ui.widgets.drawn.chart import DrawnChart
from ui.widgets.drawn.pictures import is_drawable
from ui.widgets.format import Writing
from ui.widgets.resulttable import ResultTable

_UNBOUNDED = 16_777_215  # Qt's own
_GAP = 8  # between a drawing and its table
_MARGIN = 24  # px kept in view around what the keyboard points at


class TableFace(QWidget):
    """Shows a ``Table``; whether as drawing or as table stays as it was chosen."""

    open_rows = Signal(object, str)
    picked = Signal(object, str)
    """As of ``ResultTable``."""
    columns_changed = Signal()

    def __init__(self, picking: Collection[str] = ()) -> None:
        super().__init__()
        self.lead = label(wrap=True)
        self.lead.setContentsMargins(12, 4, 12, 8)
        self.note = label(kind="muted", wrap=True)
        self.note.setContentsMargins(12, 4, 12, 8)
        self.chart = DrawnChart()
        self.chart.open_rows.connect(self.open_rows)
        self.chart.pointed.connect(self._follow)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.chart)
        for part in (self.chart, self._area.viewport()):
            part.setAutoFillBackground(False)  # the card shows through
        self._twin = ResultTable(picking)
        self._twin.open_rows.connect(self.open_rows)
        self._twin.picked.connect(self.picked)
        self._twin.view.columns_changed.connect(self.columns_changed)
        self._table: Table | None = None
        self._writing = Writing()
        self._stale = True
        """The table twin does not show the newest table yet."""
        self._as_table = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.lead)
        column.addWidget(self._area, 1)
        column.addWidget(self._twin, 1)
        column.addWidget(self.note)
        column.addStretch(0)  # takes what neither a short drawing nor its table needs

    def show_table(self, table: Table, writing: Writing) -> None:
        """Show another table."""
        self._table, self._writing, self._stale = table, writing, True
        self.lead.setText(table.lead.say(writing.language) if table.lead else "")
        self.lead.setVisible(table.lead is not None)
        self._turn()

    def turn(self, as_table: bool) -> None:
        """Show the table, or the drawing again."""
        self._as_table = as_table
        self._turn()

    @property
    def is_drawn(self) -> bool:
        """Whether there is a drawing beside the table."""
        return self._table is not None and is_drawable(self._table)

    @property
    def shows_table(self) -> bool:
        """Whether the table is seen rather than the drawing."""
        return self._as_table or not self.is_drawn

    @property
    def table(self) -> ResultTable:
        """The table itself, filled."""
        if self._stale and self._table is not None:
            self._stale = False
            self._twin.show_table(self._table, self._writing)
        return self._twin

    def _turn(self) -> None:
        if self._table is None:
            return
        if not self.shows_table:
            self.chart.show_table(self._table, self._writing)
        self.note.setText(self._table.note.say(self._writing.language) if self._table.note else "")
        self._share()

    def _share(self) -> None:
        """Who is seen, and how high."""
        if self._table is None:
            return
        both = None if self.shows_table else self._both()
        self._area.setVisible(not self.shows_table)
        self._area.setMaximumHeight(both[0] if both else _UNBOUNDED)
        self.table.setVisible(self.shows_table or both is not None)
        self._twin.setMaximumHeight(both[1] if both else _UNBOUNDED)
        down = QSizePolicy.Policy.Expanding if self.shows_table else QSizePolicy.Policy.Ignored  # it asks for no room
        self._twin.setSizePolicy(QSizePolicy.Policy.Expanding, down)
        self.note.setVisible(not self._twin.isVisibleTo(self) and self._table.note is not None)

    def _both(self) -> tuple[int, int] | None:
        """How high the drawing and the table below it are; None where they have no room above each other."""
        most = self.chart.most_height()
        if most is None:
            return None
        lead = self.lead.heightForWidth(self.width()) if not self.lead.isHidden() else 0
        drawing, table = most + _GAP, self.table.whole_height(self.width())
        return (drawing, table) if lead + drawing + table <= self.height() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        super().resizeEvent(event)
        self._share()

    def _follow(self, box: QRect) -> None:
        self._area.ensureVisible(box.center().x(), box.center().y(), _MARGIN, box.height() // 2 + _MARGIN)
