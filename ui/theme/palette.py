"""Tokens as a Qt palette, and the small style sheet for what a palette cannot say."""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QPalette

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


@cache
def style_sheet(tokens: Tokens) -> str:
    """The style sheet with its ``$names`` replaced by the tokens."""
    tick = "tick_dark.svg" if tokens.dark else "tick_light.svg"
    names = asdict(tokens) | {"folder": _SHEET.parent.as_posix(), "tick": tick}
    return Template(_SHEET.read_text(encoding="utf-8")).substitute(names)
