"""One term of an offer: a slider over the values the shop has tried, and a field for any other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QSlider, QWidget

from ui.controls import label
from ui.theme import scaled

FIELD = 96  # px of the field, at the usual size of text


class Lever(QWidget):
    """Emits what was chosen; in the unit of the question, so many of which make one of the field."""

    changed = Signal()

    def __init__(self, per: int, decimals: int, least: float, most: int) -> None:
        super().__init__()
        self.per = per
        self.name = label()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.field = QDoubleSpinBox()
        self.field.setDecimals(decimals)
        self.field.setRange(least, most)
        self.field.setKeyboardTracking(False)
        self.field.setFixedWidth(scaled(FIELD))
        self.name.setBuddy(self.field)
        self._tried: tuple[int, ...] = ()
        self.slider.valueChanged.connect(self._slid)
        self.field.valueChanged.connect(self._typed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(self.slider, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    @property
    def value(self) -> int:
        """What is chosen, in the unit of the question."""
        return round(self.field.value() * self.per)

    def bound(self, below: int) -> None:
        """What is chosen has to be below this, in the unit of the question."""
        self.field.blockSignals(True)
        self.field.setMaximum((below - 1) / self.per)
        self.field.blockSignals(False)

    def offer(self, tried: Sequence[int], value: int) -> None:
        """Values to slide over, and the one to begin with."""
        self._tried = tuple(sorted({*tried, value}))
        for part in (self.slider, self.field):
            part.blockSignals(True)
        self.slider.setRange(0, len(self._tried) - 1)
        self.slider.setPageStep(1)
        self.slider.setEnabled(len(self._tried) > 1)
        self.slider.setValue(self._tried.index(value))
        self.field.setValue(value / self.per)
        for part in (self.slider, self.field):
            part.blockSignals(False)

    def say(self, name: str, suffix: str) -> None:
        """What it is called and the unit of the field."""
        self.name.setText(name)
        self.field.setSuffix(suffix)
        for part in (self.slider, self.field):
            part.setAccessibleName(name)

    def _slid(self, place: int) -> None:
        self.field.setValue(self._tried[place] / self.per)

    def _typed(self, _value: float) -> None:
        """The slider goes to what was typed, or to the nearest below."""
        place = max((at for at, one in enumerate(self._tried) if one <= self.value), default=0)
        self.slider.blockSignals(True)
        self.slider.setValue(place)
        self.slider.blockSignals(False)
        self.changed.emit()
