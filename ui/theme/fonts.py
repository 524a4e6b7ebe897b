"""The few sizes of type: 9 pt for text, 11 and 13 pt for headings, 20 pt for key figures; digits of equal width."""

from typing import Literal

from PySide6.QtGui import QFont

FAMILIES = ["Microsoft YaHei UI", "Noto Sans CJK SC", "PingFang SC"]
Size = Literal[9, 11, 13, 20]


def font(size: Size = 9, strong: bool = False) -> QFont:
    """Type of ``size`` points, semibold where ``strong``."""
    made = QFont(FAMILIES, size)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setStyleHint(QFont.StyleHint.SansSerif)
    if strong:
        made.setWeight(QFont.Weight.DemiBold)
    return made
