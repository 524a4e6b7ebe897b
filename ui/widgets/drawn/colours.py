"""Colours that say how much: one hue from light to dark, two where the sign matters; ink that can be read on them."""

from PySide6.QtGui import QColor

from ui.theme import Tokens

_DARK_INK, _LIGHT_INK = "#000000", "#FFFFFF"  # pure: on a ground halfway, any softer ink misses 4.5 : 1


def heat(tokens: Tokens, share: float) -> QColor:
    """The colour of a share of the largest value: 0 to 1 in one hue, below zero in the other."""
    if share < 0:
        return mixed(tokens.heat[0], tokens.heat_below, min(-share, 1.0))
    return mixed(tokens.heat[0], tokens.heat[1], min(share, 1.0))


def mixed(one: str, other: str, share: float) -> QColor:
    """Between two colours: 0 is the first, 1 the second."""
    ends = zip(QColor(one).getRgb()[:3], QColor(other).getRgb()[:3], strict=True)  # type: ignore[arg-type]
    return QColor(*(round(first + (second - first) * share) for first, second in ends))


def ink_on(ground: QColor) -> QColor:
    """Dark or light, whichever is read better on ``ground``."""
    return QColor(max((_DARK_INK, _LIGHT_INK), key=lambda ink: contrast(QColor(ink), ground)))


def contrast(one: QColor, other: QColor) -> float:
    """Of two colours, 1 to 21, as WCAG 2 counts it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
