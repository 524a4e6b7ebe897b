"""Paints the cells of every table: text or number, a bar where comparing helps, an arrow for a change, a hairline."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui import theme
from ui.widgets.cells import ARROW_ROOM, BAR_ROOM, PAD, ROW_HEIGHT, Bar, Role
from ui.widgets.marks import colour_of, paint_arrow
from ui.widgets.measure import advance, text_font

Index = QModelIndex | QPersistentModelIndex
BAR_LEAST = 16
ARROW = 7


class CellDelegate(QStyledItemDelegate):
    """Reads Qt's display and alignment roles and ``Role``; paints by hand, for speed and hairlines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        tokens, box = theme.current(), option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.selected))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(tokens.line))
        bar = index.data(Role.BAR)
        if bar is not None and bar.value != bar.zero:
            _paint_bar(painter, box, bar, _text_room(index))
        painter.setFont(text_font())
        _paint_text(painter, box.adjusted(PAD, 0, -PAD, -1), index)
        if state & QStyle.StateFlag.State_HasFocus:  # Enter opens this cell, so it is marked within a selected row too
            painter.setPen(QColor(tokens.focus))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the whole text and what is drawn beside it."""
        width = advance(index.data() or "") + 2 * PAD
        width += theme.scaled(BAR_ROOM) + PAD if index.data(Role.BAR) is not None else 0
        width += theme.scaled(ARROW_ROOM) if index.data(Role.MOVE) is not None else 0
        return QSize(width, theme.scaled(ROW_HEIGHT))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole text of a cell that does not show it."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        room = option.rect.width()
        text = index.data() or ""
        cut = self.sizeHint(option, index).width() > room
        QToolTip.showText(event.globalPos(), text if cut else "", view)
        return True


def _paint_text(painter: QPainter, box: QRect, index: Index) -> None:
    tokens, way = theme.current(), index.data(Role.MOVE)
    text: str = index.data() or ""
    alignment: Any = index.data(Qt.ItemDataRole.TextAlignmentRole)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    plain = tokens.text if not way else tokens.muted
    colour = colour_of(way, tokens) if way and index.data(Role.PROVEN) else plain
    if index.data(Role.MUTED):
        colour = tokens.muted
    painter.setPen(QColor(colour))
    painter.drawText(box, alignment, shown)
    if way:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.scaled(ARROW)
        left = box.right() + 1 - painter.fontMetrics().horizontalAdvance(shown) - side - 4
        paint_arrow(painter, QRectF(left, box.center().y() - side // 2, side, side - 1), way, colour)


def _text_room(index: Index) -> int:
    room: int = index.model().headerData(index.column(), Qt.Orientation.Horizontal, Role.TEXT_ROOM) or 0
    return room


def _paint_bar(painter: QPainter, cell: QRect, bar: Bar, text_room: int) -> None:
    tokens = theme.current()
    room = max(cell.width() - text_room - 3 * PAD, BAR_LEAST)
    zero, end = room * bar.zero, room * bar.value
    colour = QColor(tokens.categories[0])
    if bar.signed:
        colour = QColor(tokens.up if end >= zero else tokens.down)
    colour.setAlphaF(0.45)
    left, inset = cell.left() + PAD + min(zero, end), theme.scaled(7)
    painter.fillRect(QRectF(left, cell.top() + inset, max(abs(end - zero), 1.0), cell.height() - 2 * inset), colour)
