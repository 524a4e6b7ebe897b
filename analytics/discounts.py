"""How deep an order's discount is: a part of its goods at list price, in bands."""

import numpy as np

from analytics.arrays import Codes
from analytics.cut import Cut
from storage.columns import MISSING
from storage.words import Words

DEPTHS: dict[str, tuple[float, Words]] = {
    "0": (0.0, Words("没打折", "no discount")),
    "10": (0.10, Words("10% 以内", "up to 10%")),
    "20": (0.20, Words("10–20%", "10–20%")),
    "30": (0.30, Words("20–30%", "20–30%")),
    "50": (0.50, Words("30–50%", "30–50%")),
    "100": (1.0, Words("50% 以上", "over 50%")),
}
"""Bands by key: up to which part of the list price, and the label."""


def discount_depth(cut: Cut) -> Codes:
    """The band of each order, -1 where discount or list price is not known."""
    given, listed = cut.column("discount_amount"), cut.column("list_amount")
    known = (given != MISSING) & (listed != MISSING) & (listed > 0)
    part = np.where(known, given, 0) / np.where(known, listed, 1)
    bounds = [bound for bound, _ in DEPTHS.values()]
    bands = np.minimum(np.searchsorted(bounds, part, side="left"), len(bounds) - 1)
    return np.where(known, bands, -1).astype(np.int32)
