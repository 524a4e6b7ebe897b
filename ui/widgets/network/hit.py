"""Who is under the pointer, and who is inside a loop: asked of the dots that are drawn."""

import numpy as np
from PySide6.QtCore import QPointF

from analytics.arrays import Codes
from ui.widgets.network.detail import Seen

NEAR = 4.0  # px beside a dot that still mean it


def under(seen: Seen, x: float, y: float, near: float = NEAR) -> int | None:
    """The place in ``seen`` of the dot at a point, or the nearest one: the one whose rim is nearest counts."""
    if not len(seen.nodes):
        return None
    beside = np.hypot(seen.x - x, seen.y - y) - seen.radius
    nearest = int(np.argmin(beside))
    return nearest if beside[nearest] <= near else None


def inside(seen: Seen, loop: list[QPointF]) -> Codes:
    """The people drawn inside a closed line that may cross itself: those it winds round an odd number of times."""
    if len(loop) < 3:
        return seen.nodes[:0]
    odd = np.zeros(len(seen.nodes), np.bool_)
    for one, other in zip(loop, [*loop[1:], loop[0]], strict=True):
        (x1, y1), (x2, y2) = (one.x(), one.y()), (other.x(), other.y())
        if y1 == y2:
            continue
        crosses = (seen.y > min(y1, y2)) & (seen.y <= max(y1, y2))
        odd ^= crosses & (seen.x < x1 + (seen.y - y1) / (y2 - y1) * (x2 - x1))
    return seen.nodes[odd]
