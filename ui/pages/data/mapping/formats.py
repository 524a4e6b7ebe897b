"""What was told of tables and is remembered: looked at, handed on, forgotten."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storage.mapping import TableForm, TableMapping
from storage.words import Language
from ui.controls import Button, label
from ui.pages.data.grid import Grid
from ui.pages.data.moneyandzones import currency_words, zone_words


class Formats(QWidget):
    """Emits ``export`` and ``forget`` with the chosen ``TableMapping``."""

    export = Signal(object)
    forget = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._mappings: Sequence[TableMapping] = ()
        self._hint = label(kind="muted", wrap=True)
        self.export_button, self.forget_button = Button(icon="export"), Button(icon="trash")
        self.grid = Grid(5)
        self.grid.itemSelectionChanged.connect(self._check)
        self.export_button.clicked.connect(lambda: self.export.emit(self._chosen()))
        self.forget_button.clicked.connect(lambda: self.forget.emit(self._chosen()))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._hint, 1)
        top.addWidget(self.export_button)
        top.addWidget(self.forget_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.grid, 1)

    def show_mappings(self, mappings: Sequence[TableMapping], forms: Sequence[TableForm], language: Language) -> None:
        """List them."""
        self._mappings = mappings
        heads = (self.tr("格式"), self.tr("是什么表"), self.tr("店铺"), self.tr("货币和时区"), self.tr("各列"))
        self.grid.name(self.tr("导入格式"), heads)
        by_kind = {form.kind: form for form in forms}
        self.grid.show_rows([_row(each, by_kind[each.table], language) for each in mappings])
        told = self.tr("你告诉过掌柜的表格，下次直接认得出来。导出的格式可以给别人导入。")
        none = self.tr("还没有。导入掌柜认不出的表格时，告诉它各列是什么，就会记在这里。")
        self._hint.setText(told if mappings else none)
        self.export_button.setText(self.tr("导出格式"))
        self.forget_button.setText(self.tr("忘掉"))
        self._check()

    def _chosen(self) -> TableMapping | None:
        rows = self.grid.selectionModel().selectedRows()
        return self._mappings[rows[0].row()] if rows else None

    def _check(self) -> None:
        for button in (self.export_button, self.forget_button):
            button.setEnabled(self._chosen() is not None)


def _row(mapping: TableMapping, form: TableForm, language: Language) -> tuple[str, ...]:
    words = {target.id: target.words.say(language) for target in form.targets}
    columns = " · ".join(
        f"{words[target]} ← {mapping.columns[target]}" for target in words if target in mapping.columns
    )
    return (
        mapping.name,
        form.words.say(language),
        mapping.shop_name,
        f"{currency_words(mapping.currency, language)} · {zone_words(mapping.timezone, language)}",
        columns,
    )
