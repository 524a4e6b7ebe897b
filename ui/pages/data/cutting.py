"""The question whether a shop is to be disconnected, asked once on its card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.controls import Button, label


class CutQuestion(QWidget):
    """Says what happens; emits ``agreed`` or ``closed``."""

    agreed = Signal()
    closed = Signal()

    def __init__(self, shop: str) -> None:
        super().__init__()
        self._words = label(self.tr("断开后不再同步，密钥从这台电脑删掉；数据都留着，以后可以再连接。"), wrap=True)
        self.agree, self.leave = Button(self.tr("断开")), Button(self.tr("不断开"))
        for button in (self.agree, self.leave):
            button.setAccessibleName(f"{button.text()} {shop}")
        self.agree.setAccessibleDescription(self._words.text())
        self.agree.clicked.connect(self.agreed)
        self.leave.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self.agree)
        row.addWidget(self.leave)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
