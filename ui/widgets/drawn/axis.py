"""The axis of a drawing: from zero in even steps, or in powers of ten where a few values dwarf all others. Pure."""

from collections.abc import Sequence
from math import ceil, floor, log10
from statistics import median

from msgspec import Struct

from analytics.result import Shown
from ui.widgets.trendscale import value_ticks

DWARFED = 40.0
"""Times the median from which on the largest value makes the axis one of powers."""


class Axis(Struct, frozen=True):
    """Ticks, and where values stand between its ends."""

    ticks: tuple[float, ...]
    powers: bool = False

    def share(self, value: float) -> float:
        """0 at the low end, 1 at the high one."""
        low, high = self._told(self.ticks[0]), self._told(self.ticks[-1])
        return (self._told(value) - low) / (high - low)

    def _told(self, value: float) -> float:
        return log10(max(value, self.ticks[0])) if self.powers else value


def axis_of(values: Sequence[float], shown: Shown) -> Axis:
    """The axis on which these values are told apart."""
    if values and min(values) > 0 and max(values) > DWARFED * median(values):
        first, last = floor(log10(min(values))), ceil(log10(max(values)))
        return Axis(tuple(10.0**power for power in range(first, max(last, first + 1) + 1)), powers=True)
    return Axis(tuple(value_ticks(values, shown)))
