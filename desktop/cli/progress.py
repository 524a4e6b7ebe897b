"""Progress on stderr: one line that is rewritten on a terminal, a line now and then elsewhere."""

import sys
import time

from storage.progress import Progress, Report
from storage.words import Language

_EVERY = 0.2  # seconds between two updates on a terminal
_EVERY_PIPED = 5.0


def to_stderr(language: Language) -> Report:
    """A report that prints."""
    terminal = sys.stderr.isatty()
    pause = _EVERY if terminal else _EVERY_PIPED
    last = 0.0

    def report(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        finished = progress.total is not None and progress.done >= progress.total
        if now - last < pause and not (finished and terminal):
            return
        last = now
        of = f" / {progress.total:,}" if progress.total is not None else ""
        line = f"{progress.doing.say(language)} {progress.done:,}{of}"
        print(f"\r{line:<70}" if terminal else line, end="" if terminal else "\n", file=sys.stderr, flush=True)

    return report
