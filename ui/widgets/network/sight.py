"""Which part of the picture is seen and how large: lengths of the layout to px and back; every move makes a new one."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

MARGIN = 0.94  # of the shorter side that the whole picture takes
SMALLEST = 0.8  # of the whole picture's scale at least
LARGEST = 60.0  # px that neighbours in a full pool stand apart at most

Pixels = NDArray[np.float32]


@dataclass(frozen=True)
class Sight:
    """``x``, ``y`` of the layout lie in the middle of ``width`` x ``height`` px; a unit is ``scale`` px."""

    x: float
    y: float
    scale: float
    width: float
    height: float

    def px(self, x: Pixels, y: Pixels) -> tuple[Pixels, Pixels]:
        """Where points of the layout are on the screen."""
        left, top = np.float32(self.width / 2 - self.x * self.scale), np.float32(self.height / 2 - self.y * self.scale)
        return x * np.float32(self.scale) + left, y * np.float32(self.scale) + top

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where one point is."""
        return (x - self.x) * self.scale + self.width / 2, (y - self.y) * self.scale + self.height / 2

    def under(self, px: float, py: float) -> tuple[float, float]:
        """The point of the layout at a px."""
        return self.x + (px - self.width / 2) / self.scale, self.y + (py - self.height / 2) / self.scale

    def moved(self, right: float, down: float) -> "Sight":
        """The picture pushed by so many px."""
        return replace(self, x=self.x - right / self.scale, y=self.y - down / self.scale)

    def zoomed(self, factor: float, px: float, py: float, least: float) -> "Sight":
        """So many times larger, the point under a px staying there; never smaller than ``least`` nor too large."""
        scale = min(max(self.scale * factor, least), max(LARGEST, least))
        return self.scaled(scale, px, py)

    def scaled(self, scale: float, px: float, py: float) -> "Sight":
        """At another scale, the point under a px staying there."""
        x, y = self.under(px, py)
        return replace(self, scale=scale, x=x - (px - self.width / 2) / scale, y=y - (py - self.height / 2) / scale)

    def stays(self, was: "Sight") -> tuple[float, float]:
        """The px round which another sight was zoomed to this one; one of the window at any rate."""
        spread = 1 / self.scale - 1 / was.scale
        px, py = self.width / 2 + (was.x - self.x) / spread, self.height / 2 + (was.y - self.y) / spread
        return min(max(px, 0.0), self.width), min(max(py, 0.0), self.height)

    def sized(self, width: float, height: float) -> "Sight":
        """In a window of another size, with the same middle."""
        return replace(self, width=width, height=height)

    def finer(self, factor: float) -> "Sight":
        """The same part with so many times as many px."""
        return replace(self, scale=self.scale * factor, width=self.width * factor, height=self.height * factor)


def least(reach: float, width: float, height: float) -> float:
    """The scale below which a picture up to a radius is not made smaller."""
    return SMALLEST * whole(reach, width, height).scale


def whole(reach: float, width: float, height: float) -> Sight:
    """Everything up to a radius."""
    return Sight(0.0, 0.0, max(min(width, height), 1.0) * MARGIN / 2 / reach, width, height)
