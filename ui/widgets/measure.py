"""How wide texts of tables are, without asking for every cell: metrics made once, only the longest measured."""

from collections.abc import Iterable
from functools import cache
from heapq import nlargest

from PySide6.QtGui import QFont, QFontMetrics

from ui import theme

MEASURED = 8  # texts per column: the longest by count of letters; as many as a week has days
ROUNDING = 2  # advances are rounded to whole px, elision is not


def text_font(strong: bool = False) -> QFont:
    """The type of tables. Do not change it: it is shared."""
    return _made(theme.enlarged(), strong)[0]


def metrics(strong: bool = False) -> QFontMetrics:
    """What texts of tables measure."""
    return _made(theme.enlarged(), strong)[1]


@cache
def _made(_enlarged: float, strong: bool) -> tuple[QFont, QFontMetrics]:
    made = theme.font(9, strong=strong)
    return made, QFontMetrics(made)


def advance(text: str, strong: bool = False) -> int:
    """How many px a text takes."""
    return metrics(strong).horizontalAdvance(text) + ROUNDING


def widest(texts: Iterable[str]) -> int:
    """How many px the widest of many texts takes, or nearly so."""
    return max((advance(text) for text in nlargest(MEASURED, set(texts), key=_letters)), default=0)


def _letters(text: str) -> int:
    """Chinese letters are twice as wide as digits."""
    return len(text) + sum(letter > "\u2e7f" for letter in text)
