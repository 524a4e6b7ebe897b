"""The vocabulary of the stories: a merchant at the window."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.doors import LittleDoors
from ui import settings
from ui.app import open_window
from ui.page import Page

PATIENCE = 10_000  # ms


class Desk:
    """A window with everything behind it."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.qtbot = qtbot
        self.doors = LittleDoors(home)
        self.settings = settings.load(home / "settings.json")
        self.doors.guarded = True
        self.window = open_window(self.doors, self.settings)
        self.window.resize(1366, 768)
        self.settle()

    def settle(self) -> None:
        """Wait until no work is running."""
        self.qtbot.waitUntil(lambda: not self.window.context.jobs.running, timeout=PATIENCE)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def close(self) -> None:
        """Leave; harmless when repeated."""
        if self.window is None:
            return
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window = None  # type: ignore[assignment]
        self.doors.guarded = False
        self.doors.close()

    @property
    def page(self) -> Page:
        """The page in sight."""
        page = self.window.stage.page
        assert page is not None
        return page

    def open(self, page_id: str) -> Page:
        """Go to a page and wait for it."""
        self.window.context.state.open(page_id)
        self.settle()
        return self.page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        active = QApplication.activeWindow()
        if active is not self.window:
            self.window.activateWindow()  # the platform without a screen forgets it when a popup closes
            self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

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
