"""A card of advice that was done or was not wanted: what became of it, and a way to open it again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from analytics.result import Card
from ui.controls import Button, Drawing, Elided, label
from ui.widgets.cardwords import state_of
from ui.widgets.format import Writing


class DoneCard(QFrame):
    """Shows a ``Card`` that is not open."""

    reopened = Signal(str)
    """The id of the card."""

    def __init__(self, card: Card, writing: Writing) -> None:
        super().__init__()
        self.card = card
        self.setProperty("kind", "card")
        title = card.title.say(writing.language)
        self.setAccessibleName(title)
        self.again = Button(icon="undo", kind="quiet", token="muted")
        self.again.name(self.tr("重新打开：{0}").format(title))
        self.again.clicked.connect(lambda: self.reopened.emit(card.id))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Drawing("done" if card.state == "done" else "close", "muted"))
        top.addWidget(label(state_of(card), "muted"))
        top.addWidget(Elided(title), 1)
        top.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 4, 4)
        column.setSpacing(0)
        column.addLayout(top)
        if card.outcome is not None:
            outcome = label(card.outcome.say(writing.language), wrap=True)
            outcome.setContentsMargins(0, 0, 8, 4)
            column.addWidget(outcome)
