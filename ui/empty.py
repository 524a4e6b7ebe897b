"""An empty state that teaches: what would be here, what is missing, and the button that gets it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bars import Step
from ui.controls import Button, Drawing, heading, label
from ui.theme import scaled

WIDEST = 480


class Empty(QWidget):
    """Shown where there is nothing yet."""

    def __init__(self, icon: str, title: str, text: str, step: Step | None = None) -> None:
        super().__init__()
        self.setMaximumWidth(scaled(WIDEST))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 40, 24, 40)
        column.setSpacing(8)
        column.addStretch(1)  # an aligned layout would have the height of its hint, in which not every text has room
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Drawing(icon, "muted", 32), 0, centre)
        above = heading(title)
        above.setAlignment(centre)
        column.addWidget(above)
        words = label(text, "muted", wrap=True)
        words.setAlignment(centre)
        column.addWidget(words)
        if step is not None:
            self.step = Button(step.text, kind="primary")
            self.step.clicked.connect(lambda: step.run())
            column.addWidget(self.step, 0, centre)
        column.addStretch(1)
