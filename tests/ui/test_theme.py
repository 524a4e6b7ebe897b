"""Colours that can be read and told apart, and a theme that changes in the running window."""

from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from tests.ui.desk import Desk
from ui import theme
from ui.theme import DARK, LIGHT, Tokens

SEVERE_DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
SEVERE_PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    for ground in (tokens.background, tokens.surface):
        for text in (
            tokens.text,
            tokens.muted,
            tokens.up,
            tokens.down,
            tokens.flat,
            tokens.good,
            tokens.bad,
            tokens.info,
        ):
            assert _contrast(text, ground) >= 4.5, (text, ground)
    for text, ground in (
        (tokens.on_brand, tokens.brand),
        (tokens.on_banner, tokens.banner),
        (tokens.surface, tokens.text),
        (tokens.text, tokens.selected),
        (tokens.text, tokens.hover),
        (tokens.muted, tokens.sunken),
    ):
        assert _contrast(text, ground) >= 4.5, (text, ground)
    for mark in (tokens.focus, tokens.outline, tokens.brand, *tokens.categories):
        assert _contrast(mark, tokens.surface) >= 2.4, mark


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("eyes", [None, SEVERE_DEUTERANOPIA, SEVERE_PROTANOPIA], ids=["usual", "deutan", "protan"])
def test_categories_and_directions_are_told_apart_by_all_eyes(tokens: Tokens, eyes: object) -> None:
    for one, other in (*combinations(tokens.categories, 2),):
        assert _distance(one, other, eyes) >= 15, (one, other)


def test_the_theme_changes_in_the_running_window_and_is_kept(desk: Desk) -> None:
    heard: list[bool] = []
    theme.notifier().changed.connect(lambda: heard.append(theme.current().dark))
    desk.window.context.appearance.paint("dark", "china")
    assert heard == [True]
    desk.settle()
    assert desk.window.palette().window().color() == QColor(DARK.background)
    assert desk.settings.theme == "dark"
    ground = desk.window.grab().toImage().pixelColor(desk.window.width() - 4, desk.window.height() - 4)
    assert ground == QColor(DARK.background)


def test_in_the_west_green_is_up(desk: Desk) -> None:
    red, green = LIGHT.up, LIGHT.down
    page = desk.open("settings")
    desk.click(page.direction.buttons["west"])
    assert (theme.current().up, theme.current().down) == (green, red)
    assert (theme.current().good, theme.current().bad) == (LIGHT.good, LIGHT.bad)


def _linear(colour: str) -> tuple[float, float, float]:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def _contrast(one: str, other: str) -> float:
    """As WCAG 2 reckons it."""
    light = [0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (_linear(one), _linear(other))]
    return (max(light) + 0.05) / (min(light) + 0.05)


def _distance(one: str, other: str, eyes: object) -> float:
    """Difference in CIE Lab (1976), as seen through ``eyes``: a matrix on linear RGB."""
    first, second = _lab(one, eyes), _lab(other, eyes)
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5


def _lab(colour: str, eyes: object) -> tuple[float, float, float]:
    rgb = _linear(colour)
    if eyes is not None:
        rgb = tuple(min(1, max(0, sum(k * part for k, part in zip(row, rgb, strict=True)))) for row in eyes)  # type: ignore[attr-defined, assignment]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        _curve(sum(k * part for k, part in zip(row, rgb, strict=True)) / top)
        for row, top in zip(to_xyz, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _curve(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
