"""What importing files would do, before anything is written."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from storage.destination import Into
from storage.runs import Counts, ImportPreview, TablePreview
from storage.words import Language
from ui.controls import Button, heading, label
from ui.kinds import kind_name
from ui.pages.data.destinations import Destinations
from ui.pages.data.grid import Grid
from ui.pages.data.leftout import LeftOut
from ui.pages.data.previewbars import PreviewBars
from ui.shops import Known
from ui.taborder import in_order


class PreviewCard(QFrame):
    """Emits ``accepted`` or ``closed``, ``asked`` with a ``Sample`` whose columns somebody wants to tell, ``chosen``
    when the files have to be read again for what was chosen of their shops, and ``renamed`` when a new one only has
    another name.
    """

    asked = Signal(object)
    chosen = Signal()
    renamed = Signal()
    accepted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title = heading(size=13)
        self._again = label(kind="muted")
        self._facts = label(kind="muted", wrap=True)
        self.destinations = Destinations()
        self.destinations.chosen.connect(self.chosen)
        self.destinations.renamed.connect(self._check)
        self.destinations.renamed.connect(self.renamed)
        self.destinations.entered.connect(self._enter)
        self._usable = False
        self.bars = PreviewBars()
        self.bars.asked.connect(self.asked)
        self._tables = Grid(8, numbers=(4, 5, 6, 7))
        self._counts = Grid(4, numbers=(1, 2, 3))
        self._left_out = LeftOut()
        self.accept, self._close = Button(kind="primary"), Button()
        self.accept.clicked.connect(self.accepted)
        self._close.clicked.connect(self.closed)
        self._lay_out()

    def show_preview(
        self, preview: ImportPreview, into: Mapping[str, Into], shops: Sequence[Known], language: Language
    ) -> None:
        """Write everything that is known of the files; ``into`` is what was chosen of their platforms."""
        tables, was_there = preview.tables, self.isVisible()
        if not was_there:
            self.destinations.clear()
        self._title.setText(self._title_of(preview))
        self._again.hide()
        self._facts.setText(self._facts_of(tables[0], language) if len(tables) == 1 else "")
        self._facts.setVisible(len(tables) == 1)
        self.destinations.show_destinations(preview.destinations, into, shops, language)
        self.bars.show_preview(preview, language)
        self.show_tables(tables, language)
        self._show_counts(preview)
        self._left_out.show_tables(tables, language)
        self._usable = bool(preview.mappings) or any(table.counts and not table.already_imported for table in tables)
        self.accept.setText(self.tr("导入"))
        self._close.setText(self.tr("取消"))
        self._check()
        self.show()
        in_order([*self.destinations.stops, self._close, self.accept])
        if not was_there:
            self._next().setFocus()

    def wait(self) -> None:
        """The files are being read again: what is shown may not be let in."""
        self._usable = False
        self._again.setText(self.tr("正在按新的选择重新数…"))
        self._again.show()
        self._check()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _next(self) -> QWidget:
        """What to do next."""
        return self.destinations.first or (self.accept if self._usable else self.bars.asking or self._close)

    def _check(self) -> None:
        self.accept.setEnabled(self._usable and self.destinations.is_ready)

    def _enter(self) -> None:
        if self.accept.isEnabled():
            self.accepted.emit()

    def _title_of(self, preview: ImportPreview) -> str:
        waiting = [path for each in preview.destinations for path in each.waiting]
        paths = [*(table.path for table in preview.tables), *waiting]
        if len(paths) == 1:
            return _name(paths[0])
        return self.tr("{n} 份表格").format(n=len(paths)) if paths else self.tr("没有能读的表格")

    def _facts_of(self, preview: TablePreview, language: Language) -> str:
        facts = self.tr("格式 {preset} · 编码 {encoding} · {lines} 行").format(
            preset=preview.preset_name.say(language), encoding=preview.encoding, lines=f"{preview.lines:,}"
        )
        return f"{facts} · {_days(preview)}" if preview.first_day else facts

    def show_tables(self, tables: Sequence[TablePreview], language: Language) -> None:
        """List what each table is."""
        heads = (
            self.tr("文件"),
            self.tr("认出来是"),
            self.tr("店铺"),
            self.tr("日期"),
            self.tr("行数"),
            self.tr("新增"),
            self.tr("更新"),
            self.tr("读不懂"),
        )
        self._tables.name(self.tr("各份表格"), heads)
        self._tables.show_rows([self._row(table, language) for table in tables])
        self._tables.fit_height(8)
        self._tables.fit_width()
        self._tables.setVisible(len(tables) > 1)

    def _row(self, table: TablePreview, language: Language) -> tuple[str, ...]:
        total = sum(table.counts.values(), Counts())
        known = self.tr("导入过了")
        return (
            _name(table.path),
            table.preset_name.say(language),
            table.shop.name,
            _days(table),
            f"{table.lines:,}",
            known if table.already_imported else f"{total.inserted:,}",
            "" if table.already_imported else f"{total.changed:,}",
            f"{table.rejected_lines:,}" if table.rejected_lines else "",
        )

    def _show_counts(self, preview: ImportPreview) -> None:
        heads = (self.tr("内容"), self.tr("新增"), self.tr("更新"), self.tr("不变"))
        self._counts.name(self.tr("将要导入的内容"), heads)
        self._counts.show_rows(
            [
                (kind_name(kind), f"{counts.inserted:,}", f"{counts.changed:,}", f"{counts.unchanged + counts.stale:,}")
                for kind, counts in preview.counts.items()
            ]
        )
        self._counts.fit_height(8)
        self._counts.fit_width()
        self._counts.setVisible(bool(preview.counts))

    def _lay_out(self) -> None:
        head = QHBoxLayout()  # the buttons on top: a long list of files would push them out of sight
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._again)
        head.addWidget(self._close)
        head.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        parts: tuple[QWidget, ...] = (
            self._facts,
            self.destinations,
            self.bars,
            self._tables,
            self._counts,
            self._left_out,
        )
        for part in parts:
            column.addWidget(part)


def _name(path: str) -> str:
    return Path(path).name


def _days(table: TablePreview) -> str:
    return f"{table.first_day} – {table.last_day}" if table.first_day else "—"
