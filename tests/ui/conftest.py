"""The real application object, offscreen; and nothing may be left behind: windows, threads, timers."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from storage.facts_load import load_facts
from storage.progress import ignore, never
from tests.sync.retail import write
from tests.ui.desk import Desk
from tests.ui.doors import CONNECTION, LittleDoors
from tests.ui.file_doors import FileDoors
from tests.ui.telling import SALES
from ui import i18n, theme
from ui.app import make_application

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_application(["zhanggui"])


@pytest.fixture(autouse=True)
def _no_window_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    if "qapp" not in request.fixturenames:
        yield
        return
    app: QApplication = request.getfixturevalue("qapp")
    i18n.speak(app, "zh")
    theme.apply(app, "light")
    before = set(app.topLevelWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in app.topLevelWidgets() if widget not in before and widget.isVisible()]
    assert not left, f"still open: {left}"


@pytest.fixture(autouse=True, scope="module")
def _nothing_runs_on() -> Iterator[None]:
    yield
    kinds = {*_kinds_of(QTimer), *_kinds_of(QThreadPool)}  # isinstance of every object there is takes twice as long
    busy = [each for each in gc.get_objects() if type(each) in kinds and _is_busy(each)]
    assert not busy, f"still running: {busy}"


def _kinds_of(kind: type) -> Iterator[type]:
    """The kind and all that are made of it."""
    yield kind
    for more in kind.__subclasses__():
        yield from _kinds_of(more)


def _is_busy(each: object) -> bool:
    if isinstance(each, QTimer):
        return isValid(each) and each.isActive() and each.parent() is None
    return isinstance(each, QThreadPool) and isValid(each) and each.activeThreadCount() > 0


@pytest.fixture(scope="session")
def synced_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile into which the little shop was synced, to be copied."""
    home = tmp_path_factory.mktemp("synced")
    doors = LittleDoors(home)
    doors.connect(CONNECTION)
    doors.sync("s1", ignore, never)
    load_facts(doors.store(), "s1").close()
    doors.close()
    return home


@pytest.fixture
def open_desk(qtbot, tmp_path: Path, synced_home: Path) -> Iterator[Callable[..., Desk]]:
    """Opens a window on a profile in ``tmp_path``; opened again it finds what was left there."""
    desks: list[Desk] = []

    def open_one(*, synced: bool = False, doors: type[LittleDoors] = LittleDoors) -> Desk:
        if synced and not (tmp_path / "default").exists():
            shutil.copytree(synced_home, tmp_path, dirs_exist_ok=True)
        desk = Desk(qtbot, tmp_path, doors)
        desks.append(desk)
        return desk

    yield open_one
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    """A window on a shop with 120 days of sales."""
    return open_desk(synced=True)


@pytest.fixture(scope="module")
def reading_desk(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, synced_home: Path
) -> Iterator[Desk]:
    """One window for all tests of a file that open pages and look: what they do to a page is seen by those after."""
    home = tmp_path_factory.mktemp("reading") / "home"
    shutil.copytree(synced_home, home)
    desk = Desk(QtBot(request), home)
    desk.settle()  # with its databases open, which no single test has to close
    yield desk
    desk.close()


@pytest.fixture
def new_desk(open_desk: Callable[..., Desk]) -> Desk:
    """The window at its first start."""
    return open_desk()


@pytest.fixture
def file_desk(open_desk: Callable[..., Desk]) -> Desk:
    """The window at its first start, which reads files as the program does."""
    return open_desk(doors=FileDoors)


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    """A table that nobody knows."""
    return write(tmp_path, SALES.encode("gbk"), "三月.csv")
