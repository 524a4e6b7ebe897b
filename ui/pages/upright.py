"""The ground of a page: as wide as the window, as high as that width asks for; scrolls up and down only."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

EDGE, GAP = 16, 8


class Upright(QScrollArea):
    """Its parts go into ``column``."""

    room_changed = Signal()
    """The width or the height that is seen is another one."""

    def __init__(self) -> None:
        super().__init__()
        body = _Tall()
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        self.column.setSpacing(GAP)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(body)
        self.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The room changed."""
        if event.type() == QEvent.Type.Resize and watched is self.viewport():
            self.room_changed.emit()
        return super().eventFilter(watched, event)


class _Tall(QWidget):
    """Asks for the height of its width: Qt's own least height is that of texts wrapped as narrow as can be."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
