"""What importing files would do, before anything is written."""

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from storage.runs import Counts, ImportPreview, TablePreview
from storage.words import Language, Words
from ui.controls import Button, heading, label
from ui.kinds import kind_name
from ui.pages.data.grid import Grid
from ui.pages.data.previewbars import PreviewBars

SEEN = 200  # rejected lines listed; the number tells of all


class PreviewCard(QFrame):
    """Emits ``accepted`` or ``closed``, and ``asked`` with a ``Sample`` whose columns somebody wants to tell."""

    asked = Signal(object)
    accepted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title = heading(size=13)
        self._facts = label(wrap=True)
        self.bars = PreviewBars()
        self.bars.asked.connect(self.asked)
        self._tables = Grid(8, numbers=(4, 5, 6, 7))
        self._counts = Grid(4, numbers=(1, 2, 3))
        self._rejected_title = heading()
        self._rejected = Grid(4, numbers=(1,))
        self._skipped = label(kind="muted", wrap=True)
        self._noted = label(kind="muted", wrap=True)
        self.accept, self._close = Button(kind="primary"), Button()
        self.accept.clicked.connect(self.accepted)
        self._close.clicked.connect(self.closed)
        self._lay_out()

    def show_preview(self, preview: ImportPreview, language: Language) -> None:
        """Write everything that is known of the files."""
        tables = preview.tables
        single = len(tables) == 1
        self._title.setText(_name(tables[0].path) if single else self.tr("{n} 份表格").format(n=len(tables)))
        if not tables:
            self._title.setText(self.tr("没有能读的表格"))
        self._facts.setText(self._facts_of(tables[0], language) if single else "")
        self._facts.setVisible(single)
        self.bars.show_preview(preview, language)
        self._show_tables(tables, language)
        self._show_counts(preview)
        self._show_left_out(tables, language)
        usable = bool(preview.mappings) or any(table.counts and not table.already_imported for table in tables)
        self.accept.setText(self.tr("导入"))
        self.accept.setEnabled(usable)
        self._close.setText(self.tr("取消"))
        self.show()
        (self.accept if usable else self.bars.asking or self._close).setFocus()

    def _facts_of(self, preview: TablePreview, language: Language) -> str:
        file = self.tr("格式 {preset} · 编码 {encoding} · {lines} 行 · {days}")
        shop = self.tr("导入到店铺「{shop}」，货币 {currency}，时区 {zone}")
        return f"{file}\n{shop}".format(
            preset=preview.preset_name.say(language),
            encoding=preview.encoding,
            lines=f"{preview.lines:,}",
            days=_days(preview),
            shop=preview.shop.name,
            currency=preview.shop.currency,
            zone=preview.shop.timezone,
        )

    def _show_tables(self, tables: Sequence[TablePreview], language: Language) -> None:
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
        self._counts.setVisible(bool(preview.counts))

    def _show_left_out(self, tables: Sequence[TablePreview], language: Language) -> None:
        self._skipped.setText(self._rules(self.tr("按规则略过"), (table.skipped for table in tables), language))
        self._skipped.setVisible(bool(self._skipped.text()))
        self._noted.setText(self._rules(self.tr("说明"), (table.noted for table in tables), language))
        self._noted.setVisible(bool(self._noted.text()))
        count = sum(table.rejected_lines for table in tables)
        self._rejected_title.setText(self.tr("{count} 行读不懂，不会导入").format(count=f"{count:,}"))
        self._rejected.name(
            self._rejected_title.text(), (self.tr("文件"), self.tr("行"), self.tr("原因"), self.tr("原文"))
        )
        rejected = [(_name(table.path), line) for table in tables for line in table.rejected]
        self._rejected.show_rows(
            [(name, f"{line.line:,}", line.reason.say(language), line.raw[:SEEN]) for name, line in rejected[:SEEN]]
        )
        self._rejected.setColumnHidden(0, len(tables) == 1)
        self._rejected.fit_height(6)
        self._rejected_title.setVisible(count > 0)
        self._rejected.setVisible(count > 0)

    def _rules(self, title: str, applied: Iterable[Iterable[tuple[Words, int]]], language: Language) -> str:
        total: dict[str, int] = {}
        for words, count in chain.from_iterable(applied):
            said = words.say(language)
            total[said] = total.get(said, 0) + count
        line = self.tr("{rule}：{count} 行")
        return "\n".join(
            [title, *(line.format(rule=rule, count=f"{n:,}") for rule, n in total.items())] if total else []
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()  # the buttons on top: a long list of files would push them out of sight
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        head.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        parts: tuple[QWidget, ...] = (
            self._facts,
            self.bars,
            self._tables,
            self._counts,
            self._skipped,
            self._noted,
            self._rejected_title,
            self._rejected,
        )
        for part in parts:
            column.addWidget(part)


def _name(path: str) -> str:
    return Path(path).name


def _days(table: TablePreview) -> str:
    return f"{table.first_day} – {table.last_day}" if table.first_day else "—"
