"""A box of choices in a part of the page that scrolls."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

Item = tuple[str, str, str]
"""Id, text, and what is told on hover."""


class Picker(QComboBox):
    """Emits ``picked`` with the id when somebody chooses. The wheel scrolls the page unless the box has the focus."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(24)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda _place: self.picked.emit(self.chosen))

    @property
    def chosen(self) -> str:
        """The id of what is shown."""
        return str(self.currentData() or "")

    def offer(self, items: Iterable[Item], chosen: str) -> None:
        """Offer ``items`` and show one of them."""
        self.clear()
        for place, (key, text, hint) in enumerate(items):
            self.addItem(text, key)
            self.setItemData(place, hint, Qt.ItemDataRole.ToolTipRole)
        self.show_choice(chosen)

    def show_choice(self, key: str) -> None:
        """Show the item with this id; one that is not offered is offered under its own name."""
        if self.findData(key) < 0:
            self.addItem(key, key)
        self.setCurrentIndex(self.findData(key))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over the box must not change what it says while the page is scrolled."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
