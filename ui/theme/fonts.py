"""The few sizes of type: 9 pt for text, 11 and 13 pt for headings, 20 pt for key figures; digits of equal width.

Somebody who made the texts of the system larger finds ours larger too: all type, and with it every length that has to
hold a text, which is written down as it is at 9 pt and passes through ``scaled``.
"""

from functools import cache
from typing import Literal

from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

FAMILIES = ["Microsoft YaHei UI", "Noto Sans CJK SC", "PingFang SC"]
Size = Literal[9, 11, 13, 20]
TEXT: Size = 9
PIXELS = 12  # that 9 pt measure on a screen of 96 dots per inch


def font(size: Size = TEXT, strong: bool = False) -> QFont:
    """Type of ``size`` points, semibold where ``strong``; larger where the application's text is."""
    made = QFont(FAMILIES)
    made.setPointSizeF(size * _points() / TEXT)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setStyleHint(QFont.StyleHint.SansSerif)
    if strong:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def take_size(app: QApplication) -> None:
    """Make our type that of the application, in the size of the system's text where that is larger."""
    system = app.font()
    points = system.pointSizeF() if system.pixelSize() < 0 else QFontInfo(system).pointSizeF()
    made = font()
    made.setPointSizeF(max(points, TEXT))
    app.setFont(made)


def scaled(length: float) -> int:
    """What a length of so many px at the usual size of text has to be at the present one."""
    return round(length * enlarged())


def enlarged() -> float:
    """How many times larger than usual text is."""
    return _enlarged(_points())


def _points() -> float:
    """Of the application's text: that of the system to begin with, but never smaller than ours."""
    return max(QApplication.font().pointSizeF(), TEXT)


@cache
def _enlarged(points: float) -> float:
    made = QFont(FAMILIES)
    made.setPointSizeF(points)
    return max(QFontInfo(made).pixelSize() / PIXELS, 1.0)
