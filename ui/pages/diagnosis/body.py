"""What the diagnosis shows: the tree, below it why the chosen node changed, and at the right what to do now.

Each column scrolls by itself; in a narrow window everything stands below each other, and the page scrolls.
"""

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from analytics.result import View
from storage.words import Language
from ui.pages.analysishead import AnalysisHead
from ui.pages.diagnosis.treecard import TreeCard
from ui.pages.diagnosis.whypane import WhyPane
from ui.pages.upright import GAP, Upright
from ui.taborder import in_order
from ui.theme import scaled
from ui.widgets.cardlist import CardList
from ui.widgets.format import Writing, writing_of

BESIDE_FROM = 1000  # px of width from which cards stand beside the tree
COLUMN_LEAST = 320
CARDS_LEAST, CARDS_MOST = 352, 440


class DiagnosisBody(Upright):
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
        self._beside: bool | None = None
        self._left = QWidget()
        self._columns = QHBoxLayout()
        self._lay_out()
        self.room_changed.connect(self._turn)
        self.tree.tree.chosen.connect(self._explain)
        self.tree.tree.grown.connect(self._order)
        self.tree.tree.pressed.connect(lambda name: QTimer.singleShot(0, self, lambda: self._reveal(name)))
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

    def _explain(self, node_id: str) -> None:
        assert self._view is not None
        assert self._view.diagnosis is not None
        self.why.show_node(self._view.diagnosis.node(node_id), self._view, self._writing)
        column = self._left.layout()
        assert isinstance(column, QVBoxLayout)
        column.setStretch(1, 1 if self.why.has_tables else 0)
        column.setStretch(2, 0 if self.why.has_tables else 1)
        self._order()

    def _reveal(self, node_id: str) -> None:
        """Bring the reasons into sight as far as the number that was pressed stays there."""
        if not self._beside or node_id not in self.tree.tree.shown:
            return
        wanted = self.why.geometry().bottom() + 1 - self._scrolls[0].viewport().height()
        most = self.tree.tree.node(node_id).mapTo(self._left, QPoint(0, -GAP)).y()
        bar = self._scrolls[0].verticalScrollBar()
        bar.setValue(max(bar.value(), min(wanted, most)))

    def _turn(self) -> None:
        """Cards beside the tree where there is room for them, else below it."""
        width = self.viewport().width()
        beside = width >= scaled(BESIDE_FROM)
        for scroll in self._scrolls:
            scroll.setMinimumHeight(scaled(COLUMN_LEAST) if beside else 0)
        self._scrolls[1].setFixedWidth(min(max(scaled(CARDS_LEAST), width // 4), scaled(CARDS_MOST)))
        if beside == self._beside:
            return
        self._beside = beside
        for part, scroll in zip((self._left, self.cards), self._scrolls, strict=True):
            scroll.setVisible(beside)
            if beside:
                scroll.setWidget(part)
            else:
                scroll.takeWidget()
                self._below.addWidget(part, 1 if part is self.cards else 0)
            part.show()
        self._order()

    def _order(self) -> None:
        """Tab goes from the tree to the reasons, then to the cards, whenever either was made."""
        if self._beside is None:
            return  # not in their places yet
        in_order([*self.tree.stops, *self.why.stops, *self.cards.stops])

    def _lay_out(self) -> None:
        self._scrolls = (_Column(), _Column())
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.tree)
        column.addWidget(self.why)
        column.addStretch()
        self._columns.setSpacing(GAP)
        for scroll, stretch in zip(self._scrolls, (1, 0), strict=True):
            self._columns.addWidget(scroll, stretch)
        self._below = QVBoxLayout()
        self._below.setSpacing(GAP)
        self.column.addWidget(self.head)
        self.column.addLayout(self._columns, 1)
        self.column.addLayout(self._below)


class _Column(QScrollArea):
    """Asks for no height: it takes what the page has and scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        return QSize(scaled(CARDS_LEAST), scaled(COLUMN_LEAST))
