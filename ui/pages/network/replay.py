"""Below the picture: how the network grew, day by day, by hand or by itself."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from ui.controls import Button, label

STEPS = 400  # of the slider
TICK = 80  # ms between two steps of the replay: it takes half a minute


class Replay(QWidget):
    """Emits up to which moment people are shown."""

    moved = Signal(object)
    """UTC milliseconds; None at the end: everybody, also those of an unknown moment."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Button(icon="play", kind="quiet")
        self.play.setCheckable(True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 20)
        self.day = label(kind="muted")
        self._span: tuple[int, int] | None = None
        self._zone: tzinfo = UTC
        self._ticking = QTimer(self, interval=TICK)
        self._ticking.timeout.connect(self._tick)
        self.play.toggled.connect(self._play)
        self.slider.valueChanged.connect(self._move)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.play)
        row.addWidget(self.slider, 1)
        row.addWidget(self.day)
        self.retranslate()

    def show_span(self, span: tuple[int, int] | None, zone: tzinfo) -> None:
        """From the first who came to the end of the data; not shown where no moment is known."""
        self.stop()
        self._span, self._zone = span, zone
        self.setVisible(span is not None)
        self.slider.blockSignals(True)
        self.slider.setValue(STEPS)
        self.slider.blockSignals(False)
        self._say()

    def stop(self) -> None:
        """Stand still."""
        self.play.setChecked(False)

    @property
    def moment(self) -> int | None:
        """Up to which people are shown; None for all."""
        if self._span is None or self.slider.value() == STEPS:
            return None
        first, last = self._span
        return first + (last - first) * self.slider.value() // STEPS

    def retranslate(self) -> None:
        """Set every text again."""
        self.play.name(self.tr("停止回放") if self.play.isChecked() else self.tr("回放怎么长起来的"))
        self.slider.setAccessibleName(self.tr("看到哪一天为止"))
        self._say()

    def hideEvent(self, event: object) -> None:
        """Nobody looks: stand still."""
        self.stop()
        super().hideEvent(event)  # type: ignore[arg-type]

    def _play(self, playing: bool) -> None:
        self.play.set_icon("close" if playing else "play")
        self.retranslate()
        if not playing:
            self._ticking.stop()
            return
        if self.slider.value() == STEPS:
            self.slider.setValue(0)
        self._ticking.start()

    def _tick(self) -> None:
        self.slider.setValue(self.slider.value() + 1)
        if self.slider.value() == STEPS:
            self.stop()

    def _move(self, _value: int) -> None:
        self._say()
        self.moved.emit(self.moment)

    def _say(self) -> None:
        if self._span is None:
            self.day.setText("")
            return
        at = self.moment if self.moment is not None else self._span[1]
        day = datetime.fromtimestamp(at / 1000, self._zone)
        self.day.setText(self.tr("到 {0} 为止").format(f"{day:%Y-%m-%d}"))
