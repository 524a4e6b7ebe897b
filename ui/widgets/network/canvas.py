"""The canvas: a board that is moved by pointer, wheel and keys, and says who is pointed at, chosen or looped."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF, QWheelEvent

from ui import theme
from ui.widgets.measure import text_font
from ui.widgets.network.board import Board
from ui.widgets.network.hit import inside, under
from ui.widgets.network.walk import beside

STEP = 60  # px that an arrow key moves the picture
NOTCH = 1.2  # times that one notch of the wheel, or + and -, enlarges
MOVES = {
    Qt.Key.Key_Left: (STEP, 0),
    Qt.Key.Key_Right: (-STEP, 0),
    Qt.Key.Key_Up: (0, STEP),
    Qt.Key.Key_Down: (0, -STEP),
}
LARGER = {Qt.Key.Key_Plus: NOTCH, Qt.Key.Key_Equal: NOTCH, Qt.Key.Key_Minus: 1 / NOTCH}


class NetworkCanvas(Board):
    """Give it people with ``set_people``; nodes are numbers of their layout.

    Drag to move, wheel to zoom, click to choose, double-click to fold or unfold a branch, Shift and drag to loop people
    in. Keys: arrows, plus, minus, Home for everything; Ctrl and arrows walk from the one chosen to who brought them
    (up), to the largest branch they brought (down) and to siblings; Space folds, Enter opens, Esc lets go.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._dragged: QPointF | None = None
        self._pressed: QPointF | None = None
        self._loop: list[QPointF] | None = None

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
            self.see(self.sight.moved(moved.x(), moved.y()))
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
            self.see(self.sight.moved(*MOVES[key]))
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

    # inside

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

    def _paint_over(self, painter: QPainter) -> None:
        """The loop that is being drawn."""
        if not self._loop:
            return
        fill = QColor(theme.current().info)
        painter.setPen(QPen(fill, 1.5, Qt.PenStyle.DashLine))
        fill.setAlpha(28)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(self._loop))

    # said

    def _paint_nobody(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.setFont(text_font())
        painter.setPen(QColor(theme.current().muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("还没有粉丝可画"))

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("粉丝裂变网络图"))
        if self.people is None or self.scene is None:
            self.setAccessibleDescription(self.tr("还没有粉丝可画"))
            return
        there = int(self.people.there(self.moment).sum())
        node = self.marked.chosen
        told = self.tr("共 {count} 人").format(count=f"{there:,}")
        if node >= 0:
            told += " · " + self.tr("{name}：第 {layer} 层，下面 {below} 人").format(
                name=self.people.name(node) or str(node),
                layer=int(self.people.layout.forest.depth[node]) + 1,
                below=f"{int(self.scene.shown.below[node]):,}",
            )
        self.setAccessibleDescription(told)
