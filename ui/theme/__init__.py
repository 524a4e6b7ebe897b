"""How everything looks: the tokens in force, and telling everybody when they change.

``apply`` paints the application; ``current`` gives the tokens; ``notifier().changed`` fires after a change, upon which
whoever drew something with tokens or icons draws it again. ``dress`` gives a part of the window its style sheet: part
by part and hidden pages later, because Qt takes half a millisecond for each widget that gets another sheet.
"""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.fonts import enlarged, font, scaled, take_size
from ui.theme.icons import icon, pixmap
from ui.theme.palette import palette_of, style_sheet
from ui.theme.state import Notifier, current, notifier, put
from ui.theme.tokens import DARK, LIGHT, Direction, Tokens

Scheme = Literal["light", "dark", "system"]

__all__ = [
    "DARK",
    "LIGHT",
    "Direction",
    "Notifier",
    "Scheme",
    "Tokens",
    "apply",
    "current",
    "dress",
    "enlarged",
    "font",
    "icon",
    "notifier",
    "pixmap",
    "scaled",
    "take_size",
]


def apply(app: QApplication, scheme: Scheme, direction: Direction = "china") -> None:
    """Paint the application in a scheme; "system" asks the desktop now."""
    dark = scheme == "dark" or (scheme == "system" and app.styleHints().colorScheme() is Qt.ColorScheme.Dark)
    tokens = (DARK if dark else LIGHT).facing(direction)
    put(tokens)
    app.setPalette(palette_of(tokens))
    notifier().changed.emit()


def dress(part: QWidget) -> None:
    """Give a part of the window the style sheet of the tokens in force; everything in it, also its popups, follows."""
    part.setStyleSheet(style_sheet(current()))
