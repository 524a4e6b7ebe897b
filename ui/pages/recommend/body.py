"""What the page of recommendation shows: words with what to do, what is asked, and the answer as tables."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from analytics.recommend.shop.asked import Way
from analytics.result import Row, Shown, Table, View
from storage.words import Language, Words
from ui.controls import Button, label
from ui.pages.analysishead import AnalysisHead
from ui.pages.columns import without
from ui.pages.recommend.asking import Asking
from ui.pages.upright import GAP, Upright
from ui.theme import scaled
from ui.widgets.format import Writing, full, writing_of
from ui.widgets.tablepanel import TablePanel

PICKED: dict[str, tuple[Way, str]] = {
    "customer": ("customer", "customer_id"),
    "product": ("product", "product_id"),
    "segment": ("segment", "segment"),
}
"""Column that names somebody or something -> how to ask about it, and the column with its id."""
TRIAL = "trial"
"""Column that names a trial, whose result can be opened."""
PLACE = "place"
"""Rows stand in this order."""
BESIDE_FROM = 1100  # px of width from which there is room for what is asked and what can be done on one line
TABLES = 360  # px that the tables have at least, at the usual size of text


class RecommendBody(Upright):
    """Shows views; whoever or whatever is named in a table can be asked about."""

    open_rows = Signal(object, str)
    trial_picked = Signal(str)
    """By its name."""

    def __init__(self) -> None:
        super().__init__()
        self.head, self.asking, self.tables = AnalysisHead(), Asking(), TablePanel((*PICKED, TRIAL))
        self.tables.wide_button.hide()
        self.notes = label(kind="muted", wrap=True)
        self.every, self.trial = Button(icon="export", kind="primary"), Button(icon="check")
        self.partner = Button(icon="link")
        self._above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """What is asked, and beside it (below it where narrow) what can be done."""
        self._writing = Writing()
        self._lay_out()
        self.tables.open_rows.connect(self.open_rows)
        self.tables.picked.connect(self._pick)
        self.room_changed.connect(self._turn)
        self.retranslate()

    def show_view(self, view: View, language: Language) -> None:
        """Show another view."""
        self._writing = writing_of(view.shop, language)
        why, others = (view.notes[:1], view.notes[1:]) if self.asking.is_of_all else ((), ())
        self.head.show_view(replace(view, notes=why), self._writing)
        hint = self.tr("双击表里的人群、客户或商品，单看那一个。")
        self.notes.setText("\n".join([hint, *(note.say(language) for note in others)]))
        self.notes.setVisible(bool(others))
        self.tables.show_tables([without(table, (PLACE,)) for table in view.tables], self._writing)
        self.every.setEnabled(bool(view.tables))
        self.trial.setEnabled(bool(view.tables))

    def retranslate(self) -> None:
        """The texts that no view brings."""
        self.tables.retranslate()
        self.asking.retranslate()
        self.every.setText(self.tr("导出全部客户名单"))
        self.every.shorter, self.trial.shorter, self.partner.shorter = self.tr("名单"), self.tr("试验"), self.tr("合作")
        self.every.setToolTip(self.tr("每位客户一行：没买过的推哪五件、该补哪些，各写明为什么"))
        self.trial.setText(self.tr("做 A/B 试验"))
        self.trial.setToolTip(self.tr("一半人发按人推荐的，一半人发卖得最多的，过后比谁买得多"))
        self.partner.setText(self.tr("和别家合作"))
        self.partner.setToolTip(self.tr("不交出客户名单，看两家有多少共同买家、谁的货适合谁的客人"))

    def _pick(self, table: Table, row: Row, column: str) -> None:
        """Ask about who or what a cell names; a trial is opened."""
        cells = dict(zip((each.id for each in table.columns), row.cells, strict=True))
        if column == TRIAL:
            self.trial_picked.emit(str(cells[column]))
            return
        way, id_column = PICKED[column]
        key = cells.get(id_column)
        if key is not None:
            said = key.zh if isinstance(key, Words) else str(key)
            self.asking.look_at(way, said, full(cells[column], Shown.TEXT, self._writing))

    def _turn(self) -> None:
        beside = self.viewport().width() >= scaled(BESIDE_FROM)
        ways = QBoxLayout.Direction
        self._above.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _lay_out(self) -> None:
        actions = QHBoxLayout()
        actions.setSpacing(GAP)
        for part in (self.partner, self.trial, self.every):
            actions.addWidget(part)
        self._above.setSpacing(GAP)
        self._above.addWidget(self.asking, 1)
        self._above.addLayout(actions)
        room = QWidget()
        room.setMinimumHeight(scaled(TABLES))
        inside = QVBoxLayout(room)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.tables)
        self.tables.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # a long drawing scrolls
        self.column.addWidget(self.head)
        self.column.addLayout(self._above)
        self.column.addWidget(room, 1)
        self.column.addWidget(self.notes)
