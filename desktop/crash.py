"""What we did wrong, kept on this computer: a report per crash, and the native one of the last run."""

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from desktop import PROGRAM
from desktop.places import log_folder
from sync.secrecy import redacted

_log = logging.getLogger(__name__)
_native: IO[str] | None = None

Told = Callable[[Path], None]


def watch(told: Told) -> None:
    """Write a report for every uncaught exception, in any thread, and call ``told`` with its path."""
    global _native
    log_folder().mkdir(parents=True, exist_ok=True)
    _native = (log_folder() / "native-crash.txt").open("w", encoding="utf-8")
    faulthandler.enable(_native)

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        told(write_report(error))

    sys.excepthook = caught
    threading.excepthook = lambda hook: caught(hook.exc_type, hook.exc_value or hook.exc_type(), hook.exc_traceback)


def native_crash_of_last_run() -> str:
    """What the interpreter wrote when it died in the last run; empty if it did not. Ask before ``watch``."""
    path = log_folder() / "native-crash.txt"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write_report(error: BaseException) -> Path:
    """The traceback without local values, which may be personal, and without secrets; returns the file."""
    now = datetime.now().astimezone()
    path = log_folder() / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = redacted("".join(traceback.format_exception(error)))
    path.write_text(f"{PROGRAM}\n{platform.platform()} Python {platform.python_version()}\n{now}\n\n{text}", "utf-8")
    _log.critical("crash, see %s", path.name)
    if sys.stderr is not None:  # a program without a console has none
        sys.stderr.write(text)
    return path
