"""One card of advice in full: the money at stake, what to do, why, what to look for, and buttons that act on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from analytics.result import Card
from ui import theme
from ui.controls import Drawing, label
from ui.widgets.cardbuttons import CardButtons
from ui.widgets.cardwords import range_of, said_of, source_of, stake_hover, stake_of, turn_hover, turn_of
from ui.widgets.format import Writing

PAD = 12


class ActionCard(QFrame):
    """What both ways to show an open ``Card`` have in common: its buttons, and what a screen reader says of it."""

    open_rows = Signal(object, str)
    marked = Signal(object, str)
    """The card, and "done" or "dismissed"."""

    def __init__(self, card: Card, writing: Writing) -> None:
        super().__init__()
        self.card = card
        self.buttons = CardButtons(card, writing)
        self.buttons.open_rows.connect(self.open_rows)
        self.buttons.marked.connect(self.marked)
        self.setProperty("kind", "card")
        self.setAccessibleName(card.title.say(writing.language))
        self.setAccessibleDescription(said_of(card, writing))


class CardWidget(ActionCard):
    """All of it, with the span of the money at stake and the source."""

    def __init__(self, card: Card, writing: Writing) -> None:
        super().__init__(card, writing)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, 8, PAD, 8)
        column.setSpacing(4)
        column.addLayout(_stake(card, writing))
        column.addWidget(_title(card, writing))
        column.addWidget(label(card.evidence.say(writing.language), wrap=True))
        column.addWidget(label(card.effect.say(writing.language), "muted", wrap=True))
        column.addWidget(self.buttons)


class BriefCard(ActionCard):
    """On the first page: what to do beside the money at stake, and why."""

    def __init__(self, card: Card, writing: Writing) -> None:
        super().__init__(card, writing)
        self.setToolTip("\n".join((card.effect.say(writing.language), source_of(card, writing))))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(_turn(card), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(_title(card, writing), 1)
        top.addWidget(_amount(card, writing))
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, 6, 8, 4)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(label(card.evidence.say(writing.language), "muted", wrap=True))
        column.addWidget(self.buttons)


def _turn(card: Card) -> QLabel:
    """Why it stands before the others, where the money alone would not put it."""
    made = label(turn_of(card), "tag")
    made.setToolTip(turn_hover())
    return made


def _title(card: Card, writing: Writing) -> QLabel:
    made = label(card.title.say(writing.language), wrap=True)
    made.setFont(theme.font(9, strong=True))
    return made


def _amount(card: Card, writing: Writing) -> QLabel:
    made = label(stake_of(card, writing), "plain" if card.stake is not None else "muted")
    made.setFont(theme.font(11, strong=True) if card.stake is not None else theme.font(9))
    made.setToolTip(stake_hover(card, writing))
    return made


def _stake(card: Card, writing: Writing) -> QHBoxLayout:
    reach = label(range_of(card, writing), "muted")
    reach.setToolTip(stake_hover(card, writing))
    source = Drawing("info", "muted")
    source.setToolTip(source_of(card, writing))
    source.setAccessibleName(source.toolTip())
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(_turn(card))
    row.addWidget(_amount(card, writing))
    row.addWidget(reach, 1)
    row.addWidget(source)
    return row
