"""Find in a table: a field above it that Ctrl+F opens; Enter goes on to the next match, Esc closes it."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.controls import Button, label
from ui.theme import scaled
from ui.widgets.resultmodel import ResultModel
from ui.widgets.tableview import TableView

WIDEST = 280


class FindBar(QWidget):
    """Searches the texts of shown columns, whatever the case of letters."""

    def __init__(self, view: TableView, model: ResultModel, over: QWidget) -> None:
        super().__init__()
        self._view, self._model = view, model
        self.field = QLineEdit()
        self.field.setMaximumWidth(scaled(WIDEST))
        self.field.setClearButtonEnabled(True)
        self.answer = label(kind="muted")
        self._shut = Button(icon="close", kind="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.answer)
        row.addStretch(1)
        row.addWidget(self._shut)
        self.hide()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(lambda: self.look(0))
        self._shut.clicked.connect(self.shut)
        keys = QShortcut(QKeySequence.StandardKey.Find, over)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.open)

    def open(self) -> None:
        """Show the field, its text selected."""
        self.field.setPlaceholderText(self.tr("在表里找"))
        self.field.setAccessibleName(self.tr("在表里找"))
        self._shut.name(self.tr("关闭 (Esc)"))
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def shut(self) -> None:
        """Put the field away; the focus returns to the table."""
        self.hide()
        self._view.setFocus()

    def look(self, onward: int) -> None:
        """Select the first match from the current row on, or from ``onward`` rows after it, or before."""
        wanted = self.field.text().strip().casefold()
        count = self._model.rowCount()
        start = max(self._view.currentIndex().row(), 0) + onward
        step = -1 if onward < 0 else 1
        places = ((start + step * way) % count for way in range(count)) if wanted else ()
        found = next((place for place in places if self._matches(place, wanted)), None)
        self.answer.setText(self.tr("没有找到") if wanted and found is None else "")
        if found is not None:
            flag = QItemSelectionModel.SelectionFlag
            index = self._model.index(found, self._view.shown_columns()[0])
            self._view.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
            self._view.scrollTo(self._model.index(found, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, with Shift back; Esc closes."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.look(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            return False
        return True

    def _matches(self, place: int, wanted: str) -> bool:
        columns = self._view.shown_columns()
        return any(wanted in (self._model.index(place, column).data() or "").casefold() for column in columns)
