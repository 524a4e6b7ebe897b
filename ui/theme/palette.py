"""Tokens as a Qt palette, and the small style sheet for what a palette cannot say."""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QPalette

from ui.theme.fonts import enlarged, scaled
from ui.theme.tokens import Tokens

_SHEET = Path(__file__).parent / "sheet.qss"


def palette_of(tokens: Tokens) -> QPalette:
    """The palette that Fusion paints with."""
    palette = QPalette(QColor(tokens.surface), QColor(tokens.background))
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: tokens.background,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.brand,
        role.Light: tokens.surface,
        role.Midlight: tokens.line,
        role.Mid: tokens.outline,
        role.Dark: tokens.line,
        role.Shadow: tokens.outline,
        role.Highlight: tokens.selected,
        role.HighlightedText: tokens.text,
        role.Link: tokens.info,
        role.LinkVisited: tokens.info,
        role.PlaceholderText: tokens.muted,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.Accent: tokens.focus,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.outline))
    return palette


def style_sheet(tokens: Tokens) -> str:
    """The style sheet with its ``$names`` replaced by the tokens, and by the lengths that go with the text."""
    return _written(tokens, enlarged())


@cache
def _written(tokens: Tokens, _enlarged: float) -> str:
    tick = "tick_dark.svg" if tokens.dark else "tick_light.svg"
    names = asdict(tokens) | {"folder": _SHEET.parent.as_posix(), "tick": tick} | _lengths()
    return Template(_SHEET.read_text(encoding="utf-8")).substitute(names)


def _lengths() -> dict[str, int]:
    """Of what stands beside text: boxes to tick, arrows, the room a button leaves for its arrow."""
    box, ring, arrow = scaled(14), scaled(5), scaled(12)
    return {
        "box": box,
        "round": (box + 2) // 2,
        "ring": ring,
        "inner": box + 2 - 2 * ring,
        "arrow": arrow,
        "arrow_room": arrow + 12,
        "choice": arrow + 16,
        "choice_focus": arrow + 15,
    }
