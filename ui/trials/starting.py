"""From a plan to lists in a folder: the form in the drawer, what it tells, where to, and what to do then."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from storage.errors import KnownError
from storage.progress import Report, StopAsked
from storage.words import Words
from ui.bars import Bars, Step
from ui.context import Context
from ui.jobs import Newest
from ui.page import Page
from ui.trials.form import TrialForm
from ui.trials.plan import Plan, Wanted
from ui.trials.work import begin, tells


class Starting(QObject):
    """Begins trials of a page, whose bars say what became of them."""

    begun = Signal()
    """There is another trial to show."""

    def __init__(self, context: Context, page: Page, bars: Bars) -> None:
        super().__init__(page)
        self._context, self._page, self._bars = context, page, bars
        self._sizing = Newest(context.jobs, self)

    def offer(self, shop_id: str, plan: Plan) -> None:
        """The form in the drawer."""
        form = TrialForm(plan)
        form.sized.connect(lambda: self._size(shop_id, form))
        form.wanted.connect(lambda: self._ask_folder(shop_id, plan, form.question()))
        self._page.open_detail.emit(form, plan.title)
        self._size(shop_id, form)

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

        def work(report: Report, stop: StopAsked) -> Words:
            return tells(self._context.facts_now(shop_id, report, stop), wanted)

        def failed(error: KnownError) -> None:
            form.say(error.say(self._context.language))

        self._sizing.start(work, lambda words: form.say(words.say(self._context.language)), failed)

    def _ask_folder(self, shop_id: str, plan: Plan, wanted: Wanted) -> None:
        dialog = QFileDialog(self._page.window(), self.tr("名单放到哪个文件夹"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(lambda folder: self.begin(shop_id, plan, wanted, Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
