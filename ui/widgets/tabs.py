"""One of several: tabs where they have room, else one button with a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QWidget

from ui.controls import Button


class Tabs(QWidget):
    """Offers titles; keeps the place that is chosen."""

    chosen = Signal(int)
    """The place of the title."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.button = Button(kind="plain", choice=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tabs)
        row.addWidget(self.button)
        row.addStretch(1)
        self.tabs.currentChanged.connect(self._choose)
        self.button.clicked.connect(self._pop_up)

    def offer(self, titles: Sequence[str], place: int) -> None:
        """One tab per title, the one at ``place`` in front."""
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for title in titles:
            self.tabs.addTab(title)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)
        self._fit()

    def menu(self) -> QMenu:
        """Every title, ticked the one in front."""
        menu = QMenu(self)
        for place in range(self.tabs.count()):
            action = QAction(self.tabs.tabText(place), menu)
            action.setCheckable(True)
            action.setChecked(place == self.tabs.currentIndex())
            action.triggered.connect(lambda _on=False, chosen=place: self.tabs.setCurrentIndex(chosen))
            menu.addAction(action)
        return menu

    def minimumSizeHint(self) -> QSize:
        """Room for the button."""
        return QSize(96, 32)

    def sizeHint(self) -> QSize:
        """As the tabs would like it."""
        return QSize(self.tabs.sizeHint().width(), 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs or button, by the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        roomy = self.tabs.sizeHint().width() <= self.width()
        self.tabs.setVisible(roomy)
        self.button.setVisible(not roomy)
        self.button.setText(self.tabs.tabText(self.tabs.currentIndex()))

    def _choose(self, place: int) -> None:
        self._fit()
        self.chosen.emit(place)

    def _pop_up(self) -> None:
        self.menu().popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
