"""What came of a trial, given to the drawer: in words, then its tables."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from analytics.result import View
from storage.words import Language
from ui.controls import label
from ui.pages.analysishead import AnalysisHead
from ui.widgets.format import writing_of
from ui.widgets.tablepanel import TablePanel


class TrialResult(QWidget):
    """Shows the view of one trial."""

    open_rows = Signal(object, str)

    def __init__(self, view: View, language: Language) -> None:
        super().__init__()
        self.head, self.tables = AnalysisHead(), TablePanel()
        self.notes = label("\n".join(note.say(language) for note in view.notes), "muted", wrap=True)
        writing = writing_of(view.shop, language)
        self.head.show_view(replace(view, notes=()), writing)
        self.tables.wide_button.hide()
        self.tables.show_tables(view.tables, writing)
        self.tables.open_rows.connect(self.open_rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.tables, 1)
        column.addWidget(self.notes)
