"""The vocabulary of the stories: a merchant at the window."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.doors import LittleDoors
from ui.app import open_window
from ui.page import Page
from ui.settings import Settings, load
from ui.window import Window

PATIENCE = 10_000  # ms


class Desk:
    """A window with everything behind it, at rest; who opens a page first of all need not wait for the first page."""

    def __init__(self, qtbot: QtBot, home: Path, doors: type[LittleDoors] = LittleDoors) -> None:
        self.qtbot = qtbot
        self._doors = doors(home)
        self._settings = load(home / "settings.json")
        self._doors.guarded = True
        self._window = open_window(self._doors, self._settings)
        self._window.resize(1366, 768)
        self._rests = False

    @property
    def window(self) -> Window:
        """The window."""
        self._come_to_rest()
        return self._window

    @property
    def doors(self) -> LittleDoors:
        """What is behind the window."""
        self._come_to_rest()
        return self._doors

    @property
    def settings(self) -> Settings:
        """What the user chose."""
        self._come_to_rest()
        return self._settings

    def settle(self) -> None:
        """Wait until no work is running."""
        self._rests = True
        self.qtbot.waitUntil(lambda: not self._window.context.jobs.running, timeout=PATIENCE)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def close(self) -> None:
        """Leave; harmless when repeated."""
        if self._window is None:
            return
        self._window.close()
        self._window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._window = None  # type: ignore[assignment]
        self._doors.guarded = False
        self._doors.close()

    def _come_to_rest(self) -> None:
        if not self._rests:
            self.settle()

    @property
    def page(self) -> Page:
        """The page in sight."""
        page = self.window.stage.page
        assert page is not None
        return page

    def open(self, page_id: str) -> Page:
        """Go to a page and wait for it."""
        self._window.context.state.open(page_id)
        self.settle()
        return self.page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        window = self.window
        if QApplication.activeWindow() is not window:
            window.activateWindow()  # the platform without a screen forgets it when a popup closes
            self.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        self.qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)

    def click(self, widget: QWidget) -> None:
        """Click a widget with the mouse."""
        assert widget.isVisible()
        assert widget.isEnabled()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def drop(self, *paths: Path) -> None:
        """Drop files on the page."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        QApplication.sendEvent(self.page, QDragEnterEvent(QPoint(9, 9), copy, data, buttons, keys))
        QApplication.sendEvent(self.page, QDropEvent(QPointF(9, 9), copy, data, buttons, keys))
        self.settle()
