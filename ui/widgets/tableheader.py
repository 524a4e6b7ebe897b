"""The header of every table: names, units, the sort arrow; quick however many rows are selected below."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import theme
from ui.widgets.cells import PAD
from ui.widgets.marks import paint_arrow
from ui.widgets.measure import advance, text_font

HEIGHT = 28
ARROW = 6


class Header(QHeaderView):
    """Paints its sections by hand: Qt's own way asks, per section, whether all million rows are selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.scaled(48))
        self.setFixedHeight(theme.scaled(HEIGHT))
        self.setSortIndicatorShown(False)
        self.setMouseTracking(True)

    def paintSection(self, painter: QPainter, box: QRect, section: int) -> None:
        """Name and sort arrow of one section over a hairline."""
        tokens = theme.current()
        painter.save()
        painter.fillRect(box, QColor(tokens.sunken))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(tokens.line))
        painter.setFont(text_font())
        sorted_by = self.isSortIndicatorShown() and section == self.sortIndicatorSection()
        painter.setPen(QColor(tokens.text if sorted_by else tokens.muted))
        inner = box.adjusted(PAD, 0, -PAD, -1)
        if sorted_by:
            inner = self._paint_arrow(painter, inner)
        model = self.model()
        role = Qt.ItemDataRole.TextAlignmentRole
        name = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, model.headerData(section, Qt.Orientation.Horizontal, role), text)
        painter.restore()

    def sectionSizeFromContents(self, section: int) -> QSize:
        """The name and room for the arrow."""
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        return QSize(advance(name) + 2 * PAD + theme.scaled(ARROW) + 8, theme.scaled(HEIGHT))

    def _paint_arrow(self, painter: QPainter, inner: QRect) -> QRect:
        """Draw the arrow at the right; the room that is left."""
        down = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        side = theme.scaled(ARROW)
        place = QRectF(inner.right() - side + 1, inner.center().y() - side // 2 + 1, side, side - 1)
        paint_arrow(painter, place, "down" if down else "up", theme.current().text)
        painter.setPen(pen)
        return inner.adjusted(0, 0, -side - 4, 0)
