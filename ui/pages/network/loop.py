"""Who was inside a loop, in the drawer: what they come to, the list, and a way to Excel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from analytics.result import Row, Shown, View
from ui.controls import Button, label
from ui.widgets.format import Writing, full

LISTED = 200


class LoopCard(QWidget):
    """Given to the drawer."""

    picked = Signal(str)
    """Somebody of the list, by id."""
    export_wanted = Signal()

    def __init__(self, view: View, writing: Writing) -> None:
        super().__init__()
        rows = view.tables[0].rows
        self.list = QListWidget()
        self.list.setAccessibleName(view.title.say(writing.language))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for row in rows[:LISTED]:
            self.list.addItem(_item(row, writing))
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)
        self.export = Button(self.tr("导出名单"), icon="export", kind="primary")
        self.export.clicked.connect(self.export_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(label(view.headline.say(writing.language), wrap=True))
        column.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)
        if len(rows) > LISTED:
            cut = self.tr("只列前 {0} 位，导出的是全部 {1} 位。").format(LISTED, f"{len(rows):,}")
            column.addWidget(label(cut, kind="muted", wrap=True))
        column.addWidget(self.list, 1)

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def _item(row: Row, writing: Writing) -> QListWidgetItem:
    name, kind = full(row.cells[0], Shown.TEXT, writing), full(row.cells[2], Shown.TEXT, writing)
    made = QListWidgetItem(f"{name}   {kind} · {full(row.cells[4], Shown.MONEY, writing)}")
    made.setData(Qt.ItemDataRole.UserRole, row.cells[1])
    return made
