"""The page about churn: what any lesson's page does, and lists to write to with some held out."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from analytics.question import Question
from analytics.result import Selection, View
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from storage.words import Words
from ui.bars import Step
from ui.context import Context
from ui.jobs import Newest
from ui.pages.analysis import Body
from ui.pages.churn.body import ChurnBody
from ui.pages.churn.trialform import TrialForm
from ui.pages.churn.trials import VIEW, Wanted, begin, results, tells
from ui.pages.lesson import LessonPage


class ChurnPage(LessonPage):
    """Whom to write to, why, and how far that can be trusted."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, VIEW)
        self._sizing = Newest(context.jobs, self)

    def make_body(self) -> Body:
        """Groups beside people and proof."""
        made = ChurnBody()
        made.trial_wanted.connect(self._offer_trial)
        return made

    def _offer_trial(self, people: Selection, name: str) -> None:
        """The form in the drawer."""
        form = TrialForm(people.slices[-1][1], name)
        form.sized.connect(lambda: self._size(form))
        form.wanted.connect(lambda: self._ask_folder(form.question()))
        self.open_detail.emit(form, self.tr("叫回：{0}").format(name))
        self._size(form)

    def _size(self, form: TrialForm) -> None:
        """Say what such a split can tell."""
        shop_id, wanted = self._shop(), form.question()

        def work(report: Report, stop: StopAsked) -> Words:
            return tells(self.context.facts_now(shop_id, report, stop), wanted)

        def failed(error: KnownError) -> None:
            form.say(error.say(self.context.language))

        self._sizing.start(work, lambda words: form.say(words.say(self.context.language)), failed)

    def _ask_folder(self, wanted: Wanted) -> None:
        dialog = QFileDialog(self.window(), self.tr("名单放到哪个文件夹"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(lambda folder: self.begin_trial(wanted, Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def begin_trial(self, wanted: Wanted, folder: Path) -> None:
        """Split the group, keep the trial and write its lists; says where they are."""
        shop_id = self._shop()

        def work(report: Report, stop: StopAsked) -> None:
            begin(self.context.doors, self.context.facts_now(shop_id, report, stop), wanted, folder)

        def done(_nothing: None) -> None:
            look = Step(self.tr("打开文件夹"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
            said = self.tr("名单已分好，放在 {0}。「不发」的那份一个都别发；满 {1} 天后在「叫回的结果」看有没有用。")
            self.bars.show_bar("trial", "done", said.format(folder, wanted.days), look)
            if self._asked is not None:
                self.show_question(*self._asked)

        def failed(error: KnownError) -> None:
            self.bars.show_bar("trial", "error", error.say(self.context.language))

        self.context.jobs.start(self, work, done, failed, title=self.tr("分名单"))

    def answer(self, shop_id: str, question: Question, report: Report, stop: StopAsked) -> View:
        """The view with what became of the trials."""
        from msgspec.structs import replace

        view = super().answer(shop_id, question, report, stop)
        facts = self.context.facts_now(shop_id, report, stop)
        return replace(view, tables=(*view.tables, *results(self.context.doors, facts)))

    def _shop(self) -> str:
        assert self._asked is not None
        return self._asked[0]
