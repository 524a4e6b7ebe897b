"""Which metric a chart draws: one flat button per metric, one of them down."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from analytics.result import Series
from storage.words import Language
from ui.controls import Button


class MetricSwitch(QWidget):
    """Keeps its choice when the same metric is offered again."""

    chosen = Signal(str)
    """The id of the metric."""

    def __init__(self) -> None:
        super().__init__()
        self.current = ""
        """The id of the metric that is on."""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self._group = QButtonGroup(self)

    def offer(self, series: Sequence[Series], language: Language) -> None:
        """One button per metric; hidden where there is no choice."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        if self.current not in {each.id for each in series}:
            self.current = series[0].id if series else ""
        for place, each in enumerate(series):
            self._row.insertWidget(place, self._button(each, language))
        self.setVisible(len(series) > 1)

    def choose(self, metric: str) -> None:
        """As a press on the metric's button."""
        next(button for button in self._group.buttons() if button.objectName() == metric).click()

    def _button(self, series: Series, language: Language) -> Button:
        button = Button(series.name.say(language), kind="quiet")
        button.setObjectName(series.id)
        button.setCheckable(True)
        button.setChecked(series.id == self.current)
        button.clicked.connect(lambda: self._choose(series.id))
        self._group.addButton(button)
        return button

    def _choose(self, metric: str) -> None:
        self.current = metric
        self.chosen.emit(metric)
