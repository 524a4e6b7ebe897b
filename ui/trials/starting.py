"""From a plan to lists in a folder: the form in the drawer, what it tells, where to, and what to do then."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from analytics.result import View
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from ui.bars import Bars, Step
from ui.context import Context
from ui.jobs import Newest
from ui.page import Page
from ui.trials.form import TrialForm
from ui.trials.plan import Plan, Wanted
from ui.trials.shown import TrialResult
from ui.trials.work import Told, begin, tells


class Starting(QObject):
    """Begins trials of a page, whose bars say what became of them."""

    begun = Signal()
    """There is another trial to show."""

    def __init__(self, context: Context, page: Page, bars: Bars) -> None:
        super().__init__(page)
        self._context, self._page, self._bars = context, page, bars
        self._sizing, self._opening = Newest(context.jobs, self), Newest(context.jobs, self)
        self._open: tuple[str, Callable[[], Plan], TrialForm] | None = None
        """The shop, what makes the plan, and the form that is seen."""
        context.appearance.language_changed.connect(self._say_anew)

    def offer(self, shop_id: str, plan_now: Callable[[], Plan]) -> None:
        """The form in the drawer; ``plan_now`` makes the plan in the language that is spoken."""
        plan = plan_now()
        form = TrialForm(plan)
        self._show(shop_id, plan_now, plan, form)

    def show_result(self, shop_id: str, name: str) -> None:
        """What came of any trial of the shop, in the drawer."""

        def work(report: Report, stop: StopAsked) -> View:
            return self._context.doors.trial_result(self._context.facts_now(shop_id, report, stop), name)

        def failed(error: KnownError) -> None:
            self._bars.show_bar("trial", "error", error.say(self._context.language))

        self._opening.start(work, lambda view: self._show_result(shop_id, name, view), failed)

    def begin(self, shop_id: str, plan: Plan, wanted: Wanted, folder: Path) -> None:
        """Split the group, keep the trial and write its lists; says where they are and what to do."""

        def work(report: Report, stop: StopAsked) -> None:
            begin(self._context.doors, self._context.facts_now(shop_id, report, stop), wanted, folder)

        def done(_nothing: None) -> None:
            look = Step(self.tr("打开文件夹"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
            self._bars.show_bar("trial", "done", plan.begun(wanted, str(folder)), look)
            self.begun.emit()

        def failed(error: KnownError) -> None:
            self._bars.show_bar("trial", "error", error.say(self._context.language))

        self._context.jobs.start(self, work, done, failed, title=self.tr("分名单"))

    def _size(self, shop_id: str, form: TrialForm) -> None:
        """Say what such a split can tell."""
        wanted = form.question()

        def work(report: Report, stop: StopAsked) -> Told:
            return tells(self._context.facts_now(shop_id, report, stop), wanted)

        def failed(error: KnownError) -> None:
            if self._is_open(form):
                form.say(error.say(self._context.language), possible=True)

        def show(told: Told) -> None:
            if self._is_open(form):
                form.say(told.words.say(self._context.language), possible=told.possible)

        self._sizing.start(work, show, failed)

    def _show(self, shop_id: str, plan_now: Callable[[], Plan], plan: Plan, form: TrialForm) -> None:
        form.sized.connect(lambda: self._size(shop_id, form))
        form.wanted.connect(lambda: self._ask_folder(shop_id, plan, form.question()))
        form.destroyed.connect(lambda: self._forget(form))
        self._open = (shop_id, plan_now, form)
        self._page.open_detail.emit(form, plan.title)
        self._size(shop_id, form)

    def _is_open(self, form: TrialForm) -> bool:
        return self._open is not None and self._open[2] is form

    def _forget(self, form: TrialForm) -> None:
        if self._is_open(form):
            self._open = None

    def _say_anew(self) -> None:
        """The form that is open, in another language, with what was typed into it."""
        if self._open is None:
            return
        shop_id, plan_now, before = self._open
        plan = plan_now()
        form = TrialForm(plan)
        form.take_over(before)
        self._show(shop_id, plan_now, plan, form)

    def _show_result(self, shop_id: str, name: str, view: View) -> None:
        shown = TrialResult(view, self._context.language)
        shown.open_rows.connect(self._page.open_rows)
        again = self._context.appearance.language_changed.connect(lambda: self.show_result(shop_id, name))
        shown.destroyed.connect(lambda: QObject.disconnect(again))
        self._page.open_detail.emit(shown, view.title.say(self._context.language))

    def _ask_folder(self, shop_id: str, plan: Plan, wanted: Wanted) -> None:
        dialog = QFileDialog(self._page.window(), self.tr("名单放到哪个文件夹"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(lambda folder: self.begin(shop_id, plan, wanted, Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
