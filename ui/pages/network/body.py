"""The fan network as it is laid out: words above, what matters at the left, the picture, and its growth below.

Instead of the picture the numbers of the page can be seen: figures, trend and tables, like those of any other page.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from analytics.network.picture import Picture
from analytics.result import View
from storage.words import Language
from ui.pages.analysisbody import AnalysisBody
from ui.pages.analysishead import AnalysisHead
from ui.pages.network.legend import Legend
from ui.pages.network.replay import Replay
from ui.pages.network.samples import Samples
from ui.pages.network.side import Side, brief
from ui.pages.network.tools import Tools
from ui.scrolling import scrolling
from ui.theme import scaled
from ui.widgets.format import Writing, writing_of
from ui.widgets.network.canvas import NetworkCanvas
from ui.widgets.network.people import Kind, People
from ui.widgets.tablepanel import TablePanel

_SIDE, _SAMPLES = range(2)
SIDE = 296  # px of the column at the left, at the usual size of text
EDGE, GAP = 16, 8


class NetworkBody(QWidget):
    """Shows views of the network, its picture, and plans whom to give samples."""

    open_rows = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.head = AnalysisHead()
        self.side, self.samples = Side(), Samples()
        self.tools, self.legend, self.replay, self.canvas = Tools(), Legend(), Replay(), NetworkCanvas()
        self.numbers, self.plan = AnalysisBody(), TablePanel()
        self.numbers.head.hide()  # it stands above already
        self.plan.wide_button.hide()
        self.picture: Picture | None = None
        self._left, self._middle = QStackedWidget(), QStackedWidget()
        self._writing = Writing()
        self._lay_out()
        self.replay.moved.connect(self._show_until)
        self.tools.whole_wanted.connect(self.canvas.show_whole)
        self.tools.unfold_wanted.connect(self.canvas.unfold_all)
        self.tools.numbers_wanted.connect(self.see_numbers)
        self.side.all_wanted.connect(self._see_table)
        self.samples.left.connect(self.leave_samples)
        self.samples.numbers_wanted.connect(lambda: self._see(self.plan))
        for part in (self.numbers, self.plan):
            part.open_rows.connect(self.open_rows)

    def show_view(self, view: View, language: Language) -> None:
        """Show another view."""
        self._writing = writing_of(view.shop, language)
        self.head.show_view(view, self._writing)
        self.side.show_view(view, self._writing)
        self.legend.show_table(view.table("kinds"), self._writing)
        self.numbers.show_view(view, language)

    def show_picture(self, picture: Picture) -> None:
        """Show another network; the same one stays as it was moved."""
        if picture is self.picture:
            return
        self.picture = picture
        fans = picture.fans
        self.canvas.set_people(People(picture.layout, fans.kind, fans.since, lambda node: brief(picture.name(node))))
        self.replay.show_span(picture.span, self._writing.zone)

    def _show_until(self, moment: int | None) -> None:
        """Those who had come by then, in the picture and in the legend."""
        self.canvas.show_until(moment)
        if self.canvas.people is not None:
            there = self.canvas.people.there(moment)
            kinds = self.canvas.people.kinds[there]
            self.legend.show_counts([int((kinds == kind).sum()) for kind in Kind])

    def see_samples(self) -> None:
        """Whom to give samples, at the left."""
        self._left.setCurrentIndex(_SAMPLES)

    def show_plan(self, view: View) -> None:
        """Show a plan: its list, its rings in the picture, its tables."""
        self.samples.show_view(view, self._writing)
        self.plan.show_tables(view.tables, self._writing)
        self.canvas.mark(self._nodes(view))
        if not view.tables and self._middle.currentWidget() is self.plan:
            self._see(self.canvas)

    def leave_samples(self) -> None:
        """Back to legend, layers and key people."""
        self._left.setCurrentIndex(_SIDE)
        self.canvas.mark(())
        if self._middle.currentWidget() is self.plan:
            self._see(self.canvas)

    @property
    def planning(self) -> bool:
        """Whether samples are given away at the left."""
        return self._left.currentIndex() == _SAMPLES

    def see_numbers(self, numbers: bool) -> None:
        """The numbers instead of the picture, or the picture again."""
        self._see((self.plan if self.planning else self.numbers) if numbers else self.canvas)

    def node_of(self, customer_id: str) -> int:
        """Who has this id; -1 for nobody."""
        if self.picture is None or customer_id not in self.picture.ids:
            return -1
        return self.picture.ids.index(customer_id)

    def retranslate(self) -> None:
        """The texts that no view brings."""
        for part in (self.side, self.samples, self.tools, self.replay, self.numbers, self.plan):
            part.retranslate()

    def _nodes(self, view: View) -> tuple[int, ...]:
        rows = view.tables[0].rows if view.tables else ()
        return tuple(self.node_of(str(row.cells[2])) for row in rows)

    def _see_table(self, table_id: str) -> None:
        """The numbers, this table in front."""
        self.numbers.tables.bring(table_id)
        self._see(self.numbers)
        QTimer.singleShot(0, self, lambda: self.numbers.ensureWidgetVisible(self.numbers.tables))  # once it is laid out

    def _see(self, part: QWidget) -> None:
        self._middle.setCurrentWidget(part)
        seen = part is self.canvas
        self.tools.show_numbers(not seen)
        self.legend.setVisible(seen)
        self.replay.setVisible(seen and self.picture is not None and self.picture.span is not None)

    def _lay_out(self) -> None:
        for part in (self.side, self.samples):  # in the order of ``_SIDE`` and ``_SAMPLES``
            self._left.addWidget(scrolling(part))
        self._left.setFixedWidth(scaled(SIDE))
        for part in (self.canvas, self.numbers, self.plan):
            self._middle.addWidget(part)
        frame = QFrame()
        frame.setProperty("kind", "card")
        middle = QVBoxLayout(frame)
        middle.setContentsMargins(GAP, GAP, GAP, GAP)
        middle.setSpacing(GAP)
        middle.addWidget(self.tools)
        middle.addWidget(self._middle, 1)
        middle.addWidget(self.legend)
        middle.addWidget(self.replay)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._left)
        row.addWidget(frame, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        column.setSpacing(GAP)
        column.addWidget(self.head)
        column.addLayout(row, 1)
