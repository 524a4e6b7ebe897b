"""One shop as a card: its state, its last run, and the next steps as buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout

from storage.runs import Counts
from ui.ago import newest_data, state_of
from ui.context import Context
from ui.controls import Button, Drawing, Elided, heading, label
from ui.jobs import Job
from ui.mending import is_mended_by_answers
from ui.pages.data.cutting import CutQuestion
from ui.shops import Known


class SourceCard(QFrame):
    """Emits ``import_wanted`` for a shop without a connection; ``change_wanted`` and ``cut`` for one that has one."""

    import_wanted = Signal()
    change_wanted = Signal()
    cut = Signal()

    def __init__(self, context: Context, known: Known) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._context = context
        self._known = known
        self.shop_id = known.shop.id
        self._name = heading(known.shop.name)
        self._where = Elided()
        self._where.setProperty("kind", "muted")
        self._state, self._as_of, self._last = label(), label(kind="muted"), Elided()
        self._last.setProperty("kind", "muted")
        self._notes = label(kind="muted", wrap=True)
        self._problem = label(kind="bad", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        failure = self._failure()
        self.change = Button(self.tr("改连接"), kind="primary" if is_mended_by_answers(failure) else "quiet")
        self.disconnect_button, self.button = Button(self.tr("断开"), kind="quiet"), Button()
        self.question = CutQuestion(known.shop.name)
        self._wire()
        self._lay_out()
        self._watch(context.entering.syncing(known.shop.id))
        self.show_state()

    def show_state(self) -> None:
        """Write the state as it is now."""
        known = self._known
        job = self._context.entering.syncing(known.shop.id)
        online = self._context.network.online or known.platform is None
        self._state.setText(state_of(known, job is not None, online))
        self._where.setText(self._from())
        moment = newest_data(known)
        self._as_of.setText(self.tr("数据截至 {moment}").format(moment=moment) if moment else "")
        self._last.setText(self._last_words())
        self._notes.setText("\n".join(note.say(self._context.language) for note in known.notes))
        self._notes.setVisible(bool(known.notes))
        self._problem.setText(self._failure() if job is None else "")
        self._problem.setVisible(bool(self._problem.text()))
        self._bar.setVisible(job is not None)
        self.button.setText(self._next_step(job))
        self.button.set_icon("close" if job else "sync" if known.platform else "import")
        for button in (self.button, self.change, self.disconnect_button):
            button.setAccessibleName(f"{button.text()} {known.shop.name}")
        self._offer(asks=False)

    def _from(self) -> str:
        """有赞; and its address where every shop of the platform has one of its own."""
        if self._known.platform is None:
            return self.tr("已断开，数据都留着") if self._known.last("sync") else self.tr("来自导入的文件")
        return " · ".join(filter(None, (self._known.platform.say(self._context.language), self._known.address)))

    def _last_words(self) -> str:
        if not self._known.runs:
            return self.tr("还没有同步过")
        total = sum(self._known.runs[0].counts.values(), Counts())
        words = self.tr("上次：新增 {new} 条，更新 {changed} 条")
        said = words.format(new=f"{total.inserted:,}", changed=f"{total.changed:,}")
        aside = self.tr("，未收下 {count} 条").format(count=f"{total.quarantined:,}") if total.quarantined else ""
        return said + aside

    def _failure(self) -> str:
        """Of what the last run failed; that a sync did is over once the shop is disconnected."""
        newest = self._known.runs[0] if self._known.runs else None
        if newest is None or newest.outcome != "failed" or (newest.kind == "sync" and self._known.platform is None):
            return ""
        return newest.message

    def _next_step(self, job: Job | None) -> str:
        if job is not None:
            return self.tr("停止")
        if self._known.platform is None:
            return self.tr("导入文件")
        return self.tr("重试同步") if self._failure() else self.tr("同步")

    def _act(self) -> None:
        job = self._context.entering.syncing(self._known.shop.id)
        if job is not None:
            job.cancel()
        elif self._known.platform is None:
            self.import_wanted.emit()
        else:
            self._context.entering.sync(self._known.shop)

    def _offer(self, asks: bool) -> None:
        """The question, or the buttons of which something can be made now; the demo's connection is not to be had."""
        known = self._known
        has_own = known.platform is not None and not known.shop.demo
        rests = self._context.entering.syncing(known.shop.id) is None
        self.question.setVisible(asks)
        self.button.setVisible(not asks)
        for button in (self.change, self.disconnect_button):
            button.setVisible(has_own and rests and not asks)

    def _ask(self) -> None:
        self._offer(asks=True)
        self.question.leave.setFocus()

    def _stay(self) -> None:
        self._offer(asks=False)
        self.disconnect_button.setFocus()

    def _watch(self, job: Job | None) -> None:
        if job is not None:
            job.progress.connect(self._progressed)

    def _progressed(self, progress: object) -> None:
        done, total = getattr(progress, "done", 0), getattr(progress, "total", None)
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(done * 1000 // total if total else 0)

    def _wire(self) -> None:
        self.button.clicked.connect(self._act)
        self.change.clicked.connect(self.change_wanted)
        self.disconnect_button.clicked.connect(self._ask)
        self.question.agreed.connect(self.cut)
        self.question.closed.connect(self._stay)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Drawing("connect" if self._known.platform else "file", "muted"))
        top.addWidget(self._name)
        if self._known.shop.demo:
            top.addWidget(label(self.tr("示例"), "muted"))
        top.addWidget(self._where, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for column, widget in enumerate((self._state, self._as_of, self._last)):
            grid.addWidget(widget, 0, column)
        grid.setColumnStretch(2, 1)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addLayout(top)
        words.addLayout(grid)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        for button in (self.change, self.disconnect_button, self.button):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (self._notes, self._problem, self._bar, self.question):
            column.addWidget(widget)
