"""A field in which one types to find something: offers what was found, and tells which of it is taken."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit


class Suggesting(QLineEdit):
    """Whoever looks for what is typed hands in what was found, as (key, text)."""

    picked = Signal(object)
    """The key of one of those offered."""

    def __init__(self) -> None:
        super().__init__()
        self.nothing = ""
        """What to say where nothing was found."""
        self._found = QStandardItemModel(self)
        self._hurried = False
        """Enter was pressed before anything was found."""
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(self._completer)
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self._forget)
        self.returnPressed.connect(self._first)
        self._completer.activated[QModelIndex].connect(lambda index: self._pick(index.data(Qt.ItemDataRole.UserRole)))

    def offer(self, found: Sequence[tuple[object, str]]) -> None:
        """What was found, the best first."""
        self._found.clear()
        for key, said in found:
            item = QStandardItem(said)
            item.setData(key, Qt.ItemDataRole.UserRole)
            self._found.appendRow(item)
        if self._hurried:
            self._first()
        elif self.hasFocus() and (found or (self.nothing and self.text())):
            self._say_nothing()
            self._completer.complete()

    def take_back(self) -> None:
        """Nothing is typed, nothing offered."""
        self.clear()
        self._forget()

    def _say_nothing(self) -> None:
        if not self._found.rowCount():
            item = QStandardItem(self.nothing)
            item.setEnabled(False)
            self._found.appendRow(item)

    def _forget(self) -> None:
        """What was found fits what was typed before."""
        self._found.clear()
        self._hurried = False

    def _first(self) -> None:
        """Enter takes the first that was found, as soon as it is."""
        self._hurried = not self._found.rowCount() and bool(self.text())
        if self._found.rowCount():
            self._pick(self._found.item(0).data(Qt.ItemDataRole.UserRole))

    def _pick(self, key: object) -> None:
        if key is not None:
            self.picked.emit(key)
