"""What can be done with a card of advice: list whom it concerns, mark it done, or put it away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from analytics.result import Card, Concern
from ui.controls import Button
from ui.widgets.format import Writing


class CardButtons(QWidget):
    """A button per list, which shrinks where room is short; then the two that mark the card, which do not."""

    open_rows = Signal(object, str)
    marked = Signal(object, str)
    """The card, and "done" or "dismissed"."""

    def __init__(self, card: Card, writing: Writing) -> None:
        super().__init__()
        self._card = card
        self._writing = writing
        title = card.title.say(writing.language)
        self.lists = [self._list(concern) for concern in card.concerns]
        self.done = Button(self.tr("已做"), icon="check", kind="quiet")
        self.done.setAccessibleName(self.tr("已做：{0}").format(title))
        self.done.setToolTip(self.tr("记下已经做了，过后告诉你有没有用"))
        self.dismiss = Button(self.tr("不用"), kind="quiet")
        self.dismiss.setAccessibleName(self.tr("不用：{0}").format(title))
        self.dismiss.setToolTip(self.tr("收起这条，牵涉的钱翻倍时再提"))
        self.done.clicked.connect(lambda: self.marked.emit(card, "done"))
        self.dismiss.clicked.connect(lambda: self.marked.emit(card, "dismissed"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in self.lists:
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.done, self.dismiss):
            button.whole = True
            row.addWidget(button)

    def _list(self, concern: Concern) -> Button:
        name, title = (words.say(self._writing.language) for words in (concern.name, self._card.title))
        button = Button(name, icon="table")
        button.setAccessibleName(self.tr("名单：{0}").format(name))
        button.setToolTip(button.accessibleName())
        button.clicked.connect(lambda: self.open_rows.emit(concern.rows, f"{title} · {name}"))
        return button
