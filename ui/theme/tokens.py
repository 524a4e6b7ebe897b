"""The one table of colours: light and dark, for widgets and charts alike. Every colour is ``#RRGGBB``."""

from dataclasses import dataclass, replace
from typing import Literal

Direction = Literal["china", "west"]
"""Which colour means up: red as in China, or green as in the west."""


@dataclass(frozen=True)
class Tokens:
    """Colours by what they are for. Text colours reach 4.5 : 1 on ``background`` and on ``surface``."""

    dark: bool
    background: str  # behind cards
    surface: str  # cards, tables, bars
    sunken: str  # inside inputs and table headers
    hover: str  # under the pointer
    selected: str  # the chosen row or page
    line: str  # hairlines
    edge: str  # of controls
    outline: str  # disabled text, 3 : 1 on surface
    text: str
    muted: str
    brand: str  # the red dot: used sparingly
    on_brand: str  # text on brand
    focus: str
    up: str
    down: str
    flat: str
    good: str
    bad: str
    info: str  # hint bars, links
    banner: str  # background of the demo banner
    on_banner: str
    categories: tuple[str, str, str, str, str, str, str, str]  # told apart also by colour-blind eyes
    heat: tuple[str, str]  # of heat maps: nothing, most; one hue
    heat_below: str  # the least, where there are values below zero

    def facing(self, direction: Direction) -> "Tokens":
        """The same table with up and down in the colours of ``direction``."""
        return self if direction == "china" else replace(self, up=self.down, down=self.up)


LIGHT = Tokens(
    dark=False,
    background="#F6F7F9",
    surface="#FFFFFF",
    sunken="#F1F3F5",
    hover="#EEF0F3",
    selected="#E6E9EE",
    line="#E3E6EB",
    edge="#CBD0D8",
    outline="#8A919E",
    text="#1D2129",
    muted="#646B78",
    brand="#C8102E",
    on_brand="#FFFFFF",
    focus="#C8102E",
    up="#C8241C",
    down="#0B7A43",
    flat="#946200",
    good="#0B7A43",
    bad="#C8241C",
    info="#0B63B5",
    banner="#FFF3D6",
    on_banner="#6B4700",
    categories=("#0A68CF", "#BD4618", "#09B45D", "#B0428E", "#46ADE5", "#CD9C01", "#2D085C", "#A39F98"),
    heat=("#E3EDF8", "#08407F"),
    heat_below="#8F3A0A",
)

DARK = Tokens(
    dark=True,
    background="#16181D",
    surface="#1F2228",
    sunken="#191C21",
    hover="#2A2E36",
    selected="#323741",
    line="#33373F",
    edge="#474D58",
    outline="#717885",
    text="#E8EAED",
    muted="#9AA0AA",
    brand="#F0384F",
    on_brand="#16181D",
    focus="#FF6B7C",
    up="#FF7A70",
    down="#45C486",
    flat="#E0AC3C",
    good="#45C486",
    bad="#FF7A70",
    info="#6CB2F5",
    banner="#3A2F14",
    on_banner="#F2D38B",
    categories=("#7AC9FF", "#D56438", "#39CC7C", "#CC89A6", "#4A5C9D", "#E8C146", "#A876F8", "#E3E8D7"),
    heat=("#28333F", "#9AD4FF"),
    heat_below="#FFB07A",
)
