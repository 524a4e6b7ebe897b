"""Bars inside a page: what went wrong or is worth knowing, with the next step as a button. Never a dialog."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.controls import Button, Drawing, label

Level = Literal["error", "warning", "info", "done"]
_COLOURS = {"error": "bad", "warning": "flat", "info": "info", "done": "good"}


class Step(Struct, frozen=True):
    """What to do next, as a button."""

    text: str
    run: Callable[[], object]


class Bar(QFrame):
    """One message. It stays until it is closed, replaced or cleared."""

    def __init__(self, level: Level, text: str, step: Step | None, close: Callable[[], object] | None) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setProperty("level", level)
        self.text = text
        words = label(text, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(Drawing(level, _COLOURS[level]))
        row.addWidget(words, 1)
        if step is not None:
            self.step = Button(step.text)
            self.step.clicked.connect(lambda: step.run())
            row.addWidget(self.step)
        if close is not None:
            shut = Button(icon="close", kind="quiet")
            shut.name(self.tr("关闭提示"))
            shut.clicked.connect(lambda: close())
            row.addWidget(shut)
        self.setAccessibleName(text)


class Bars(QWidget):
    """The bars of a page, one above the other; takes no room while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: dict[str, Bar] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def show_bar(self, key: str, level: Level, text: str, step: Step | None = None, closable: bool = True) -> Bar:
        """Show a message; one with the same ``key`` is replaced."""
        self.clear(key)
        bar = Bar(level, text, step, (lambda: self.clear(key)) if closable else None)
        self._bars[key] = bar
        self._column.addWidget(bar)
        self.show()
        return bar

    def clear(self, key: str | None = None) -> None:
        """Take away the message with this key, or all of them."""
        for gone in [key] if key is not None else list(self._bars):
            bar = self._bars.pop(gone, None)
            if bar is not None:
                self._column.removeWidget(bar)
                bar.hide()
                bar.deleteLater()
        self.setVisible(bool(self._bars))

    def texts(self) -> tuple[str, ...]:
        """What the bars say, top to bottom."""
        return tuple(bar.text for bar in self._bars.values())

    def bar(self, key: str) -> Bar:
        """The bar with this key; KeyError if there is none."""
        return self._bars[key]
