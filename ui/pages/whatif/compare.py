"""What is advised beside the own choice and last time's terms: a measure per line, an option per column."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from analytics.result import Column, Estimate, Shown, Table, Value
from storage.words import Words
from ui.controls import empty, heading, label
from ui.widgets.format import Writing, full

OFFER = "offer"
_TERMS = ("size", "price", "window", "reward")
"""They stand together in the line of the terms."""
EDGE, GAP = 12, 8


class Compared(QFrame):
    """Shows the table of advice turned on its side."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.lead = label(wrap=True)
        self.lead.setFont(heading(size=11).font())
        self.untold = label(wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.lead)
        column.addWidget(self.untold)
        column.addLayout(self._grid)

    def show_table(self, table: Table, writing: Writing, instead: Words | None = None) -> None:
        """The options side by side; what cannot be told stands above them. ``instead``: what to do without options."""
        self.lead.setText(table.lead.say(writing.language) if table.lead else "")
        self.lead.setVisible(table.lead is not None)
        said = [words.say(writing.language) for words in (table.note, instead) if words is not None]
        self.untold.setText("\n".join(said))
        self.untold.setVisible(bool(said))
        self.setVisible(table.lead is not None or bool(said))
        empty(self._grid)
        places = [at for at, column in enumerate(table.columns) if at and column.id not in _TERMS]
        for across, row in enumerate(table.rows, start=1):
            self._put(0, across, heading(full(row.cells[0], Shown.TEXT, writing)))
        shown = [at for at in places if any(row.cells[at] is not None for row in table.rows)]
        for down, at in enumerate(shown, start=1):
            self._line(down, table.columns[at], [row.cells[at] for row in table.rows], writing)
        for across in range(1, self._grid.columnCount()):
            self._grid.setColumnStretch(across, 1 if across <= len(table.rows) else 0)

    def _line(self, down: int, column: Column, values: Sequence[Value], writing: Writing) -> None:
        name = label(column.name.say(writing.language), kind="muted")
        name.setToolTip(column.definition.say(writing.language) if column.definition else "")
        self._put(down, 0, name)
        for across, value in enumerate(values, start=1):
            bare = value.value if isinstance(value, Estimate) else value
            said = label("—" if value is None else _written(bare, column, writing), wrap=True)
            if isinstance(value, Estimate):
                ends = (_written(end, column, writing) for end in (value.low, value.high))
                said.setText(f"{said.text()}  ({' – '.join(ends)})")
            self._put(down, across, said)

    def _put(self, down: int, across: int, part: QLabel) -> None:
        part.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(part, down, across)


def _written(value: Value, column: Column, writing: Writing) -> str:
    """Numbers of people and pieces without more digits than they deserve."""
    if column.shown is Shown.NUMBER and isinstance(value, int | float) and abs(value) >= 10:
        return f"{value:,.0f}"
    return full(
        round(value) if column.shown is Shown.MONEY and isinstance(value, float) else value, column.shown, writing
    )
