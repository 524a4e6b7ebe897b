"""What every picture of a table can do, and the spots on it that can be pointed at. Pure; everything in px."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

REACH = 24.0
"""How far beside a spot the pointer still means it."""
_SIDEWAYS = 2.0  # a step aside counts as much as this many ahead


class Spot(Struct, frozen=True, eq=False):
    """A cell of the table and where it is drawn."""

    row: int
    column: int
    box: QRectF


Spots = Sequence[Spot]


class Picture(Protocol):
    """A table as one kind of drawing."""

    def height_at(self, width: int) -> int:
        """The least height in which it can be read at a width."""
        ...

    def most_at(self, width: int) -> int | None:
        """The height beyond which it would only leave room; None for a picture that takes what there is."""
        ...

    def spots(self, size: QSizeF) -> Spots:
        """What can be pointed at, in reading order."""
        ...

    def paint(self, painter: QPainter, size: QSizeF) -> None:
        """Everything but the mark of the spot in focus."""
        ...


def spot_at(spots: Spots, point: QPointF) -> int | None:
    """The place in ``spots`` of what is meant by a point; None far from all of them."""
    holding = [place for place, spot in enumerate(spots) if spot.box.contains(point)]
    near = holding or [place for place, spot in enumerate(spots) if _gap(spot.box, point) <= REACH]
    return min(near, key=lambda place: _distance(spots[place].box.center(), point), default=None)


def neighbour(spots: Spots, place: int | None, key: Qt.Key) -> int | None:
    """Where an arrow key, Home or End leads from a spot: in its row or column first; None where nothing lies there."""
    if not spots:
        return None
    if place is None or key is Qt.Key.Key_Home:
        return 0
    if key is Qt.Key.Key_End:
        return len(spots) - 1
    here = spots[place]
    ahead = [
        (there.row != here.row and there.column != here.column, _way(here, there, key), number)
        for number, there in enumerate(spots)
        if _forward(here, there, key) > 0.5
    ]
    return min(ahead)[-1] if ahead else None


def _forward(here: Spot, there: Spot, key: Qt.Key) -> float:
    gap = there.box.center() - here.box.center()
    return {
        Qt.Key.Key_Left: -gap.x(), Qt.Key.Key_Right: gap.x(), Qt.Key.Key_Up: -gap.y(), Qt.Key.Key_Down: gap.y()
    }[key]  # fmt: skip


def _way(here: Spot, there: Spot, key: Qt.Key) -> float:
    gap = there.box.center() - here.box.center()
    aside = abs(gap.y() if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) else gap.x())
    return _forward(here, there, key) + _SIDEWAYS * aside


def _distance(one: QPointF, other: QPointF) -> float:
    return (one - other).manhattanLength()


def _gap(box: QRectF, point: QPointF) -> float:
    across = max(box.left() - point.x(), 0.0, point.x() - box.right())
    down = max(box.top() - point.y(), 0.0, point.y() - box.bottom())
    return max(across, down)
