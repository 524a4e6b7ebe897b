"""What a table model tells the delegate of a cell beside its text. Models of any kind of table speak these roles."""

from enum import IntEnum

from msgspec import Struct
from PySide6.QtCore import Qt


class Role(IntEnum):
    """Roles beyond Qt's own."""

    BAR = Qt.ItemDataRole.UserRole + 1
    """A ``Bar``, or None."""
    MOVE = Qt.ItemDataRole.UserRole + 2
    """The ``Move`` that an arrow shows, or None."""
    MUTED = Qt.ItemDataRole.UserRole + 3
    """True for what is not known."""
    TEXT_ROOM = Qt.ItemDataRole.UserRole + 4
    """Of a header: px that the widest text of a column with bars takes."""
    PROVEN = Qt.ItemDataRole.UserRole + 5
    """True for a change that has been judged and is no chance: only then its arrow has a colour."""


class Bar(Struct, frozen=True):
    """A bar inside a cell, as shares of the room for bars: from where zero is to where the value is."""

    zero: float
    value: float
    signed: bool
    """Values of the column go both ways: the bar takes the colours of up and down."""


NUMBER_ALIGNMENT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TEXT_ALIGNMENT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ROW_HEIGHT = 24
"""px at the usual size of text: where rows are made it passes through ``scaled``, like the two rooms below."""
PAD = 8
"""px between a cell's edge and its text."""
BAR_ROOM = 48
"""px a column with bars asks for them; they take all that is left beside the widest text."""
ARROW_ROOM = 11
"""px an arrow takes with the gap to its number."""
