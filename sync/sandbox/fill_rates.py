"""The planted chance of groups to fill, by province and size."""

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import Floats
from sync.sandbox.groups import chance_to_fill, mean_joining, propensity
from sync.sandbox.offers import SIZES, Offers
from sync.sandbox.places import Places


class FillRate(Struct, frozen=True):
    """How likely a group opened in a province with a size fills in time, and how eagerly groups are opened there."""

    province: str
    size: int
    opening: float
    """Groups opened per fan, relative to the average province."""
    fill: float


def fill_rates(places: Places, offers: Offers) -> tuple[FillRate, ...]:
    """The planted chance to fill, by province and size."""
    opening, joining = propensity(places)
    return tuple(
        FillRate(
            name,
            size,
            float(opening[p]),
            float(np.average(_chances(size, joining[p], offers), weights=offers.attraction[offers.size == size])),
        )
        for p, name in enumerate(places.provinces)
        for size in SIZES
        if (offers.size == size).any()
    )


def _chances(size: int, joining: float, offers: Offers) -> Floats:
    """To fill a group of each offer of a size."""
    return chance_to_fill(size, mean_joining(size, joining, offers.appeal[offers.size == size]))
