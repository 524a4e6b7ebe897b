"""The card of the tree: the tree or, on a toggle, its table twin; what the marks mean, with the rule on hover."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from analytics.period import Period
from analytics.result import Table, View
from ui.bars import Bars, Step
from ui.controls import Button, heading, label
from ui.pages.diagnosis.tree import Tree
from ui.widgets.dates import span
from ui.widgets.format import Writing
from ui.widgets.resulttable import ResultTable
from ui.widgets.treepoints import TWIN, in_points


class TreeCard(QFrame):
    """Shows the ``Diagnosis`` of a view."""

    open_rows = Signal(object, str)
    compare_wanted = Signal()
    """The period is to be compared with the one before."""
    period_wanted = Signal(object)
    """The period is to be this one, which can be compared."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.tree = Tree()
        self.twin = ResultTable()
        self.toggle = Button(icon="table", kind="quiet")
        self.toggle.setCheckable(True)
        self.bars = Bars()
        """Why nothing can be split, if so."""
        self.legend = label(kind="muted", wrap=True)
        """What the marks mean; by which rule it was split is on hover."""
        self._title = heading()
        self._stack = QStackedWidget()
        self._table: Table | None = None
        self._in_points: frozenset[int] = frozenset()
        self._writing = Writing()
        self._split = False
        self._why = ""
        """By which rule it was split, or why it was not."""
        self._lay_out()
        self.toggle.toggled.connect(self._turn)
        self.twin.open_rows.connect(self.open_rows)
        self.retranslate()

    def show_view(self, view: View, writing: Writing) -> None:
        """Show the tree of another view."""
        assert view.diagnosis is not None
        self._writing = writing
        listed = next((table for table in view.tables if table.id == TWIN), None)
        self._table, self._in_points = in_points(listed, view.diagnosis) if listed else (None, frozenset())
        self.toggle.setVisible(self._table is not None)
        self.tree.show_view(view, writing)
        split = self._split = view.diagnosis.rule != "none"
        self._why = view.diagnosis.why_rule.say(writing.language)
        self.legend.setToolTip(self._why)
        self.legend.setAccessibleDescription(self._why)
        self.bars.clear()
        if not split:
            self._say_why_not(view)
        self._fill()

    def retranslate(self) -> None:
        """The texts that no view brings."""
        self._title.setText(self.tr("变化来自哪里"))
        self.tree.setAccessibleName(self._title.text())
        self.legend.setText(
            self.tr("▲ ▼ 有明显变化 · ▬ 正常波动 · ? 看不准 · 条和右边的数：对总变化的影响，加起来正好是总变化")
        )
        self.toggle.name(self.tr("看图") if self.toggle.isChecked() else self.tr("看数字表"))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab leads to, in this order."""
        return (self.toggle, *self.tree.stops)

    def offer(self, period: Period | None) -> None:
        """Say why nothing is split, and what days could be compared: None if there are none yet."""
        if period is None:
            words = self.tr("{0}数据还不到两个完整的日子，再过一两天就能对比。").format(self._why)
            self.bars.show_bar("split", "info", words, closable=False)
        else:
            step = Step(self.tr("改看 {0}").format(span(period)), lambda: self.period_wanted.emit(period))
            self.bars.show_bar("split", "info", self._why, step, False)

    def _say_why_not(self, view: View) -> None:
        """Why nothing is split, and what to choose instead; which days can be compared is told later."""
        if view.comparison is not None:
            self.bars.show_bar("split", "info", self._why, closable=False)
            return
        words = self.tr("没有选对比期，这里只有各项的数。对比之后，会说变化来自哪里、是不是真的变了。")
        self.bars.show_bar("split", "info", words, Step(self.tr("和上期对比"), self.compare_wanted.emit), False)

    def _turn(self) -> None:
        self._stack.setCurrentWidget(self.twin if self.toggle.isChecked() else self.tree)
        self.toggle.set_icon("chart" if self.toggle.isChecked() else "table")
        self._fill()
        self.retranslate()

    def _fill(self) -> None:
        """The twin only while it is seen; it says by itself what the tree needs a legend for."""
        self.legend.setVisible(self._split and not self.toggle.isChecked())
        if self._table is not None and self.toggle.isChecked():
            self.twin.show_table(self._table, self._writing, self._in_points)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.twin)
        top = QHBoxLayout()
        top.setContentsMargins(12, 4, 8, 0)
        top.addWidget(self._title, 1)
        top.addWidget(self.toggle)
        self.bars.setContentsMargins(12, 4, 12, 0)
        self.legend.setContentsMargins(12, 0, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.bars)
        column.addWidget(self._stack, 1)
        column.addWidget(self.legend)
