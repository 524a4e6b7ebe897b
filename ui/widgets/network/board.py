"""The board the network is shown on: which people and which part of them, what is emphasised, and its painting."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.network import export
from ui.widgets.network.detail import Detail, Seen
from ui.widgets.network.kept import Kept
from ui.widgets.network.marked import Marked
from ui.widgets.network.people import People, shown_of
from ui.widgets.network.picture import paint_picture
from ui.widgets.network.raster import OVERHANG
from ui.widgets.network.scene import Scene
from ui.widgets.network.sight import Sight, least, whole

REST = 40  # ms without a move after which the picture is drawn anew


class Board(QWidget):
    """Shows people; nodes are numbers of their layout."""

    hovered = Signal(int)
    """Somebody is pointed at; -1 for nobody any more."""
    chosen = Signal(int)
    """Somebody was chosen; -1 for nobody any more."""
    opened = Signal(int)
    """More about somebody is asked for."""
    looped = Signal(object)
    """A loop was drawn round people: an array of nodes; of a closed branch the one at its top with all below."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.people: People | None = None
        self.detail: Detail | None = None
        self.scene: Scene | None = None
        self.sight = Sight(0, 0, 1, 1, 1)
        self.marked = Marked()
        self.moment: int | None = None
        self.folded: frozenset[int] = frozenset()
        self._kept = Kept()
        self._moved = False
        """Whether somebody moved the picture: if not, it is fitted when the widget changes its size."""
        self._seen: tuple[Scene, Sight, Seen] | None = None
        self._resting = QTimer(self, singleShot=True, interval=REST, timerType=Qt.TimerType.PreciseTimer)
        self._resting.timeout.connect(self.update)
        theme.notifier().changed.connect(self.update)
        self._describe()

    @property
    def moving(self) -> bool:
        """Whether the picture moves: until it rests it is put together from what was drawn before."""
        return self._resting.isActive()

    @property
    def seen(self) -> Seen | None:
        """Who is in sight, in px of the widget."""
        if self.scene is None:
            return None
        if self._seen is None or self._seen[0] is not self.scene or self._seen[1] != self.sight:
            self._seen = (self.scene, self.sight, self.scene.seen(self.sight, margin=OVERHANG).touching(self.sight))
        return self._seen[2]

    # what is shown

    def set_people(self, people: People) -> None:
        """Show others: all of them, nobody chosen or marked, nothing folded."""
        self.people, self.detail, self.scene = people, Detail(people.layout), None
        self.marked, self.folded, self.moment = Marked(), frozenset(), None
        self._filter()
        self.show_whole()

    def show_until(self, moment: int | None) -> None:
        """Hide who joined after a moment of UTC milliseconds; None hides nobody."""
        self.moment = moment
        self._filter()

    def fold(self, node: int) -> None:
        """Close the branch below somebody, at any scale."""
        self.folded |= {node}
        self._filter()

    def unfold(self, node: int) -> None:
        """Let a branch open again."""
        self.folded -= {node}
        self._filter()

    def unfold_all(self) -> None:
        """Let all branches open again."""
        self.folded = frozenset()
        self._filter()

    def choose(self, node: int) -> None:
        """Choose somebody and show the chain up to the merchant; -1 for nobody."""
        if self.people is None or node == self.marked.chosen:
            return
        chain = tuple(self.people.layout.above(node)) if node >= 0 else ()
        self.marked = replace(self.marked, chosen=node, chain=chain)
        self._describe()
        self.update()
        self.chosen.emit(node)

    def mark(self, nodes: Iterable[int]) -> None:
        """Emphasise people with a ring round each, or round the bundle they are in; nobody where empty."""
        emphasised = tuple(dict.fromkeys(int(node) for node in nodes))
        if emphasised != self.marked.emphasised:
            self.marked = replace(self.marked, emphasised=emphasised)
            self.update()

    def go_to(self, node: int) -> None:
        """Bring somebody to the middle, near enough to see who is around, branches above unfolded; and choose them."""
        if self.people is None or self.detail is None:
            return
        self.folded -= set(self.people.layout.above(node)[1:])
        self.sight, self._moved = self.detail.round(node, self.width(), self.height()), True
        self._settle()
        self._filter()
        self.choose(node)

    def show_whole(self) -> None:
        """Everything, in the middle."""
        self._moved = False
        if self.people is not None:
            self.sight = whole(self.people.layout.reach, self.width(), self.height())
        self._settle()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """So many times larger round a point, or round the middle."""
        at = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        if self.people is not None:
            smallest = least(self.people.layout.reach, self.width(), self.height())
            self.see(self.sight.zoomed(factor, at.x(), at.y(), smallest))

    def see(self, sight: Sight) -> None:
        """Look elsewhere as a hand moves the picture: at once, and crisp as soon as it rests."""
        self.sight, self._moved = sight, True
        self._resting.start()
        self.update()

    def image(self) -> QImage | None:
        """What is seen, for a PNG; None where nobody is shown."""
        if self.scene is None:
            return None
        return export.image(self.scene.people, self.scene.shown, self.sight, self.marked, theme.current())

    def svg(self) -> str:
        """What is seen, as an SVG; empty where nobody is shown."""
        if self.scene is None:
            return ""
        return export.svg(self.scene.people, self.scene.shown, self.sight, self.marked, theme.current())

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(theme.scaled(800), theme.scaled(600))

    def minimumSizeHint(self) -> QSize:
        """Smaller, it could not be read."""
        return QSize(theme.scaled(320), theme.scaled(240))

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and the focus ring; or that there is nobody."""
        painter, tokens = QPainter(self), theme.current()
        if self.scene is None or not len(self.scene.people):
            self._paint_nobody(painter)
        else:
            dots = self.devicePixelRatioF()
            draw = self._kept.move if self.moving else self._kept.rest
            stills = draw(self.scene, self.sight.finer(dots), dots)
            paint_picture(painter, stills, self.scene, self.sight, dots, self.marked, tokens)
        self._paint_over(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the picture until somebody has moved it; then its middle stays."""
        self.sight = self.sight.sized(self.width(), self.height())
        if not self._moved:
            self.show_whole()
        super().resizeEvent(event)

    def _paint_nobody(self, painter: QPainter) -> None:
        """What is said where there are no people."""

    def _paint_over(self, painter: QPainter) -> None:
        """What lies over the picture."""

    # inside

    def _filter(self) -> None:
        if self.people is not None and self.detail is not None:
            self.scene = Scene(self.people, self.detail, shown_of(self.people, self.moment, self.folded))
        self._describe()
        self.update()

    def _settle(self) -> None:
        self._resting.stop()
        self.update()

    def _describe(self) -> None:
        """Tell those who do not see it what is shown."""
