"""What is seen of a chart: boxes, colours, and the texts that a picture paints."""

from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgGenerator

from ui.widgets.drawn.chart import DrawnChart
from ui.widgets.drawn.picture import Picture
from ui.widgets.measure import advance, text_font


def boxes(chart: DrawnChart) -> dict[tuple[int, int], QRectF]:
    return {(spot.row, spot.column): spot.box for spot in chart.spots}


def colour_at(chart: DrawnChart, point: QPointF) -> QColor:
    return chart.grab().toImage().pixelColor(point.toPoint())


def texts_of(picture: Picture, size: tuple[int, int]) -> list[tuple[str, QRectF]]:
    """The texts that a picture paints, with the lower half of the room each takes, read off a drawing of lines."""
    kept = QBuffer()
    svg = QSvgGenerator()
    svg.setResolution(96)
    svg.setOutputDevice(kept)
    painter = QPainter(svg)
    painter.setFont(text_font())
    picture.paint(painter, QSizeF(*size))
    painter.end()
    found = []
    for each in ElementTree.fromstring(bytes(kept.data().data())).iter("{http://www.w3.org/2000/svg}text"):
        text = each.text or ""
        left, foot = float(each.get("x", "nan")), float(each.get("y", "nan"))
        found.append((text, QRectF(left, foot - 7, advance(text) - 3, 6)))  # a text of two fonts is in two parts
    return found
