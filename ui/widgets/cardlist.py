"""The cards of advice in their order, then what only needs to be known; what is done or not wanted is folded away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from analytics.result import Card
from ui.controls import Button, empty, heading, label
from ui.taborder import stops_in
from ui.widgets.carddone import DoneCard
from ui.widgets.cardnote import CardNote
from ui.widgets.cardwidget import CardWidget
from ui.widgets.cardwords import is_note
from ui.widgets.format import Writing

GAP = 8


class CardList(QWidget):
    """What to do now."""

    open_rows = Signal(object, str)
    marked = Signal(object, str)
    """A card, and "done" or "dismissed"."""
    reopened = Signal(str)
    """The id of a card."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[CardWidget] = []
        self.notes: list[CardNote] = []
        self.settled: list[DoneCard] = []
        self._title = heading()
        self.quiet = label(kind="muted", wrap=True)
        """Says that there is nothing to do."""
        self.fold = Button(icon="down", kind="item", token="muted")
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._turn)
        self._open, self._known, self._settled = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for part in (self._open, self._known, self._settled):
            part.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self.quiet)
        column.addLayout(self._open)
        column.addLayout(self._known)
        column.addWidget(self.fold)
        column.addLayout(self._settled)
        column.addStretch(1)
        self.retranslate()
        self.fold.hide()

    def show_cards(self, cards: Sequence[Card], writing: Writing) -> None:
        """Show these cards."""
        self._clear()
        for card in cards:
            if card.state != "open":
                self._settle(DoneCard(card, writing))
            elif is_note(card):
                self._note(CardNote(card, writing))
            else:
                self._add(CardWidget(card, writing))
        self.quiet.setText(
            self.tr("现在没有要做的事。数据里有值得动手的，会排在这里：先止损和快过期的，其余按牵涉的钱排。")
        )
        self.quiet.setVisible(not self.cards)
        self.fold.setVisible(bool(self.settled))
        self._turn()

    def retranslate(self) -> None:
        """The texts that no view brings."""
        self._title.setText(self.tr("现在做什么"))

    @property
    def stops(self) -> list[QWidget]:
        """What Tab leads to: the cards, the notes, then those that are settled."""
        return [
            *(stop for card in self.cards for stop in stops_in(card)),
            *(note.known for note in self.notes),
            self.fold,
            *(card.again for card in self.settled),
        ]

    def _clear(self) -> None:
        for part in (self._open, self._known, self._settled):
            empty(part)
        self.cards, self.notes, self.settled = [], [], []

    def _add(self, card: CardWidget) -> None:
        card.open_rows.connect(self.open_rows)
        card.marked.connect(self.marked)
        self.cards.append(card)
        self._open.addWidget(card)

    def _note(self, note: CardNote) -> None:
        note.marked.connect(self.marked)
        self.notes.append(note)
        self._known.addWidget(note)

    def _settle(self, card: DoneCard) -> None:
        card.reopened.connect(self.reopened)
        self.settled.append(card)
        self._settled.addWidget(card)

    def _turn(self) -> None:
        self.fold.setText(self.tr("处理过的 {0} 条").format(len(self.settled)))
        self.fold.set_icon("up" if self.fold.isChecked() else "down")
        for card in self.settled:
            card.setVisible(self.fold.isChecked())
