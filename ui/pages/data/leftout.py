"""What of the lines of files is left out of an import, by which rule or why, and how others were read."""

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.runs import TablePreview
from storage.words import Language, Words
from ui.controls import heading, label
from ui.pages.data.grid import Grid

SEEN = 200  # rejected lines listed; the number tells of all


class LeftOut(QWidget):
    """Takes no room where every line comes in and none was doubtful."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped, self.noted = label(kind="muted", wrap=True), label(kind="muted", wrap=True)
        self._title, self.rejected = heading(), Grid(4, numbers=(1,))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.skipped, self.noted, self._title, self.rejected):
            column.addWidget(part)

    def show_tables(self, tables: Sequence[TablePreview], language: Language) -> None:
        """Say it of all tables together."""
        self.skipped.setText(self._rules(self.tr("按规则略过"), (table.skipped for table in tables), language))
        self.skipped.setVisible(bool(self.skipped.text()))
        self.noted.setText(self._rules(self.tr("说明"), (table.noted for table in tables), language))
        self.noted.setVisible(bool(self.noted.text()))
        count = sum(table.rejected_lines for table in tables)
        self._show_rejected(tables, count, language)
        self.setVisible(count > 0 or bool(self.skipped.text() or self.noted.text()))

    def _show_rejected(self, tables: Sequence[TablePreview], count: int, language: Language) -> None:
        self._title.setText(self.tr("{count} 行读不懂，不会导入").format(count=f"{count:,}"))
        self.rejected.name(self._title.text(), (self.tr("文件"), self.tr("行"), self.tr("原因"), self.tr("原文")))
        rejected = [(Path(table.path).name, line) for table in tables for line in table.rejected]
        self.rejected.show_rows(
            [(name, f"{line.line:,}", line.reason.say(language), line.raw[:SEEN]) for name, line in rejected[:SEEN]]
        )
        self.rejected.setColumnHidden(0, len(tables) == 1)
        self.rejected.fit_height(6)
        self._title.setVisible(count > 0)
        self.rejected.setVisible(count > 0)

    def _rules(self, title: str, applied: Iterable[Iterable[tuple[Words, int]]], language: Language) -> str:
        total: dict[str, int] = {}
        for words, count in chain.from_iterable(applied):
            said = words.say(language)
            total[said] = total.get(said, 0) + count
        line = self.tr("{rule}：{count} 行")
        return "\n".join(
            [title, *(line.format(rule=rule, count=f"{n:,}") for rule, n in total.items())] if total else []
        )
