"""Long work at the bottom of the window: what, how far, how fast, how long still, and cancel."""

import time

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from storage.progress import Progress
from ui.context import Context
from ui.controls import Button, Drawing, Elided, label
from ui.jobs import Job
from ui.pace import Pace
from ui.theme import scaled

BAR_WIDTH = 160
ROWS = 10  # a second from which on progress counts rows; slower work goes in steps of its own
STEPS = 1000  # of the bar, so that totals beyond 32 bits fit


class StatusBar(QFrame):
    """Shows the newest of the long jobs; takes no room while there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self._context = context
        self._jobs: list[Job] = []
        self._paces: dict[Job, Pace] = {}
        self.words = Elided()
        self._pace = label(kind="muted")
        self._others = label(kind="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(scaled(BAR_WIDTH))
        self.cancel = Button(kind="quiet")
        self.cancel.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(Drawing("clock", "muted"))
        row.addWidget(self.words, 1)
        for widget in (self._others, self._pace, self._bar, self.cancel):
            row.addWidget(widget)
        self.hide()
        self.retranslate()

    def add(self, job: Job) -> None:
        """Show a job until it has ended."""
        self._jobs.append(job)
        self._paces[job] = Pace()
        job.progress.connect(lambda progress: self._progressed(job, progress))
        job.ended.connect(lambda: self._drop(job))
        self._show()

    def retranslate(self) -> None:
        """Set every text again."""
        self.cancel.setText(self.tr("取消"))
        self._bar.setAccessibleName(self.tr("进度"))
        self._show()

    def _progressed(self, job: Job, progress: Progress) -> None:
        self._paces[job].add(time.monotonic(), progress.done)
        self._show()

    def _drop(self, job: Job) -> None:
        self._jobs.remove(job)
        del self._paces[job]
        self._show()

    def _cancel(self) -> None:
        self._jobs[-1].cancel()
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._jobs))
        if not self._jobs:
            self.words.clear()  # said in the language of then
            return
        job = self._jobs[-1]
        progress, pace = job.latest, self._paces[job]
        more = len(self._jobs) - 1
        self.words.setText(self._words(job))
        self._others.setText(self.tr("另有 {count} 项").format(count=more) if more else "")
        self._pace.setText(self._pace_words(pace, progress.total if progress else None))
        self.cancel.setEnabled(not job.stopping)
        known = progress is not None and progress.total
        self._bar.setRange(0, STEPS if known else 0)
        if progress is not None and progress.total:
            self._bar.setValue(min(STEPS, progress.done * STEPS // progress.total))

    def _words(self, job: Job) -> str:
        if job.stopping:
            return self.tr("{title} · 正在停下").format(title=job.title)
        if job.latest is None:
            return job.title
        done, total = job.latest.done, job.latest.total
        how_far = f"{done:,} / {total:,}" if total else f"{done:,}" if done else ""
        return " · ".join(part for part in (job.title, job.latest.doing.say(self._context.language), how_far) if part)

    def _pace_words(self, pace: Pace, total: int | None) -> str:
        rate, left = pace.rate, pace.left(total)
        words = [self.tr("每秒 {rate} 条").format(rate=f"{rate:,.0f}")] if rate and rate >= ROWS else []
        if left is not None:
            words.append(self.tr("还要 {time}").format(time=_clock(left)))
        return " · ".join(words)


def _clock(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
