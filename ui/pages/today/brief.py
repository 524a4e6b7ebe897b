"""How the last day was and what changed since the last look, in at most five lines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storage.words import Language, Words
from ui.controls import empty, label
from ui.unbroken import unbroken

MOST = 5


class Brief(QWidget):
    """Shows lines; takes no room where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[str, ...] = ()
        self._title = label(kind="muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._rows, 1)
        self.hide()
        self.retranslate()

    def show_lines(self, lines: Sequence[Words], language: Language) -> None:
        """Show the first five lines."""
        empty(self._rows)
        self.setMinimumHeight(0)
        self.lines = tuple(line.say(language) for line in lines[:MOST])
        for text in self.lines:
            self._rows.addWidget(label(unbroken(text), wrap=True))
        self.setVisible(bool(self.lines))

    def wait(self) -> None:
        """Lines are being worked out: their room is kept, so that the page does not jump."""
        self.setMinimumHeight(self.height() if self.isVisible() else 0)
        empty(self._rows)
        self.lines = ()
        self._rows.addWidget(label("…", "muted"))
        self.show()

    def retranslate(self) -> None:
        """The texts that no view brings."""
        self._title.setText(self.tr("要点"))
