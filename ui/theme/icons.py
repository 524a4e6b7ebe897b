"""Icons: 24 x 24 stroke drawings in ``ui/icons``, recoloured by the tokens and sharp at every scale."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme.state import current

FOLDER = Path(__file__).parent.parent / "icons"
# 16 and 20 px at 100, 125, 150, 200 and 300 %.
SIZES = (16, 20, 24, 25, 30, 32, 40, 48, 60)


@cache
def _drawing(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@cache
def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """The drawing ``name`` in one colour, ``size`` device pixels square. FileNotFoundError if there is none."""
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    image = QPixmap(size, size)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


@cache
def _icon(name: str, normal: str, disabled: str) -> QIcon:
    made = QIcon()
    for size in SIZES:
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
            made.addPixmap(pixmap(name, normal, size), mode)
        made.addPixmap(pixmap(name, disabled, size), QIcon.Mode.Disabled)
    return made


def icon(name: str, colour: str | None = None) -> QIcon:
    """The icon ``name`` in ``colour``, by default that of text. Ask again after a change of the theme."""
    tokens = current()
    return _icon(name, colour or tokens.text, tokens.outline)
