"""A message at the foot of a page that lies over it, so that nothing moves, and goes away by itself."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.bars import Bar, Level, Step
from ui.theme import scaled

STAYS = 8000  # ms
EDGE, MOST = 16, 720


class Slip(QObject):
    """Shows one message at a time over ``page``: gone after a while, at the next press elsewhere, or when closed."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.bar: Bar | None = None
        """What is seen; None while there is nothing."""
        self._timer = QTimer(self, interval=STAYS, singleShot=True)
        self._timer.timeout.connect(self._time_out)
        page.installEventFilter(self)

    @property
    def text(self) -> str:
        """What it says; empty while there is nothing."""
        return self.bar.text if self.bar is not None else ""

    def show(self, level: Level, text: str, step: Step | None = None) -> None:
        """Say ``text`` in place of what was said before."""
        self.clear()
        self.bar = Bar(level, text, step, self.clear)
        self.bar.setParent(self._page)
        self._place()
        self.bar.show()
        self.bar.raise_()
        self._timer.start()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def clear(self) -> None:
        """Take the message away."""
        self._timer.stop()
        application = QApplication.instance()
        if self.bar is None or application is None:
            return
        application.removeEventFilter(self)
        self.bar.hide()
        self.bar.deleteLater()
        self.bar = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page got another size; or something else was pressed, which is the next action."""
        if event.type() == QEvent.Type.Resize and watched is self._page:
            self._place()
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget) and not self._holds(watched):
            self.clear()
        return False

    def _holds(self, widget: QWidget) -> bool:
        return self.bar is not None and (widget is self.bar or self.bar.isAncestorOf(widget))

    def _time_out(self) -> None:
        """Not under the mouse, nor while the keyboard is on it."""
        focus = QApplication.focusWidget()
        if self.bar is not None and (self.bar.underMouse() or (focus is not None and self._holds(focus))):
            self._timer.start()
        else:
            self.clear()

    def _place(self) -> None:
        if self.bar is None:
            return
        wide = min(self._page.width() - 2 * EDGE, scaled(MOST))
        high = max(self.bar.heightForWidth(wide), self.bar.sizeHint().height())
        left = (self._page.width() - wide) // 2
        self.bar.setGeometry(left, self._page.height() - high - EDGE, wide, high)
