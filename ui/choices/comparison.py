"""Choosing what the period is compared with; every choice prints its days."""

from datetime import date
from typing import get_args

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from analytics.period import Comparison
from analytics.question import Question
from ui.choices.names import comparison_name, span


class ComparisonMenu(QMenu):
    """Emits ``chosen`` with the name of a comparison."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QActionGroup(self)

    def show_for(self, question: Question, clock: date) -> None:
        """Write the choices for a question."""
        self.clear()
        for how in get_args(Comparison):
            compared = replace(question, compare=how).comparison
            days = f"    {span(compared, clock)}" if compared else ""
            action = self.addAction(comparison_name(how) + days)
            action.setCheckable(True)
            action.setChecked(how == question.compare)
            action.triggered.connect(lambda _on, how=how: self.chosen.emit(how))
            self._group.addAction(action)
