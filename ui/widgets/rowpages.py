"""Pages of rows, read in a worker as they come into view: what was asked for last is read first."""

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal

from storage.errors import KnownError
from storage.rows import Cell, RowWindow
from ui.jobs import Job, Jobs

PAGE = 256
KEPT = 64
WAITING = 6  # pages asked for and not yet read: older ones have scrolled out of view

Rows = list[tuple[Cell, ...]]


class RowPages(QObject):
    """Keeps the pages last looked at; never blocks."""

    arrived = Signal(int, int)
    """First and last row that can be shown now."""
    failed = Signal(object)
    """A ``KnownError``."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._window: RowWindow | None = None
        self._kept: OrderedDict[int, Rows] = OrderedDict()
        self._wanted: list[int] = []
        self._reading: Job | None = None
        self._page_read = -1

    def show_window(self, window: RowWindow) -> None:
        """Rows of another window, or of the same one in another order."""
        if self._reading is not None:
            self._reading.forget()
        self._window, self._reading, self._page_read = window, None, -1
        self._kept.clear()
        self._wanted.clear()

    def row(self, place: int) -> tuple[Cell, ...] | None:
        """The cells of a row; None while they are being read."""
        page, offset = divmod(place, PAGE)
        rows = self._kept.get(page)
        if rows is not None:
            return rows[offset]
        self._want(page)
        return None

    def page(self, number: int) -> Rows:
        """A page that has been read; empty if it has not."""
        return self._kept.get(number, [])

    def _want(self, page: int) -> None:
        if page == self._page_read:
            return
        if not self._wanted or self._wanted[-1] != page:
            others = [other for other in self._wanted if other != page]
            self._wanted = [*others[1 - WAITING :], page]
        if self._reading is None:
            self._read_next()

    def _read_next(self) -> None:
        window = self._window
        if window is None or not self._wanted:
            self._reading, self._page_read = None, -1
            return
        page = self._page_read = self._wanted.pop()

        def keep(rows: Rows) -> None:
            self._kept[page] = rows
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            self.arrived.emit(page * PAGE, page * PAGE + len(rows) - 1)
            self._read_next()

        def fail(error: KnownError) -> None:
            self._wanted.clear()
            self._reading, self._page_read = None, -1
            self.failed.emit(error)

        self._reading = self._jobs.start(self, lambda _report, _stop: window.fetch(page * PAGE, PAGE), keep, fail)
