"""The page of the diagnosis."""

from msgspec.structs import replace

from analytics.period import Period
from analytics.presets import comparable_period
from analytics.result import View
from storage.progress import Report, StopAsked
from ui.context import Context
from ui.jobs import Newest
from ui.marking import Marking
from ui.pages.analysis import AnalysisPage, Body
from ui.pages.diagnosis.body import DiagnosisBody
from ui.presets import CUSTOM


class DiagnosisPage(AnalysisPage):
    """Shows the tree, the reasons and what to do; what is marked is worked out anew."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "diagnosis")
        self._looking = Newest(context.jobs, self)
        self.marking = Marking(context, self.bars, self)
        self.marking.done.connect(self._again)

    def make_body(self) -> Body:
        """The tree with its reasons and cards."""
        made = DiagnosisBody()
        made.cards.marked.connect(self.marking.mark)
        made.cards.reopened.connect(self.marking.reopen)
        made.tree.compare_wanted.connect(lambda: self._ask(compare="previous"))
        made.tree.period_wanted.connect(lambda days: self._ask(preset=CUSTOM, custom=days, compare="previous"))
        return made

    def fill(self, view: View) -> None:
        """Show a view; where its comparison is not in the data, look for days that can be compared."""
        super().fill(view)
        self._looking.cancel()
        if view.diagnosis is not None and view.diagnosis.rule == "none" and view.comparison is not None:
            self._look_for_days(view.shop.id)

    def _look_for_days(self, shop_id: str) -> None:
        def work(report: Report, stop: StopAsked) -> Period | None:
            return comparable_period(self.context.facts_now(shop_id, report, stop))

        def found(period: Period | None) -> None:
            assert isinstance(self.body, DiagnosisBody)
            self.body.tree.offer(period)

        self._looking.start(work, found, lambda _error: None)  # the bar stays without a button

    def _ask(self, **changed: object) -> None:
        """Ask the window another question."""
        state = self.context.state
        state.ask(replace(state.place.asked, **changed))

    def _again(self) -> None:
        known, question = self.context.state.known, self.context.state.question
        if known is not None and question is not None:
            self.show_question(known.shop.id, question)
