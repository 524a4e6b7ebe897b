"""``zhanggui`` without a command: the window on a profile, with log, crash reports and settings around it."""

import argparse
import logging
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from desktop import PROGRAM, crash
from desktop.doors import ProcessDoors
from desktop.log import start_log
from desktop.places import settings_file
from desktop.profiles import profile_named
from storage.errors import KnownError
from ui import settings
from ui.app import make_application, open_window
from ui.doors import Profile

log = logging.getLogger(__name__)


def open_program(options: argparse.Namespace) -> int:
    """Open the window on the chosen profile; returns when it is closed."""
    return open_window_on(profile_named(options.profile))


def open_window_on(profile: Profile) -> int:
    """Open the window on a profile and run until it is closed; the exit code."""
    start_log()
    log.info("%s starts", PROGRAM)
    app = make_application(sys.argv[:1])
    last_words = crash.native_crash_of_last_run()
    if last_words:
        log.error("the last run died:\n%s", last_words)
    teller = _Teller()
    crash.watch(lambda path: teller.crashed.emit(path))
    chosen = settings.load(settings_file())
    try:
        doors = ProcessDoors(profile, lambda: chosen.language)
    except KnownError as error:
        QMessageBox.critical(None, app.applicationDisplayName(), error.say(chosen.language))
        return 1
    try:
        open_window(doors, chosen)
        return app.exec()
    finally:
        doors.close()


class _Teller(QObject):
    """Tells of a crash on the main thread, whichever thread it happened in."""

    crashed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.crashed.connect(self._tell)

    def _tell(self, path: Path) -> None:
        box = QMessageBox()
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("程序出了错，数据没有受影响。可以继续使用；如果反复出现，请重新打开程序。"))
        box.setInformativeText(self.tr("错误报告只保存在本机：{path}").format(path=path))
        box.exec()
