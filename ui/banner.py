"""The band over everything that says the numbers are invented, with one click to leave."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.controls import Button, Drawing, label


class DemoBanner(QFrame):
    """Shown while the demo profile is open."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "demo")
        self._words = label(wrap=True)
        self.leave = Button()
        self.leave.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(Drawing("info", "on_banner"))
        row.addWidget(self._words, 1)
        row.addWidget(self.leave)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self._words.setText(self.tr("这是示例店铺：顾客、订单和金额都是模拟的，与你自己的账本分开存放。"))
        self.leave.setText(self.tr("离开示例"))
