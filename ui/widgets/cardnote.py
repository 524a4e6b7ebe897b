"""A card of advice that asks for nothing: one quiet line, which can be put away once it is known."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from analytics.result import Card
from ui.controls import Button, Drawing, label
from ui.widgets.cardwords import source_of
from ui.widgets.format import Writing


class CardNote(QWidget):
    """Shows an open ``Card`` that only needs to be known."""

    marked = Signal(object, str)
    """The card, and "dismissed"."""

    def __init__(self, card: Card, writing: Writing) -> None:
        super().__init__()
        self.card = card
        title, evidence, effect = (text.say(writing.language) for text in (card.title, card.evidence, card.effect))
        self.words = label(
            " ".join((f"{title}{'。' if writing.language == 'zh' else '.'}", evidence)), "muted", wrap=True
        )
        self.words.setToolTip("\n".join((effect, source_of(card, writing))))
        self.known = Button(self.tr("知道了"), kind="quiet")
        self.known.whole = True
        self.known.setAccessibleName(self.tr("知道了：{0}").format(title))
        self.known.setToolTip(self.tr("收起这条"))
        self.known.clicked.connect(lambda: self.marked.emit(card, "dismissed"))
        self.setAccessibleName(title)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Drawing("info", "muted"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.known)
