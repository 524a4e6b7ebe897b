"""What lies under the lines of a trend: hairlines at the ticks, weekends, the hatched bucket that is not over."""

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ui import theme

HATCH = 6.0  # px between two strokes


class Ground(pg.GraphicsObject):  # type: ignore[misc]
    """Painted in pixels, so that hairlines and hatching stay crisp at every scale."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks: list[float] = []
        self.bands: list[int] = []
        """Buckets marked as weekend."""
        self.hatched: int | None = None
        """The bucket that is not over."""
        self.setZValue(-10)

    def boundingRect(self) -> QRectF:
        """All that is in view."""
        view = self.getViewBox()
        return QRectF() if view is None else QRectF(*view.viewRect().getRect())

    def viewRangeChanged(self) -> None:
        """Of pyqtgraph: what is in view changed."""
        self.prepareGeometryChange()
        self.update()

    def paint(self, painter: QPainter, *_args: object) -> None:
        """Bands, then hairlines, then hatching."""
        tokens = theme.current()
        to_pixels = painter.transform()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for bucket in self.bands:
            painter.fillRect(self._stripe(bucket, to_pixels), QColor(tokens.sunken))
        pen = QPen(QColor(tokens.line), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        view = self.boundingRect()
        for value in self.ticks:
            left, right = to_pixels.map(QPointF(view.left(), value)), to_pixels.map(QPointF(view.right(), value))
            painter.drawLine(left.toPoint(), right.toPoint())
        if self.hatched is not None:
            self._hatch(painter, self._stripe(self.hatched, to_pixels))

    def _stripe(self, bucket: int, to_pixels: pg.QtGui.QTransform) -> QRectF:
        view = self.boundingRect()
        return to_pixels.mapRect(QRectF(bucket - 0.5, view.top(), 1.0, view.height()))

    def _hatch(self, painter: QPainter, stripe: QRectF) -> None:
        painter.save()
        painter.setClipRect(stripe)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().outline), 1))
        across = -stripe.height()
        while across < stripe.width():
            start = QPointF(stripe.left() + across, stripe.bottom())
            painter.drawLine(start, start + QPointF(stripe.height(), -stripe.height()))
            across += HATCH
        painter.restore()
