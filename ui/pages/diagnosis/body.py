"""What the diagnosis shows: the tree, why the chosen node changed, and what to do now.

Beside each other as far as there is room; in a narrow window below each other, and the page scrolls.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from analytics.result import View
from storage.words import Language
from ui.pages.analysishead import AnalysisHead
from ui.pages.diagnosis.treecard import TreeCard
from ui.pages.diagnosis.whypane import WhyPane
from ui.widgets.cardlist import CardList
from ui.widgets.format import Writing, writing_of

TWO_FROM, THREE_FROM = 1000, 1440  # px of width from which there are two, then three columns
EDGE, GAP = 16, 8
TREE_LEAST, WHY_LEAST, CARDS_LEAST = 280, 288, 128
WHY_BELOW = 400  # below the tree the page scrolls, and there is height enough
CARDS_WIDTH = 320
_STRETCHED = Qt.AlignmentFlag(0)


class DiagnosisBody(QScrollArea):
    """Shows views with a ``Diagnosis``."""

    open_rows = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.head = AnalysisHead()
        self.tree = TreeCard()
        self.why = WhyPane()
        self.cards = CardList()
        self._view: View | None = None
        self._writing = Writing()
        self._columns = 0
        self._aside = _Low()
        self._grid = QGridLayout()
        self._lay_out()
        self.tree.tree.chosen.connect(self._explain)
        self.why.widened.connect(lambda wide: self.tree.setVisible(not wide))
        for part in (self.tree, self.why, self.cards):
            part.open_rows.connect(self.open_rows)

    def show_view(self, view: View, language: Language) -> None:
        """Show another view."""
        self._view, self._writing = view, writing_of(view.shop, language)
        self.head.show_view(view, self._writing)
        self.cards.show_cards(view.cards, self._writing)
        if view.diagnosis is not None:
            self.tree.show_view(view, self._writing)
            self._explain(self.tree.tree.at)
        self._turn()

    def retranslate(self) -> None:
        """The texts that no view brings."""
        for part in (self.tree, self.why, self.cards):
            part.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The room changed."""
        if event.type() == QEvent.Type.Resize:
            self._turn()
        return super().eventFilter(watched, event)

    def _explain(self, node_id: str) -> None:
        assert self._view is not None
        assert self._view.diagnosis is not None
        self.why.show_node(self._view.diagnosis.node(node_id), self._view, self._writing)
        self._share()

    def _turn(self) -> None:
        """Share the room out again if there are other columns now."""
        width = self.viewport().width()
        columns = 3 if width >= THREE_FROM else 2 if width >= TWO_FROM else 1
        if columns == self._columns:
            return
        self._columns = columns
        for part in (self.tree, self.why, self._aside, self.cards):
            self._grid.removeWidget(part)
        self._aside.takeWidget()
        self._aside.setVisible(columns > 1)
        tree, why, cards = _PLACES[columns]
        self._grid.addWidget(self.tree, *tree)
        self._grid.addWidget(self.why, *why)
        self._grid.addWidget(self._aside if columns > 1 else self.cards, *cards)
        if columns > 1:
            self._aside.setWidget(self.cards)
        self.cards.show()
        self._aside.setMaximumWidth(CARDS_WIDTH if columns == 3 else QWIDGETSIZE_MAX)
        for place, stretch in enumerate({1: (1, 0, 0), 2: (61, 39, 0), 3: (55, 45, 0)}[columns]):
            self._grid.setColumnStretch(place, stretch)
        self._share()

    def _share(self) -> None:
        """Reasons take the height that they have something to show for."""
        reasons = 5 if self.why.has_tables else 0
        least = WHY_LEAST if self._columns > 1 else WHY_BELOW
        self.why.setMinimumHeight(least if reasons else 0)
        self._grid.setAlignment(self.why, _STRETCHED if reasons else Qt.AlignmentFlag.AlignTop)
        for place, stretch in enumerate({1: (0, 0, 1), 2: (reasons, 2, 0), 3: (1, 0, 0)}.get(self._columns, ())):
            self._grid.setRowStretch(place, stretch)

    def _lay_out(self) -> None:
        for part, least in ((self.tree, TREE_LEAST), (self._aside, CARDS_LEAST)):
            part.setMinimumHeight(least)
        self._aside.setWidgetResizable(True)
        self._aside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._aside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._grid.setSpacing(GAP)
        body = _Tall()
        column = QVBoxLayout(body)
        column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        column.setSpacing(GAP)
        column.addWidget(self.head)
        column.addLayout(self._grid, 1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(body)
        self.viewport().installEventFilter(self)


_PLACES = {
    1: ((0, 0), (1, 0), (2, 0)),
    2: ((0, 0, 2, 1), (0, 1), (1, 1)),
    3: ((0, 0), (0, 1), (0, 2)),
}
"""Where tree, reasons and cards stand in the grid: row and column, and how many of them."""
QWIDGETSIZE_MAX = 16_777_215


class _Low(QScrollArea):
    """Asks for no height: it takes what the page has left and scrolls."""

    def sizeHint(self) -> QSize:
        return QSize(CARDS_WIDTH, CARDS_LEAST)


class _Tall(QWidget):
    """As high as its width asks for: Qt's own least height is that of texts wrapped as narrow as can be."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
