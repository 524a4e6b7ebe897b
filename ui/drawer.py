"""Details at the right, over the page and never a dialog: a customer, an order, a product. Esc closes."""

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.controls import Button, heading, line
from ui.theme import scaled

WIDTH = 400
MOST = 0.9  # of the page's width


class Drawer(QFrame):
    """Lies over the right side of ``over`` and keeps its height."""

    toggled = Signal(bool)
    """Opened or shut."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("kind", "drawer")
        self._back: QWidget | None = None
        self._title = heading(size=13)
        self._shut = Button(icon="close", kind="quiet")
        self._shut.clicked.connect(self.shut)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 8, 8)
        top.addWidget(self._title, 1)
        top.addWidget(self._shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(line())
        column.addWidget(self._scroll, 1)
        over.installEventFilter(self)
        self.retranslate()
        self.hide()

    def open(self, content: QWidget, title: str) -> None:
        """Show ``content``, which belongs to the drawer from now on."""
        if not self.isVisible():
            self._back = self.window().focusWidget()
        self._title.setText(title)
        self.setAccessibleName(title)
        self._scroll.setWidget(content)
        self._fit()
        self.show()
        self.raise_()
        self._shut.setFocus()
        self.toggled.emit(True)

    def shut(self) -> None:
        """Close it; the focus returns to where it was."""
        if not self.isVisible():
            return
        self.hide()
        content = self._scroll.takeWidget()
        if content is not None:
            content.deleteLater()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus()
        self._back = None
        self.toggled.emit(False)

    def retranslate(self) -> None:
        """Set every text again."""
        self._shut.name(self.tr("关闭 (Esc)"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What lies below changed its size."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        over = self._over
        width = min(scaled(WIDTH), int(over.width() * MOST))
        self.setGeometry(QRect(over.width() - width, 0, width, over.height()))
