"""The order in which Tab goes through widgets that are made anew: Qt appends each to the end of its own order."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def in_order(stops: Sequence[QWidget]) -> None:
    """Let Tab go through ``stops`` in this order; what came after the first comes after the last."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def stops_in(part: QWidget) -> list[QWidget]:
    """What Tab stops at inside ``part``, in the order that it has."""
    found = []
    at = part.nextInFocusChain()
    while at is not part:
        if part.isAncestorOf(at) and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(at)
        at = at.nextInFocusChain()
    return found
