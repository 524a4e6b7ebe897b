"""What the marks of the picture mean, in one line: the mark, its name, how many; the rule on hover."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from analytics.network.fans import KIND_RULES, KINDS
from analytics.result import Shown, Table
from ui.controls import empty, label
from ui.widgets.format import Writing, full
from ui.widgets.network.glyph import Glyph
from ui.widgets.network.people import Kind


class Legend(QWidget):
    """A mark per kind of fan; the merchant is the red dot, first."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 4, 0)
        self._row.setSpacing(4)
        self._counts: list[QLabel] = []
        """One each, the merchant's empty one first."""
        self._writing = Writing()

    def show_table(self, table: Table, writing: Writing) -> None:
        """Counts by kind."""
        self._writing = writing
        empty(self._row)
        self._counts = []
        self._add(None, self.tr("店铺"), "", "")
        for code, key in enumerate(KINDS):
            many = full(table.rows[code].cells[1], Shown.COUNT, writing) if code < len(table.rows) else ""
            self._add(Kind(code), KINDS[key].say(writing.language), many, KIND_RULES[key].say(writing.language))
        self._row.addStretch(1)
        self._fit()

    def show_counts(self, counts: Sequence[int]) -> None:
        """How many of each kind are seen, in the order of kinds."""
        for label_of, many in zip(self._counts[1:], counts, strict=True):
            label_of.setText(full(many, Shown.COUNT, self._writing))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """It asks for no width: the counts go where room is short."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for count in self._counts:
            count.show()
        room = self._row.sizeHint().width() <= self.width()
        for count in self._counts:
            count.setVisible(room)

    def _add(self, kind: Kind | None, name: str, many: str, rule: str) -> None:
        count = label(many, kind="muted")
        self._counts.append(count)
        for part in (Glyph(kind), label(name), count):
            part.setToolTip(f"{name} {many}\n{rule}".strip())
            self._row.addWidget(part)
        self._row.addSpacing(8)
