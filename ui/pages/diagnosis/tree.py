"""The tree on the page: buttons in columns with lines between them; scrolls, pans, is walked with the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from analytics.result import Diagnosis, View
from ui.controls import Button
from ui.pages.diagnosis.branches import Fold, Twig, grow, seen
from ui.pages.diagnosis.branchwords import fold_said, fold_texts, turn_said, turn_texts
from ui.pages.diagnosis.canvas import Canvas, how_of
from ui.pages.diagnosis.nodebutton import NodeButton, node_height
from ui.pages.diagnosis.nodewords import Told, line_of, told_of
from ui.pages.diagnosis.places import ACROSS, Places, Sizes, Way, depth_of, neighbour, place
from ui.theme import scaled
from ui.widgets.format import Writing
from ui.widgets.measure import metrics

NARROWEST, WIDEST = 168, 400  # px of a node, at the usual size of text
EDGE = 12
BUTTON = 16  # px that a button is higher than its text
TALLEST = 720  # px that it asks for, at the usual size of text; what is higher scrolls
Part = NodeButton | Button


class Tree(QScrollArea):
    """Shows a ``Diagnosis``; remembers which node is chosen and, while the question is the same, what was unfolded."""

    chosen = Signal(str)
    """The id of a node."""
    pressed = Signal(str)
    """The id of a node that somebody asks about."""
    grown = Signal()
    """Its buttons were made anew."""

    def __init__(self) -> None:
        super().__init__()
        self.at = ""
        """The node that is chosen."""
        self._view: View | None = None
        self._writing = Writing()
        self._ways: dict[str, int] = {}
        self._opened: set[str] = set()
        self._twigs: tuple[Twig, ...] = ()
        self._places: Places | None = None
        self._nodes: dict[str, NodeButton] = {}
        self._folds: dict[str, Button] = {}
        self._turns: dict[str, Button] = {}
        self._texts: dict[Button, Sequence[str]] = {}
        """What a button may say, the longest first."""
        self._grip: QPoint | None = None
        self._canvas = Canvas()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._canvas)
        self._canvas.setAutoFillBackground(False)

    def show_view(self, view: View, writing: Writing) -> None:
        """Show the tree of another view; the chosen node stays chosen where it is still seen."""
        if self._view is None or _question(self._view) != _question(view):
            self._ways, self._opened = {}, set()
        self._view, self._writing = view, writing
        self._grow()

    def choose(self, node_id: str) -> None:
        """Mark a node as the one that is looked at."""
        self.at = node_id
        for name, button in self._nodes.items():
            button.setChecked(name == node_id)

    def node(self, node_id: str) -> NodeButton:
        """The button of a node; KeyError if it is not seen."""
        return self._nodes[node_id]

    def fold(self, parent: str) -> Button:
        """The button that unfolds what is quiet below a node; KeyError if there is none."""
        return self._folds[parent]

    def turn(self, node_id: str) -> Button:
        """The button that splits a node in another way; KeyError if there is one way only."""
        return self._turns[node_id]

    @property
    def shown(self) -> tuple[str, ...]:
        """The nodes that are seen, in reading order."""
        return tuple(self._nodes)

    @property
    def stops(self) -> tuple[Part, ...]:
        """Everything that can be pressed, in reading order: a number, how else to split it, then what is below it."""
        made: list[Part] = []
        for part in seen(self._twigs):
            if isinstance(part, Fold):
                made.append(self._folds[part.parent])
            else:
                made += [self._nodes[part.node.id], *filter(None, (self._turns.get(part.node.id),))]
        return tuple(made)

    def sizeHint(self) -> QSize:
        """As high as the tree, within reason."""
        high = self._places.size.height() + 2 * EDGE if self._places is not None else 0
        return QSize(scaled(NARROWEST), min(high, scaled(TALLEST)))

    def minimumSizeHint(self) -> QSize:
        """What is read is not squeezed; a tree that is too wide scrolls."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width."""
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the ground."""
        self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan."""
        if self._grip is None:
            return
        gone, self._grip = event.position().toPoint() - self._grip, event.position().toPoint()
        for bar, step in ((self.horizontalScrollBar(), gone.x()), (self.verticalScrollBar(), gone.y())):
            bar.setValue(bar.value() - step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None
        super().mouseReleaseEvent(event)

    def _grow(self) -> None:
        """Make every button anew, in reading order; the focus stays where it was."""
        view = self._view
        if view is None or view.diagnosis is None:
            return
        focus = self.window().focusWidget()
        focused = next((name for name, part in self._parts().items() if part is focus), "")
        for old in self._parts().values():
            old.hide()
            old.deleteLater()
        self._nodes, self._folds, self._turns, self._texts = {}, {}, {}, {}
        self._twigs = grow(view.diagnosis, self._ways, self._opened)
        for part in seen(self._twigs):
            if isinstance(part, Fold):
                self._add_fold(part)
            else:
                self._add_node(part, told_of(part.node, view, self._writing), scale_of(view.diagnosis))
        if self.at in self._nodes:
            self.choose(self.at)
        else:
            self._open(next(iter(self._nodes)))
        self._arrange()
        self.grown.emit()
        again = self._parts().get(focused)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _parts(self) -> dict[str, Part]:
        """Everything on the canvas, by names of its own."""
        folds = {f"+{name}": button for name, button in self._folds.items()}
        return {**self._nodes, **folds, **{f"/{name}": button for name, button in self._turns.items()}}

    def _add_node(self, twig: Twig, told: Told, scale: tuple[int, int]) -> None:
        name = twig.node.id
        button = self._nodes[name] = NodeButton(told, scale)
        button.setParent(self._canvas)
        button.clicked.connect(lambda: self._press(name))
        button.stepped.connect(lambda way: self._step(name, way))
        button.show()
        if twig.other:
            self._add_turn(twig)

    def _add_turn(self, twig: Twig) -> None:
        name, language = twig.node.id, self._writing.language
        turn = self._turns[name] = Button(icon="sync", kind="item", token="muted")
        turn.name(turn_said(twig, language))
        self._texts[turn] = turn_texts(twig, language)
        turn.setParent(self._canvas)
        turn.clicked.connect(lambda: self._turn(name, twig.next))
        turn.show()

    def _add_fold(self, fold: Fold) -> None:
        language = self._writing.language
        button = self._folds[fold.parent] = Button("", "up" if fold.opened else "down", kind="item", token="flat")
        assert self._view is not None
        assert self._view.diagnosis is not None
        button.setAccessibleName(fold_said(fold, self._view.diagnosis.node(fold.parent), language))
        button.setToolTip("\n".join(line_of(node, self._writing) for node in fold.nodes))
        self._texts[button] = fold_texts(fold, language)
        button.setParent(self._canvas)
        button.clicked.connect(lambda: self._unfold(fold.parent))
        button.show()

    def _open(self, node_id: str) -> None:
        self.choose(node_id)
        self.chosen.emit(node_id)

    def _press(self, node_id: str) -> None:
        self._open(node_id)
        self.pressed.emit(node_id)

    def _turn(self, node_id: str, way: int) -> None:
        self._ways[node_id] = way
        self._grow()

    def _unfold(self, parent: str) -> None:
        self._opened ^= {parent}
        self._grow()

    def _step(self, node_id: str, way: Way) -> None:
        assert self._places is not None
        part = neighbour(self._places, node_id, way, seen(self._twigs))
        if part is not None:
            button = self._folds[part.parent] if isinstance(part, Fold) else self._nodes[part.node.id]
            button.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(button)

    def _arrange(self) -> None:
        if not self._twigs:
            return
        columns, line = depth_of(self._twigs), metrics().height()
        room = (self.viewport().width() - 2 * EDGE + ACROSS) // columns - ACROSS
        wide = max(scaled(NARROWEST), min(room, scaled(WIDEST)))
        for button, texts in self._texts.items():
            _say(button, texts, wide)
        how = max((how_of(twig, wide, self._writing.language) for twig in seen(self._twigs)), default=0)
        sizes = Sizes(wide, node_height(), max(line + BUTTON, how), line + BUTTON)
        made = self._places = place(self._twigs, sizes)
        edge = QPoint(EDGE, EDGE)
        for name, box in made.nodes.items():
            self._nodes[name].setGeometry(box.translated(edge))
            if name in self._turns:
                below = QRect(box.left(), box.bottom() + 3, box.width(), sizes.fold)
                self._turns[name].setGeometry(below.translated(edge))
        for name, box in made.folds.items():
            self._folds[name].setGeometry(box.translated(edge))
        self._canvas.show_lines(self._twigs, made, edge, self._writing.language)
        wanted = made.size.grownBy(QMargins(EDGE, EDGE, EDGE, EDGE))
        self._canvas.resize(wanted.expandedTo(self.viewport().size()))
        self.updateGeometry()


def _say(button: Button, texts: Sequence[str], wide: int) -> None:
    """The longest of the texts that has room; the last one if none has."""
    for text in texts:
        button.setText(text)
        if button.sizeHint().width() <= wide:
            return


def _question(view: View) -> tuple[object, ...]:
    """What was asked: of another question, other branches are quiet."""
    return view.shop.id, view.period, view.comparison, view.filters


def scale_of(diagnosis: Diagnosis) -> tuple[int, int]:
    """The lowest and highest contribution, zero between them: the axis of every bar."""
    known = [node.contribution for node in diagnosis.nodes if node.contribution is not None]
    return min(0, *known, 0), max(0, *known, 0)
