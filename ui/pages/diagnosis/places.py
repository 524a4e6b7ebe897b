"""Where the parts of a tree stand: columns from left to right, every node in the middle of what it is split into."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRect, QSize

from ui.pages.diagnosis.branches import Fold, Twig

ACROSS, DOWN = 32, 8  # px between columns, and between rows
Way = Literal["left", "right", "up", "down"]


class Sizes(Struct, frozen=True):
    """What the parts measure, px."""

    width: int
    node: int
    """Height of a node."""
    how: int
    """Height of the line below a node that says how it is split."""
    fold: int
    """Height of a fold."""


class Places(Struct, frozen=True):
    """Rectangles by node id; of folds by the id of the node they are below."""

    nodes: dict[str, QRect]
    folds: dict[str, QRect]
    size: QSize

    def of(self, part: Twig | Fold) -> QRect:
        """Where a part stands."""
        return self.folds[part.parent] if isinstance(part, Fold) else self.nodes[part.node.id]


def depth_of(twigs: Sequence[Twig | Fold]) -> int:
    """How many columns a tree has."""
    return max((1 + (depth_of(each.below) if isinstance(each, Twig) else 0) for each in twigs), default=0)


def place(twigs: Sequence[Twig], sizes: Sizes) -> Places:
    """Put every part of the tree in its place."""
    made = Places({}, {}, QSize())
    height = _put(twigs, 0, 0, sizes, made)
    columns = depth_of(twigs)
    return Places(made.nodes, made.folds, QSize(columns * (sizes.width + ACROSS) - ACROSS, max(height - DOWN, 0)))


def neighbour(places: Places, at: str, way: Way, twigs: Sequence[Twig | Fold]) -> Twig | Fold | None:
    """What the arrow keys lead to from a node: its parent, the first thing below it, the next in its column."""
    here = places.nodes[at]
    if way == "left":
        return next((twig for twig in twigs if isinstance(twig, Twig) and _leads_to(twig, at)), None)
    if way == "right":
        own = next(twig for twig in twigs if isinstance(twig, Twig) and twig.node.id == at)
        return own.below[0] if own.below else None
    sign = 1 if way == "down" else -1
    column = [
        (sign * (places.of(twig).top() - here.top()), twig) for twig in twigs if places.of(twig).left() == here.left()
    ]
    beyond = [(far, twig) for far, twig in column if far > 0]
    return min(beyond, key=lambda each: each[0])[1] if beyond else None


def _leads_to(twig: Twig, node_id: str) -> bool:
    return any(isinstance(part, Twig) and part.node.id == node_id for part in twig.below)


def _put(parts: Sequence[Twig | Fold], column: int, top: int, sizes: Sizes, made: Places) -> int:
    """Put parts below each other from ``top``; where the next one would begin."""
    left = column * (sizes.width + ACROSS)
    for part in parts:
        if isinstance(part, Fold):
            made.folds[part.parent] = QRect(left, top, sizes.width, sizes.fold)
            top += sizes.fold + DOWN
            continue
        own = sizes.node + (sizes.how if part.below else 0)
        high = max(own, _put(part.below, column + 1, top, sizes, made) - DOWN - top)
        made.nodes[part.node.id] = QRect(left, top + min((high - sizes.node) // 2, high - own), sizes.width, sizes.node)
        top += high + DOWN
    return top
