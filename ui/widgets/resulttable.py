"""A ``Table`` of a result on the page: its rows, its total, and what was left out of it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from analytics.result import Column, Row, Shown, Table
from analytics.spread import spread
from ui.controls import label
from ui.widgets.copying import copied, mime_of
from ui.widgets.findbar import FindBar
from ui.widgets.format import Writing
from ui.widgets.leading import lead_of, number_words, titled
from ui.widgets.resultmodel import ResultModel, header_text, is_change, rest_place
from ui.widgets.tableview import TableView
from ui.widgets.totalrow import TotalRow


class ResultTable(QWidget):
    """Sorts, copies and leads to rows: of the cell, or of its row where the cell has none of its own."""

    open_rows = Signal(object, str)
    picked = Signal(object, str)
    """A ``Row`` by its cell in one of the columns of ``picking``, in place of the rows behind it; the column's id."""

    def __init__(self, picking: Collection[str] = ()) -> None:
        super().__init__()
        self.table: Table | None = None
        self._picking = picking
        """Ids of columns that name something to look at rather than a number with rows behind it."""
        self.model = ResultModel()
        self.view = TableView()
        self.view.show_model(self.model)
        self.finding = FindBar(self.view, self.model, self)
        self._total = TotalRow(self.view)
        self._note = label(kind="muted", wrap=True)
        self._note.setContentsMargins(8, 4, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.finding)
        column.addWidget(self.view, 1)
        column.addWidget(self._total)
        column.addWidget(self._note)
        self.view.sort_asked.connect(self.sort)
        self.view.opened.connect(self._open)
        self._total.opened.connect(self._open_total)
        self.view.copy_asked.connect(self.copy)

    def show_table(self, table: Table, writing: Writing, in_points: frozenset[int] = frozenset()) -> None:
        """Show another table; columns that were hidden stay so while the table has the same ones."""
        same = self.table is not None and self.table.columns == table.columns
        self.table = table
        self.model.show_table(table, writing, in_points)
        self.view.show_order(-1, Qt.SortOrder.AscendingOrder)
        if not same:
            self._arrange(table)
        totals = self._totals(table)
        self._total.show_texts(totals)
        self.view.fit_columns(totals)
        self.view.setAccessibleName(table.title.say(writing.language))
        words = self._words(table, writing)
        self._note.setText(words)
        self._note.setVisible(bool(words and table.rows))
        self.view.nothing = words or self.tr("这段时间没有可列的数据")

    def whole_height(self, width: int) -> int:
        """What header, all rows, total and note take at a width."""
        rows = self.model.rowCount() * self.view.verticalHeader().defaultSectionSize()
        total = self._total.sizeHint().height() if not self._total.isHidden() else 0
        note = self._note.heightForWidth(width) if not self._note.isHidden() else 0
        return self.view.horizontalHeader().height() + rows + total + note

    def _arrange(self, table: Table) -> None:
        """Changes stand beside what changed; what matters least is what goes when room is short."""
        header = self.view.horizontalHeader()
        for column in range(len(table.columns)):
            self.view.setColumnHidden(column, False)
            header.moveSection(header.visualIndex(column), column)
        bars = [place for place, column in enumerate(table.columns) if column.bar]
        changes = [place for place, column in enumerate(table.columns) if is_change(column)]
        if bars and changes:
            header.moveSection(header.visualIndex(changes[0]), header.visualIndex(bars[0]) + 1)
        self.view.stretch = bars[0] if bars else None
        self.view.ranks = ranks_of(table.columns)
        self.view.giving = [place for place, column in enumerate(table.columns) if column.gives_way]

    def sort(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column, or by -1 as the table came."""
        self.model.sort(column, order)
        self.view.show_order(column, order)

    def copy(self) -> None:
        """The selected rows with their headers, or all of them if none is selected."""
        columns = self.view.shown_columns()
        stretches = self.view.ranges() or [(0, self.model.rowCount() - 1)]
        places = [place for first, last in stretches for place in range(first, last + 1)]
        listed = tuple(Row(tuple(self.model.value(place, column) for column in columns)) for place in places)
        chosen, numbers = spread(tuple(self.model.columns[column] for column in columns), listed)
        headers = [header_text(column, self.model.writing) for column in chosen]
        cells = [row.cells for row in numbers]
        made = copied(headers, [column.shown for column in chosen], cells, self.model.writing)
        QGuiApplication.clipboard().setMimeData(mime_of(made))

    def _open(self, shown: int, column: int) -> None:
        assert self.table is not None
        row, name = self.model.row(shown), self.table.columns[column].id
        if name in self._picking and row.cells[column] is not None:
            self.picked.emit(row, name)
            return
        lead = lead_of(self.table, row, column, self.model.writing)
        if lead is not None:
            self.open_rows.emit(lead.rows, lead.title)

    def _open_total(self, column: int) -> None:
        rows, writing = self.model.behind_total(column), self.model.writing
        if rows is not None and self.table is not None and _whole(self.table):
            said = number_words(self.model.columns[column], self.model.sum(column), rows, writing)
            self.open_rows.emit(rows, titled(self.table, [self.tr("合计"), *said], writing))

    def _totals(self, table: Table) -> list[str]:
        texts = [self.model.total(column) for column in range(len(table.columns))]
        if not any(texts) or not table.rows:
            return []
        listed = self.tr("所列 {0} 行合计").format(len(table.rows))
        texts[0] = self.tr("合计") if _whole(table) else listed
        return texts

    def _words(self, table: Table, writing: Writing) -> str:
        words, left_out = [], _left_out(table)
        if left_out:
            listed, every = f"{_listed(table):,}", f"{_listed(table) + left_out:,}"
            if rest_place(table.rows) is not None:
                words.append(self.tr("只列前 {0} 行，其余合为一行，共 {1} 行。").format(listed, every))
            else:
                words.append(self.tr("只列前 {0} 行，共 {1} 行。").format(listed, every))
        if table.note is not None:
            words.append(table.note.say(writing.language))
        return " ".join(words)


def _listed(table: Table) -> int:
    return len(table.rows) - (rest_place(table.rows) is not None)


def _whole(table: Table) -> bool:
    """Whether the rows are all there is, if need be with one for the rest."""
    return _left_out(table) == 0 or rest_place(table.rows) is not None


def _left_out(table: Table) -> int:
    return max((table.total_rows or 0) - _listed(table), 0)


def ranks_of(columns: Sequence[Column]) -> list[int]:
    """How much each column matters, the most first: names, bars, changes, shares, the others in order, ids last."""

    def rank(place: int) -> int:
        column = columns[place]
        if place == 0 or column.bar:
            return place
        if is_change(column):
            return 100
        return 200 if column.id == "share" else (2000 if column.shown is Shown.ID else 1000) + place

    return [rank(place) for place in range(len(columns))]
