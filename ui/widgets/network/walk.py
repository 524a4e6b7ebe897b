"""From one person to the next by keys: to who brought them, to the largest branch they brought, to siblings."""

import numpy as np
from PySide6.QtCore import Qt

from analytics.arrays import Codes
from analytics.network.layout import Layout


def beside(layout: Layout, node: int, key: Qt.Key) -> int:
    """Who stands in the direction of an arrow key; the largest root where nobody is chosen; -1 where nobody stands."""
    parent = layout.forest.parent
    if node < 0:
        return _largest(layout, layout.forest.level(0)) if len(layout.forest) else -1
    if key is Qt.Key.Key_Up:
        return int(parent[node])
    if key is Qt.Key.Key_Down:
        return _largest(layout, layout.below(node)[parent[layout.below(node)] == node])
    siblings = np.flatnonzero(parent == parent[node])
    siblings = siblings[np.argsort(layout.place[siblings])]
    step = 1 if key is Qt.Key.Key_Right else -1
    return int(siblings[(int(np.flatnonzero(siblings == node)[0]) + step) % len(siblings)])


def _largest(layout: Layout, nodes: Codes) -> int:
    return int(nodes[np.argmax(layout.size[nodes])]) if len(nodes) else -1
