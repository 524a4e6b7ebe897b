"""The page of a view that rests on what takes long to learn: it is learnt in the background, and can be stopped."""

from analytics.question import Question
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from ui.bars import Step
from ui.context import Context
from ui.jobs import Job
from ui.pages.analysis import AnalysisPage

_BAR = "lesson"


class LessonPage(AnalysisPage):
    """Learning goes on when people look at other pages; until it is done an older answer stays."""

    def __init__(self, context: Context, view_id: str) -> None:
        super().__init__(context, view_id)
        self._asked: tuple[str, Question] | None = None
        self._lessons: dict[str, Job] = {}
        """What is being learnt, by the shop."""

    def show_question(self, shop_id: str, question: Question) -> None:
        """Answer at once where everything is known; else learn first."""
        self.leave_other_shops(shop_id)
        self._asked = (shop_id, question)

        def is_ready(report: Report, stop: StopAsked) -> bool:
            from analytics.views import ready

            return ready(self.page_id, self.context.facts_now(shop_id, report, stop))

        def go_on(known: bool) -> None:
            if known:
                self.bars.clear(_BAR)
                AnalysisPage.show_question(self, shop_id, question)
            else:
                self._learn(shop_id)

        self._newest.start(is_ready, go_on, lambda error: self._failed(shop_id, error))

    def ask_again(self) -> None:
        """Work out the last question anew: something else that is shown has changed."""
        if self._asked is not None:
            self.show_question(*self._asked)

    @property
    def shop_id(self) -> str:
        """The shop that was asked about last."""
        assert self._asked is not None
        return self._asked[0]

    def _learn(self, shop_id: str) -> None:
        if shop_id in self._lessons:
            self._say_learning(self._lessons[shop_id])
            return

        def work(report: Report, stop: StopAsked) -> None:
            from analytics.views import prepare

            prepare(self.page_id, self.context.facts_now(shop_id, report, stop), report, stop)

        job = self.context.jobs.start(
            self,
            work,
            lambda _nothing: self._again(shop_id),
            lambda error: self._failed(shop_id, error),
            lambda: self._stopped(shop_id),
            self.tr("从本店的过去里学习"),
        )
        self._lessons[shop_id] = job
        job.ended.connect(lambda: self._lessons.pop(shop_id, None))
        self._say_learning(job)

    def _again(self, shop_id: str) -> None:
        self._lessons.pop(shop_id, None)
        if self._shows(shop_id):
            self.ask_again()

    def _shows(self, shop_id: str) -> bool:
        """Whether it is this shop that is looked at: what happens to lessons of others is not said here."""
        return self._asked is not None and self._asked[0] == shop_id

    def _failed(self, shop_id: str, error: KnownError) -> None:
        if not self._shows(shop_id):
            return
        again = Step(self.tr("重试"), lambda: self._again(shop_id))
        self.bars.show_bar(_BAR, "error", error.say(self.context.language), again)

    def _stopped(self, shop_id: str) -> None:
        if not self._shows(shop_id):
            return
        again = Step(self.tr("继续学"), lambda: self._again(shop_id))
        self.bars.show_bar(_BAR, "info", self.tr("已停下。学完才有这一页。"), again, closable=False)

    def _say_learning(self, job: Job) -> None:
        words = self.tr("正在从本店的过去里学习，数据有了变化才要再学。可以先看别的页面，学完这里自己会出来。")
        if self.seen is not None:
            words += self.tr("下面还是之前的结果。")
        self.bars.show_bar(_BAR, "info", words, Step(self.tr("停下"), job.cancel), closable=False)
