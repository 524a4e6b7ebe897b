"""The canvas: paints the network, is moved by pointer, wheel and keys, and says who is pointed at, chosen or looped."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.measure import text_font
from ui.widgets.network import export
from ui.widgets.network.detail import Detail, Seen
from ui.widgets.network.hit import inside, under
from ui.widgets.network.kept import Kept
from ui.widgets.network.overlay import Marked
from ui.widgets.network.people import People, Shown, shown_of
from ui.widgets.network.picture import paint_picture
from ui.widgets.network.sight import Sight, whole
from ui.widgets.network.walk import beside

STEP = 60  # px that an arrow key moves the picture
NOTCH = 1.2  # times that one notch of the wheel, or + and -, enlarges
SMALLEST = 0.8  # of the whole picture's scale
MOVES = {
    Qt.Key.Key_Left: (STEP, 0),
    Qt.Key.Key_Right: (-STEP, 0),
    Qt.Key.Key_Up: (0, STEP),
    Qt.Key.Key_Down: (0, -STEP),
}
LARGER = {Qt.Key.Key_Plus: NOTCH, Qt.Key.Key_Equal: NOTCH, Qt.Key.Key_Minus: 1 / NOTCH}


class NetworkCanvas(QWidget):
    """Give it people with ``set_people``; nodes are numbers of their layout.

    Drag to move, wheel to zoom, click to choose, double-click to fold or unfold a branch, Shift and drag to loop people
    in. Keys: arrows, plus, minus, Home for everything; Ctrl and arrows walk from the one chosen to who brought them
    (up), to the largest branch they brought (down) and to siblings; Space folds, Enter opens, Esc lets go.
    """

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
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.people: People | None = None
        self.detail: Detail | None = None
        self.seen: Seen | None = None
        """Who was drawn last, in px of the widget."""
        self.sight = Sight(0, 0, 1, 1, 1)
        self.marked = Marked()
        self.moment: int | None = None
        self.folded: frozenset[int] = frozenset()
        self._shown: Shown | None = None
        self._kept = Kept()
        self._moved = False
        """Whether somebody moved the picture: if not, it is fitted when the widget changes its size."""
        self._dragged: QPointF | None = None
        self._pressed: QPointF | None = None
        self._loop: list[QPointF] | None = None
        theme.notifier().changed.connect(self.update)
        self._describe()

    # what is shown

    def set_people(self, people: People) -> None:
        """Show others: all of them, nobody chosen or marked, nothing folded."""
        self.people, self.detail = people, Detail(people.layout)
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
        self._see(self.detail.round(node, self.width(), self.height()))
        self._filter()
        self.choose(node)

    def show_whole(self) -> None:
        """Everything, in the middle."""
        self._moved = False
        if self.people is not None:
            self.sight = whole(self.people.layout.reach, self.width(), self.height())
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """So many times larger round a point, or round the middle."""
        at = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        least = SMALLEST * whole(self.people.layout.reach, self.width(), self.height()).scale if self.people else 0.1
        self._see(self.sight.zoomed(factor, at.x(), at.y(), least))

    def image(self) -> QImage | None:
        """What is seen, for a PNG; None where nobody is shown."""
        if self.people is None or self._shown is None:
            return None
        return export.image(self.people, self._shown, self.sight, self.marked, theme.current())

    def svg(self) -> str:
        """What is seen, as an SVG; empty where nobody is shown."""
        if self.people is None or self._shown is None:
            return ""
        return export.svg(self.people, self._shown, self.sight, self.marked, theme.current())

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(theme.scaled(800), theme.scaled(600))

    def minimumSizeHint(self) -> QSize:
        """Smaller, it could not be read."""
        return QSize(theme.scaled(320), theme.scaled(240))

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, the loop being drawn, and the focus ring; or that there is nobody."""
        painter, tokens = QPainter(self), theme.current()
        if self.people is None or self.detail is None or self._shown is None or not len(self.people):
            self._paint_nobody(painter)
        else:
            dots = self.devicePixelRatioF()
            self.seen = paint_picture(
                painter,
                self._kept,
                self.people,
                self.detail,
                self._shown,
                self.sight,
                dots,
                self.marked,
                tokens,
            )
        if self._loop:
            self._paint_loop(painter, self._loop)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_nobody(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.setFont(text_font())
        painter.setPen(QColor(theme.current().muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("还没有粉丝可画"))

    def _paint_loop(self, painter: QPainter, loop: list[QPointF]) -> None:
        fill = QColor(theme.current().info)
        painter.setPen(QPen(fill, 1.5, Qt.PenStyle.DashLine))
        fill.setAlpha(28)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(loop))

    # pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a move, or with Shift a loop."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._loop = [event.position()]
        else:
            self._dragged = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Goes on with the move or the loop; else points at somebody."""
        at = event.position()
        if self._loop is not None:
            self._loop.append(at)
            self.update()
        elif self._dragged is not None:
            moved, self._dragged = at - self._dragged, at
            self._see(self.sight.moved(moved.x(), moved.y()))
        else:
            self._hover(self._at(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a move or a loop; without either it chooses who is there."""
        loop, pressed = self._loop, self._pressed
        self._loop = self._dragged = self._pressed = None
        if loop is not None:
            self._close(loop)
        elif pressed is not None and (event.position() - pressed).manhattanLength() < 4:
            self.choose(self._at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Folds or unfolds the branch of who is there."""
        self._toggle(self._at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms round the pointer."""
        self.zoom(NOTCH ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nobody is pointed at."""
        self._hover(-1)
        super().leaveEvent(event)

    # keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As the class says."""
        key, node = Qt.Key(event.key()), self.marked.chosen
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in MOVES:
            self._walk(key)
        elif key in MOVES:
            self._see(self.sight.moved(*MOVES[key]))
        elif key in LARGER:
            self.zoom(LARGER[key])
        elif key is Qt.Key.Key_Home:
            self.show_whole()
        elif key is Qt.Key.Key_Space and node >= 0:
            self._toggle(node)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and node >= 0:
            self.opened.emit(node)
        elif key is Qt.Key.Key_Escape and node >= 0:
            self.choose(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the picture until somebody has moved it; then its middle stays."""
        self.sight = self.sight.sized(self.width(), self.height())
        if not self._moved:
            self.show_whole()
        super().resizeEvent(event)

    # inside

    def _see(self, sight: Sight) -> None:
        self.sight, self._moved = sight, True
        self.update()

    def _filter(self) -> None:
        if self.people is not None:
            self._shown = shown_of(self.people, self.moment, self.folded)
        self._describe()
        self.update()

    def _at(self, point: QPointF) -> int:
        """Who is drawn at a point; -1 for nobody."""
        place = under(self.seen, point.x(), point.y()) if self.seen is not None else None
        return -1 if place is None or self.seen is None else int(self.seen.nodes[place])

    def _hover(self, node: int) -> None:
        if node != self.marked.hovered:
            self.marked = replace(self.marked, hovered=node)
            self.setCursor(Qt.CursorShape.PointingHandCursor if node >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()
            self.hovered.emit(node)

    def _toggle(self, node: int) -> None:
        if node in self.folded:
            self.unfold(node)
        elif self.people is not None and node >= 0 and self.people.layout.size[node] > 0:
            self.fold(node)

    def _walk(self, key: Qt.Key) -> None:
        if self.people is not None:
            node = beside(self.people.layout, self.marked.chosen, key)
            if node >= 0:
                self.go_to(node)

    def _close(self, loop: list[QPointF]) -> None:
        """Tell who is inside a loop."""
        self.update()
        if self.seen is None or self.people is None or self.detail is None:
            return
        there = self.people.there(self.moment)
        tops = inside(self.seen.nodes, self.seen.x, self.seen.y, loop)
        held = tops[self.seen.bundled[np.isin(self.seen.nodes, tops)]]
        below = [self.people.layout.below(int(node)) for node in held]
        hung = np.flatnonzero((self.people.layout.forest.parent < 0) & there)  # of these not all are drawn
        direct = inside(hung, *self.sight.px(self.detail.x[hung], self.detail.y[hung]), loop)
        everybody = np.unique(np.concatenate([tops, direct, *below]))
        self.looped.emit(everybody[there[everybody]])

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("粉丝裂变网络图"))
        if self.people is None or self._shown is None:
            self.setAccessibleDescription(self.tr("还没有粉丝可画"))
            return
        there = int(self.people.there(self.moment).sum())
        node = self.marked.chosen
        told = self.tr("共 {count} 人").format(count=f"{there:,}")
        if node >= 0:
            told += " · " + self.tr("{name}：第 {layer} 层，下面 {below} 人").format(
                name=self.people.name(node) or str(node),
                layer=int(self.people.layout.forest.depth[node]) + 1,
                below=f"{int(self._shown.below[node]):,}",
            )
        self.setAccessibleDescription(told)
