"""What to do now, in three cards at most, and the way to the rest."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from analytics.result import View
from ui.controls import Button, empty, heading, label
from ui.widgets.cardnote import CardNote
from ui.widgets.cardwidget import BriefCard
from ui.widgets.cardwords import is_note
from ui.widgets.format import Writing

MOST = 3
GAP = 8


class Actions(QWidget):
    """Shows the advice of a diagnosis."""

    open_rows = Signal(object, str)
    marked = Signal(object, str)
    """A card, and "done" or "dismissed"."""
    more_wanted = Signal()
    """Everything there is to do, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[BriefCard] = []
        self.notes: list[CardNote] = []
        self._title = heading()
        self.quiet = label(kind="muted", wrap=True)
        """Says that there is nothing to do, or that it is being worked out."""
        self.more = Button(icon="diagnosis")
        self.more.clicked.connect(self.more_wanted)
        self._column = QVBoxLayout()
        self._column.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self.quiet)
        column.addLayout(self._column)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.retranslate()

    def show_advice(self, view: View, writing: Writing) -> None:
        """Show the first cards: those that cannot wait, then those with the most money at stake."""
        opened = [card for card in view.cards if card.state == "open"]
        waiting = [card for card in opened if not is_note(card)]
        notes = [CardNote(card, writing) for card in opened if is_note(card)]
        self._show([BriefCard(card, writing) for card in waiting[:MOST]], notes)
        self.quiet.setText(self._nothing(view, writing))
        all_of_them = self.tr("全部 {0} 条，和变化的原因").format(len(waiting))
        split = view.comparison is None or view.diagnosis is None or view.diagnosis.rule != "none"
        why = self.tr("看变化的原因") if split else self.tr("换成能对比的日子")
        self.more.setText(all_of_them if len(waiting) > MOST else why)
        self.more.setVisible(view.diagnosis is not None)

    def wait(self) -> None:
        """The advice is being worked out."""
        self._show([], [])
        self.quiet.setText(self.tr("正在找变化的原因和该做的事…"))
        self.more.hide()

    def stop_waiting(self) -> None:
        """The advice could not be worked out."""
        self.quiet.setText(self.tr("这次没能找出原因和该做的事。"))

    def retranslate(self) -> None:
        """The texts that no view brings."""
        self._title.setText(self.tr("现在做什么"))

    def _nothing(self, view: View, writing: Writing) -> str:
        """Why there is nothing to do."""
        if view.comparison is None:
            return self.tr("没有选对比期，看不出变化来自哪里。在上面选「对比上期」，这里会列出该做的事。")
        if view.diagnosis is not None and view.diagnosis.rule == "none":
            why = view.diagnosis.why_rule.say(writing.language)
            return self.tr("{0}数据够对比时，这里列出最值得做的事和牵涉的钱。").format(why)
        return self.tr("现在没有要做的事。")

    def _show(self, cards: list[BriefCard], notes: list[CardNote]) -> None:
        empty(self._column)
        self.cards, self.notes = cards, notes
        for card in cards:
            card.open_rows.connect(self.open_rows)
        for part in (*cards, *notes):
            part.marked.connect(self.marked)
            self._column.addWidget(part)
        self.quiet.setVisible(not cards)
