"""One number of the tree as something to press: its verdict as a stripe and a mark, its part of the change as a bar."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from ui import theme
from ui.pages.diagnosis.nodewords import Told, colour_of_verdict, hover_of, said_of
from ui.widgets.figurebutton import write_line
from ui.widgets.format import full, move
from ui.widgets.marks import paint_arrow
from ui.widgets.measure import advance, metrics

PAD, GAP = 12, 6
MARK = 8
STRIPE = 4
BAR = 5
_ARROWS = {Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right", Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}


def node_height() -> int:
    """Name, value, bar."""
    return 6 + metrics().height() + metrics(strong=True).height() + theme.scaled(6) + BAR + 8


class NodeButton(QAbstractButton):
    """Shows one ``Node``."""

    stepped = Signal(str)
    """The focus should go left, right, up or down."""

    def __init__(self, told: Told, scale: tuple[float, float]) -> None:
        super().__init__()
        self.told = told
        self._scale = scale
        """The lowest and the highest contribution of the tree: bars of all nodes share one axis."""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{told.name} {full(told.node.value, told.node.shown, told.writing)}")
        self.setAccessibleDescription(said_of(told))
        self.setToolTip(hover_of(told))

    def sizeHint(self) -> QSize:
        """The tree makes it as wide as it likes."""
        return QSize(theme.scaled(180), node_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it like the space bar; the arrows go to its neighbours."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is not None:
            self.stepped.emit(way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Surface, stripe, name and change, value and contribution, bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_surface(painter)
        line = metrics().height()
        painter.setFont(theme.font(9))
        top = QRect(PAD, 6, self.width() - PAD - 8, line)
        self._paint_name(painter, top)
        below = QRect(PAD, top.bottom() + 1, top.width(), metrics(strong=True).height() + theme.scaled(4))
        if self.told.reason:
            write_line(painter, below, self.told.reason, theme.current().muted)
            return
        self._paint_value(painter, below)
        self._paint_bar(painter, QRectF(PAD, self.height() - 7 - BAR, top.width(), BAR))

    def _paint_surface(self, painter: QPainter) -> None:
        tokens = theme.current()
        ground = tokens.selected if self.isChecked() else tokens.hover if self.underMouse() else tokens.surface
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour_of_verdict(self.told.node.verdict, tokens)))
        painter.drawRoundedRect(body, 6, 6)
        painter.setBrush(QColor(ground))
        painter.drawRect(body.adjusted(STRIPE, 0, -6, 0))
        painter.drawRoundedRect(body.adjusted(STRIPE + 6, 0, 0, 0), 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = tokens.focus if self.hasFocus() else tokens.text if self.isChecked() else tokens.edge
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(body, 6, 6)

    def _paint_name(self, painter: QPainter, box: QRect) -> None:
        """The name at the left; at the right the change with its mark, and whether it is good if that is not plain."""
        tokens, told = theme.current(), self.told
        if told.change:
            colour = colour_of_verdict(told.node.verdict, tokens)
            box = self._right(painter, box, told.change, colour)
            side = theme.scaled(MARK)
            mark = QRectF(box.right() - side + 1, box.center().y() - side // 2 + 1, side, side - 1)
            self._paint_mark(painter, mark, colour)
            box = box.adjusted(0, 0, -side - GAP, 0)
            if told.news:
                good = told.news and told.node.change is not None and told.node.change < 0
                box = self._right(painter, box, told.news, tokens.good if good else tokens.bad)
        write_line(painter, box, told.name, tokens.muted)

    def _paint_mark(self, painter: QPainter, box: QRectF, colour: str) -> None:
        verdict, change = self.told.node.verdict, self.told.node.change or 0.0
        if verdict == "unknown":
            painter.setPen(QColor(colour))
            painter.drawText(box.adjusted(-2, -box.height(), 2, box.height()), Qt.AlignmentFlag.AlignCenter, "?")
        else:
            paint_arrow(painter, box, "flat" if verdict == "flat" else move(change), colour)

    def _paint_value(self, painter: QPainter, box: QRect) -> None:
        tokens, told = theme.current(), self.told
        painter.setFont(theme.font(9))
        room = box.adjusted(advance(told.value, strong=True) + GAP + 8, 0, 0, 0)
        if told.contribution and advance(told.contribution) <= room.width():
            self._right(painter, box, told.contribution, tokens.muted)
        painter.setFont(theme.font(11, strong=True))
        write_line(painter, box, told.value, tokens.text)

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        """From the common zero to the left or the right; the axis stands where zero is."""
        tokens, brought = theme.current(), self.told.node.contribution
        low, high = self._scale
        if brought is None or high <= low:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        zero = box.left() + box.width() * -low / (high - low)
        end = box.left() + box.width() * (brought - low) / (high - low)
        painter.fillRect(box, QColor(tokens.line))
        length = QRectF(min(zero, end), box.top(), max(abs(end - zero), 1.0), box.height())
        painter.fillRect(length, QColor(self._colour_of_bar(brought, tokens)))
        painter.fillRect(QRectF(min(zero, box.right() - 1), box.top() - 2, 1, box.height() + 4), QColor(tokens.text))

    def _colour_of_bar(self, brought: int, tokens: theme.Tokens) -> str:
        """Red or green only for what has clearly changed; the direction says the rest."""
        verdict = self.told.node.verdict
        if verdict == "flat":
            return tokens.flat
        if verdict == "unknown":
            return tokens.outline
        return tokens.up if brought > 0 else tokens.down

    @staticmethod
    def _right(painter: QPainter, box: QRect, text: str, colour: str) -> QRect:
        """Write at the right of ``box``; what is left of it."""
        wide = painter.fontMetrics().horizontalAdvance(text)
        write_line(painter, box.adjusted(max(box.width() - wide, 0), 0, 1, 0), text, colour)
        return box.adjusted(0, 0, -wide - GAP, 0)
