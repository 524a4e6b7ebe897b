"""Why one number changed: what it did and how sure that is, then the tables that explain it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from analytics.result import Node, Selection, View
from ui import theme
from ui.controls import Button, heading, label
from ui.pages.diagnosis.nodewords import Told, colour_of_verdict, judged, told_of
from ui.taborder import stops_in
from ui.widgets.format import Writing, full, move, short
from ui.widgets.marks import sign_of
from ui.widgets.tablepanel import TablePanel

TABLES_LEAST = 264


class WhyPane(QFrame):
    """Shows one ``Node``."""

    open_rows = Signal(object, str)
    widened = Signal(bool)
    """It is to have the whole room, or no longer."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._told: Told | None = None
        self.title = heading()
        self.change = label()
        self.sure = label(kind="muted", wrap=True)
        self.now = Button(icon="table", kind="quiet")
        self.before = Button(icon="history", kind="quiet")
        self.tables = TablePanel()
        self.tables.setProperty("kind", "")
        self._room = _Room(self.tables)
        self.now.clicked.connect(lambda: self._lead(True))
        self.before.clicked.connect(lambda: self._lead(False))
        self.tables.open_rows.connect(self.open_rows)
        self.tables.widened.connect(self.widened)
        theme.notifier().changed.connect(self._recolour)
        self._lay_out()
        self.retranslate()

    def show_node(self, node: Node, view: View, writing: Writing) -> None:
        """Explain another node."""
        told = self._told = told_of(node, view, writing)
        self.title.setText(f"{told.name} {told.value}")
        self._show_change(told)
        self.sure.setText(_sure(told))
        self.sure.setVisible(bool(self.sure.text()))
        self.now.setAccessibleName(self.tr("{0} 的明细").format(told.name))
        self.before.setAccessibleName(self.tr("{0} 在对比期的明细").format(told.name))
        for button in (self.now, self.before):
            button.setToolTip(button.accessibleName())
        self.now.setVisible(node.rows is not None)
        self.before.setVisible(node.previous_rows is not None)
        tables = [table for table in view.tables if table.id in node.tables]
        listed = [table for table in tables if table.rows]
        if listed:
            self.tables.show_tables(listed, writing)
        self._room.setVisible(bool(listed))
        leads = [table.lead.say(writing.language) for table in tables if table.lead is not None]
        self.nothing.setText(leads[0] if leads else self._nothing(node, view, writing))
        self.nothing.setVisible(not self.has_tables)
        self.setAccessibleName(self.title.text())

    @property
    def stops(self) -> list[QWidget]:
        """What Tab leads to: the rows, then the tables with their tools."""
        tools = [*stops_in(self.tables.tabs), *stops_in(self.tables)]
        return list(dict.fromkeys([self.now, self.before, *tools]))

    @property
    def has_tables(self) -> bool:
        """Whether there is more to show than what the number did."""
        return not self._room.isHidden()

    def retranslate(self) -> None:
        """The texts that no view brings."""
        self.now.setText(self.tr("明细"))
        self.before.setText(self.tr("对比期"))
        self.tables.retranslate()

    def _nothing(self, node: Node, view: View, writing: Writing) -> str:
        """Why no reasons are listed."""
        if view.comparison is None:
            return self.tr("选了对比期，这里会说它为什么变。")
        if view.diagnosis is not None and view.diagnosis.rule == "none":
            why = view.diagnosis.why_rule.say(writing.language)
            return self.tr("{0}换成能对比的日子，这里会说它为什么变。").format(why)
        if node.change is None:
            return self.tr("对比期没有这个数，说不出变了多少。")
        if node.verdict == "unknown":
            return self.tr("看不准的变化不往下找原因：找到的多半是碰巧。时间选长一点，或者看别的数。")
        if node.verdict == "flat":
            return self.tr("在店铺平时的起落之内，不用找原因。")
        return self.tr("没有哪个商品、地区、渠道或哪类买家特别突出，是普遍的变化。")

    def _recolour(self) -> None:
        if self._told is not None:
            self._show_change(self._told)

    def _show_change(self, told: Told) -> None:
        """The change in the colour of its verdict, what it means in words, and what it is compared with."""
        node, tokens = told.node, theme.current()
        self.change.setVisible(node.change is not None)
        if node.change is None:
            return
        sign = {"unknown": "?", "flat": "▬"}.get(node.verdict, sign_of(move(node.change)))
        words = " ".join(text for text in (told.verdict, told.news) if text)
        before = short(node.previous, node.shown, told.writing)
        self.change.setText(f"{sign} {told.change} {words} · " + self.tr("对比 {0}").format(before))
        self.change.setStyleSheet(f"color: {colour_of_verdict(node.verdict, tokens)}")

    def _lay_out(self) -> None:
        self.nothing = label(kind="muted", wrap=True)
        self.nothing.setContentsMargins(12, 8, 12, 12)
        top = QHBoxLayout()
        top.setContentsMargins(12, 4, 8, 0)
        top.setSpacing(8)
        top.addWidget(self.title, 1)
        top.addWidget(self.now)
        top.addWidget(self.before)
        for words in (self.change, self.sure):
            words.setContentsMargins(12, 0, 12, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.change)
        column.addWidget(self.sure)
        column.addWidget(self._room, 1)
        column.addWidget(self.nothing)
        column.addStretch(0)

    def _lead(self, now: bool) -> None:
        told = self._told
        assert told is not None
        rows: Selection | None = told.node.rows if now else told.node.previous_rows
        value = told.node.value if now else told.node.previous
        self.open_rows.emit(rows, f"{told.name} {full(value, told.node.shown, told.writing)}")


class _Room(QWidget):
    """Gives the tables what room there is, whatever height they would like for their width."""

    def __init__(self, tables: TablePanel) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(tables)

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(320), theme.scaled(TABLES_LEAST))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(240), theme.scaled(TABLES_LEAST))


def _sure(told: Told) -> str:
    """By which test it was judged; the verdict itself stands in the title."""
    if told.reason:
        return told.reason
    return " ".join(judged(told)[1:])
