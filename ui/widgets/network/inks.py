"""The colours of the picture from the tokens of the theme: a kind's ink, and the table of a raster."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from ui.theme import Tokens
from ui.widgets.network.marks import LEVELS
from ui.widgets.network.people import Kind

FADED = 0.4  # of an ink is left while a chain is followed


def ink(kind: Kind, tokens: Tokens) -> str:
    """The colour of a kind of person: green for supporting fans, as merchants know it."""
    return {
        Kind.SUPPORTING: tokens.good,
        Kind.BUYER: tokens.categories[0],
        Kind.FOLLOWER: tokens.muted,
        Kind.LAPSED: tokens.outline,
    }[kind]


@cache
def table(tokens: Tokens, faded: bool) -> NDArray[np.uint32]:
    """The 256 colours of a raster: lines and kinds, each in 32 steps from the ground."""
    inks = [tokens.outline, *(ink(kind, tokens) for kind in reversed(Kind))]
    ground = QColor(tokens.surface)
    colours = [mixed(ground, QColor(name), FADED if faded else 1.0) for name in inks]
    made = [mixed(ground, colour, level / (LEVELS - 1)).rgb() for colour in colours for level in range(LEVELS)]
    return np.array(made + [ground.rgb()] * (256 - len(made)), np.uint32)


def mixed(ground: QColor, colour: QColor, part: float) -> QColor:
    """So much of a colour over a ground."""
    pairs = ((ground.redF(), colour.redF()), (ground.greenF(), colour.greenF()), (ground.blueF(), colour.blueF()))
    return QColor.fromRgbF(*(under + (over - under) * part for under, over in pairs))
