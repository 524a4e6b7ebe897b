"""One group of buyers as a card: who, how many, what it costs that they stay away, what to do, and two buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from analytics.result import Estimate, Row, Shown, Table, Value
from ui import theme
from ui.controls import Button, label
from ui.widgets.format import Writing, full, short

PAD = 12


class GroupCard(QFrame):
    """A click on it shows its people."""

    picked = Signal()
    list_wanted = Signal()
    """All of its people, as rows."""
    trial_wanted = Signal()
    """A list to write to, with some held out."""

    def __init__(self, table: Table, row: Row, writing: Writing, reachable: bool) -> None:
        super().__init__()
        self.row = row
        self._cells = dict(zip((column.id for column in table.columns), row.cells, strict=True))
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.people = Button(self.tr("看名单"), kind="quiet")
        self.trial = Button(self.tr("留人对照，出名单"), icon="export")
        self.people.clicked.connect(self.list_wanted)
        self.trial.clicked.connect(self.trial_wanted)
        self.trial.setVisible(reachable)
        self._lay_out(writing)

    @property
    def name(self) -> Value:
        """The group's name, as its people have it."""
        return self._cells["group"]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show its people."""
        self.picked.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar do what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit()
        else:
            super().keyPressEvent(event)

    def set_chosen(self, chosen: bool) -> None:
        """Mark it as the one whose people are seen."""
        self.setProperty("chosen", chosen)
        self.style().unpolish(self)
        self.style().polish(self)

    def _lay_out(self, writing: Writing) -> None:
        name, loss = (
            label(full(self.name, Shown.TEXT, writing)),
            label(self._loss(writing)),
        )
        name.setFont(theme.font(10, strong=True))
        loss.setFont(theme.font(11, strong=True))
        name.setToolTip(full(self._cells["rule"], Shown.TEXT, writing))
        many = label(self.tr("{0} 位").format(full(self._cells["people"], Shown.COUNT, writing)), "tag")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(name)
        top.addWidget(many)
        top.addStretch(1)
        top.addWidget(loss)
        step = label(full(self._cells["step"], Shown.TEXT, writing), wrap=True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.people)
        buttons.addStretch(1)
        buttons.addWidget(self.trial)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, 8, PAD, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(label(self._why(writing), "muted", wrap=True))
        column.addWidget(step)
        column.addLayout(buttons)
        self.setAccessibleName(f"{name.text()} {many.text()} {loss.text()}")
        self.setAccessibleDescription(step.text())

    def _why(self, writing: Writing) -> str:
        since, chance = (
            full(self._cells["since"], Shown.COUNT, writing),
            full(self._cells["chance"], Shown.RATIO, writing),
        )
        loss = self._cells["loss"]
        reach = ""
        if isinstance(loss, Estimate):
            ends = (short(end, Shown.MONEY, writing) for end in (loss.low, loss.high))
            reach = self.tr("少花多少，几乎总在 {0}").format(" – ".join(ends)) + " · "
        return reach + self.tr("一半人 {0} 天以上没买 · 60 天内自己再来的有 {1}").format(since, chance)

    def _loss(self, writing: Writing) -> str:
        """Nothing of those who come as usual."""
        loss = self._cells["loss"]
        if not isinstance(loss, Estimate):
            return ""
        return self.tr("少花 {0}").format(short(loss.value, Shown.MONEY, writing))
