"""One of several: as many tabs as have room, the others in a menu; without room for two, one button with them all."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QWidget

from ui.controls import Button
from ui.theme import scaled


class Tabs(QWidget):
    """Offers titles; keeps the place that is chosen."""

    chosen = Signal(int)
    """The place of the title."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.titles: tuple[str, ...] = ()
        self.place = 0
        self.aside = 0
        """So many of the last titles stand in the menu only."""
        self.bar = _Bar()
        """Holds the tabs that have room; hidden tabs of a ``QTabBar`` would still scroll the others away."""
        self.button = Button(kind="plain", choice=True)
        self.more = Button(kind="quiet", choice=True)
        self.more.whole = True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.bar)
        row.addWidget(self.button)
        row.addWidget(self.more)
        row.addStretch(1)
        self.bar.currentChanged.connect(lambda at: self.choose(self.bar.tabData(at)))
        self.button.clicked.connect(lambda: self._pop_up(self.button))
        self.more.clicked.connect(lambda: self._pop_up(self.more))

    def offer(self, titles: Sequence[str], place: int, aside: int = 0) -> None:
        """One tab per title, the one at ``place`` in front; the last ``aside`` titles only in the menu."""
        self.titles, self.place, self.aside = tuple(titles), place, aside
        self._fit()
        self.updateGeometry()

    def choose(self, place: int) -> None:
        """Bring the title at ``place`` to the front."""
        if place != self.place:
            self.place = place
            self._fit()
            self.chosen.emit(place)

    def shown(self) -> list[int]:
        """The places that have a tab now."""
        return [self.bar.tabData(at) for at in range(self.bar.count())]

    def menu(self) -> QMenu:
        """Every title, ticked the one in front."""
        menu = QMenu(self)
        for place, title in enumerate(self.titles):
            if self.aside and place == len(self.titles) - self.aside:
                menu.addSection(self._aside_text())
            action = QAction(title, menu)
            action.setCheckable(True)
            action.setChecked(place == self.place)
            action.triggered.connect(lambda _on=False, chosen=place: self.choose(chosen))
            menu.addAction(action)
        return menu

    def minimumSizeHint(self) -> QSize:
        """Room for the button."""
        return QSize(scaled(96), self._height())

    def sizeHint(self) -> QSize:
        """As the tabs would like it."""
        return QSize(sum(self.bar.wide(title) for title in self._offered()), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs or button, by the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _height(self) -> int:
        return max(scaled(32), self.bar.sizeHint().height())

    def _fit(self) -> None:
        wide = [self.bar.wide(title) for title in self.titles]
        more = self._more_room()
        shown = sorted(fitting_tabs(wide, self.place, self.width(), more, self.aside))
        self.bar.show_titles([(place, self.titles[place]) for place in shown], self.place, sum(wide[p] for p in shown))
        self.bar.setVisible(bool(shown))
        self.button.setVisible(not shown)
        self.button.setText(self.titles[self.place] if self.titles else "")
        self.more.setVisible(0 < len(shown) < len(self.titles))
        only_aside = self.aside > 0 and set(range(len(self._offered()))) <= set(shown)
        hidden = self._more_text(len(self.titles) - len(shown))
        self.more.setText(self._aside_text() if only_aside else hidden)

    def _offered(self) -> tuple[str, ...]:
        return self.titles[: len(self.titles) - self.aside]

    def _more_room(self) -> int:
        rooms = []
        for text in (self._more_text(len(self.titles)), *([self._aside_text()] if self.aside else [])):
            self.more.setText(text)
            rooms.append(self.more.sizeHint().width())
        return max(rooms)

    def _more_text(self, hidden: int) -> str:
        return self.tr("还有 {0} 个").format(hidden)

    def _aside_text(self) -> str:
        return self.tr("没有数据的 {0} 个").format(self.aside)

    def _pop_up(self, button: Button) -> None:
        self.menu().popup(button.mapToGlobal(QPoint(0, button.height())))


class _Bar(QTabBar):
    """Tabs that know their place, in a bar exactly as wide as they are: so it never scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)

    def wide(self, title: str) -> int:
        """What a tab with this title takes, px."""
        if not self.count():
            self.blockSignals(True)
            self.addTab(title)
            self.blockSignals(False)
        around = self.tabSizeHint(0).width() - self.fontMetrics().horizontalAdvance(self.tabText(0))
        return around + self.fontMetrics().horizontalAdvance(title)

    def show_titles(self, tabs: Sequence[tuple[int, str]], place: int, width: int) -> None:
        """These tabs with their places, the one of ``place`` in front; tells nobody."""
        self.setFixedWidth(max(width, 1))
        if [(self.tabData(at), self.tabText(at)) for at in range(self.count())] != list(tabs):
            self._fill(tabs)
        front = next((at for at, (each, _title) in enumerate(tabs) if each == place), -1)
        self.blockSignals(True)
        self.setCurrentIndex(front)
        self.blockSignals(False)

    def _fill(self, tabs: Sequence[tuple[int, str]]) -> None:
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        for at, (place, title) in enumerate(tabs):
            self.addTab(title)
            self.setTabData(at, place)
        self.blockSignals(False)


def fitting_tabs(wide: Sequence[int], current: int, room: int, more: int, aside: int = 0) -> set[int]:
    """Which tabs have room: the one in front and the first ones, beside ``more`` px for a menu of the others.

    All of them where they fit, but for the last ``aside``, which are in the menu; none where there is no room for two.
    """
    offered = len(wide) - aside
    if not aside and sum(wide) <= room:
        return set(range(len(wide)))
    shown = {current}
    left = room - more - wide[current]
    for place, width in enumerate(wide[:offered]):
        if place != current:
            left -= width
            if left < 0:
                break
            shown.add(place)
    return shown if len(shown) > 1 or (aside and left >= 0) else set()
