"""Pictures of the window: one PNG per page and theme, and the workbook, without a display."""

import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from analytics.presets import default_period
from analytics.question import Question
from analytics.views import VIEWS
from desktop import PROGRAM
from desktop.answers import answered
from desktop.doors import ProcessDoors
from desktop.export.workbook import write_workbook
from storage.facts_load import load_facts
from storage.store import Store
from storage.words import Language
from ui.app import make_application, open_window
from ui.doors import Profile
from ui.pages import PAGES
from ui.settings import Settings
from ui.theme import Scheme
from ui.window import Window

SIZE = (1366, 768)
_LONGEST = 60.0  # seconds a page may take to come to rest
_ROUND = 0.02  # seconds between two looks at the event loop
_QUIET_ROUNDS = 12  # looks in a row without work that count as rest
THEMES: tuple[Scheme, ...] = ("light", "dark")


def write_pictures(profile: Profile, out: Path, language: Language, size: tuple[int, int] = SIZE) -> Iterator[Path]:
    """Open every page of a profile in both themes and keep what is seen in ``out``; yields each file written."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or make_application(sys.argv[:1])
    with TemporaryDirectory() as scratch:  # the window keeps its settings there, not in those of the user
        for theme in THEMES:
            doors = ProcessDoors(profile, lambda: language)
            window = open_window(doors, Settings(Path(scratch) / "settings.json", language=language, theme=theme))
            window.resize(*size)
            try:
                yield from _pages(window, out, f"{theme}-{language}")
            finally:
                _close(window)
                doors.close()
    del app


def write_book(store: Store, out: Path, language: Language) -> Path:
    """The workbook of everything for the first shop of the store."""
    facts = load_facts(store, store.shops()[0].id)
    question = Question(default_period(facts))
    views = [answered(store, facts, name, question) for name in VIEWS]
    return write_workbook(out / "zhanggui.xlsx", views, language, PROGRAM, datetime.now().astimezone())


def _pages(window: Window, out: Path, ending: str) -> Iterator[Path]:
    settle(window)
    for declared in PAGES:
        if declared.group is None and declared.id != "welcome":
            continue  # reached only from a number, with rows of its own
        window.context.state.open(declared.id)
        settle(window)
        path = out / f"{declared.id}-{ending}.png"
        if not window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        yield path


def settle(window: Window) -> None:
    """Run the event loop until no work has been left for a moment."""
    end = time.monotonic() + _LONGEST
    quiet = 0
    while quiet < _QUIET_ROUNDS:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(_ROUND)
        quiet = 0 if window.context.jobs.running else quiet + 1
        if time.monotonic() > end:
            raise TimeoutError(f"the window did not come to rest in {_LONGEST:.0f} s")


def _close(window: Window) -> None:
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
