"""Work away from the event loop: threads, progress now and then, cancel, and results back on the main thread.

``KnownError`` and ``Cancelled`` come back to who started the work. Anything else is our own mistake: it goes to
``sys.excepthook`` on the main thread, like any other.
"""

import logging
import sys
import time
from collections.abc import Callable
from threading import Event
from typing import TypeVar, cast

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from storage.errors import KnownError
from storage.progress import Cancelled, Progress, Report, StopAsked

_log = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[Report, StopAsked], T]
Failed = Callable[[KnownError], None]
EVERY = 0.1  # seconds between two progress signals of a job
THREADS = 4  # one long job, a page, its facts and one spare; the store has one writer anyway


class Job(QObject):
    """One piece of work. It lives on the main thread; the worker only emits its signals."""

    progress = Signal(object)
    """A ``Progress``, at most ten a second; the last one always comes."""
    ended = Signal()
    """After the callbacks, whatever became of it."""
    reported = Signal(object)
    arrived = Signal(object)
    """These two are the worker's, to reach the main thread."""

    def __init__(self, title: str, answer: Callable[[object], None], parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.latest: Progress | None = None
        self.stop = Event()
        self._answer: Callable[[object], None] | None = answer
        self.reported.connect(self._tell)
        self.arrived.connect(self._end)

    def cancel(self) -> None:
        """Ask the work to stop at its next safe point."""
        self.stop.set()

    def forget(self) -> None:
        """Ask the work to stop, and call nobody when it does."""
        self.cancel()
        self._answer = None

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self.stop.is_set()

    def _tell(self, progress: Progress) -> None:
        self.latest = progress
        self.progress.emit(progress)

    def _end(self, outcome: object) -> None:
        answer, self._answer = self._answer, None
        try:
            if isinstance(outcome, _Crash):
                sys.excepthook(type(outcome.error), outcome.error, outcome.error.__traceback__)
            elif answer is not None:
                answer(outcome)
        finally:
            self.ended.emit()


class _Crash:
    def __init__(self, error: BaseException) -> None:
        self.error = error


class _Runner(QRunnable):
    """Runs in a thread of the pool; touches the job by its signals alone."""

    def __init__(self, job: Job, work: Work[object]) -> None:
        super().__init__()
        self._job = job
        self._work = work
        self._told = 0.0
        self._untold: Progress | None = None

    def run(self) -> None:
        try:
            outcome: object = self._work(self._report, self._job.stop.is_set)
        except Cancelled as cancelled:
            outcome = cancelled
        except KnownError as known:
            _log.warning("%s", known)  # people read the words; whoever helps them needs the detail, too
            outcome = known
        except BaseException as error:  # noqa: BLE001 - carried to the main thread, where sys.excepthook gets it
            outcome = _Crash(error)
        if self._untold is not None:
            self._job.reported.emit(self._untold)
        self._job.arrived.emit(outcome)

    def _report(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._told < EVERY:
            self._untold = progress
            return
        self._told, self._untold = now, None
        self._job.reported.emit(progress)


class Jobs(QObject):
    """The threads of the window."""

    began = Signal(object)
    """A ``Job`` with a title: long work, which the status bar shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._line: list[tuple[Job, _Runner]] = []
        self._running: dict[Job, _Runner] = {}
        self._alone: set[Job] = set()

    def start(
        self,
        owner: QObject,
        work: Work[T],
        done: Callable[[T], None],
        failed: Failed,
        cancelled: Callable[[], None] = lambda: None,
        title: str = "",
    ) -> Job:
        """Run ``work(report, stop_asked)`` in a thread; then call one of the three, if ``owner`` still lives."""
        job = self._queue(work, _answer(owner, done, failed, cancelled), title)
        self._advance()
        return job

    def start_alone(
        self,
        owner: QObject,
        work: Work[T],
        done: Callable[[T], None],
        failed: Failed,
        cancelled: Callable[[], None] = lambda: None,
        title: str = "",
    ) -> Job:
        """Like ``start``, for work that takes the store away: what runs is dropped first, what comes later waits."""
        for other in self.running:
            other.forget()
        job = self._queue(work, _answer(owner, done, failed, cancelled), title)
        self._alone.add(job)
        self._advance()
        return job

    @property
    def running(self) -> tuple[Job, ...]:
        """Jobs that have not ended, oldest first."""
        return (*self._running, *(job for job, _runner in self._line))

    def close(self) -> None:
        """Ask everything to stop, call nobody, and wait until no thread runs any more."""
        for job in self.running:
            job.forget()
        self._line.clear()
        self._pool.waitForDone()

    def _queue(self, work: Work[T], answer: Callable[[object], None], title: str) -> Job:
        job = Job(title, answer, self)
        job.ended.connect(lambda: self._over(job))
        self._line.append((job, _Runner(job, work)))
        if title:
            self.began.emit(job)
        return job

    def _advance(self) -> None:
        while self._line and not (self._running and self._alone & {self._line[0][0], *self._running}):
            job, runner = self._line.pop(0)
            runner.setAutoDelete(False)  # Python owns it, until the job has ended
            self._running[job] = runner
            self._pool.start(runner)

    def _over(self, job: Job) -> None:
        self._running.pop(job, None)
        self._alone.discard(job)
        job.deleteLater()
        self._advance()


def _answer(
    owner: QObject, done: Callable[[T], None], failed: Failed, cancelled: Callable[[], None]
) -> Callable[[object], None]:
    """What to do with an outcome: one of the three, or nothing if nobody is left to hear it."""

    def answer(outcome: object) -> None:
        if not isValid(owner):
            return
        if isinstance(outcome, KnownError):
            failed(outcome)
        elif isinstance(outcome, Cancelled):
            cancelled()
        else:
            done(cast("T", outcome))

    return answer


class Newest(QObject):
    """Work of one page, of which only the newest counts: starting it again drops what runs."""

    def __init__(self, jobs: Jobs, owner: QObject) -> None:
        super().__init__(owner)
        self._jobs = jobs
        self._job: Job | None = None

    def start(self, work: Work[T], done: Callable[[T], None], failed: Failed) -> Job:
        """Run ``work``; the callbacks come only if nothing newer was started meanwhile."""
        self.cancel()
        job = self._jobs.start(self, work, done, failed)
        job.ended.connect(self._clear)
        self._job = job
        return job

    def cancel(self) -> None:
        """Drop what runs."""
        if self._job is not None:
            self._job.ended.disconnect(self._clear)
            self._job.forget()
            self._job = None

    def _clear(self) -> None:
        self._job = None
