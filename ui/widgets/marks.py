"""Small marks drawn beside numbers: which way a change went, and whether that is good."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from analytics.result import Good
from ui.theme import Tokens
from ui.widgets.format import Move

_SIGNS = {"up": "▲", "down": "▼", "flat": "■"}


def colour_of(move: Move, tokens: Tokens) -> str:
    """The colour of a change: red for up in China, green in the west; amber for none."""
    return {"up": tokens.up, "down": tokens.down, "flat": tokens.flat}[move]


def sign_of(move: Move) -> str:
    """The mark as text, for tooltips and readouts."""
    return _SIGNS[move]


def is_good(move: Move, good: Good) -> bool | None:
    """Whether a change is good news where that is not plain from its direction; None where nothing is to be said."""
    if good is not Good.DOWN or move == "flat":
        return None
    return move == "down"


def paint_arrow_in(painter: QPainter, box: QRect, move: Move, colour: str, side: int) -> int:
    """An arrow of ``side`` px at the left of a line of text, in the middle of its height; where it ends."""
    top = box.top() + (box.height() - side) // 2 + 1
    paint_arrow(painter, QRectF(box.left(), top, side, side - 1), move, colour)
    return box.left() + side


def paint_arrow(painter: QPainter, box: QRectF, move: Move, colour: str) -> None:
    """A triangle up or down, or a bar, filling ``box``."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    if move == "flat":
        painter.drawRect(QRectF(box.left(), box.center().y() - 1, box.width(), 2))
        return
    base, tip = (box.bottom(), box.top()) if move == "up" else (box.top(), box.bottom())
    painter.drawPolygon(
        QPolygonF([QPointF(box.left(), base), QPointF(box.right(), base), QPointF(box.center().x(), tip)])
    )
