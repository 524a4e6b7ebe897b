"""Where names stand so that none touches another: beside points, and at the ends of lines. Pure; everything in px."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

GAP = 3.0


def beside(
    points: Sequence[tuple[QPointF, float]],
    widths: Sequence[float],
    height: float,
    room: QRectF,
    standing: Sequence[QRectF] = (),
) -> list[QRectF | None]:
    """A box for the name of each point (middle and radius), the first ones first; None where there is no room left.

    None lies on what is ``standing`` there already.
    """
    taken = list(standing)
    placed: list[QRectF | None] = []
    for (middle, radius), width in zip(points, widths, strict=True):
        box = next((box for box in _around(middle, radius, width, height) if _free(box, taken, room)), None)
        placed.append(box)
        if box is not None:
            taken.append(box)
        taken.append(QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius))
    return placed


def _around(middle: QPointF, radius: float, width: float, height: float) -> list[QRectF]:
    x, y, out = middle.x(), middle.y(), radius + GAP
    return [
        QRectF(x + out, y - height / 2, width, height),
        QRectF(x - out - width, y - height / 2, width, height),
        QRectF(x - width / 2, y - out - height, width, height),
        QRectF(x - width / 2, y + out, width, height),
    ]


def _free(box: QRectF, taken: Sequence[QRectF], room: QRectF) -> bool:
    return room.contains(box) and not any(box.intersects(other) for other in taken)


def stacked(heights: Sequence[float], least: float, top: float, bottom: float) -> list[float | None]:
    """Where names at these heights stand ``least`` apart; where not all have room, some in between get none."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    most = max(int((bottom - top) // least) + 1, 1)
    if len(order) > most:
        order = [order[round(number * (len(order) - 1) / max(most - 1, 1))] for number in range(most)]
    stood = [heights[place] for place in order]
    for number in range(1, len(stood)):
        stood[number] = max(stood[number], stood[number - 1] + least)
    if stood:
        stood[-1] = min(stood[-1], bottom)
    for number in range(len(stood) - 2, -1, -1):
        stood[number] = min(stood[number], stood[number + 1] - least)
    placed: list[float | None] = [None] * len(heights)
    for place, height in zip(order, stood, strict=True):
        placed[place] = height
    return placed


def clear_of(taken: Sequence[QRectF], box: QRectF, room: QRectF) -> QRectF:
    """The box, or the nearest one above or below it that touches none of ``taken``, within the height of ``room``."""
    steps = [way * number for number in range(2 * len(taken) + 1) for way in (-1, 1)]
    moved = (box.translated(0.0, step * box.height()) for step in steps)
    inside = (each for each in moved if room.top() <= each.center().y() <= room.bottom())
    return next((each for each in inside if not any(each.intersects(other) for other in taken)), box)
