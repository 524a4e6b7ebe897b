"""The page of group-buys: that of any subject, with a way to work out the next one."""

from ui.context import Context
from ui.controls import Button
from ui.pages.analysis import AnalysisPage, Body
from ui.pages.analysisbody import AnalysisBody

WHAT_IF = "what-if"


class GroupBuyPage(AnalysisPage):
    """Leads to the what-if."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "group-buy")
        self.next_one = Button(icon="group-buy", kind="primary")
        self.next_one.clicked.connect(lambda: self.open_page.emit(WHAT_IF))
        self._name()

    def make_body(self) -> Body:
        """Figures, trend and tables, with the way at the top."""
        made = AnalysisBody()
        made.head.add_action(self.next_one)
        return made

    def retranslate(self) -> None:
        """Write everything again."""
        self._name()
        super().retranslate()

    def _name(self) -> None:
        self.next_one.setText(self.tr("试算下一场拼团"))
