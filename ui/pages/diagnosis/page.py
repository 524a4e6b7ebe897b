"""The page of the diagnosis."""

from msgspec.structs import replace

from ui.context import Context
from ui.marking import Marking
from ui.pages.analysis import AnalysisPage, Body
from ui.pages.diagnosis.body import DiagnosisBody


class DiagnosisPage(AnalysisPage):
    """Shows the tree, the reasons and what to do; what is marked is worked out anew."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "diagnosis")
        self._marking = Marking(context, self.bars, self)
        self._marking.done.connect(self._again)

    def make_body(self) -> Body:
        """The tree with its reasons and cards."""
        made = DiagnosisBody()
        made.cards.marked.connect(self._marking.mark)
        made.cards.reopened.connect(self._marking.reopen)
        made.tree.compare_wanted.connect(lambda: self._ask(compare="previous"))
        made.tree.week_wanted.connect(lambda: self._ask(preset="last_7"))
        return made

    def _ask(self, **changed: str) -> None:
        """Ask the window another question."""
        state = self.context.state
        state.ask(replace(state.place.asked, **changed))

    def _again(self) -> None:
        known, question = self.context.state.known, self.context.state.question
        if known is not None and question is not None:
            self.show_question(known.shop.id, question)
