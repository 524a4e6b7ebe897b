"""The first rows of a table, and over each column a box that says what it means."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QBrush, QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from storage.mapping import Sample
from ui import theme
from ui.pages.data.grid import Grid
from ui.pages.data.picker import Item, Picker
from ui.theme import scaled

SHOWN = 20  # rows
IN_SIGHT = 8
NARROWEST, WIDEST = 136, 240  # px of a column
GAP = 4


class Columns(QWidget):
    """Emits ``told`` with a column and what it means now, "" for nothing."""

    told = Signal(str, str)

    def __init__(self, sample: Sample) -> None:
        super().__init__()
        places = [place for place, name in enumerate(sample.header) if name]
        self._names = [sample.header[place] for place in places]
        self._strip = QWidget()
        self.boxes = {name: self._box(name) for name in self._names}
        """By the names of their columns, from left to right."""
        self.grid = _grid([[_shown(cells[at]) for at in places] for _, cells in sample.rows[:SHOWN]], self._names)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._strip)
        column.addWidget(self.grid)
        self.grid.horizontalHeader().sectionResized.connect(lambda *_sizes: self._place())
        self.grid.horizontalHeader().geometriesChanged.connect(self._place)
        self.grid.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())
        self.grid.horizontalScrollBar().rangeChanged.connect(lambda _least, _most: self._fit())
        theme.notifier().changed.connect(self._ink)

    def offer(self, items: Sequence[Item], meaning: Callable[[str], str]) -> None:
        """Offer what columns may mean, and show what each does."""
        title, spoken = self.tr("前几行"), self.tr("「{column}」这一列是什么")
        self.grid.name(title, self._names)
        for name, box in self.boxes.items():
            box.offer(items, meaning(name))
            box.setAccessibleName(spoken.format(column=name))
        self._ink()

    def show_meanings(self, meaning: Callable[[str], str]) -> None:
        """Show what the columns mean."""
        for name, box in self.boxes.items():
            box.show_choice(meaning(name))
        self._ink()

    def showEvent(self, event: QShowEvent) -> None:
        """Only in its window has a box the style that its height follows from."""
        super().showEvent(event)
        self._strip.setFixedHeight(max(box.sizeHint().height() for box in self.boxes.values()))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The boxes stand over their columns."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, box: QObject, event: QEvent) -> bool:
        """A box that gets the focus by the keyboard comes into sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(box, Picker):
            self._bring(list(self.boxes.values()).index(box))
        return super().eventFilter(box, event)

    def _box(self, name: str) -> Picker:
        made = Picker()
        made.setParent(self._strip)
        made.picked.connect(lambda target: self.told.emit(name, target))
        made.installEventFilter(self)
        return made

    def _bring(self, place: int) -> None:
        heads, bar = self.grid.horizontalHeader(), self.grid.horizontalScrollBar()
        start = heads.sectionViewportPosition(place)
        beyond = start + heads.sectionSize(place) - self.grid.viewport().width()
        bar.setValue(bar.value() + min(start, max(beyond, 0)) if start >= 0 else bar.value() + start)

    def _fit(self) -> None:
        """Whole rows are in sight, also above a scroll bar."""
        bar = self.grid.horizontalScrollBar()
        self.grid.fit_height(IN_SIGHT)
        if bar.maximum():
            self.grid.setFixedHeight(self.grid.height() + bar.sizeHint().height())

    def _place(self) -> None:
        heads = self.grid.horizontalHeader()
        for place, box in enumerate(self.boxes.values()):
            start, width = heads.sectionViewportPosition(place), heads.sectionSize(place)
            box.setGeometry(start + GAP // 2, 0, width - GAP, self._strip.height())

    def _ink(self) -> None:
        """Columns that mean nothing are muted."""
        tokens = theme.current()
        for column, box in enumerate(self.boxes.values()):
            ink = QBrush(QColor(tokens.text if box.chosen else tokens.muted))
            for row in range(self.grid.rowCount()):
                item = self.grid.item(row, column)
                if item is not None:
                    item.setForeground(ink)


def _grid(rows: Sequence[Sequence[str]], names: Sequence[str]) -> Grid:
    made = Grid(len(names))
    heads = made.horizontalHeader()
    heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    made.setHorizontalHeaderLabels(list(names))
    made.show_rows(rows)
    for column in range(len(names)):
        made.resizeColumnToContents(column)
        heads.resizeSection(column, min(max(heads.sectionSize(column), scaled(NARROWEST)), scaled(WIDEST)))
    heads.setStretchLastSection(True)
    made.fit_height(IN_SIGHT)
    return made


def _shown(cell: str) -> str:
    """A day without the midnight that spreadsheets write behind it."""
    return cell.removesuffix(" 00:00:00")
