"""A small window below a button, for choices that need more than a menu. Esc or a click beside it closes it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget


class Popover(QFrame):
    """Opens below its button and inside the screen; the button has the focus again when it closes."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button, Qt.WindowType.Popup)
        self.setProperty("kind", "popup")
        self._button = button

    def open(self) -> None:
        """Show it."""
        self.resize(self.sizeHint())  # adjustSize would stop at two thirds of the screen
        screen = self._button.screen().availableGeometry()
        below = self._button.mapToGlobal(QPoint(0, self._button.height() + 4))
        left = max(screen.left(), min(below.x(), screen.right() - self.width()))
        top = max(screen.top(), min(below.y(), screen.bottom() - self.height()))
        self.move(left, top)
        self.show()
