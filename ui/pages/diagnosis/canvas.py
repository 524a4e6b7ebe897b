"""The ground of the tree: lines from each node to what it is split into, and how it is split, in words."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from storage.words import Language
from ui import theme
from ui.pages.diagnosis.branches import Fold, Twig, seen
from ui.pages.diagnosis.places import ACROSS, Places
from ui.widgets.measure import metrics

ROUND = 6
GAP = 4
_DEEP = 1000  # px: the words are as high as they need
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class Canvas(QWidget):
    """Paints; the buttons on it belong to the tree."""

    def __init__(self) -> None:
        super().__init__()
        self._twigs: Sequence[Twig] = ()
        self._places: Places | None = None
        self._edge = QPoint()
        self._language: Language = "zh"

    def show_lines(self, twigs: Sequence[Twig], places: Places, edge: QPoint, language: Language) -> None:
        """Draw these lines from now on; ``edge`` is where the tree begins."""
        self._twigs, self._places, self._edge, self._language = twigs, places, edge, language
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines first, words on them."""
        places = self._places
        if places is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._edge)
        painter.setFont(theme.font(9))
        for twig in seen(self._twigs):
            if isinstance(twig, Fold) or not twig.below:
                continue
            box = places.nodes[twig.node.id]
            for part in twig.below:
                self._join(painter, box, places.of(part))
            if not twig.other:
                self._write_how(painter, twig, box)

    def _join(self, painter: QPainter, parent: QRect, child: QRect) -> None:
        """Across, down or up, across, with round corners."""
        painter.setPen(QPen(QColor(theme.current().edge), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        begin, end = (parent.right() + 1, parent.center().y()), (child.left(), child.center().y())
        middle, down = begin[0] + ACROSS // 2, end[1] - begin[1]
        path = QPainterPath()
        path.moveTo(*begin)
        bend = min(ROUND, abs(down) // 2) * (1 if down > 0 else -1)
        path.lineTo(middle - abs(bend), begin[1])
        path.quadTo(middle, begin[1], middle, begin[1] + bend)
        path.lineTo(middle, end[1] - bend)
        path.quadTo(middle, end[1], middle + abs(bend), end[1])
        path.lineTo(*end)
        painter.drawPath(path)

    def _write_how(self, painter: QPainter, twig: Twig, box: QRect) -> None:
        painter.setPen(QColor(theme.current().muted))
        painter.drawText(_room(box.left(), box.bottom() + 3, box.width()), _WRAPPED, _how(twig, self._language))


def how_of(twig: Twig | Fold, wide: int, language: Language) -> int:
    """How high the words below a node of this width are, px."""
    if isinstance(twig, Fold) or not twig.below or twig.other:
        return 0
    return metrics().boundingRect(_room(0, 0, wide), _WRAPPED, _how(twig, language)).height() + GAP


def _how(twig: Twig, language: Language) -> str:
    return f"= {twig.node.how.say(language)}" if twig.node.how.zh else ""


def _room(left: int, top: int, wide: int) -> QRect:
    return QRect(left + 4, top, wide - 4, _DEEP)
