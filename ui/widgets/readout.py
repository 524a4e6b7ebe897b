"""What a chart says of the place under the pointer or the keyboard's cursor: a small text that floats beside it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

GAP = 12


class Readout(QLabel):
    """Lies over a chart and lets every click through."""

    def __init__(self, chart: QWidget) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setProperty("kind", "popup")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(8, 4, 8, 4)
        self.hide()

    def say(self, text: str, beside: QPoint) -> None:
        """Show ``text`` at the right of ``beside``, or at its left where there is no room."""
        self.setText(text)
        self.setWordWrap(False)
        self.adjustSize()
        room = self._chart.width()
        if self.width() > room:  # a long name
            self.setWordWrap(True)
            self.resize(room, self.heightForWidth(room))
        left = beside.x() + GAP
        if left + self.width() > room:
            left = beside.x() - GAP - self.width()
        seen = self._chart.visibleRegion().boundingRect() or self._chart.rect()
        lowest = seen.bottom() - self.height()
        self.move(max(0, left), max(seen.top(), min(beside.y(), lowest)))
        self.show()
        self.raise_()
