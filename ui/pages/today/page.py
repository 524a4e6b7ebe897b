"""The first page. The overview comes at once; what the diagnosis advises is worked out after it is shown."""

from analytics.question import Question
from analytics.result import View
from storage.errors import KnownError
from storage.progress import Report, StopAsked
from ui.bars import Step
from ui.context import Context
from ui.jobs import Newest
from ui.marking import Marking
from ui.pages.analysis import AnalysisPage, Body
from ui.pages.today.body import TodayBody

ADVICE = "diagnosis"


class TodayPage(AnalysisPage):
    """Shows the view "overview" with the advice of the view "diagnosis"."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "overview")
        self.advice: View | None = None
        """The diagnosis of what is shown; None until it is known."""
        self._advised: tuple[object, ...] = ()
        """What was asked when it was worked out."""
        self._advising = Newest(context.jobs, self)
        self.marking = Marking(context, self.bars, self)
        self.marking.done.connect(self._advise)

    def make_body(self) -> Body:
        """The overview and room for advice."""
        made = TodayBody()
        made.todo.marked.connect(self.marking.mark)
        made.todo.more_wanted.connect(lambda: self.open_page.emit(ADVICE))
        return made

    def fill(self, view: View) -> None:
        """Show the overview, then look for advice."""
        super().fill(view)
        assert isinstance(self.body, TodayBody)
        if self.advice is not None and self._advised == _asked(view):
            self.body.show_advice(self.advice)
        else:
            self.body.await_advice()
        self._advise()

    def show_advice(self, view: View) -> None:
        """Show a diagnosis that was worked out."""
        assert isinstance(self.body, TodayBody)
        assert self.view is not None
        self.bars.clear("advice")
        self.advice, self._advised = view, _asked(self.view)
        self.body.show_advice(view)

    def _advise(self) -> None:
        known, question = self.context.state.known, self.context.state.question
        if known is None or question is None:
            return
        shop_id = known.shop.id

        def work(report: Report, stop: StopAsked) -> View:
            return self._diagnose(shop_id, question, report, stop)

        def failed(error: KnownError) -> None:
            again = Step(self.tr("重试"), self._advise)
            self.bars.show_bar("advice", "error", error.say(self.context.language), again)
            assert isinstance(self.body, TodayBody)
            self.body.do_without_advice()

        self._advising.start(work, self.show_advice, failed)

    def _diagnose(self, shop_id: str, question: Question, report: Report, stop: StopAsked) -> View:
        """In a worker: the diagnosis, and that its brief is being read."""
        from analytics.views import evaluate

        facts, doors = self.context.facts_now(shop_id, report, stop), self.context.doors
        made = evaluate(ADVICE, facts, question, doors.notebook(shop_id))
        doors.looked(shop_id)
        return made


def _asked(view: View) -> tuple[object, ...]:
    """What makes the advice of one overview that of another: the same question about the same data."""
    return view.shop.id, view.period, view.comparison, view.filters, view.data_as_of
