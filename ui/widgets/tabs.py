"""One of several: as many tabs as have room, the others in a menu; without room for two, one button with them all."""

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
        self.more = Button(kind="quiet", choice=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tabs)
        row.addWidget(self.button)
        row.addWidget(self.more)
        row.addStretch(1)
        self._wide: list[int] = []
        """What each tab takes, px."""
        self.tabs.currentChanged.connect(self._choose)
        self.button.clicked.connect(lambda: self._pop_up(self.button))
        self.more.clicked.connect(lambda: self._pop_up(self.more))

    def offer(self, titles: Sequence[str], place: int) -> None:
        """One tab per title, the one at ``place`` in front."""
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for title in titles:
            self.tabs.addTab(title)
        self.tabs.setCurrentIndex(place)
        self._wide = [self.tabs.tabRect(each).width() for each in range(self.tabs.count())]
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
        return QSize(sum(self._wide), 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs or button, by the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = fitting_tabs(self._wide, self.tabs.currentIndex(), self.width(), self._more_room())
        self.tabs.blockSignals(True)
        for place in range(self.tabs.count()):
            self.tabs.setTabVisible(place, place in shown)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(bool(shown))
        self.button.setVisible(not shown)
        self.button.setText(self.tabs.tabText(self.tabs.currentIndex()))
        self.more.setVisible(0 < len(shown) < self.tabs.count())
        self.more.setText(self._more_text(self.tabs.count() - len(shown)))

    def _more_room(self) -> int:
        self.more.setText(self._more_text(self.tabs.count()))
        return self.more.sizeHint().width()

    def _more_text(self, hidden: int) -> str:
        return self.tr("还有 {0} 个").format(hidden)

    def _choose(self, place: int) -> None:
        self._fit()
        self.chosen.emit(place)

    def _pop_up(self, button: Button) -> None:
        self.menu().popup(button.mapToGlobal(QPoint(0, button.height())))


def fitting_tabs(wide: Sequence[int], current: int, room: int, more: int) -> set[int]:
    """Which tabs have room: the one in front and the first ones, beside ``more`` px for a menu of the others.

    All of them where they fit; none where there is no room for two.
    """
    if sum(wide) <= room:
        return set(range(len(wide)))
    shown = {current}
    left = room - more - wide[current]
    for place, width in enumerate(wide):
        if place != current:
            left -= width
            if left < 0:
                break
            shown.add(place)
    return shown if len(shown) > 1 else set()
