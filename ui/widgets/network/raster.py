"""Dots and lines as bytes: one byte a px says which ink covers it and how much; a table of 256 colours does the rest.

Stamping bytes with numpy is what makes 100,000 people move: a painter would be asked for each dot. The ink with the
higher number wins where two meet, so the order of drawing does not matter. A frame of ``RIM`` px around the image takes
what hangs over its edge.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from analytics.arrays import Codes
from ui.widgets.network.marks import LEVELS, PHASES, stamp
from ui.widgets.network.people import Kind
from ui.widgets.network.sight import Pixels

RIM = 128
OVERHANG = RIM // 2  # px that a dot reaches from its middle, at most
LARGEST = 46.0  # px of radius, so that no shape reaches further
STEPS = np.array([1, 1, 1, 1, *[2] * 6, PHASES])
"""By half px of radius, the last for all larger ones: in how many phases a stamp may lie wrong. Small ones show it."""


class Raster:
    """An image of so many px."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.stride = (width + 2 * RIM + 3) // 4 * 4
        self.bytes = np.zeros((height + 2 * RIM) * self.stride, np.uint8)
        self.colours = np.zeros(len(self.bytes), np.uint32)

    def clear(self) -> None:
        """Only ground."""
        self.bytes.fill(0)

    def push(self, right: int, down: int) -> None:
        """Move what is in sight; what comes into sight is ground."""
        rows = self.bytes.reshape(-1, self.stride)[RIM : RIM + self.height, RIM : RIM + self.width]
        wide, high = self.width - abs(right), self.height - abs(down)
        left, top = max(right, 0), max(down, 0)
        stays = rows[top - down : top - down + high, left - right : left - right + wide].copy()
        self.clear()
        rows[top : top + high, left : left + wide] = stays

    def dots(self, kinds: Codes, x: Pixels, y: Pixels, radius: Pixels) -> None:
        """A stamp for each, by kind, half px of radius and place inside the px."""
        radius = np.minimum(radius, LARGEST)
        inside = (x >= -OVERHANG) & (x < self.width + OVERHANG) & (y >= -OVERHANG) & (y < self.height + OVERHANG)
        if not inside.all():
            kinds, x, y, radius = kinds[inside], x[inside], y[inside], radius[inside]
        column, row = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
        halves = np.rint(radius * 2).astype(np.int32)
        step = STEPS[np.minimum(halves, len(STEPS) - 1)]
        down, across = ((y - row) * PHASES).astype(np.int32), ((x - column) * PHASES).astype(np.int32)
        phase = (down - down % step) * PHASES + across - across % step + step // 2 * (PHASES + 1)
        middle = ((row + RIM) * self.stride + column + RIM).astype(np.intp)
        group = (halves * len(Kind) + kinds) * PHASES**2 + phase
        order = np.argsort(group.astype(np.int16), kind="stable")
        middle, group = middle[order], group[order]
        bounds = [0, *(np.flatnonzero(np.diff(group)) + 1).tolist(), len(group)]
        for begin, end in pairwise(bounds):
            if end > begin:
                self._stamp(int(group[begin]), middle[begin:end])

    def lines(self, x: Pixels, y: Pixels, steep: bool, strength: Pixels) -> None:
        """Points less than one px apart along lines, a row each; each covers two px across the line's direction."""
        np.clip(x, 1 - RIM, self.width + RIM - 2, out=x)  # what is outside ends in the frame
        np.clip(y, 1 - RIM, self.height + RIM - 2, out=y)
        along, beside = (y, x) if steep else (x, y)
        beside += np.float32(RIM - 0.5)
        along += np.float32(RIM)
        first, step = beside.astype(np.intp), 1 if steep else self.stride
        part = (beside - first) * (strength * np.float32(LEVELS - 1))
        at = along.astype(np.intp)
        if steep:
            at *= self.stride
            at += first
        else:
            first *= self.stride
            at += first
        self._cover(at, (strength * np.float32(LEVELS - 1) - part).astype(np.uint8))
        at += step
        self._cover(at, part.astype(np.uint8))

    def image(self, table: NDArray[np.uint32]) -> QImage:
        """What was drawn, in the colours of a table; to be painted before anything else is drawn."""
        np.take(table, self.bytes, out=self.colours, mode="clip")
        begin = RIM * self.stride + RIM
        data = self.colours.data[begin : begin + (self.height - 1) * self.stride + self.width]
        return QImage(data, self.width, self.height, 4 * self.stride, QImage.Format.Format_RGB32)

    def _stamp(self, group: int, middle: NDArray[np.intp]) -> None:
        rest, phase = divmod(group, PHASES**2)
        halves, kind = divmod(rest, len(Kind))
        columns, rows, levels = stamp(Kind(kind), halves, phase)
        at = middle[:, None] + rows * self.stride + columns
        self._cover(at, levels + np.uint8((len(Kind) - kind) * LEVELS))

    def _cover(self, at: NDArray[np.intp], values: NDArray[np.uint8]) -> None:
        self.bytes[at] = np.maximum(self.bytes[at], values)
