"""What the page about churn shows: words, figures on one line, the groups, and beside them people and proof."""

from msgspec import structs
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from analytics.result import Row, Selection, Table, Value, View
from storage.words import Language
from ui.controls import empty
from ui.pages.analysishead import AnalysisHead
from ui.pages.churn.groupcard import GroupCard
from ui.pages.columns import without
from ui.pages.upright import GAP, Upright
from ui.scrolling import scrolling
from ui.theme import scaled
from ui.widgets.figurestrip import FigureStrip
from ui.widgets.format import Writing, full, writing_of
from ui.widgets.tablepanel import TablePanel

GROUPS, PEOPLE, GROUP, TRIAL = "groups", "people", "group", "trial"
ON_CARD = (GROUP, "step", "last")
"""What the card says of all of them, or the words beside each say already."""
SIDE, LEAST = 400, 420  # px: the groups' width, and the height that both sides have at least
SPLIT = [4000, 6000]


class ChurnBody(Upright):
    """Shows views; a group that is picked narrows the people to its own."""

    open_rows = Signal(object, str)
    trial_wanted = Signal(object, str)
    """A group as the ``Selection`` of its people, and its name."""
    trial_picked = Signal(str)
    """By its name."""

    def __init__(self) -> None:
        super().__init__()
        self.head, self.strip, self.tables = AnalysisHead(), FigureStrip(), TablePanel((TRIAL,))
        self.cards: list[GroupCard] = []
        self._side, self._column = QWidget(), QVBoxLayout()
        self._view: View | None = None
        self._writing = Writing()
        self._chosen: Value = None
        self._lay_out()
        self.strip.open_rows.connect(self.open_rows)
        self.tables.open_rows.connect(self.open_rows)
        self.tables.picked.connect(self._pick)
        self.tables.widened.connect(lambda wide: self._side.setVisible(not wide and bool(self.cards)))

    def show_view(self, view: View, language: Language) -> None:
        """Show another view."""
        self._view, self._writing = view, writing_of(view.shop, language)
        self.head.show_view(view, self._writing)
        self.strip.show_view(view, self._writing)
        self._show_groups(next((table for table in view.tables if table.id == GROUPS), None))
        self._choose(self._chosen if self._chosen in [card.name for card in self.cards] else None)

    def retranslate(self) -> None:
        """The texts that no view brings."""
        self.tables.retranslate()

    def _pick(self, table: Table, row: Row, column: str) -> None:
        self.trial_picked.emit(str(row.cells[[one.id for one in table.columns].index(column)]))

    def _show_groups(self, table: Table | None) -> None:
        empty(self._column)
        self.cards = [] if table is None else [self._card(table, place) for place in range(len(table.rows))]
        for card in self.cards:
            self._column.addWidget(card)
        self._column.addStretch(1)
        self._side.setVisible(bool(self.cards))

    def _card(self, table: Table, place: int) -> GroupCard:
        row = table.rows[place]
        assert row.rows is not None, "every group has its people behind it"
        people, name = row.rows, full(row.cells[0], table.columns[0].shown, self._writing)
        made = GroupCard(table, row, self._writing, _reachable(people))
        made.picked.connect(lambda: self._choose(None if made.name == self._chosen else made.name))
        made.list_wanted.connect(lambda: self.open_rows.emit(people, name))
        made.trial_wanted.connect(lambda: self.trial_wanted.emit(people, name))
        return made

    def _choose(self, name: Value) -> None:
        """Show the people of one group, or of all."""
        assert self._view is not None
        self._chosen = name
        for card in self.cards:
            card.set_chosen(card.name == name)
        tables = [_of_group(table, name) for table in self._view.tables if table.id != GROUPS]
        self.tables.show_tables(tables, self._writing)
        if name is not None:
            self.tables.bring(PEOPLE)

    def _lay_out(self) -> None:
        self.strip.set_compact(True)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        inside = QWidget()
        inside.setLayout(self._column)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(scrolling(inside))
        self._side.setMinimumWidth(scaled(SIDE))
        panels = QSplitter(Qt.Orientation.Horizontal)
        panels.setHandleWidth(GAP)
        panels.setChildrenCollapsible(False)
        panels.setStyleSheet("QSplitter::handle { background: transparent; }")
        panels.addWidget(self._side)
        panels.addWidget(self.tables)
        panels.setSizes(SPLIT)
        panels.setMinimumHeight(scaled(LEAST))
        for part in (self.head, self.strip):
            self.column.addWidget(part)
        self.column.addWidget(panels, 1)


def _of_group(table: Table, name: Value) -> Table:
    """The people of one group, without what its card says of all of them; other tables as they are."""
    if table.id != PEOPLE or name is None:
        return table
    place = [column.id for column in table.columns].index(GROUP)
    rows = tuple(row for row in table.rows if row.cells[place] == name)
    return without(structs.replace(table, rows=rows, total_rows=None), ON_CARD)


def _reachable(people: Selection) -> bool:
    """Whether a message to the group makes sense: not to those who are as usual, and not to those it cannot reach."""
    return people.slices[-1][1] not in ("fine", "left")
