"""One mark of the picture by itself, for the legend: the same shape and ink as on the canvas."""

import numpy as np
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.network.inks import table
from ui.widgets.network.people import Kind
from ui.widgets.network.raster import Raster

SIDE = 16  # px at the usual size of text
RADIUS = 0.31  # of the side


class Glyph(QWidget):
    """The mark of a kind of fan; of the merchant where the kind is None."""

    def __init__(self, kind: Kind | None) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(self.sizeHint())
        theme.notifier().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme.scaled(SIDE), theme.scaled(SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark in the middle."""
        painter, tokens = QPainter(self), theme.current()
        if self._kind is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(tokens.brand))
            painter.setBrush(QColor(tokens.brand))
            middle, radius = self.width() / 2, self.width() * RADIUS
            painter.drawEllipse(QPointF(middle, middle), radius, radius)
            return
        dots = self.devicePixelRatioF()
        side = round(self.width() * dots)
        raster, middle = Raster(side, side), np.full(1, side / 2, np.float32)
        raster.dots(np.full(1, self._kind, np.int32), middle, middle, np.full(1, side * RADIUS, np.float32))
        image = raster.image()
        image.setColorTable(table(tokens, faded=False).tolist())
        image.setDevicePixelRatio(dots)
        painter.drawImage(0, 0, image)
