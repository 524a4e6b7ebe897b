"""Dots and lines as bytes: one byte a px says which ink covers it and how much; a table of 256 colours does the rest.

Stamping bytes with numpy is what makes 100,000 people move: a painter would be asked for each dot. The ink with the
higher number wins where two meet, so neither the order of drawing nor how much is drawn at once matters. A frame of
``RIM`` px around the image takes what hangs over its edge.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from analytics.arrays import Codes
from ui.widgets.network.marks import LEVELS, PHASES, stamps
from ui.widgets.network.sight import Pixels

RIM = 128
OVERHANG = RIM // 2  # px that a dot reaches from its middle, at most
LARGEST = 46.0  # px of radius, so that no shape reaches further
AT_ONCE = 16_384  # px that are covered at once: so many stay near the processor
STEPS = np.array([1, 1, 1, 1, *[2] * 6, PHASES])
"""By half px of radius, the last for all larger ones: in how many phases a stamp may lie wrong. Small ones show it."""


class Raster:
    """An image of so many px."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.stride = (width + 2 * RIM + 3) // 4 * 4
        self.bytes = np.zeros((height + 2 * RIM) * self.stride, np.uint8)

    def clear(self) -> None:
        """Only ground."""
        self.bytes.fill(0)

    def push(self, right: int, down: int) -> None:
        """Move what is in sight; what comes into sight is ground."""
        shift(self.bytes, down * self.stride + right)
        rows = self.bytes.reshape(-1, self.stride)[RIM : RIM + self.height, RIM : RIM + self.width]
        rows[:, : max(right, 0)] = rows[:, self.width + min(right, 0) :] = 0
        rows[: max(down, 0)] = rows[self.height + min(down, 0) :] = 0

    def dots(self, kinds: Codes, x: Pixels, y: Pixels, radius: Pixels) -> None:
        """A stamp for each, by half px of radius, kind and place inside the px."""
        radius = np.minimum(radius, LARGEST)
        inside = (x >= -OVERHANG) & (x < self.width + OVERHANG) & (y >= -OVERHANG) & (y < self.height + OVERHANG)
        if not inside.all():
            kinds, x, y, radius = kinds[inside], x[inside], y[inside], radius[inside]
        halves = np.rint(radius * 2).astype(np.uint8)
        order = np.argsort(halves, kind="stable")
        kinds, x, y, halves = kinds[order], x[order], y[order], halves[order]
        column, row = np.floor(x), np.floor(y)
        middle = (row.astype(np.intp) + RIM) * self.stride + (column.astype(np.intp) + RIM)
        down, across = ((y - row) * PHASES).astype(np.intp), ((x - column) * PHASES).astype(np.intp)
        bounds = [0, *(np.flatnonzero(np.diff(halves)) + 1).tolist(), len(halves)]
        for begin, end in pairwise(bounds):
            if end > begin:
                some = slice(begin, end)
                self._stamp(int(halves[begin]), kinds[some], middle[some], down[some], across[some])

    def lines(self, x: Pixels, y: Pixels, steep: bool, strength: Pixels) -> None:
        """Points of lines, a row each, none beyond the frame; each covers two px across the line's direction."""
        along, beside = (y, x) if steep else (x, y)
        beside += np.float32(RIM - 0.5)
        along += np.float32(RIM)
        first, at, step = beside.astype(np.int32), along.astype(np.intp), 1 if steep else self.stride
        full = strength * np.float32(LEVELS - 1)
        beside -= first.astype(np.float32)
        beside *= full
        if steep:
            at *= self.stride
            at += first
        else:
            at += first.astype(np.intp) * self.stride
        self._cover(at, (full - beside).astype(np.uint8))
        at += step
        self._cover(at, beside.astype(np.uint8))

    def image(self) -> QImage:
        """What was drawn, without colours; it shows what is drawn later, too."""
        begin = RIM * self.stride + RIM
        data = self.bytes.data[begin : begin + (self.height - 1) * self.stride + self.width]
        return QImage(data, self.width, self.height, self.stride, QImage.Format.Format_Indexed8)

    def _stamp(
        self, halves: int, kinds: Codes, middle: NDArray[np.intp], down: NDArray[np.intp], across: NDArray[np.intp]
    ) -> None:
        """All of a size: the same px around the middle for each, with levels by kind and phase."""
        step = int(STEPS[min(halves, len(STEPS) - 1)])
        columns, rows, values = stamps(halves, step)
        beside, phases = rows * self.stride + columns, PHASES // step
        which = (kinds * phases + down // step) * phases + across // step
        many = max(AT_ONCE // len(beside), 1)
        for begin in range(0, len(middle), many):
            some = slice(begin, begin + many)
            self._cover(middle[some, None] + beside, values.take(which[some], axis=0))

    def _cover(self, at: NDArray[np.intp], values: NDArray[np.uint8]) -> None:
        np.maximum.at(self.bytes, at.ravel(), values.ravel())


def shift(row: NDArray[np.generic], by: int) -> None:
    """Everything so many places on, in place; what comes in at the end is left as it was."""
    if by > 0:
        row[by:] = row[:-by]
    elif by < 0:
        row[:by] = row[-by:]
