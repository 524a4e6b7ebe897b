"""From nothing to a window: the application object and the shell."""

import gc

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.doors import Doors
from ui.settings import Settings
from ui.window import Window

COLLECT_EVERY = 120_000  # ms


def make_application(argv: list[str]) -> QApplication:
    """The one application object, in Fusion and our type. Language and colours come with the settings."""
    app = QApplication(argv)
    app.setApplicationName("zhanggui")
    app.setApplicationDisplayName("掌柜")
    app.setStyle("Fusion")
    theme.take_size(app)
    _collect_here(app)
    return app


def _collect_here(app: QApplication) -> None:
    """Cyclic garbage is collected on the main thread alone: a worker that finds a dead widget would delete it there."""
    gc.disable()
    timer = QTimer(app)
    timer.timeout.connect(lambda: gc.collect())
    timer.start(COLLECT_EVERY)


def open_window(doors: Doors, settings: Settings) -> Window:
    """The window on the screen; it reads the shops in the background."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("make_application comes first")
    window = Window(app, doors, settings)
    window.show()
    window.start()
    return window
