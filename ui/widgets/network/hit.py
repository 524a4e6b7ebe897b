"""Who is under the pointer, and who is inside a loop: asked of the dots that are drawn."""

import numpy as np
from PySide6.QtCore import QPointF

from analytics.arrays import Codes
from ui.widgets.network.detail import Seen
from ui.widgets.network.sight import Pixels

NEAR = 4.0  # px beside a dot that still mean it


def under(seen: Seen, x: float, y: float, near: float = NEAR) -> int | None:
    """The place in ``seen`` of the dot at a point, or the nearest one: the one whose rim is nearest counts."""
    if not len(seen.nodes):
        return None
    beside = np.hypot(seen.x - x, seen.y - y) - seen.radius
    nearest = int(np.argmin(beside))
    return nearest if beside[nearest] <= near else None


def inside(nodes: Codes, x: Pixels, y: Pixels, loop: list[QPointF]) -> Codes:
    """Of people at some px those inside a closed line: whom it winds round an odd number of times."""
    if len(loop) < 3:
        return nodes[:0]
    odd = np.zeros(len(nodes), np.bool_)
    for one, other in zip(loop, [*loop[1:], loop[0]], strict=True):
        (x1, y1), (x2, y2) = (one.x(), one.y()), (other.x(), other.y())
        if y1 == y2:
            continue
        crosses = (y > min(y1, y2)) & (y <= max(y1, y2))
        odd ^= crosses & (x < x1 + (y - y1) / (y2 - y1) * (x2 - x1))
    return nodes[odd]
